//===--- Callable.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Callable.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

const Stmt *Callable::body() const {
  if (Lambda)
    return Lambda->getBody();
  if (const FunctionDecl *Definition = definitionOf(Function))
    return Definition->getBody();
  return nullptr;
}

static const FunctionDecl *callOperator(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->hasDefinition())
    return nullptr;
  const CXXRecordDecl *Definition = Record->getDefinition();
  for (const Decl *D : Definition->decls()) {
    const auto *Named = dyn_cast<NamedDecl>(D);
    if (!Named)
      continue;
    const FunctionDecl *F = Named->getAsFunction();
    if (F && F->getOverloadedOperator() == OO_Call)
      return F;
  }
  return nullptr;
}

static void resolveInto(Callable &C, const CalleeResolver &Resolver,
                        const Expr *E, unsigned Depth) {
  E = unwrap(E);
  if (!E || Depth > 8)
    return;

  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    C.Lambda = Lambda;
    C.Function = Lambda->getCallOperator();
    return;
  }
  if (const auto *Address = dyn_cast<UnaryOperator>(E)) {
    if (Address->getOpcode() == UO_AddrOf || Address->getOpcode() == UO_Deref)
      resolveInto(C, Resolver, Address->getSubExpr(), Depth + 1);
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl())) {
      const FunctionDecl *Definition = definitionOf(F);
      C.Function = Definition ? Definition : F;
      return;
    }
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Ref->getDecl())) {
      C.Parameter = Parameter;
      return;
    }
    if (const FunctionDecl *F = Resolver.definedAs(*Ref->getDecl())) {
      C.Function = F;
      return;
    }
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
      if (const Expr *Init = Var->getInit()) {
        resolveInto(C, Resolver, Init, Depth + 1);
        if (C.isKnown())
          return;
      }
      C.Function = callOperator(Var->getType());
      C.Stored = Var;
    }
    return;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Member->getMemberDecl())) {
      const FunctionDecl *Definition = definitionOf(F);
      C.Function = Definition ? Definition : F;
      C.Object = Member->getBase();
    } else {
      C.Stored = Member->getMemberDecl();
    }
    return;
  }
  if (const auto *Overload = dyn_cast<OverloadExpr>(E)) {
    for (const NamedDecl *D : Overload->decls())
      if (const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction()) {
        const FunctionDecl *Definition = definitionOf(F);
        C.Function = Definition ? Definition : F;
        return;
      }
    return;
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(E)) {
    C.Function = callOperator(New->getAllocatedType());
    return;
  }
  if (std::optional<Call> Made = Resolver.resolve(E)) {
    if (const ApiRow *Bind = Resolver.row(*Made, Meaning::BindCallable)) {
      size_t At = Bind->Callable < 0 ? 0 : Bind->Callable;
      if (At < Made->Arguments.size()) {
        C.Bound.insert(C.Bound.begin(), Made->Arguments.begin() + At + 1,
                       Made->Arguments.end());
        resolveInto(C, Resolver, Made->Arguments[At], Depth + 1);
      }
      return;
    }
    if (Made->isConstruction()) {
      // std::function<void()>(f), packaged_task(f), a functor's own object.
      C.Function = callOperator(Made->Constructs);
      bool IsUsers = C.Function && definitionOf(C.Function) &&
                     Made->QualifiedName.rfind("std::", 0) != 0;
      if (!IsUsers && Made->Arguments.size() == 1) {
        Callable Inner;
        resolveInto(Inner, Resolver, Made->Arguments[0], Depth + 1);
        if (Inner.isKnown()) {
          Inner.Spelled = C.Spelled;
          Inner.Bound.append(C.Bound.begin(), C.Bound.end());
          C = Inner;
        }
      }
    }
  }
}

Callable threadwise::callableOf(const CalleeResolver &Resolver, const Expr *E,
                                llvm::ArrayRef<const Expr *> Bound) {
  Callable C;
  C.Spelled = E;
  C.Bound.append(Bound.begin(), Bound.end());
  resolveInto(C, Resolver, E, 0);
  if (!C.Object && C.Function && !C.Lambda && !C.Bound.empty())
    if (const auto *Method = dyn_cast<CXXMethodDecl>(C.Function))
      if (!Method->isStatic() && !Method->isOverloadedOperator())
        C.Object = C.Bound.front();
  return C;
}
