//===--- Verbs.h - what the program can be told to do -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_VERBS_H
#define THREADWISE_TOOL_VERBS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// Exit codes: scripts rely on them.
enum ExitCode : int {
  NothingFound = 0,
  Found = 1,
  CouldNotAnalyse = 2, ///< a unit without an AST, bad usage, bad configuration
};

/// The arguments after the verb.
using Arguments = llvm::ArrayRef<const char *>;

/// Takes what stands behind the option at the front as its value; false where
/// nothing does.
inline bool takeValue(Arguments &Args, llvm::StringRef &Value) {
  if (Args.size() < 2)
    return false;
  Args = Args.drop_front();
  Value = Args.front();
  return true;
}

int tidyVerb(const char *Program, Arguments Args);
int checkVerb(Arguments Args);
int baselineVerb(Arguments Args);
int reportVerb(Arguments Args);
int calibrateVerb(Arguments Args);
int explainVerb(Arguments Args);
int listVerb(Arguments Args);
int versionVerb();

/// What `check` starts itself as: units come on standard input, results go to
/// standard output. Not for people.
int workerVerb();

} // namespace threadwise

#endif // THREADWISE_TOOL_VERBS_H
