//===--- AdviceOf.h - what lib/advice knows of a finding --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_ADVICEOF_H
#define THREADWISE_TOOL_REPORT_ADVICEOF_H

#include "RunRecord.h"

namespace threadwise::report {

/// The level of the form; where the form is not known, of the worst form of the
/// check. None for the checks of others.
std::optional<Level> levelOf(llvm::StringRef Check, llvm::StringRef Form);

/// Fills in level, confidence, advice and remedy, which the last note of a
/// finding holds (`… [advice: id, id]`).
void addAdvice(Finding &F);

/// The code of a place: \p Length bytes, or the rest of the line.
llvm::StringRef placeText(llvm::StringRef Code, unsigned Offset,
                          unsigned Length);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_ADVICEOF_H
