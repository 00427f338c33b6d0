//===--- CostOfCalls.cpp - what a call costs ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The calls of a body, for CostWalker.h: by a row of the table, or by the body
/// that is in sight.
///
//===----------------------------------------------------------------------===//

#include "analysis/CostWalker.h"
#include "analysis/Counts.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <cmath>
#include <cstring>

using namespace threadwise;
using namespace clang;

Cost CostWalker::library(const Call &C, const LibraryCost &Row) {
  Cost Sum;
  for (const Expr *Argument : C.Arguments)
    if (!isa<LambdaExpr>(unwrap(Argument)))
      Sum += visit(Argument);
  if (C.Receiver)
    Sum += visit(C.Receiver);
  Sum.Synchronises |= Row.Synchronises;
  if (Row.CopiesElement) {
    // Elements that are plain data.
    for (const Expr *Argument : C.Arguments) {
      QualType T = unwrap(Argument)->getType();
      if (T->isDependentType())
        return Sum += open(Argument), Sum;
      QualType Element = C.Receiver ? templateArgument(C.Receiver->getType(), 0)
                                    : pointee(T.getNonReferenceType());
      if (Row.Is != LibraryCost::Once && !T->isPointerType())
        Element = templateArgument(T, 0); // an iterator's
      if (!Element.isNull())
        Element = pointee(Element);
      if (Element.isNull() ||
          (!Element->isDependentType() && !Element->isFunctionType() &&
           !Element.isTriviallyCopyableType(Model.context())))
        if (!T->isScalarType() && !isa<LambdaExpr>(unwrap(Argument)))
          return Sum += unknown(Argument, "an element is copied"), Sum;
    }
  }
  Cost Own;
  Own.Lower = Row.Costs.Lower;
  Own.Upper = Row.Costs.Upper;
  if (Row.Is == LibraryCost::Once)
    return Sum += Own, Sum;

  std::optional<uint64_t> N;
  if (C.Arguments.size() >= 2)
    if (const Expr *Range = rangeOf(Model, C.Arguments[0], C.Arguments[1]))
      N = elementsOf(Model, B, Range, Known);
  if (!N)
    N = All.Assume.Trips;
  if (!N)
    return Sum += unknown(C.Site, "the size of the range is not known when it "
                                  "is compiled"),
           Sum;
  for (const Expr *Argument : C.Arguments) {
    const Expr *E = unwrap(Argument);
    if (!isa<LambdaExpr>(E) && !E->getType()->isFunctionPointerType() &&
        !E->getType()->isFunctionType() && !recordOf(E->getType()))
      continue;
    Callable F = callableOf(Model.resolver(), E);
    if (F.Lambda || (F.Function && !F.Function->isInStdNamespace()))
      Own += All.of(B, F, Known);
  }
  double Times = *N;
  if (Row.Is == LibraryCost::PerSorted)
    Times *= std::log2(std::max<double>(*N, 2));
  return Sum += times(Own, Row.StopsEarly ? 0 : Times, Times + 1), Sum;
}

Cost CostWalker::follow(const Expr *E, const Call &C) {
  Cost Sum = operation(Operation::Call);
  KnownValues Inner;
  unsigned I = 0;
  for (const Expr *Argument : C.Arguments) {
    Sum += visit(Argument);
    if (I < C.Function->getNumParams())
      if (std::optional<int64_t> Value = valueOf(Model, B, Argument, Known))
        Inner[cast<ValueDecl>(
            C.Function->getParamDecl(I)->getCanonicalDecl())] = *Value;
    ++I;
  }
  if (C.Receiver)
    Sum += visit(C.Receiver);
  Sum += All.of(C.Function, Inner);
  return Sum;
}

Cost CostWalker::call(const Expr *E, const Call &C) {
  const FunctionDecl *F = C.Function;
  if (All.Assume.OneLevelOf &&
      ((F && keyOf(F) == keyOf(All.Assume.OneLevelOf)) ||
       (!F && !C.Receiver && !C.Name.empty() &&
        C.Name == unqualifiedName(*All.Assume.OneLevelOf)))) {
    Cost Sum = operation(Operation::Call);
    for (const Expr *Argument : C.Arguments)
      Sum += visit(Argument);
    return Sum;
  }
  if (C.ByNameOnly || (!F && !C.CalledValue)) {
    // Its own body, or a row by the name of a member of a known class.
    if (const LibraryCost *Row = libraryCost(C.QualifiedName))
      return library(C, *Row);
    return unknown(E, "what " + spelling(Model, E) + " runs is not in sight");
  }
  if (C.CalledValue && (!F || isa<LambdaExpr>(unwrap(C.CalledValue)) ||
                        cast<CXXMethodDecl>(F)->getParent()->isLambda())) {
    Callable Value = callableOf(Model.resolver(), C.CalledValue);
    if (!Value.Lambda || !B.knows(Value.Lambda->getBody())) {
      if (F && F->getBody())
        return follow(E, C);
      return unknown(E, "what " + spelling(Model, E) + " runs is not in sight");
    }
    Cost Sum = operation(Operation::Call);
    for (const Expr *Argument : C.Arguments)
      Sum += visit(Argument);
    if (!All.Active.insert(Value.Function).second)
      return unknown(E, "the lambda calls itself");
    Sum += visit(Value.Lambda->getBody());
    All.Active.erase(Value.Function);
    return Sum;
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
    bool IsExact = !Method->isVirtual() || Method->hasAttr<FinalAttr>() ||
                   Method->getParent()->isEffectivelyFinal() ||
                   (Object && isa<DeclRefExpr>(Object->IgnoreParenCasts()) &&
                    !Object->getType()->isPointerType() &&
                    !cast<DeclRefExpr>(Object->IgnoreParenCasts())
                         ->getDecl()
                         ->getType()
                         ->isReferenceType());
    if (!IsExact)
      return unknown(E, "'" + Method->getNameAsString() +
                            "' is virtual: what runs is not in sight");
    if (C.isConstruction() && Method->isTrivial())
      return children(E);
    if (Method->isTrivial() || (Method->isDefaulted() && C.isConstruction() &&
                                !Method->getParent()->isInStdNamespace()))
      return children(E);
  }
  std::string Name = qualifiedName(*F);
  // `abs` of a complex number is another one.
  if (F->isInStdNamespace() && !isa<CXXMethodDecl>(F) &&
      llvm::any_of(C.Arguments, [](const Expr *Argument) {
        return typeName(unwrap(Argument)->getType()) == "std::complex";
      }))
    Name = "std::complex" + Name.substr(std::strlen("std"));
  if (const LibraryCost *Row = libraryCost(Name))
    return library(C, *Row);
  if (F->getBuiltinID() && llvm::StringRef(Name).starts_with("__builtin_"))
    return children(E);
  const SourceManager &SM = Model.context().getSourceManager();
  if (F->isInStdNamespace() ||
      (SM.isInSystemHeader(F->getLocation()) && !F->hasBody()) ||
      llvm::StringRef(Name).starts_with("__gnu_cxx::"))
    return unknown(E, "nobody has measured '" + Name + "'");
  return follow(E, C);
}
