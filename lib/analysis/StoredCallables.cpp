//===--- StoredCallables.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/StoredCallables.h"
#include "model/Handles.h"
#include "model/Writes.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

/// How far it is handed on before it is kept.
static constexpr unsigned MaxHops = 2;

/// The member that holds what stands at \p Use, one expression up after the
/// other; null when nothing keeps it here.
static const NamedDecl *keeper(const ConcurrencyModel &Model, const Body &B,
                               const Expr *Use, unsigned Hops) {
  const CalleeResolver &Resolver = Model.resolver();
  auto MemberOf = [&](const Expr *Target) -> const NamedDecl * {
    const NamedDecl *Base = accessPath(B, Resolver, Target).Base;
    return isa_and_nonnull<FieldDecl>(Base) ? Base : nullptr;
  };
  const Stmt *Child = Use;
  for (const Stmt *P = B.parent(Use); P && isa<Expr>(P) && !isa<LambdaExpr>(P);
       Child = P, P = B.parent(P)) {
    if (const Assignment Set = asAssignment(P))
      return B.contains(Set.Value, Use) ? MemberOf(Set.Target) : nullptr;
    const auto *Called = dyn_cast<CallExpr>(P);
    if (!Called || unwrap(Called) != Called)
      continue; // a move, a conversion, an aggregate
    std::optional<Call> C = Resolver.resolve(Called);
    if (!C)
      return nullptr;
    if (C->Receiver && addsElement(C->Name))
      return MemberOf(C->Receiver);
    const auto *At = llvm::find(C->Arguments, Child);
    const Body *Callee = C->Function ? Model.body(C->Function) : nullptr;
    if (!Callee || Callee == &B || At == C->Arguments.end() ||
        Hops == MaxHops ||
        size_t(At - C->Arguments.begin()) >= Callee->function().getNumParams())
      return nullptr;
    const ParmVarDecl *Next =
        Callee->function().getParamDecl(At - C->Arguments.begin());
    for (const Expr *Further : Callee->uses(Next))
      if (const NamedDecl *Found = keeper(Model, *Callee, Further, Hops + 1))
        return Found;
    return nullptr;
  }
  // `Server(Handler h) : handler_(std::move(h))`
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&B.function());
  if (!Constructor || B.parent(Child))
    return nullptr;
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (Init->isAnyMemberInitializer() && Init->getInit() == Child)
      return Init->getAnyMember();
  return nullptr;
}

llvm::SmallVector<StoredCall, 4>
threadwise::callsOfStored(const ConcurrencyModel &Model, const FunctionDecl *F,
                          unsigned Index) {
  llvm::SmallVector<StoredCall, 4> Found;
  const CalleeResolver &Resolver = Model.resolver();
  const Body *B = F ? Model.body(F) : nullptr;
  if (!B || Index >= B->function().getNumParams())
    return Found;
  const NamedDecl *Member = nullptr;
  for (const Expr *Use : B->uses(B->function().getParamDecl(Index)))
    if ((Member = keeper(Model, *B, Use, 0)))
      break;
  if (!Member)
    return Found;
  auto IsKept = [&](const Body &In, const Expr *Called) {
    const NamedDecl *Base = accessPath(In, Resolver, Called).Base;
    // `auto handler = handlers_[path]; handler(request);`
    if (const auto *Copy = dyn_cast_or_null<VarDecl>(Base);
        Copy && Copy->isLocalVarDecl() && Copy->getInit())
      Base = accessPath(In, Resolver, Copy->getInit()).Base;
    return Base && Base->getCanonicalDecl() == Member->getCanonicalDecl();
  };
  for (const FunctionDecl *Other : Model.mentions(Member)) {
    const Body *In = Model.body(Other);
    if (!In)
      continue;
    for (const Expr *E : In->calls()) {
      std::optional<Call> C = Resolver.resolve(E, In->makes(E));
      if (C && C->CalledValue && IsKept(*In, C->CalledValue))
        Found.push_back({Member, In, E, C->Arguments});
    }
  }
  return Found;
}
