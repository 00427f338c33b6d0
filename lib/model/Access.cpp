//===--- Access.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Access.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;
using namespace clang;

/// Members of containers, iterators and smart pointers that lead to an element.
/// They are the interface of every container, not of one library.
static bool leadsToElement(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("begin", true)
      .Case("end", true)
      .Case("cbegin", true)
      .Case("cend", true)
      .Case("rbegin", true)
      .Case("rend", true)
      .Case("front", true)
      .Case("back", true)
      .Case("at", true)
      .Case("data", true)
      .Case("top", true)
      .Case("find", true)
      .Case("first", true)
      .Case("last", true)
      .Case("emplace_back", true)
      .Case("insert", true)
      .Default(false);
}

static bool leadsThrough(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("get", true)
      .Case("value", true)
      .Case("native_handle", true)
      .Case("lock", true)
      .Case("ref", true)
      .Case("cref", true)
      .Case("to_address", true)
      .Case("prev", true)
      .Case("next", true)
      .Default(false);
}

static bool isAlias(const VarDecl &Var) {
  QualType T = Var.getType();
  if (T->isReferenceType() || T->isPointerType())
    return true;
  if (const CXXRecordDecl *Record = recordOf(T)) {
    llvm::StringRef Name = unqualifiedName(*Record);
    return Name.contains("iterator") || Name == "reference_wrapper";
  }
  return T->getContainedAutoType() && T->isDependentType();
}

static AccessPath follow(const Body &B, const CalleeResolver &Resolver,
                         const Expr *E, unsigned Depth) {
  AccessPath Path;
  E = B.named(unwrap(E));
  if (!E || Depth > 12)
    return Path;

  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    Path.Base = Ref->getDecl();
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var)
      return Path;
    if (const CXXForRangeStmt *Range = B.rangeLoopOf(Var)) {
      AccessPath Whole = follow(B, Resolver, Range->getRangeInit(), Depth + 1);
      if (!Whole)
        return Path;
      Whole.IsElement = true;
      Whole.Index = nullptr;
      return Whole;
    }
    if (isa<ParmVarDecl>(Var) || !Var->hasLocalStorage() || !Var->getInit())
      return Path;
    const Expr *Init = unwrap(Var->getInit());
    if (isa<CXXNewExpr>(Init)) {
      Path.IsFresh = true;
      return Path;
    }
    if (isAlias(*Var)) {
      AccessPath Target = follow(B, Resolver, Init, Depth + 1);
      if (Target)
        return Target;
    }
    return Path;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const Expr *Base = unwrap(Member->getBase());
    if (isa<CXXThisExpr>(Base)) {
      Path.Base = Member->getMemberDecl();
      Path.ThroughThis = true;
      return Path;
    }
    Path = follow(B, Resolver, Base, Depth + 1);
    if (!isa<CXXMethodDecl>(Member->getMemberDecl()))
      Path.LastField = Member->getMemberDecl();
    return Path;
  }
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    if (Member->isImplicitAccess())
      return Path;
    Path = follow(B, Resolver, Member->getBase(), Depth + 1);
    if (const FieldDecl *Field = fieldNamed(*Member))
      Path.LastField = Field;
    return Path;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return follow(B, Resolver, Unary->getSubExpr(), Depth + 1);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    // `threads + i` of a pointer or an iterator.
    if (Binary->isAdditiveOp()) {
      Path = follow(B, Resolver, Binary->getLHS(), Depth + 1);
      Path.IsElement = true;
      Path.Index = Binary->getRHS();
    }
    return Path;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    Path = follow(B, Resolver, Subscript->getBase(), Depth + 1);
    Path.IsElement = true;
    Path.Index = Subscript->getIdx();
    return Path;
  }
  if (std::optional<Call> C = Resolver.resolve(E)) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (!C->Receiver)
        return Path;
      Path = follow(B, Resolver, C->Receiver, Depth + 1);
      if (Operator->getOperator() == OO_Subscript) {
        Path.IsElement = true;
        if (!C->Arguments.empty())
          Path.Index = C->Arguments.front();
      }
      return Path;
    }
    const Expr *Through = C->Receiver;
    if (!Through && C->Arguments.size() == 1 && !C->isConstruction())
      Through = C->Arguments.front(); // std::begin(c), std::ref(x)
    if (Through && leadsToElement(C->Name)) {
      Path = follow(B, Resolver, Through, Depth + 1);
      Path.IsElement = true;
      if (C->Name == "at" && !C->Arguments.empty())
        Path.Index = C->Arguments.front();
    } else if (Through && leadsThrough(C->Name)) {
      Path = follow(B, Resolver, Through, Depth + 1);
    }
  }
  return Path;
}

AccessPath threadwise::accessPath(const Body &B, const CalleeResolver &Resolver,
                                  const Expr *E) {
  return follow(B, Resolver, E, 0);
}
