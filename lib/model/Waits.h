//===--- Waits.h - a place where a thread waits -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_WAITS_H
#define THREADWISE_MODEL_WAITS_H

#include "model/Body.h"
#include "model/Callee.h"
#include <string>
#include <vector>

namespace threadwise {

class ConcurrencyModel;

enum class WaitKind : uint8_t {
  Condition,  ///< a condition variable
  Permit,     ///< a semaphore
  Latch,      ///< a latch or barrier
  Atomic,     ///< std::atomic::wait
  Result,     ///< a future or a group of tasks
  Item,       ///< the blocking pop of a queue
  Connection, ///< accept
  Input,      ///< recv, read, getline
  Poll,       ///< poll, select, epoll_wait
  Sleep,
};

/// A call that blocks until something happens, or until a time is over.
struct Wait {
  WaitKind Kind = WaitKind::Condition;
  /// As a person names it: `wait`, `pthread_cond_wait`.
  std::string Name;
  const clang::Expr *Site = nullptr;
  const Body *In = nullptr;
  /// What is waited on, as written: the condition, semaphore, descriptor.
  const clang::Expr *Object = nullptr;
  /// The declaration that stands for it; null when none does.
  const clang::NamedDecl *On = nullptr;
  /// The mutex that a condition wait releases, and the argument that names it.
  const clang::NamedDecl *Lock = nullptr;
  const clang::Expr *LockSpelled = nullptr;
  /// The predicate handed to it, or null.
  const clang::Expr *Predicate = nullptr;
  /// The limit on its time: it comes back by itself.
  const clang::Expr *Timeout = nullptr;
  /// The stop token handed to it.
  const clang::Expr *Token = nullptr;
  /// There is an overload of it that takes a stop token.
  bool CouldTakeToken = false;
  /// The innermost loop around it, within the same lambda or function.
  const clang::Stmt *Loop = nullptr;

  /// What one of the time limit is, in nanoseconds; 0: its type says.
  uint32_t TimeUnit = 0;
  /// It runs other work meanwhile: a fiber.
  bool HelpsMeanwhile = false;

  bool isTimed() const { return Timeout != nullptr; }
};

/// The limit on its time that the call \p C is given; null where it has none.
const clang::Expr *timeLimit(const CalleeResolver &Resolver, const Call &C,
                             const ApiRow &Row);

/// The waits in one body, in the order of the text.
std::vector<Wait> gatherWaits(const ConcurrencyModel &Model, const Body &B);

} // namespace threadwise

#endif // THREADWISE_MODEL_WAITS_H
