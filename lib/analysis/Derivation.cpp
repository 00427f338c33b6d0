//===--- Derivation.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Derivation.h"
#include "model/Callee.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

using namespace threadwise;
using namespace clang;

/// A chain of variables longer than this is not followed to its end.
static constexpr unsigned MaxRounds = 4;

Derivation::Derivation(const Body &B, llvm::ArrayRef<const Expr *> Given)
    : B(B) {
  Mentions.insert(Given.begin(), Given.end());
  if (!Mentions.empty())
    close();
}

void Derivation::addVariable(const VarDecl *Var) {
  Variables.insert(Var->getCanonicalDecl());
  close();
}

bool Derivation::reaches(const Stmt *S) const {
  if (!S)
    return false;
  for (const Stmt *Part : B.below(S)) {
    if (Mentions.count(Part))
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(Part);
    if (!Ref)
      continue;
    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D))
      D = Binding->getDecomposedDecl(); // auto [steal, real] = unpack(head);
    if (const auto *Var = dyn_cast_or_null<VarDecl>(D))
      if (Variables.count(Var->getCanonicalDecl()))
        return true;
  }
  return false;
}

void Derivation::close() {
  for (unsigned Round = 0; Round < MaxRounds; ++Round) {
    const size_t Before = Variables.size();
    for (const Stmt *S : B.below(B.root())) {
      if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Decls->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            if (Var->getInit() && reaches(Var->getInit()))
              Variables.insert(Var->getCanonicalDecl());
      } else if (const auto *Assign = dyn_cast<BinaryOperator>(S)) {
        const auto *Var =
            Assign->isAssignmentOp()
                ? dyn_cast_or_null<VarDecl>(namedBy(Assign->getLHS()))
                : nullptr;
        if (Var && Var->hasLocalStorage() && reaches(Assign->getRHS()))
          Variables.insert(Var->getCanonicalDecl());
      }
    }
    if (Variables.size() == Before)
      return;
  }
}
