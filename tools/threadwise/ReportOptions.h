//===--- ReportOptions.h - what is shown, and how ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The options that `report` and `check` share.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORTOPTIONS_H
#define THREADWISE_TOOL_REPORTOPTIONS_H

#include "Verbs.h"
#include "report/Formats.h"
#include <optional>
#include <string>
#include <vector>

namespace threadwise {

struct ReportOptions {
  struct Output {
    const report::Format *Format;
    std::string File; ///< empty: standard output
  };
  std::vector<Output> Outputs; ///< none: text
  report::FormatOptions Writing;
  std::string Root; ///< where sources may be read
  bool ReadsSources = true;
  std::vector<std::string> Paths; ///< globs of paths to keep
  std::string Checks;             ///< globs, as clang-tidy's --checks
  std::optional<Level> AtLeast;
  std::string Confidence; ///< at least
  Level FailOn = Level::Practice;
  std::string Baseline; ///< a file; what it holds is not shown
  std::string Diff;     ///< a patch or a range of git: show what it touches
  bool IsGiven = false; ///< any of them but --fail-on
};

/// One option. \p Read answers false for a value that makes no sense.
struct ReportOption {
  llvm::StringRef Name;
  bool TakesValue;
  bool (*Read)(llvm::StringRef Value, ReportOptions &Options);
};

llvm::ArrayRef<ReportOption> reportOptions();
const ReportOption *reportOption(llvm::StringRef Name);
/// Their part of `--help`.
extern const llvm::StringLiteral ReportOptionsHelp;

/// Who has told the sentences that a review comes with.
enum class Told : uint8_t { Nobody, Summary };

/// Filters, writes, prints what is missing, and says how it ends.
ExitCode finishReport(report::Review R, const ReportOptions &Options, Told By);

/// The folder that sources are read below; empty: none are read.
std::string sourceRoot(const ReportOptions &Options);

} // namespace threadwise

#endif // THREADWISE_TOOL_REPORTOPTIONS_H
