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

/// As many as \p E says: a number, the characters of a text, the elements of a
/// list.
std::optional<uint64_t> CostWalker::countIn(const Expr *E) const {
  E = unwrap(E);
  if (const auto *Text = dyn_cast<StringLiteral>(E))
    return Text->getLength();
  if (isa<InitListExpr, CXXStdInitializerListExpr>(E))
    return elementsOf(Model, B, E, Known);
  QualType T = E->getType();
  if (T->isDependentType() || !T->isIntegralOrEnumerationType())
    return std::nullopt;
  if (T->isSpecificBuiltinType(BuiltinType::Char_S) ||
      T->isSpecificBuiltinType(BuiltinType::Char_U))
    return 1;
  std::optional<int64_t> Value = valueOf(Model, B, E, Known);
  if (!Value || *Value < 0)
    return std::nullopt;
  return uint64_t(*Value);
}

/// Elements that nothing of the user's runs for.
static bool isPlainElement(const ASTContext &Context, QualType T) {
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return T.isTriviallyCopyableType(Context) &&
         (!Record ||
          (Record->hasDefinition() && Record->hasTrivialDefaultConstructor()));
}

/// The keys of the container \p T are compared and hashed by the library.
static bool hasPlainKeys(const ASTContext &Context, QualType T,
                         bool MakesElement) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Spec)
    return false;
  const bool HasMapped = unqualifiedName(*Spec).contains("map");
  for (unsigned I = 0; I < Spec->getTemplateArgs().size(); ++I) {
    const TemplateArgument &Argument = Spec->getTemplateArgs()[I];
    if (Argument.getKind() != TemplateArgument::Type)
      return false;
    QualType Type = Argument.getAsType();
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    if (I == 0                ? !Type->isScalarType()
        : HasMapped && I == 1 ? MakesElement && !isPlainElement(Context, Type)
                              : !Record || !Record->isInStdNamespace())
      return false;
  }
  return true;
}

/// What the elements are that \p C makes or moves: the library's cost is theirs
/// only where they are plain.
Cost CostWalker::elements(const Call &C, const LibraryCost &Row) {
  const bool MakesIt = C.Name == "make_unique" || C.Name == "make_shared";
  if (Row.Is == LibraryCost::PerCount || C.isConstruction() || MakesIt) {
    QualType Element = C.isConstruction() ? templateArgument(C.Constructs, 0)
                       : MakesIt          ? C.TemplateArgument
                                          : QualType();
    if (Element.isNull() || (!MakesIt && C.Arguments.empty()))
      return {};
    if (Element->isDependentType())
      return open(C.Site);
    return isPlainElement(Model.context(), Element)
               ? Cost()
               : unknown(C.Site, "elements are made");
  }
  for (const Expr *Argument : C.Arguments) {
    QualType T = unwrap(Argument)->getType();
    if (T->isDependentType())
      return open(Argument);
    QualType Element = C.Receiver ? templateArgument(C.Receiver->getType(), 0)
                                  : pointee(T.getNonReferenceType());
    if (Row.Is != LibraryCost::Once && !T->isPointerType() && !T->isArrayType())
      Element = templateArgument(T, 0); // an iterator's
    if (!Element.isNull())
      Element = pointee(Element);
    if (Element.isNull() ||
        (!Element->isDependentType() && !Element->isFunctionType() &&
         !Element.isTriviallyCopyableType(Model.context())))
      if (!T->isScalarType() && !isa<LambdaExpr>(unwrap(Argument)))
        return unknown(Argument, "an element is copied");
  }
  return {};
}

/// The bytes or characters that \p C says, where it is a matter of them.
Cost CostWalker::counted(const Call &C, const LibraryCost &Row) {
  const size_t At = size_t(Row.CountedBy);
  if (At >= C.Arguments.size() || isa<CXXDefaultArgExpr>(C.Arguments[At]))
    return {};
  std::optional<uint64_t> N = countIn(C.Arguments[At]);
  double Width = 1;
  if (C.isConstruction()) {
    QualType Element = templateArgument(C.Constructs, 0);
    std::optional<uint64_t> Size =
        Element.isNull() ? std::nullopt : sizeOf(Element);
    if (!Size)
      N = std::nullopt;
    else
      Width = double(*Size);
  }
  if (!N)
    return unknown(C.Site,
                   "how much there is is not known when it is compiled");
  Cost Each;
  Each.Lower = Row.Each.Lower;
  Each.Upper = Row.Each.Upper;
  return times(Each, double(*N) * Width, double(*N) * Width);
}

