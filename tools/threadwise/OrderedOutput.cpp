//===--- OrderedOutput.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "OrderedOutput.h"
#include "Paths.h"

using namespace threadwise;

void OrderedOutput::run(WorkerPool &Pool, const std::vector<UnitJob> &Jobs,
                        bool AreHeaders) {
  this->Jobs = &Jobs;
  this->AreHeaders = AreHeaders;
  Waiting.clear();
  Waiting.resize(Jobs.size());
  NextToPrint = 0;
  Total += Jobs.size();
  Shown.setTotal(Total);
  Pool.run(Jobs, *this);
  Shown.hide();
}

void OrderedOutput::started(size_t Index) {
  Shown.started(shownPath((*Jobs)[Index].File));
}

void OrderedOutput::finished(size_t Index, Outcome What) {
  Waiting[Index] = std::move(What);
  for (; NextToPrint != Waiting.size() && Waiting[NextToPrint]; ++NextToPrint)
    merge((*Jobs)[NextToPrint], std::move(*Waiting[NextToPrint]));
  Shown.finished(Results.findings());
}

void OrderedOutput::flush() {
  for (; NextToPrint != Waiting.size(); ++NextToPrint)
    if (Waiting[NextToPrint])
      merge((*Jobs)[NextToPrint], std::move(*Waiting[NextToPrint]));
}

void OrderedOutput::merge(const UnitJob &Job, Outcome What) {
  Record.add(Job, AreHeaders, What);
  std::vector<Finding> New = Results.add(Job, std::move(What));
  if (!PrintsFindings || New.empty())
    return;
  Shown.hide();
  for (const Finding &F : New)
    Printer.print(F);
}
