//===--- Verdict.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Verdict.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ErrorHandling.h"
#include <atomic>

using namespace threadwise;

static std::atomic<VerdictSink *> TheSink{nullptr};

llvm::StringRef threadwise::toString(Answer A) {
  switch (A) {
  case Answer::Reported:
    return "reported";
  case Answer::Fine:
    return "fine";
  case Answer::Unknown:
    return "unknown";
  }
  llvm_unreachable("all answers are named");
}

Answer threadwise::answerByName(llvm::StringRef Name) {
  return llvm::StringSwitch<Answer>(Name)
      .Case("reported", Answer::Reported)
      .Case("fine", Answer::Fine)
      .Default(Answer::Unknown);
}

VerdictSink::~VerdictSink() = default;

void threadwise::setVerdictSink(VerdictSink *Sink) { TheSink = Sink; }
VerdictSink *threadwise::verdictSink() { return TheSink; }
