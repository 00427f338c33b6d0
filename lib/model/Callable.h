//===--- Callable.h - what code a callable runs -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_CALLABLE_H
#define THREADWISE_MODEL_CALLABLE_H

#include "model/Callee.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class CXXMethodDecl;
class LambdaExpr;
class ParmVarDecl;
class FieldDecl;
} // namespace clang

namespace threadwise {

/// The code behind an expression that is handed over to be called: a lambda
/// (also one kept in a variable), a function, a member-function pointer, a
/// functor, the result of std::bind, a std::function. All null: unknown.
struct Callable {
  const clang::Expr *Spelled = nullptr; ///< as written at the hand-over
  const clang::LambdaExpr *Lambda = nullptr;
  /// The function, member function or call operator that runs. Its definition
  /// when a body is in sight.
  const clang::FunctionDecl *Function = nullptr;
  /// The callable is the enclosing function's own parameter.
  const clang::ParmVarDecl *Parameter = nullptr;
  /// The callable is read from this field or variable that is no parameter.
  const clang::NamedDecl *Stored = nullptr;
  /// The object of a member function (`this` in `thread(&C::run, this)`).
  const clang::Expr *Object = nullptr;
  /// Arguments bound to it, at the hand-over or by std::bind.
  llvm::SmallVector<const clang::Expr *, 4> Bound;

  /// The statements that run, or null when they are not in sight.
  const clang::Stmt *body() const;
  bool isKnown() const { return Lambda || Function || Parameter || Stored; }
};

/// Resolves \p E. \p Bound are the arguments that follow it at the hand-over;
/// for a member-function pointer the first of them is the object.
Callable callableOf(const CalleeResolver &Resolver, const clang::Expr *E,
                    llvm::ArrayRef<const clang::Expr *> Bound = {});

} // namespace threadwise

#endif // THREADWISE_MODEL_CALLABLE_H
