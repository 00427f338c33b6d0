//===--- Why.h - what the checks asked at a place ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_WHY_H
#define THREADWISE_TOOL_WHY_H

#include "CheckRequest.h"
#include "Report.h"

namespace threadwise {

/// Prints each verdict at the place: what was asked, the answer, its reasons.
void printWhy(const CheckRequest::Where &Where, const Report &Results);

} // namespace threadwise

#endif // THREADWISE_TOOL_WHY_H
