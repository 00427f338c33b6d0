//===--- Overlap.h - does anything run beside the task ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_OVERLAP_H
#define THREADWISE_ANALYSIS_OVERLAP_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

enum class OverlapKind : uint8_t {
  WaitedAtOnce,      ///< the starter does nothing but wait
  DiscardedFuture,   ///< the future is discarded, and its destructor waits
  JoinedInIteration, ///< the same, in each iteration of a loop
  Respawned,         ///< workers are made and joined anew in each iteration
  Replaced,          ///< its future takes the place of the round's before
  PoolWaitedAtOnce,  ///< a task of a pool: it waits for its turn besides
  Overlaps,          ///< work lies between the start and the wait
  Unknown,
};

/// What runs beside a task between its start and the wait for it.
struct Overlap {
  OverlapKind Kind = OverlapKind::Unknown;
  llvm::SmallVector<Evidence, 3> Because;
  /// The wait that follows at once.
  const clang::Expr *Wait = nullptr;

  bool isSerial() const {
    return Kind != OverlapKind::Overlaps && Kind != OverlapKind::Unknown;
  }
};

Overlap overlapOf(const ConcurrencyModel &Model, const Spawn &S);
/// Of the task of a directive.
Overlap overlapOf(const ParallelRegion &R);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_OVERLAP_H
