//===--- TripCount.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/TripCount.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace threadwise;
using namespace clang;

static constexpr unsigned MaxDepth = 8;

/// Members of containers that leave the number of elements alone.
static constexpr llvm::StringLiteral KeepTheSize[] = {
    "size", "empty", "begin", "end",  "cbegin", "cend",     "rbegin",  "rend",
    "data", "at",    "front", "back", "length", "capacity", "reserve", "c_str"};

bool threadwise::isOnlyRead(const Body &B, const NamedDecl *D,
                            const Stmt *Scope, const Stmt *Except) {
  for (const Expr *Use : B.uses(D)) {
    if (Scope && !B.contains(Scope, Use))
      continue;
    if (Except && B.contains(Except, Use))
      continue;
    const Stmt *P = B.parent(Use);
    while (isa_and_nonnull<ParenExpr>(P))
      P = B.parent(P);
    if (const auto *Cast = dyn_cast_or_null<CastExpr>(P))
      if (Cast->getCastKind() == CK_LValueToRValue)
        continue;
    // A capture and a data-sharing clause mention it without touching it.
    if (isa_and_nonnull<LambdaExpr, OMPExecutableDirective>(P))
      continue;
    return false;
  }
  return true;
}

static std::optional<int64_t> evaluated(const Expr *E,
                                        const ASTContext &Context) {
  if (E->isValueDependent() || E->isTypeDependent() || E->containsErrors() ||
      !E->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E->EvaluateAsInt(Result, Context))
    return std::nullopt;
  const llvm::APSInt &Value = Result.Val.getInt();
  if (Value.isSigned() ? !Value.isSignedIntN(63) : !Value.isIntN(63))
    return std::nullopt;
  return Value.getExtValue();
}

namespace {

class Valuer {
public:
  Valuer(const ConcurrencyModel &Model, const Body &B, const KnownValues &Known)
      : Model(Model), B(B), Known(Known) {}

  std::optional<int64_t> value(const Expr *E, unsigned Depth = 0) const;
  std::optional<uint64_t> elements(const Expr *E, unsigned Depth = 0) const;

private:
  const ConcurrencyModel &Model;
  const Body &B;
  const KnownValues &Known;

  std::optional<int64_t> ofCall(const Call &C, unsigned Depth) const;
  std::optional<uint64_t> ofLocal(const VarDecl *Var, unsigned Depth) const;
  bool keepsItsSize(const VarDecl *Var) const;
};

} // namespace

std::optional<int64_t> Valuer::ofCall(const Call &C, unsigned Depth) const {
  if (const auto *Range = dyn_cast_or_null<ParmVarDecl>(
          C.Receiver ? namedBy(C.Receiver) : nullptr)) {
    auto It = Known.find(cast<ValueDecl>(Range->getCanonicalDecl()));
    if (It != Known.end() && (C.Name == "end" || C.Name == "size"))
      return It->second;
    if (It != Known.end() && C.Name == "begin")
      return 0;
  }
  if (C.Name == "size" || C.Name == "length" || C.Name == "ssize") {
    const Expr *Container = C.Receiver;
    if (!Container && C.Arguments.size() == 1)
      Container = C.Arguments.front();
    if (Container)
      if (std::optional<uint64_t> N = elements(Container, Depth + 1))
        return int64_t(*N);
    return std::nullopt;
  }
  if (!C.Receiver && C.Arguments.size() == 2 &&
      (C.Name == "min" || C.Name == "max")) {
    std::optional<int64_t> L = value(C.Arguments[0], Depth + 1);
    std::optional<int64_t> R = value(C.Arguments[1], Depth + 1);
    if (L && R)
      return C.Name == "min" ? std::min(*L, *R) : std::max(*L, *R);
  }
  return std::nullopt;
}

