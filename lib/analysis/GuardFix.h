//===--- GuardFix.h - an 'if' clause for a directive ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_GUARDFIX_H
#define THREADWISE_ANALYSIS_GUARDFIX_H

#include "model/ConcurrencyModel.h"
#include "model/ParallelRegion.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace threadwise {

/// Lets \p R run in parallel from \p Count elements on only: adds the clause
/// `if (n > Count)` to an OpenMP loop, or raises the number in the one that is
/// there. Empty where the count cannot be spelled, or asking for it might do
/// something.
std::vector<clang::FixItHint> guardFixes(const ConcurrencyModel &Model,
                                         const ParallelRegion &R,
                                         uint64_t Count);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_GUARDFIX_H
