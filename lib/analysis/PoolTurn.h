//===--- PoolTurn.h - a task that only waits for its turn -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_POOLTURN_H
#define THREADWISE_ANALYSIS_POOLTURN_H

#include "model/ParallelRegion.h"
#include "model/Spawn.h"

namespace threadwise {

class ConcurrencyModel;

/// The wait for the one task that \p S hands to a pool or puts into a group of
/// tasks, where nothing lies between and nothing else is on its way; null where
/// there is none, or the pool may be there for what its threads are.
const clang::Expr *waitOfOneTask(const ConcurrencyModel &Model, const Spawn &S);

/// The wait that follows the directive of a task at once, with no other task in
/// the block before it; null where there is none.
const clang::Stmt *waitOfOneTask(const ParallelRegion &R);

/// The wait for a group that \p S puts its only thread or task into, where
/// nothing lies between; null where there is none.
const clang::Expr *waitOfGroup(const ConcurrencyModel &Model, const Spawn &S);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_POOLTURN_H
