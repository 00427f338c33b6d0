//===--- NothingBetween.h - a start and the wait that follows ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_NOTHINGBETWEEN_H
#define THREADWISE_ANALYSIS_NOTHINGBETWEEN_H

#include "model/ConcurrencyModel.h"

namespace threadwise {

/// The statement in which \p E stands, as a child of a block; null where a loop
/// without a block of its own repeats it.
const clang::Stmt *statementOf(const Body &B, const clang::Stmt *E);

/// Does \p Wait follow \p Start with no work in between? Asking whether the
/// start succeeded, and leaving where it did not, is none.
bool nothingBetween(const ConcurrencyModel &Model, const Body &B,
                    const clang::Stmt *Start, const clang::Stmt *Wait);

/// Nothing follows \p Start in its block, but for a plain return: what its
/// scope owns is destroyed at once.
bool endsBlock(const Body &B, const clang::Stmt *Start);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_NOTHINGBETWEEN_H
