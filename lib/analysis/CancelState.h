//===--- CancelState.h - what a wait looks at, who changes it ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The members and variables on which it depends whether a waiter goes on, and
/// the places that change them.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CANCELSTATE_H
#define THREADWISE_ANALYSIS_CANCELSTATE_H

#include "model/ConcurrencyModel.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

/// In which sense a part of a condition enters the whole.
enum class Sense : uint8_t { Plain, Negated, Unknown };

/// A member or variable that a test reads.
struct StateRead {
  const clang::NamedDecl *State = nullptr;
  const clang::Expr *At = nullptr;
  const Body *In = nullptr;
  /// Whether it lets the waiter go on when it is true.
  Sense Means = Sense::Unknown;
  /// A stop token: whoever holds its source can end the wait for it.
  bool IsToken = false;
};

/// What decides whether a waiter goes on.
struct WaitTest {
  llvm::SmallVector<StateRead, 4> Reads;
  /// Some of what it asks is not in sight.
  bool HasUnseen = false;
  /// It looks at a local variable: an item that was taken may say to end.
  bool LooksAtItem = false;

  bool reads(const clang::NamedDecl *State) const;
};

/// Adds what \p E of \p B reads: functions in sight are followed.
void addReads(const ConcurrencyModel &Model, const Body &B,
              const clang::Stmt *E, WaitTest &Test);

/// What the predicate of \p W, or the loop around it, tests.
WaitTest testOf(const ConcurrencyModel &Model, const Wait &W);

/// Adds what decides whether \p Loop ends: its condition, and the conditions of
/// what leaves it.
void addLoopTest(const ConcurrencyModel &Model, const Body &B,
                 const clang::Stmt *Loop, WaitTest &Test);

/// Does \p S, which stands in \p Loop, leave it?
bool leavesLoop(const Body &B, const clang::Stmt *Loop, const clang::Stmt *S);

enum class ChangeKind : uint8_t {
  Sets,     ///< a value is assigned
  Grows,    ///< an element is added, a count goes up
  Shrinks,  ///< an element is taken, a count goes down
  HandedOn, ///< given to code that may change it
};

struct StateChange {
  ChangeKind Is = ChangeKind::Sets;
  const clang::Expr *At = nullptr;
  /// What is assigned; null when it is not written.
  const clang::Expr *Value = nullptr;
  const Body *In = nullptr;
};

/// The changes of \p State in \p B, in the order of the text.
llvm::SmallVector<StateChange, 4> changesIn(const ConcurrencyModel &Model,
                                            const Body &B,
                                            const clang::NamedDecl *State);

/// The bodies that mention \p State; for a variable of one function that of
/// \p Own.
llvm::SmallVector<const Body *, 4> bodiesWith(const ConcurrencyModel &Model,
                                              const Body &Own,
                                              const clang::NamedDecl *State);

/// A container, queue or buffer: it holds data and no order to stop.
bool holdsItems(const ConcurrencyModel &Model, const clang::NamedDecl *State);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CANCELSTATE_H
