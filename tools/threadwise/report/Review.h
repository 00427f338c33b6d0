//===--- Review.h - the records of all runs, as one -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_REVIEW_H
#define THREADWISE_TOOL_REPORT_REVIEW_H

#include "RunRecord.h"

namespace threadwise::report {

class SourceFiles;

/// What all formats are written from.
struct Review {
  /// Without duplicates, by place, each with its id.
  std::vector<Finding> Findings;
  std::vector<Unit> Units;
  std::map<std::string, std::string> Hashes;
  std::map<std::string, std::string> Options;
  std::string ToolVersion, LlvmVersion;
  /// Sentences on what is missing or was left out; any of them means exit 2.
  std::vector<std::string> Problems;
  /// Sentences that do not change the exit code.
  std::vector<std::string> Remarks;
  /// A run was asked for the whole project, not for a few files or a change.
  bool IsOfAll = false;
  /// The runs said which units and sources they saw.
  bool SaysWhatWasSeen = true;

  /// What \p File has, the runs would show.
  bool covers(llvm::StringRef File) const;
};

/// The same whatever the order of \p Records, and for shards the same as one
/// run gives. A shard run twice counts once; of units run twice the better
/// outcome counts.
Review merge(std::vector<RunRecord> Records);

/// Of \p R only what it was to analyse itself: what other shards have to say is
/// theirs.
RunRecord withoutOtherShards(RunRecord R);

/// merge() names the units of shards that are not there as far as a record
/// knows of them; this names those of which none knows, or that do not fit.
void expectShards(Review &R, const std::vector<RunRecord> &Records,
                  unsigned Shards);

/// Leaves out what was said of files that are gone, have changed since or
/// between the runs, and asks \p Sources only if it reads anything.
void leaveOutStale(Review &R, SourceFiles &Sources);

/// `error`, `warning` or `note`.
llvm::StringRef severityOf(const Finding &F);
/// Gravest first; what has no level comes between slower and practice.
unsigned rankOf(const Finding &F);
/// By level, then by place.
std::vector<const Finding *> byLevel(const Review &R);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_REVIEW_H
