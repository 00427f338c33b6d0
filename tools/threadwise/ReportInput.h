//===--- ReportInput.h - run records and exported fixes, read ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORTINPUT_H
#define THREADWISE_TOOL_REPORTINPUT_H

#include "report/Review.h"
#include "report/SourceFiles.h"

namespace threadwise {

/// All of \p Files as one. What cannot be read is a problem of the review.
/// \p Expect is the number of shards; 0: not known.
report::Review readReview(const std::vector<std::string> &Files,
                          report::SourceFiles &Sources, unsigned Expect);

} // namespace threadwise

#endif // THREADWISE_TOOL_REPORTINPUT_H
