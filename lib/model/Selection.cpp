//===--- Selection.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Selection.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

QualType threadwise::elementType(const CalleeResolver &Resolver, QualType T) {
  if (T.isNull())
    return {};
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->getPointeeType();
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return Array->getElementType();
  if (Resolver.typeRow(T, Meaning::SequenceContainer))
    return templateArgument(T, 0);
  if (Resolver.typeRow(T, Meaning::SmartPointer)) {
    const QualType Owned = templateArgument(T, 0);
    if (!Owned.isNull())
      if (const ArrayType *Array = Owned->getAsArrayTypeUnsafe())
        return Array->getElementType();
  }
  return {};
}

std::optional<Selection> threadwise::selectionOf(const CalleeResolver &Resolver,
                                                 const Expr *E) {
  E = unwrap(E);
  if (!E)
    return std::nullopt;
  Selection S;
  S.Site = E;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    // In a template the two sides stand as written.
    S.Array = unwrap(Subscript->getBase());
    S.Index = Subscript->getIdx();
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    // `*(array + index)`
    const auto *Sum =
        Unary->getOpcode() == UO_Deref
            ? dyn_cast<BinaryOperator>(unwrap(Unary->getSubExpr()))
            : nullptr;
    if (!Sum || Sum->getOpcode() != BO_Add ||
        !unwrap(Sum->getLHS())->getType()->isAnyPointerType())
      return std::nullopt;
    S.Array = unwrap(Sum->getLHS());
    S.Index = Sum->getRHS();
  } else if (isa<CallExpr>(E)) {
    std::optional<Call> C = Resolver.resolve(E);
    if (!C || !C->Receiver || C->Arguments.size() != 1)
      return std::nullopt;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    if (Operator ? Operator->getOperator() != OO_Subscript : C->Name != "at")
      return std::nullopt;
    S.Array = unwrap(C->Receiver);
    S.Index = C->Arguments.front();
  } else {
    return std::nullopt;
  }
  S.Element = elementType(Resolver, S.Array->getType());
  // An array whose size is not known to clang is declared as one element.
  if (S.Element.isNull() && isa<ArraySubscriptExpr>(E))
    if (const NamedDecl *Named = namedBy(S.Array);
        Named && Named->isInvalidDecl())
      S.Element = cast<ValueDecl>(Named)->getType();
  if (S.Element.isNull())
    return std::nullopt;
  return S;
}
