//===--- Obligations.h - who settles which promise or latch ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A promise that a function or lambda sets, or a latch at which it arrives,
/// with everything that this code does to it, and how it is reached: that
/// decides who notices when it is left as it was.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_OBLIGATIONS_H
#define THREADWISE_MODEL_OBLIGATIONS_H

#include "model/Body.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace threadwise {

class ConcurrencyModel;

enum class ObligationKind : uint8_t {
  Promise, ///< to be set
  Latch,   ///< or barrier, notification: to be counted down
};

/// How the code that settles it reaches it.
enum class Reach : uint8_t {
  Own,       ///< a local, a parameter or a capture by value: destroyed with the
             ///< code, and its waiter told
  Member,    ///< of an object that lives on
  Reference, ///< a reference, a capture by reference, a plain pointer
  Shared,    ///< a shared_ptr: others may keep it
  Static,    ///< a variable that outlives the function
};

struct Obligation {
  ObligationKind Kind = ObligationKind::Promise;
  const clang::NamedDecl *Holder = nullptr;
  /// Holder is a container, and this is one of its elements.
  bool IsElement = false;
  /// The variables and members on the way to it: `it` of `it->second`,
  /// `request` of `request->done`. Who has one of them can settle it.
  llvm::SmallVector<const clang::NamedDecl *, 2> Through;
  Reach How = Reach::Own;
  const Body *In = nullptr;
  /// The lambda whose code it is, or null for the function's own.
  const clang::LambdaExpr *Lambda = nullptr;
  /// The body of the loop each round of which has its own, or null.
  const clang::Stmt *Round = nullptr;
  /// What settles it in this code, nested lambdas left out.
  llvm::SmallVector<const clang::Expr *, 2> Sets;
  /// Where the future of the promise is taken, or the latch waited for,
  /// anywhere in the unit; null when not in sight.
  const clang::Expr *Awaited = nullptr;
  /// Functions of the unit that settle it elsewhere.
  llvm::SmallVector<const clang::FunctionDecl *, 2> OtherSetters;
  /// Other code of the same function or lambda settles it, in other rounds.
  bool IsSetInOtherRounds = false;
  /// The code runs once, as a thread or task.
  bool IsTask = false;
  /// The call that hands it to a pool, or null.
  const clang::Expr *HandedTo = nullptr;

  /// The statements of the code.
  const clang::Stmt *root() const;
};

/// In the order of the functions, in the order of the text.
std::vector<Obligation> gatherObligations(const ConcurrencyModel &Model,
                                          ObligationKind Kind);

/// A local promise that nobody can set: its future is taken, and waited for in
/// the same function, and nothing else is done with it.
struct UnsetPromise {
  const clang::VarDecl *Promise = nullptr;
  const clang::Expr *FutureTaken = nullptr;
  const clang::Expr *WaitedFor = nullptr;
};

/// In the order of the functions, in the order of the text.
std::vector<UnsetPromise> unsetPromises(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_MODEL_OBLIGATIONS_H
