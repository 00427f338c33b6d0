//===--- LoopItems.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/LoopItems.h"
#include "analysis/Counts.h"
#include "model/Writes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace threadwise;
using namespace clang;

/// The first call in \p E that yields something.
static const Expr *callIn(const CalleeResolver &Resolver, const Body &B,
                          const Expr *E) {
  for (const Stmt *Inner : B.below(E)) {
    const Expr *Called = asCall(Inner);
    std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
    if (C && !C->isConstruction() && !C->Name.empty() &&
        !isa<CXXOperatorCallExpr>(Called))
      return Called;
  }
  return nullptr;
}

static const Expr *madeAnew(const CalleeResolver &Resolver, const Body &B,
                            const Stmt *Loop, const VarDecl *Var,
                            const Expr *Site) {
  const auto *For = dyn_cast<ForStmt>(Loop);
  auto InRound = [&](const Stmt *S) {
    return B.contains(Loop, S) &&
           !(For && For->getInit() && B.contains(For->getInit(), S));
  };
  if (Var->getInit() && InRound(Var->getInit()))
    if (const Expr *Made = callIn(Resolver, B, Var->getInit()))
      return Made;
  for (const Expr *Use : B.uses(Var)) {
    if (!InRound(Use) || B.contains(Site, Use))
      continue;
    const Stmt *User = B.userOf(Use);
    if (const Assignment Set = asAssignment(User);
        Set && B.contains(Set.Target, Use)) {
      if (const Expr *Made = callIn(Resolver, B, Set.Value))
        return Made;
      continue;
    }
    while (isa_and_nonnull<UnaryOperator>(User))
      User = B.userOf(User);
    const Expr *Called = asCall(User);
    std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
    if (C && !C->isConstruction() && B.precedes(Called, Site) &&
        asksForNext(C->Name))
      return Called;
  }
  return nullptr;
}

const Expr *threadwise::itemMade(const CalleeResolver &Resolver, const Body &B,
                                 const Stmt *Loop, const Expr *Mention,
                                 const Expr *Site) {
  for (const Stmt *Inner : B.below(Mention)) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->isLocalVarDecl() && !Var->isStaticLocal())
      if (const Expr *Made = madeAnew(Resolver, B, Loop, Var, Site))
        return Made;
  }
  return nullptr;
}