std::optional<int64_t> Valuer::value(const Expr *E, unsigned Depth) const {
  E = unwrap(E);
  if (!E || Depth > MaxDepth)
    return std::nullopt;
  if (std::optional<int64_t> Value = evaluated(E, Model.context()))
    return Value;
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (!Binary->isAdditiveOp() && !Binary->isMultiplicativeOp() &&
        !Binary->isEqualityOp())
      return std::nullopt;
    std::optional<int64_t> L = value(Binary->getLHS(), Depth + 1);
    std::optional<int64_t> R = value(Binary->getRHS(), Depth + 1);
    int64_t Result = 0;
    if (!L || !R)
      return std::nullopt;
    switch (Binary->getOpcode()) {
    case BO_Add:
      return llvm::AddOverflow(*L, *R, Result) ? std::nullopt
                                               : std::optional(Result);
    case BO_Sub:
      return llvm::SubOverflow(*L, *R, Result) ? std::nullopt
                                               : std::optional(Result);
    case BO_Mul:
      return llvm::MulOverflow(*L, *R, Result) ? std::nullopt
                                               : std::optional(Result);
    case BO_Div:
      return *R ? std::optional(*L / *R) : std::nullopt;
    case BO_Rem:
      return *R ? std::optional(*L % *R) : std::nullopt;
    case BO_EQ:
      return *L == *R;
    case BO_NE:
      return *L != *R;
    default:
      return std::nullopt;
    }
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    auto It = Known.find(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->hasLocalStorage() || !isOnlyRead(B, Var))
      return std::nullopt;
    if (It != Known.end())
      return It->second;
    if (Var->getInit() && !isa<ParmVarDecl>(Var))
      return value(Var->getInit(), Depth + 1);
    return std::nullopt;
  }
  if (std::optional<Call> C = Model.resolver().resolve(E))
    return ofCall(*C, Depth);
  return std::nullopt;
}

/// Nothing that the function does with \p Var can change how many elements it
/// has.
bool Valuer::keepsItsSize(const VarDecl *Var) const {
  for (const Expr *Use : B.uses(Var)) {
    const Stmt *P = B.userOf(Use);
    if (isa_and_nonnull<LambdaExpr, OMPExecutableDirective, CXXForRangeStmt,
                        ArraySubscriptExpr>(P))
      continue;
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P)) {
      if (Operator->getOperator() == OO_Subscript)
        continue;
      return false;
    }
    llvm::StringRef Member;
    if (const auto *M = dyn_cast_or_null<MemberExpr>(P))
      Member = unqualifiedName(*M->getMemberDecl());
    else if (const auto *M = dyn_cast_or_null<CXXDependentScopeMemberExpr>(P)) {
      if (const IdentifierInfo *II = M->getMember().getAsIdentifierInfo())
        Member = II->getName();
    }
    if (llvm::is_contained(KeepTheSize, Member))
      continue;
    // A parallel loop over it changes its elements; what filters makes fewer.
    const auto *Walks = dyn_cast_or_null<CallExpr>(P);
    if (std::optional<Call> C =
            Walks ? Model.resolver().resolve(Walks) : std::nullopt;
        C && Model.resolver().row(*C, Meaning::ParallelLoop))
      continue;
    // Handed over: whoever takes it as a constant leaves its size alone.
    const auto *Called = dyn_cast_or_null<CallExpr>(P);
    const FunctionDecl *Callee = Called ? Called->getDirectCallee() : nullptr;
    if (!Callee)
      return false;
    bool IsConstant = false;
    for (unsigned I = 0; I < Called->getNumArgs() && I < Callee->getNumParams();
         ++I) {
      QualType T = Callee->getParamDecl(I)->getType();
      if (B.contains(Called->getArg(I), Use))
        IsConstant =
            !T->isReferenceType() || T.getNonReferenceType().isConstQualified();
    }
    llvm::StringRef Name = unqualifiedName(*Callee);
    if (!IsConstant && Name != "begin" && Name != "end" && Name != "size")
      return false;
  }
  return true;
}

