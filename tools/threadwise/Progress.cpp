//===--- Progress.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Progress.h"
#include "report/Escape.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;

Progress::Progress()
    : Rewrites(llvm::sys::Process::StandardErrIsDisplayed()),
      Last(Clock::now()) {}

void Progress::started(const std::string &File) {
  Current = report::forTerminal(File);
  if (Rewrites)
    show();
}

void Progress::finished(unsigned FindingsSoFar) {
  ++Done;
  Findings = FindingsSoFar;
  if (Rewrites)
    show();
}

void Progress::tick() {
  if (!Rewrites && Clock::now() - Last >= std::chrono::minutes(1))
    show();
}

void Progress::hide() {
  if (Shown)
    llvm::errs() << "\r\033[K";
  Shown = false;
}

void Progress::show() {
  std::string Line = "[" + std::to_string(Done) + "/" + std::to_string(Total) +
                     "] " + std::to_string(Findings) +
                     (Findings == 1 ? " finding, " : " findings, ");
  llvm::StringRef File = Current;
  if (!Rewrites) {
    llvm::errs() << Line << File << '\n';
    Last = Clock::now();
    return;
  }
  unsigned Columns = llvm::sys::Process::StandardErrColumns();
  size_t Room = Columns > Line.size() + 1 ? Columns - Line.size() - 1 : 0;
  hide();
  llvm::errs() << Line << File.take_back(Room);
  Shown = true;
}
