//===--- FindingId.h - the name of a finding --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A finding keeps its id when lines are added above it, when the file moves,
/// and in another folder or on another machine. docs/run-record.md says what
/// it is made of; a change of that is a new version of the prefix.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_FINDINGID_H
#define THREADWISE_TOOL_REPORT_FINDINGID_H

#include "RunRecord.h"

namespace threadwise::report {

/// The tokens of \p Code with one space between: no comments, no line breaks,
/// and nothing of what stands in braces, for the body of a lambda changes more
/// often than the call that takes it.
std::string normalisedCode(llvm::StringRef Code);

/// Names each finding: `tw1-` and 16 digits, and from the second that are equal
/// in all that counts `.2`, `.3`. \p Findings are in the order of their places.
void assignIds(std::vector<Finding> &Findings);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_FINDINGID_H