std::optional<uint64_t> Valuer::ofLocal(const VarDecl *Var,
                                        unsigned Depth) const {
  if (!Var->hasLocalStorage() || isa<ParmVarDecl>(Var) || !Var->getInit() ||
      Var->getType()->isReferenceType() || !keepsItsSize(Var))
    return std::nullopt;
  const Expr *Init = unwrap(Var->getInit());
  std::optional<Call> Made = Model.resolver().resolve(Init, Var->getType());
  if (!Made || !Made->isConstruction() || Made->Arguments.empty())
    return std::nullopt;
  const Expr *First = unwrap(Made->Arguments.front());
  if (const auto *Std = dyn_cast<CXXStdInitializerListExpr>(First))
    First = unwrap(Std->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(First))
    return List->getNumInits();
  if (isa<InitListExpr>(Init) || First->getType()->isDependentType() ||
      !First->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  std::optional<int64_t> Size = value(First, Depth + 1);
  if (!Size || *Size < 0)
    return std::nullopt;
  return uint64_t(*Size);
}

std::optional<uint64_t> Valuer::elements(const Expr *E, unsigned Depth) const {
  E = unwrap(E);
  if (!E || Depth > MaxDepth)
    return std::nullopt;
  QualType T = E->getType().getNonReferenceType();
  if (const auto *Array = Model.context().getAsConstantArrayType(T))
    return Array->getSize().getZExtValue();
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits();
  if (const auto *Std = dyn_cast<CXXStdInitializerListExpr>(E))
    if (const auto *List = dyn_cast<InitListExpr>(unwrap(Std->getSubExpr())))
      return List->getNumInits();
  if (typeName(T) == "std::array")
    if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
            T->getAsCXXRecordDecl())) {
      const TemplateArgumentList &Arguments = Spec->getTemplateArgs();
      if (Arguments.size() == 2 &&
          Arguments[1].getKind() == TemplateArgument::Integral)
        return Arguments[1].getAsIntegral().getZExtValue();
    }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && Model.resolver().typeRow(T, Meaning::SequenceContainer))
    return ofLocal(Var, Depth);
  return std::nullopt;
}

std::optional<int64_t> threadwise::valueOf(const ConcurrencyModel &Model,
                                           const Body &B, const Expr *E,
                                           const KnownValues &Known) {
  return Valuer(Model, B, Known).value(E);
}

std::optional<uint64_t> threadwise::elementsOf(const ConcurrencyModel &Model,
                                               const Body &B,
                                               const Expr *Container,
                                               const KnownValues &Known) {
  return Valuer(Model, B, Known).elements(Container);
}

/// The step of `i++`, `i -= 2`, `i = i + 2`; 0 when it is none of these.
static int64_t stepOf(const Expr *Inc, const VarDecl *Var,
                      const ASTContext &Context) {
  Inc = Inc ? Inc->IgnoreParenImpCasts() : nullptr;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Inc)) {
    if (namedBy(Unary->getSubExpr()) != Var)
      return 0;
    return Unary->isIncrementOp() ? 1 : Unary->isDecrementOp() ? -1 : 0;
  }
  const auto *Binary = dyn_cast_or_null<BinaryOperator>(Inc);
  if (!Binary || namedBy(Binary->getLHS()) != Var)
    return 0;
  const Expr *By = Binary->getRHS();
  bool IsDown = Binary->getOpcode() == BO_SubAssign;
  if (Binary->getOpcode() == BO_Assign) {
    const auto *Sum = dyn_cast<BinaryOperator>(By->IgnoreParenImpCasts());
    if (!Sum || !Sum->isAdditiveOp() || namedBy(Sum->getLHS()) != Var)
      return 0;
    IsDown = Sum->getOpcode() == BO_Sub;
    By = Sum->getRHS();
  } else if (Binary->getOpcode() != BO_AddAssign && !IsDown) {
    return 0;
  }
  int64_t Step = evaluated(By, Context).value_or(0);
  return IsDown ? -Step : Step;
}

