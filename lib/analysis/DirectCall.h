//===--- DirectCall.h - the call that a spawn replaces ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_DIRECTCALL_H
#define THREADWISE_ANALYSIS_DIRECTCALL_H

#include "analysis/Overlap.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

/// The fix-its that replace a start and the wait for it by the direct call.
/// Empty where the result might not compile or might mean something else: the
/// callable is no plain function or lambda, the code comes from a macro, the
/// handle has other uses.
llvm::SmallVector<clang::FixItHint, 2>
directCallFixes(const ConcurrencyModel &Model, const Spawn &S,
                const Overlap &Seen);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_DIRECTCALL_H
