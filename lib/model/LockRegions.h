//===--- LockRegions.h - what is locked where -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The stretches of a function during which it holds a lock: through a guard
/// object, through lock() and unlock(), through pthread_mutex_lock and its
/// like, through guards and functions of the user's own.
///
/// Lexical: code that follows the acquisition inside the same block holds the
/// lock until the block ends or the lock is released in a block around it. A
/// release on a path that leaves (`unlock(); return;`) ends nothing for the
/// code behind it.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_LOCKREGIONS_H
#define THREADWISE_MODEL_LOCKREGIONS_H

#include "model/Body.h"
#include "model/Callee.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace threadwise {

class ConcurrencyModel;

struct LockRegion {
  /// The mutex: a variable, parameter, field, or the function that returns it.
  /// Null when the guard names none that is known.
  const clang::NamedDecl *Lock = nullptr;
  /// The mutex as written; null when it is not.
  const clang::Expr *Spelled = nullptr;
  /// The guard object, or null when the mutex itself is locked.
  const clang::VarDecl *Guard = nullptr;
  /// Where it is taken.
  const clang::Expr *Taken = nullptr;
  /// The block at whose end it is released at the latest; null for a lock that
  /// the function keeps beyond its end.
  const clang::Stmt *Scope = nullptr;
  /// Others may hold it at the same time, for reading.
  bool IsShared = false;
  /// Whoever calls the function took it (`std::adopt_lock`).
  bool IsAdopted = false;
  /// Releases and acquisitions behind Taken, in the order of the text.
  struct Change {
    const clang::Expr *Site;
    bool Takes;
  };
  llvm::SmallVector<Change, 2> Changes;
};

class LockRegions {
public:
  LockRegions(const ConcurrencyModel &Model, const Body &B);

  /// In the order of the text.
  llvm::ArrayRef<LockRegion> all() const { return Regions; }

  /// The innermost region in which \p S runs, or null. Code of a lambda runs
  /// where it is called: only regions inside the same lambda count.
  const LockRegion *at(const clang::Stmt *S) const;
  /// The region of \p Lock in which \p S runs, or null.
  const LockRegion *at(const clang::Stmt *S,
                       const clang::NamedDecl *Lock) const;
  bool holds(const LockRegion &R, const clang::Stmt *S) const;

private:
  const Body &B;
  std::vector<LockRegion> Regions;
};

/// What a call or construction does to a lock.
struct LockEffect {
  enum Kind : uint8_t { None, Takes, Tries, Releases } Does = None;
  /// The mutex as written at the call; null when the receiver's class or the
  /// callee keeps it to itself.
  const clang::Expr *Mutex = nullptr;
  /// A guard was made: it holds the lock for its scope.
  bool MakesGuard = false;
  bool IsShared = false;
  bool IsAdopted = false;
};
LockEffect lockEffect(const ConcurrencyModel &Model, const Call &C);

/// The declaration that stands for the mutex (or other object) \p E: the last
/// field named, else the variable, else the function that yields it.
const clang::NamedDecl *objectNamed(const Body &B,
                                    const CalleeResolver &Resolver,
                                    const clang::Expr *E);

} // namespace threadwise

#endif // THREADWISE_MODEL_LOCKREGIONS_H