/// The integer that a for statement starts with, and its start.
static const VarDecl *startOf(const ForStmt &For, const Expr *&First) {
  if (const auto *Decls = dyn_cast_or_null<DeclStmt>(For.getInit())) {
    // `int i = 0, n = v.size()`: the one that is stepped.
    for (const Decl *D : Decls->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || (!Decls->isSingleDecl() &&
                   !stepOf(For.getInc(), Var, Var->getASTContext())))
        continue;
      First = Var->getInit();
      return Var;
    }
    return nullptr;
  }
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(For.getInit());
  if (!Assign || Assign->getOpcode() != BO_Assign)
    return nullptr;
  First = Assign->getRHS();
  return dyn_cast_or_null<VarDecl>(namedBy(Assign->getLHS()));
}

std::optional<Iteration> threadwise::iterationOf(const Body &B,
                                                 const Stmt *Loop) {
  const auto *For = dyn_cast_or_null<ForStmt>(Loop);
  const auto *Test =
      For && For->getCond()
          ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts())
          : nullptr;
  if (!Test || !(Test->isRelationalOp() || Test->getOpcode() == BO_NE))
    return std::nullopt;
  Iteration I;
  I.Variable = startOf(*For, I.First);
  if (!I.Variable || !I.First || I.Variable->getType()->isDependentType() ||
      !I.Variable->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  I.Step = stepOf(For->getInc(), I.Variable, B.function().getASTContext());
  BinaryOperatorKind Kind = Test->getOpcode();
  if (namedBy(Test->getLHS()) == I.Variable) {
    I.Last = Test->getRHS();
  } else if (namedBy(Test->getRHS()) == I.Variable) {
    I.Last = Test->getLHS();
    Kind = BinaryOperator::reverseComparisonOp(Kind);
  }
  bool IsUp = Kind == BO_LT || Kind == BO_LE;
  I.Inclusive = Kind == BO_LE || Kind == BO_GE;
  if (!I.Last || I.Step == 0 ||
      (Kind == BO_NE ? std::abs(I.Step) != 1 : IsUp != (I.Step > 0)) ||
      !isOnlyRead(B, I.Variable, For->getBody()))
    return std::nullopt;
  return I;
}

std::optional<uint64_t> threadwise::tripsBetween(int64_t First, int64_t Last,
                                                 int64_t Step, bool Inclusive) {
  if (Step == 0)
    return std::nullopt;
  int64_t Distance = 0;
  if (Step > 0 ? llvm::SubOverflow(Last, First, Distance)
               : llvm::SubOverflow(First, Last, Distance))
    return std::nullopt;
  if (Distance < 0 || (Distance == 0 && !Inclusive))
    return 0;
  uint64_t By = Step > 0 ? Step : -Step;
  uint64_t Span = uint64_t(Distance) + (Inclusive ? 1 : 0);
  return (Span + By - 1) / By;
}

const Expr *threadwise::rangeOf(const ConcurrencyModel &Model,
                                const Expr *Begin, const Expr *End) {
  const CalleeResolver &Resolver = Model.resolver();
  std::optional<Call> First = Resolver.resolve(unwrap(Begin));
  std::optional<Call> Last = Resolver.resolve(unwrap(End));
  auto Of = [](const std::optional<Call> &C, llvm::StringRef Name,
               llvm::StringRef Constant) -> const Expr * {
    if (!C || (C->Name != Name && C->Name != Constant))
      return nullptr;
    if (C->Receiver)
      return C->Receiver;
    return C->Arguments.size() == 1 ? C->Arguments.front() : nullptr;
  };
  const Expr *Front = Of(First, "begin", "cbegin"),
             *Back = Of(Last, "end", "cend");
  if (!Front || !Back || !namedBy(Front) || namedBy(Front) != namedBy(Back))
    return nullptr;
  return Front;
}

