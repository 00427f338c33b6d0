//===--- Promises.h - who sets which promise --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A promise that a function or lambda sets, with everything that this code
/// does to it, and how the promise is reached: that decides who notices when
/// it is left unset.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_PROMISES_H
#define THREADWISE_MODEL_PROMISES_H

#include "model/Body.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace threadwise {

class ConcurrencyModel;

/// How the code that sets a promise reaches it.
enum class Reach : uint8_t {
  Own,       ///< a local, a parameter or a capture by value: destroyed with the
             ///< code, and its waiter told
  Member,    ///< of an object that lives on
  Reference, ///< a reference, a capture by reference, a plain pointer
  Shared,    ///< a shared_ptr: others may keep it
  Static,    ///< a variable that outlives the function
};

struct PromiseScope {
  const clang::NamedDecl *Holder = nullptr;
  Reach How = Reach::Own;
  const Body *In = nullptr;
  /// The lambda whose code it is, or null for the function's own.
  const clang::LambdaExpr *Lambda = nullptr;
  /// What satisfies it in this code, nested lambdas left out.
  llvm::SmallVector<const clang::Expr *, 2> Sets;
  /// Where its future is taken, anywhere in the unit; null when not in sight.
  const clang::Expr *FutureTaken = nullptr;
  /// Functions of the unit that set it elsewhere.
  llvm::SmallVector<const clang::FunctionDecl *, 2> OtherSetters;
  /// The code runs once, as a thread or task.
  bool IsTask = false;

  /// The statements of the code.
  const clang::Stmt *root() const;
};

/// In the order of the functions, in the order of the text.
std::vector<PromiseScope> gatherPromises(const ConcurrencyModel &Model);

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

#endif // THREADWISE_MODEL_PROMISES_H
