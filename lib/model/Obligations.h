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
  Reach How = Reach::Own;
  const Body *In = nullptr;
  /// The lambda whose code it is, or null for the function's own.
  const clang::LambdaExpr *Lambda = nullptr;
  /// What settles it in this code, nested lambdas left out.
  llvm::SmallVector<const clang::Expr *, 2> Sets;
  /// Where the future of the promise is taken, or the latch waited for,
  /// anywhere in the unit; null when not in sight.
  const clang::Expr *Awaited = nullptr;
  /// Functions of the unit that settle it elsewhere.
  llvm::SmallVector<const clang::FunctionDecl *, 2> OtherSetters;
  /// The code runs once, as a thread or task.
  bool IsTask = false;

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