Cost CostWalker::library(const Call &C, const LibraryCost &Row) {
  Cost Sum;
  unsigned Index = 0;
  for (const Expr *Argument : C.Arguments) {
    // A text behind `...` is of any length.
    if (C.Function && C.Function->isVariadic() &&
        Index++ >= C.Function->getNumParams() &&
        !unwrap(Argument)->getType()->isArithmeticType())
      return unknown(Argument, "how long what it prints is is not known");
    if (!isa<LambdaExpr>(unwrap(Argument)) && !isa<CXXDefaultArgExpr>(Argument))
      Sum += visit(Argument);
  }
  if (C.Receiver)
    Sum += visit(C.Receiver);
  Sum.Synchronises |= Row.Synchronises;
  if (Row.CopiesElement)
    Sum += elements(C, Row);
  if (Row.LooksUpKey) {
    QualType T = C.Receiver ? unwrap(C.Receiver)->getType() : QualType();
    if (T.isNull() || T->isDependentType())
      return Sum += open(C.Site), Sum;
    if (!hasPlainKeys(Model.context(), pointee(T), Row.MakesElement))
      return Sum += unknown(C.Site, "how its keys are compared is not known"),
             Sum;
  }
  Cost Own;
  Own.Lower = Row.Costs.Lower;
  Own.Upper = Row.Costs.Upper;
  if (Row.Is == LibraryCost::Once)
    return Sum += Own, Sum;
  if (Row.Is == LibraryCost::PerCount) {
    Sum += Own;
    return Sum += counted(C, Row), Sum;
  }

  std::optional<uint64_t> N;
  if (C.Arguments.size() >= 2)
    N = elementsBetween(Model, B, C.Arguments[0], C.Arguments[1], Known);
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
  const double Halvings = std::log2(std::max<double>(*N, 2));
  double Times = *N;
  if (Row.Is == LibraryCost::PerSorted)
    Times *= Halvings;
  if (Row.Is == LibraryCost::PerHalving)
    Times = std::ceil(Halvings) + 1;
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
    if (Method->isTrivial()) {
      Cost Sum = children(E);
      if (Method->isCopyAssignmentOperator() ||
          Method->isMoveAssignmentOperator())
        Sum += block(E->getType(), E);
      return Sum;
    }
  }
  std::string Name = qualifiedName(*F);
  // `abs` of a complex number, `==` of a string: the class's own.
  if (F->isInStdNamespace() && !isa<CXXMethodDecl>(F)) {
    llvm::SmallVector<const Expr *, 4> Operands(C.Arguments);
    if (C.Receiver)
      Operands.push_back(C.Receiver);
    for (const Expr *Operand : Operands) {
      const std::string Class = typeName(unwrap(Operand)->getType());
      if (Class == "std::complex" ||
          (F->isOverloadedOperator() && !Class.empty()))
        if (const LibraryCost *Row =
                libraryCost(Class + Name.substr(Name.rfind("::"))))
          return library(C, *Row);
      if (Class == "std::complex")
        return unknown(E, "nobody has measured '" + Name + "' of such numbers");
    }
  }
  if (const LibraryCost *Row = libraryCost(Name))
    return library(C, *Row);
  if (unsigned Builtin = F->getBuiltinID();
      Builtin && llvm::StringRef(Name).starts_with("__builtin_")) {
    // `__builtin_memcpy` is memcpy; others are an instruction or two.
    if (!Model.context().BuiltinInfo.isLibFunction(Builtin))
      return children(E);
    Name = Name.substr(std::strlen("__builtin_"));
    if (const LibraryCost *Row = libraryCost(Name))
      return library(C, *Row);
    return unknown(E, "nobody has measured '" + Name + "'");
  }
  const SourceManager &SM = Model.context().getSourceManager();
  if (F->isInStdNamespace() ||
      (SM.isInSystemHeader(F->getLocation()) && !F->hasBody()) ||
      llvm::StringRef(Name).starts_with("__gnu_cxx::"))
    return unknown(E, "nobody has measured '" + Name + "'");
  return follow(E, C);
}
