//===--- Worker.cpp - the process that analyses units ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// One line of JSON in, one line out: first the settings, then a unit a line.
/// A process of its own, so that a unit that crashes clang costs one unit.
///
//===----------------------------------------------------------------------===//

#include "Analysis.h"
#include "Verbs.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <iostream>
#include <string>
#include <unistd.h>

using namespace threadwise;

template <typename T> static bool readLine(T &Value) {
  std::string Line;
  if (!std::getline(std::cin, Line))
    return false;
  llvm::Expected<T> Parsed = llvm::json::parse<T>(Line);
  if (!Parsed) {
    llvm::errs() << "threadwise worker: " << llvm::toString(Parsed.takeError())
                 << '\n';
    return false;
  }
  Value = std::move(*Parsed);
  return true;
}

int threadwise::workerVerb() {
  // Whatever prints to standard output must not disturb the results.
  int Results = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  llvm::raw_fd_ostream Out(Results, /*shouldClose=*/true);

  // What clang was doing when it crashed is told to the one who reads this
  // process's standard error.
  llvm::EnablePrettyStackTrace();
  llvm::sys::PrintStackTraceOnErrorSignal("threadwise",
                                          /*DisableCrashReporting=*/true);
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  AnalysisSettings Settings;
  if (!readLine(Settings))
    return CouldNotAnalyse;
  for (UnitJob Job; readLine(Job);) {
    Out << toJSON(analyse(Job, Settings)) << '\n';
    Out.flush();
  }
  return NothingFound;
}
