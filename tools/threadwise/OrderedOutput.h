//===--- OrderedOutput.h - findings as units are done -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_ORDEREDOUTPUT_H
#define THREADWISE_TOOL_ORDEREDOUTPUT_H

#include "FindingPrinter.h"
#include "Progress.h"
#include "Recorder.h"
#include "Report.h"
#include "WorkerPool.h"
#include <optional>

namespace threadwise {

/// Prints findings as soon as all units before theirs are done: the order is
/// the same whatever the number of jobs.
class OrderedOutput : public PoolListener {
public:
  OrderedOutput(Report &Results, Recorder &Record, bool PrintsFindings)
      : Results(Results), Record(Record), PrintsFindings(PrintsFindings) {}

  void run(WorkerPool &Pool, const std::vector<UnitJob> &Jobs, bool AreHeaders);
  /// After an interrupt: what is done although a unit before it is not.
  void flush();

  void started(size_t Index) override;
  void finished(size_t Index, Outcome What) override;
  void tick() override { Shown.tick(); }

private:
  void merge(const UnitJob &Job, Outcome What);

  Report &Results;
  Recorder &Record;
  bool PrintsFindings, AreHeaders = false;
  const std::vector<UnitJob> *Jobs = nullptr;
  std::vector<std::optional<Outcome>> Waiting;
  size_t NextToPrint = 0;
  unsigned Total = 0;
  Progress Shown;
  FindingPrinter Printer;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_ORDEREDOUTPUT_H
