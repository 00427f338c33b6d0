//===--- CostWalker.h - adds up what a body costs ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The statements and expressions of one body, for Cost.h.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_COSTWALKER_H
#define THREADWISE_ANALYSIS_COSTWALKER_H

#include "analysis/Cost.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace threadwise {

class CostWalker {
public:
  CostWalker(Costs &All, const Body &B, const KnownValues &Known)
      : All(All), Model(All.Model), B(B), Known(Known) {}

  Cost visit(const clang::Stmt *S);
  /// The whole function: constructors with their initialisers.
  Cost function();

private:
  Costs &All;
  const ConcurrencyModel &Model;
  const Body &B;
  const KnownValues &Known;
  unsigned Depth = 0;
  /// The variable that an iteration hands to the next, while what it becomes is
  /// added up.
  const clang::VarDecl *Carried = nullptr;

  Cost children(const clang::Stmt *S);
  Cost statement(const clang::Stmt *S);
  Cost sequence(llvm::ArrayRef<const clang::Stmt *> Statements);
  Cost loop(const clang::Stmt *S);
  Cost declarations(const clang::DeclStmt *S);
  Cost expression(const clang::Expr *E);
  Cost binary(const clang::BinaryOperator *E);
  Cost subscript(const clang::ArraySubscriptExpr *E);
  Cost call(const clang::Expr *E, const Call &C);
  Cost library(const Call &C, const LibraryCost &Row);
  Cost elements(const Call &C, const LibraryCost &Row);
  Cost counted(const Call &C, const LibraryCost &Row);
  std::optional<uint64_t> countIn(const clang::Expr *E) const;
  Cost follow(const clang::Expr *E, const Call &C);
  Cost construction(const clang::CXXConstructExpr *E);
  Cost list(const clang::InitListExpr *E);
  Cost allocation(const clang::CXXNewExpr *E);
  Cost deletion(const clang::CXXDeleteExpr *E);
  /// An object of type \p T that nothing is given for.
  Cost made(clang::QualType T, const clang::Stmt *At);
  Cost madeBy(const clang::CXXConstructorDecl *Ctor, const clang::Stmt *At);
  Cost moved(clang::QualType T, const clang::Stmt *At);
  /// The end of an object of type \p T.
  Cost destruction(clang::QualType T, const clang::Stmt *At);
  Cost endedBy(const clang::CXXDestructorDecl *D, const clang::Stmt *At);
  /// Of each base and member of \p Record.
  Cost
  parts(const clang::CXXRecordDecl *Record, const clang::Stmt *At,
        llvm::function_ref<Cost(clang::QualType, const clang::FieldDecl *)> Of);
  /// As many bytes as \p T has, copied or cleared.
  Cost block(clang::QualType T, const clang::Stmt *At) const;
  Cost attempt(const clang::CXXTryStmt *S);
  Cost open(const clang::Expr *E);
  Cost unknown(const clang::Stmt *S, const llvm::Twine &Why) const;
  bool losesCode(const clang::CompoundStmt *S) const;
  bool mayLeave(const clang::Stmt *S) const;
  const clang::VarDecl *carriedBy(const clang::BinaryOperator *E) const;
  bool isPlain(const clang::Stmt *S) const;
  bool mentions(const clang::Expr *E, const clang::VarDecl *Var) const;
  Cost floating(clang::QualType T, bool IsWaitedFor) const;
  std::optional<uint64_t> sizeOf(clang::QualType T) const;
  /// \p C between \p Least and \p Most times.
  static Cost times(Cost C, double Least, double Most);
  static Cost operation(Operation O, bool IsWaitedFor = false);
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_COSTWALKER_H
