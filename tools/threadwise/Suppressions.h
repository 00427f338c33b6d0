//===--- Suppressions.h - threadwise check --suppressions -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_SUPPRESSIONS_H
#define THREADWISE_TOOL_SUPPRESSIONS_H

#include "model/Verdict.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"

namespace threadwise {

/// A NOLINT that names checks of ours, or that silences one without naming it.
struct Suppression {
  std::string File;
  unsigned Line = 0;
  std::string Checks; ///< as they are written; empty: all
  std::string Reason; ///< empty: none is given
  bool Silences = false;
};

/// Those of the source \p Text. \p Silenced holds the verdicts whose findings
/// were taken away.
std::vector<Suppression> suppressionsIn(llvm::StringRef File,
                                        llvm::StringRef Text,
                                        llvm::ArrayRef<Verdict> Silenced);

/// Lists those of \p Files, by place. Of files in \p Uncertain, which were not
/// understood as a whole, it claims of none that it silences nothing. True when
/// each has a reason and is needed.
bool printSuppressions(const std::vector<std::string> &Files,
                       const std::vector<Verdict> &Verdicts,
                       const llvm::StringSet<> &Uncertain);

} // namespace threadwise

#endif // THREADWISE_TOOL_SUPPRESSIONS_H
