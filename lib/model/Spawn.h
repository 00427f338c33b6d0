//===--- Spawn.h - a place where a thread or task starts --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_SPAWN_H
#define THREADWISE_MODEL_SPAWN_H

#include "model/Access.h"
#include "model/Callable.h"
#include "model/Evidence.h"
#include "vocabulary/Vocabulary.h"
#include <string>

namespace threadwise {

enum class SpawnKind : uint8_t {
  Thread,   ///< a thread of its own
  Async,    ///< std::async without a policy, or with launch::async
  PoolTask, ///< a task that threads of a pool will run
};

/// What becomes of the handle of a thread or task, seen from the function that
/// starts it.
enum class Fate : uint8_t {
  Unknown,
  WaitedAtOnce, ///< the expression that starts it waits for it
  KeptLocal,    ///< a local variable or container holds it
  KeptInMember, ///< a single variable that outlives the call holds it
  KeptInSlot,   ///< an element of an array or container, chosen by an index
  Appended,     ///< added to a container that outlives the call
  Detached,     ///< given up: nobody can wait for it
  Dropped,      ///< never kept: a temporary that its destructor ends, or a leak
  Returned,     ///< the caller's to decide
  HandedOn,     ///< passed to a function
};

struct Handle {
  Fate Is = Fate::Unknown;
  /// The variable, field or container that holds it; null when none does.
  const clang::NamedDecl *Owner = nullptr;
  /// Owner is a container of handles, and this is one of many.
  bool InContainer = false;
  /// The index or key that chooses the element.
  const clang::Expr *Index = nullptr;
  /// The code bounds what Index can be: an enumerator, `fd % 8`.
  bool IndexIsBounded = false;
  /// Where the fate is sealed: the detach, the push_back, the return.
  const clang::Expr *Where = nullptr;
  /// Joins and waits of this handle, or of its container, in the same function,
  /// in the order of the text.
  llvm::SmallVector<const clang::Expr *, 2> Waits;
  /// What its destructor does.
  HandleRule Rule = HandleRule::None;
  /// A wait with a time limit was seen.
  bool WaitIsTimed = false;
};

struct Spawn {
  SpawnKind Kind = SpawnKind::Thread;
  /// The API that starts it; for a learned wrapper, what is at its bottom.
  const ApiRow *Api = nullptr;
  /// As a person names it: `std::thread`, or the wrapper's name.
  std::string Name;
  /// Non-null when a learned wrapper starts it: the wrapper's definition.
  const clang::FunctionDecl *Wrapper = nullptr;
  /// The wrapper starts what it is handed and nothing else, once a start.
  bool RunsOnce = false;
  /// The expression at which to report.
  const clang::Expr *Site = nullptr;
  const Body *In = nullptr;
  Callable Entry;
  Handle Kept;
  /// A launch policy that may run it on the waiting thread, at the wait.
  bool MayBeDeferred = false;
  /// Stack size, priority or affinity were chosen: the thread differs on
  /// purpose.
  bool DiffersOnPurpose = false;
  /// The arguments after the callable, and what the lambda captures: what the
  /// task takes over.
  llvm::SmallVector<const clang::Expr *, 4> TakesOver;

  /// Runs on a thread of its own: a pool's task and a fiber do not.
  bool isThread() const {
    return Kind != SpawnKind::PoolTask && !(Api && Api->IsFiber);
  }
};

} // namespace threadwise

#endif // THREADWISE_MODEL_SPAWN_H
