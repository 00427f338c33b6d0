//===--- CancelTokens.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelTokens.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

/// A callback on the token, or the predicate, may do what the overload does.
static bool isUsedOtherwise(const ConcurrencyModel &Model, const Wait &W,
                            const VarDecl &Token) {
  for (const Expr *Use : W.In->uses(&Token)) {
    if (W.Predicate && W.In->contains(W.Predicate, Use))
      return true;
    for (const Stmt *P = W.In->parent(Use); P; P = W.In->parent(P)) {
      const auto *E = dyn_cast<Expr>(P);
      std::optional<Call> C =
          E ? Model.resolver().resolve(E, W.In->makes(E)) : std::nullopt;
      if (C && Model.resolver().row(*C, Meaning::RegisterHandler))
        return true;
    }
  }
  return false;
}

const NamedDecl *threadwise::tokenInScope(const ConcurrencyModel &Model,
                                          const Wait &W) {
  if (!W.CouldTakeToken || W.isTimed())
    return nullptr;
  auto Fits = [&](const ParmVarDecl *Parameter) {
    return Model.resolver().typeRow(Parameter->getType(),
                                    Meaning::StopTokenType) &&
           !isUsedOtherwise(Model, W, *Parameter);
  };
  for (const LambdaExpr *L = W.In->enclosingLambda(W.Site); L;
       L = W.In->enclosingLambda(L))
    for (const ParmVarDecl *Parameter : L->getCallOperator()->parameters())
      if (Fits(Parameter))
        return Parameter;
  for (const ParmVarDecl *Parameter : W.In->function().parameters())
    if (Fits(Parameter))
      return Parameter;
  return nullptr;
}
