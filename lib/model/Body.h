//===--- Body.h - one function body, indexed --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The body of a function with what questions about it need: who contains whom,
/// what comes before what, where a variable is used, what is called. Built for
/// a function only when a fact in it asks.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_BODY_H
#define THREADWISE_MODEL_BODY_H

#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class CXXForRangeStmt;
class Expr;
class FunctionDecl;
class LambdaExpr;
class NamedDecl;
class RecoveryExpr;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace threadwise {

/// An indexed function body. Lambdas inside it belong to it: a person reads
/// them where they stand.
class Body {
public:
  explicit Body(const clang::FunctionDecl &F);

  const clang::FunctionDecl &function() const { return F; }
  const clang::Stmt *root() const { return Root; }

  /// The statement that directly contains \p S, or null at the root.
  const clang::Stmt *parent(const clang::Stmt *S) const;
  /// What does something with \p S: its parent, past parentheses, implicit
  /// conversions, and what clang wraps around code in error.
  const clang::Stmt *userOf(const clang::Stmt *S) const;
  /// \p S stands inside \p Outer, or is it.
  bool contains(const clang::Stmt *Outer, const clang::Stmt *S) const;
  /// \p A comes before \p B in the text; a statement comes before its parts.
  bool precedes(const clang::Stmt *A, const clang::Stmt *B) const;
  /// \p A ends before \p B begins.
  bool endsBefore(const clang::Stmt *A, const clang::Stmt *B) const;
  bool knows(const clang::Stmt *S) const { return Nodes.count(S); }
  /// \p E, or the mention of a variable whose name clang lost to an error.
  const clang::Expr *named(const clang::Expr *E) const {
    const clang::Expr *Found = Meant.lookup(E);
    return Found ? Found : E;
  }

  /// The variable of which \p S is the initialiser, or null.
  const clang::VarDecl *initialises(const clang::Stmt *S) const;

  /// The type of the variable, member, base or object on the heap of which \p S
  /// is the initialiser; null for others. Of a dependent `member(f)` or `new
  /// T(f)` clang keeps a mere list of expressions.
  clang::QualType makes(const clang::Stmt *S) const { return Made.lookup(S); }

  /// Every mention of a variable, parameter or field, in the order of the text.
  llvm::ArrayRef<const clang::Expr *> uses(const clang::NamedDecl *D) const;

  /// Calls, constructions, in the order of the text.
  llvm::ArrayRef<const clang::Expr *> calls() const { return Calls; }
  /// Loops (for, range-for, while, do), in the order of the text.
  llvm::ArrayRef<const clang::Stmt *> loops() const { return Loops; }
  /// The loop whose variable \p Var is; null where it is none.
  const clang::CXXForRangeStmt *rangeLoopOf(const clang::VarDecl *Var) const;
  /// All statements below \p S, itself first, in the order of the text.
  llvm::ArrayRef<const clang::Stmt *> below(const clang::Stmt *S) const;

  /// The innermost loop that contains \p S within the same lambda or function,
  /// or null. A statement in a loop's initialiser or range is not inside it.
  const clang::Stmt *enclosingLoop(const clang::Stmt *S) const;
  /// The innermost lambda that contains \p S, or null.
  const clang::LambdaExpr *enclosingLambda(const clang::Stmt *S) const;
  /// The outermost expression or declaration statement of which \p S is part:
  /// what a person calls the statement.
  const clang::Stmt *fullStatement(const clang::Stmt *S) const;

private:
  struct Node {
    const clang::Stmt *Parent;
    unsigned Begin, End; ///< positions in Order: [Begin, End)
  };
  const clang::FunctionDecl &F;
  const clang::Stmt *Root = nullptr;
  llvm::DenseMap<const clang::Stmt *, Node> Nodes;
  llvm::DenseMap<const clang::Stmt *, const clang::VarDecl *> InitOf;
  llvm::DenseMap<const clang::Stmt *, clang::QualType> Made;
  llvm::DenseMap<const clang::NamedDecl *,
                 llvm::SmallVector<const clang::Expr *, 4>>
      Uses;
  std::vector<const clang::Stmt *> Order;
  std::vector<const clang::Expr *> Calls;
  std::vector<const clang::Stmt *> Loops;

  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> LostReturns;
  llvm::DenseMap<const clang::Expr *, const clang::Expr *> Meant;

  void walk(const clang::Stmt *S, const clang::Stmt *Parent, unsigned Depth);
  clang::ValueDecl *localNamed(llvm::StringRef Name) const;
  const clang::Expr *meant(const clang::RecoveryExpr &Lost);
};

/// A call whose arguments fit no function: clang keeps what was called and then
/// the arguments, as the parts of an expression in error.
bool isFailedCall(const clang::Stmt &S);
/// \p S as a call, also one that failed; null when it is none.
const clang::Expr *asCall(const clang::Stmt *S);
/// The body of a loop statement, or null when \p S is no loop.
const clang::Stmt *loopBody(const clang::Stmt *S);
/// The condition of a loop or branch, or null.
const clang::Expr *conditionOf(const clang::Stmt *S);

} // namespace threadwise

#endif // THREADWISE_MODEL_BODY_H