std::optional<uint64_t>
threadwise::elementsBetween(const ConcurrencyModel &Model, const Body &B,
                            const Expr *First, const Expr *Last,
                            const KnownValues &Known) {
  if (const Expr *Range = rangeOf(Model, First, Last))
    return elementsOf(Model, B, Range, Known);
  const auto *Sum = dyn_cast<BinaryOperator>(unwrap(Last));
  if (!Sum || Sum->getOpcode() != BO_Add || !namedBy(First) ||
      namedBy(First) != namedBy(Sum->getLHS()))
    return std::nullopt;
  std::optional<int64_t> N = valueOf(Model, B, Sum->getRHS(), Known);
  if (!N || *N < 0)
    return std::nullopt;
  return uint64_t(*N);
}

/// From `first` to `first + 64`, whatever `first` is.
static std::optional<int64_t> distanceOf(const ConcurrencyModel &Model,
                                         const Body &B, const Expr *First,
                                         const Expr *Last, const Stmt *Loop,
                                         const KnownValues &Known) {
  const auto *Sum =
      First && Last ? dyn_cast<BinaryOperator>(unwrap(Last)) : nullptr;
  const auto *From =
      First ? dyn_cast_or_null<VarDecl>(namedBy(First)) : nullptr;
  if (!Sum || Sum->getOpcode() != BO_Add || !From ||
      !isOnlyRead(B, From, loopBody(Loop)))
    return std::nullopt;
  if (namedBy(Sum->getLHS()) == From)
    return valueOf(Model, B, Sum->getRHS(), Known);
  if (namedBy(Sum->getRHS()) == From)
    return valueOf(Model, B, Sum->getLHS(), Known);
  return std::nullopt;
}

std::optional<uint64_t> threadwise::tripsOf(const ConcurrencyModel &Model,
                                            const Body &B, const Stmt *Loop,
                                            const KnownValues &Known) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return elementsOf(Model, B, Range->getRangeInit(), Known);
  if (const auto *Do = dyn_cast<DoStmt>(Loop)) {
    // `do { … } while (0)` of a macro.
    std::optional<int64_t> Again = evaluated(Do->getCond(), Model.context());
    if (Again && *Again == 0)
      return 1;
    return std::nullopt;
  }
  if (std::optional<Iteration> I = iterationOf(B, Loop)) {
    std::optional<int64_t> First = valueOf(Model, B, I->First, Known);
    std::optional<int64_t> Last = valueOf(Model, B, I->Last, Known);
    if (First && Last)
      return tripsBetween(*First, *Last, I->Step, I->Inclusive);
    if (std::optional<int64_t> Distance =
            distanceOf(Model, B, I->First, I->Last, Loop, Known))
      return tripsBetween(0, *Distance, I->Step, I->Inclusive);
    return std::nullopt;
  }
  // for (auto i = v.begin(); i != v.end(); ++i)
  const auto *For = dyn_cast<ForStmt>(Loop);
  const auto *Decls =
      For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  const auto *Test =
      For ? dyn_cast_or_null<CXXOperatorCallExpr>(
                For->getCond() ? unwrap(For->getCond()) : nullptr)
          : nullptr;
  if (!Decls || !Decls->isSingleDecl() || !Test ||
      Test->getOperator() != OO_ExclaimEqual || Test->getNumArgs() != 2)
    return std::nullopt;
  const auto *Var = dyn_cast<VarDecl>(Decls->getSingleDecl());
  if (!Var || !Var->getInit() || namedBy(Test->getArg(0)) != Var)
    return std::nullopt;
  const Expr *Range = rangeOf(Model, Var->getInit(), Test->getArg(1));
  return Range ? elementsOf(Model, B, Range, Known) : std::nullopt;
}
