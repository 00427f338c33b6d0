//===--- Baseline.h - the findings that were there before -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_BASELINE_H
#define THREADWISE_TOOL_REPORT_BASELINE_H

#include "Review.h"

namespace threadwise::report {

/// What it holds is not reported. A file to commit: sorted, an entry a few
/// lines.
struct Baseline {
  struct Entry {
    std::string Check, File, Text; ///< for people; only the id counts
    std::string Reason;            ///< why it stays; may be empty
  };
  std::map<std::string, Entry> Entries; ///< by id
};

llvm::Expected<Baseline> readBaseline(const std::string &File);
llvm::Error writeBaseline(const Baseline &B, const std::string &File);

Baseline::Entry entryOf(const Finding &F);

/// Leaves out of \p R what \p B holds, and names the entries that no longer
/// occur, unless \p R has problems and they may be behind one.
void subtract(Review &R, const Baseline &B);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_BASELINE_H
