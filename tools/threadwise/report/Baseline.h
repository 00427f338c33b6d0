//===--- Baseline.h - the findings that were there before -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_BASELINE_H
#define THREADWISE_TOOL_REPORT_BASELINE_H

#include "Review.h"
#include "SourceFiles.h"
#include <set>

namespace threadwise::report {

/// What it holds is not reported. A file to commit: sorted, an entry a few
/// lines.
struct Baseline {
  struct Entry {
    std::string Check, Text; ///< for people
    /// Where it was, below the root: it tells apart what is equal in all that
    /// the id is made of. Empty: wherever the id occurs.
    std::string File;
    std::string Reason; ///< why it stays; may be empty
  };
  std::map<std::string, Entry> Entries; ///< by id
};

llvm::Expected<Baseline> readBaseline(const std::string &File);
llvm::Error writeBaseline(const Baseline &B, const std::string &File);

Baseline::Entry entryOf(const Finding &F);

Baseline baselineOf(const Review &R);

/// The entry that each finding of \p R is, by its id, for those that are one.
/// The number behind an id depends on what else was analysed; the file decides,
/// and where it is none of the entries' files, whether one may have moved
/// there.
std::map<const Finding *, std::string>
knownFindings(const Review &R, const Baseline &B, SourceFiles &Sources);

/// Leaves out of \p R what \p B holds. Returns the ids of those entries.
std::set<std::string> leaveOutKnown(Review &R, const Baseline &B,
                                    SourceFiles &Sources);

/// Leaves out of \p R what \p B holds, and names the entries that no longer
/// occur, unless \p R has problems and they may be behind one.
void subtract(Review &R, const Baseline &B, SourceFiles &Sources);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_BASELINE_H
