//===--- CancelWakeups.h - notifications that get lost ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A condition remembers nothing: a notification wakes who waits at that
/// moment. Here are the ways in which one comes too early, or wakes a waiter
/// that then does not look at what was changed.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CANCELWAKEUPS_H
#define THREADWISE_ANALYSIS_CANCELWAKEUPS_H

#include "analysis/CancelState.h"
#include "model/Evidence.h"
#include <vector>

namespace threadwise {

enum class LossKind : uint8_t {
  NothingTested,    ///< no predicate, no loop
  TestedBeforeLock, ///< what is changed was tested before the lock was taken
  NotTested,        ///< the wait's own test does not look at what is changed
  SetWithoutLock,   ///< changed without the lock of the wait
  NeverNotified,    ///< nobody who changes what it tests notifies
};

struct LostWakeup {
  LossKind Kind = LossKind::NothingTested;
  const Wait *Of = nullptr;
  /// Where to mend it: the wait, or the change.
  const clang::Expr *At = nullptr;
  /// What is changed; null when nothing is tested.
  const clang::NamedDecl *State = nullptr;
  /// For NothingTested: a function is asked before the lock is taken.
  bool AsksBeforeLock = false;
  /// What the wait's own test reads, for NotTested.
  WaitTest Test;
  llvm::SmallVector<Evidence, 4> Because;
};

/// The notifications of condition waits that get lost.
std::vector<LostWakeup> lostWakeups(const ConcurrencyModel &Model);

/// Does \p C notify the condition \p On?
bool notifies(const ConcurrencyModel &Model, const Body &B, const Call &C,
              const clang::NamedDecl *On);

/// Where \p C wakes one waiter of a condition: what wakes all of them. Empty
/// where it does, or where \p C notifies nobody.
llvm::StringRef namesAll(const ConcurrencyModel &Model, const Call &C);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CANCELWAKEUPS_H
