//===--- SlotPlace.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/SlotPlace.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Basic/OpenMPKinds.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

using namespace threadwise;
using namespace clang;

/// Members, elements and variables between a write and the array.
static constexpr unsigned MaxSteps = 16;
/// Calls followed from what a thread runs.
static constexpr unsigned MaxReach = 2;

struct SlotPlaces::Walk {
  const Body *B;
  const Expr *At;
  /// What an accessor was called with, and where.
  const Body *Caller = nullptr;
  const Call *Called = nullptr;
  /// Fields seen so far, innermost first.
  llvm::SmallVector<const FieldDecl *, 2> Fields;
  std::optional<SlotPlace> Found;
};

std::vector<const FunctionDecl *> SlotPlaces::candidates() const {
  llvm::SetVector<const FunctionDecl *> Set;
  for (const FunctionDecl *F : Model.slotFunctions()) {
    Set.insert(F);
    // Whoever asks an accessor for the thread's own.
    const QualType Returns = F->getReturnType();
    if (Returns->isReferenceType() || Returns->isPointerType())
      for (const ConcurrencyModel::CallSite &Site : Model.callers(F))
        Set.insert(Site.Caller);
  }
  // What the threads run, and what that calls.
  llvm::SmallVector<std::pair<const FunctionDecl *, unsigned>, 16> Queue;
  for (const Spawn &S : Model.spawns()) {
    Set.insert(&S.In->function());
    if (!S.Entry.Lambda) {
      if (const FunctionDecl *F = definitionOf(S.Entry.Function))
        Queue.push_back({F, 0});
      continue;
    }
    for (const Expr *Site : S.In->calls())
      if (S.In->contains(S.Entry.Lambda->getBody(), Site))
        if (std::optional<Call> C = Resolver.resolve(Site))
          if (const FunctionDecl *Callee = definitionOf(C->Function))
            Queue.push_back({Callee, 1});
  }
  const SourceManager &SM = Model.context().getSourceManager();
  while (!Queue.empty()) {
    auto [F, Depth] = Queue.pop_back_val();
    if (SM.isInSystemHeader(F->getLocation()) || !Set.insert(F) ||
        Depth == MaxReach)
      continue;
    for (const Expr *Site : Model.body(F)->calls())
      if (std::optional<Call> C = Resolver.resolve(Site))
        if (const FunctionDecl *Callee = definitionOf(C->Function))
          Queue.push_back({Callee, Depth + 1});
  }
  std::vector<const FunctionDecl *> Result;
  for (const FunctionDecl *F : Model.functions())
    if (Set.count(F) && !Model.isTestBody(F))
      Result.push_back(F);
  return Result;
}

/// A clause of an enclosing directive gives each thread a copy.
static bool isPrivateInRegion(const Body &B, const Expr *Use,
                              const VarDecl &Var) {
  for (const Stmt *P = B.parent(Use); P; P = B.parent(P)) {
    const auto *Directive = dyn_cast<OMPExecutableDirective>(P);
    if (!Directive)
      continue;
    for (const OMPClause *Clause : Directive->clauses()) {
      if (!isa<OMPPrivateClause, OMPFirstprivateClause, OMPLastprivateClause,
               OMPReductionClause>(Clause))
        continue;
      for (const Stmt *Child : Clause->children())
        if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Child))
          if (Ref->getDecl() == &Var)
            return true;
    }
  }
  return false;
}

static bool isParallelRegion(const Stmt *S) {
  const auto *Directive = dyn_cast<OMPExecutableDirective>(S);
  if (!Directive)
    return false;
  const OpenMPDirectiveKind Kind = Directive->getDirectiveKind();
  return isOpenMPParallelDirective(Kind) || isOpenMPTeamsDirective(Kind) ||
         isOpenMPTaskingDirective(Kind);
}

/// Declared in the part of \p B that one thread runs, around \p Use.
static bool isLocalToThread(const Body &B, const Expr *Use,
                            const VarDecl &Var) {
  if (Var.getTLSKind() != VarDecl::TLS_None)
    return true;
  if (!Var.hasLocalStorage())
    return false;
  const Stmt *Region = nullptr;
  for (const Stmt *P = B.parent(Use); P && !Region; P = B.parent(P))
    if (isa<LambdaExpr>(P) || isParallelRegion(P))
      Region = P;
  if (!Region || isPrivateInRegion(B, Use, Var))
    return true;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Region))
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCapturedVar() == &Var)
        return Capture.getCaptureKind() == LCK_ByCopy &&
               !Var.getType()->isPointerType();
  for (const Stmt *S : B.below(Region))
    if (const auto *Decls = dyn_cast<DeclStmt>(S))
      if (llvm::is_contained(Decls->decls(), &Var))
        return true;
  if (isa<LambdaExpr>(Region))
    return isa<ParmVarDecl>(Var); // the lambda's own parameter
  return false;
}

/// Memory that the thread made for itself.
static bool isMadeHere(const Expr *Init) {
  Init = unwrap(Init);
  if (isa_and_nonnull<CXXNewExpr>(Init))
    return true;
  const auto *Called = dyn_cast_or_null<CallExpr>(Init);
  const FunctionDecl *F = Called ? Called->getDirectCallee() : nullptr;
  return F && F->getReturnType()->isVoidPointerType();
}

/// The variable or member that holds the elements. \p IsPrivate: it belongs to
/// one thread.
const ValueDecl *SlotPlaces::sharedArray(const Body &B, const Expr *Array,
                                         const Expr *From,
                                         bool &IsPrivate) const {
  IsPrivate = false;
  const Expr *E = unwrap(Array);
  const ValueDecl *Named = nullptr;
  for (unsigned I = 0; E && I < MaxSteps; ++I) {
    E = unwrap(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!Named)
        Named = Member->getMemberDecl();
      if (const auto *Field = dyn_cast<FieldDecl>(Named))
        Named = patternOf(Field);
      // Behind a pointer another object begins: a shared one.
      if (Member->isArrow() || Member->getType()->isPointerType())
        return Named;
      E = Member->getBase();
      continue;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var)
        return Named;
      const QualType T = Var->getType();
      const bool Leads = T->isPointerType() || T->isReferenceType();
      const bool IsInside = isLocalToThread(B, Ref, *Var);
      if (Leads && IsInside && Var->isLocalVarDecl() && Var->getInit()) {
        if (isMadeHere(Var->getInit())) {
          IsPrivate = true;
          return Named;
        }
        if (!Named)
          Named = Var;
        E = withoutAddressOf(Var->getInit());
        // A name that leads on says less than what it leads to.
        if (isa<DeclRefExpr, MemberExpr>(E) && Named == Var)
          Named = nullptr;
        if (isa<CallExpr, ConditionalOperator>(E))
          return Named ? Named : Var;
        continue;
      }
      // A parameter that a function is handed by value is its own.
      IsPrivate = IsInside && !(Leads && isa<ParmVarDecl>(Var)) && !Leads;
      return Named ? Named : Var->getCanonicalDecl();
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (std::optional<Selection> Inner = selectionOf(Resolver, E)) {
      E = Inner->Array;
    } else {
      return Named;
    }
  }
  return Named;
}

bool SlotPlaces::take(Walk &W, const Selection &Chosen,
                      const WorkerId &Id) const {
  SlotPlace Place;
  bool IsPrivate = false;
  Place.Array = sharedArray(*W.B, Chosen.Array, Chosen.Site, IsPrivate);
  if (IsPrivate)
    return false;
  Place.Element = Chosen.Element;
  Place.Fields.append(W.Fields.rbegin(), W.Fields.rend());
  Place.Index = Id;
  Place.Selected = Chosen.Site;
  W.Found = std::move(Place);
  return false;
}

bool SlotPlaces::takeHanded(Walk &W, const HandedElement &Handed) const {
  SlotPlace Place;
  const Expr *Array = Handed.Selected;
  if (std::optional<Selection> Chosen = selectionOf(Resolver, Array))
    Array = Chosen->Array;
  else if (const auto *Sum = dyn_cast<BinaryOperator>(Array))
    Array = Sum->getLHS();
  else
    Array = nullptr;
  // What the starter hands over is shared, wherever it lies.
  if (Array)
    Place.Array = dyn_cast_or_null<ValueDecl>(namedBy(Array));
  Place.Element = Handed.Element;
  Place.Fields.append(W.Fields.rbegin(), W.Fields.rend());
  Place.Index.Because = Handed.Because;
  W.Found = std::move(Place);
  return false;
}

bool SlotPlaces::stepThroughVariable(Walk &W, const DeclRefExpr &Ref) const {
  const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
  if (!Var)
    return false;
  const QualType T = Var->getType();
  if (!T->isPointerType() && !T->isReferenceType())
    return false;
  if (auto Handed = Index.elementOf(*W.B, &Ref, *Var))
    return takeHanded(W, *Handed);
  if (!Var->isLocalVarDecl() || !Var->getInit())
    return false;
  const Expr *Init = unwrap(Var->getInit());
  // `long *mine = partial + tid;`
  if (const auto *Sum = dyn_cast<BinaryOperator>(Init)) {
    if (Sum->getOpcode() != BO_Add ||
        !unwrap(Sum->getLHS())->getType()->isAnyPointerType())
      return false;
    std::optional<WorkerId> Id = Index.idOf(*W.B, Sum->getRHS());
    if (!Id)
      return false;
    Selection Chosen;
    Chosen.Site = Sum;
    Chosen.Array = unwrap(Sum->getLHS());
    Chosen.Element = elementType(Resolver, Chosen.Array->getType());
    return !Chosen.Element.isNull() && take(W, Chosen, *Id);
  }
  W.At = T->isPointerType() && !isa<UnaryOperator>(Init)
             ? Init
             : withoutAddressOf(Init);
  return true;
}

/// `double *row = &work[tid * 4]; row[k]`: the elements of a row whose length
/// the number's factor says.
bool SlotPlaces::stepIntoRow(Walk &W, const Selection &Chosen) const {
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Chosen.Array));
  if (!Var || !Var->isLocalVarDecl() || !Var->getInit() ||
      !Var->getType()->isPointerType())
    return false;
  Walk Row{W.B,      withoutAddressOf(Var->getInit()),
           nullptr,  nullptr,
           W.Fields, std::nullopt};
  if (const auto *Sum = dyn_cast<BinaryOperator>(Row.At)) {
    std::optional<WorkerId> Id = Sum->getOpcode() == BO_Add
                                     ? Index.idOf(*W.B, Sum->getRHS())
                                     : std::nullopt;
    if (!Id)
      return false;
    Selection Begin;
    Begin.Site = Sum;
    Begin.Array = unwrap(Sum->getLHS());
    Begin.Element = elementType(Resolver, Begin.Array->getType());
    if (!Begin.Element.isNull())
      take(Row, Begin, *Id);
  } else if (std::optional<Selection> Begin = selectionOf(Resolver, Row.At)) {
    if (std::optional<WorkerId> Id = Index.idOf(*W.B, Begin->Index))
      take(Row, *Begin, *Id);
  }
  if (Row.Found && Row.Found->Index.Scale > 1)
    W.Found = std::move(Row.Found);
  return false;
}

/// `Slot &mine() { return slots_[omp_get_thread_num()]; }`
bool SlotPlaces::stepIntoAccessor(Walk &W, const Call &C) const {
  const FunctionDecl *F = definitionOf(C.Function);
  if (!F || W.Caller ||
      Model.context().getSourceManager().isInSystemHeader(F->getLocation()))
    return false;
  const QualType Returns = F->getReturnType();
  if (!Returns->isReferenceType() && !Returns->isPointerType())
    return false;
  const Body *Inside = Model.body(F);
  for (const Stmt *S : Inside->below(Inside->root())) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    if (!Return || !Return->getRetValue() || Inside->enclosingLambda(Return))
      continue;
    Walk Inner{Inside,   withoutAddressOf(Return->getRetValue()),
               W.B,      &C,
               W.Fields, std::nullopt};
    for (unsigned I = 0; I < MaxSteps && step(Inner); ++I)
      ;
    if (Inner.Found) {
      W.Found = std::move(Inner.Found);
      return false;
    }
  }
  return false;
}

/// A pointer that is itself a member or an element leads out of the array.
bool SlotPlaces::isElsewhere(const Expr *Pointer) const {
  Pointer = unwrap(Pointer);
  if (const auto *Member = dyn_cast<MemberExpr>(Pointer))
    return !Member->getType()->isArrayType();
  std::optional<Selection> Chosen = selectionOf(Resolver, Pointer);
  return Chosen && !Pointer->getType()->isArrayType();
}

/// One step from the write towards the array; false at the end.
bool SlotPlaces::step(Walk &W) const {
  const Expr *E = W.At = unwrap(W.At);
  if (!E)
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || (Member->isArrow() && isElsewhere(Member->getBase())))
      return false;
    if (Field->getType()->isReferenceType())
      return false;
    W.Fields.push_back(patternOf(Field));
    W.At = Member->getBase();
    if (isa<CXXThisExpr>(unwrap(W.At))) {
      if (auto Handed = Index.objectOf(W.B->function()))
        return takeHanded(W, *Handed);
      return false;
    }
    return true;
  }
  if (std::optional<Selection> Chosen = selectionOf(Resolver, E)) {
    std::optional<WorkerId> Id = Index.idOf(*W.B, Chosen->Index);
    // An accessor's parameter is what the caller passes.
    if ((!Id || Id->By != IdEvidence::Seen) && W.Called)
      if (const auto *Parameter =
              dyn_cast_or_null<ParmVarDecl>(namedBy(Chosen->Index));
          Parameter &&
          Parameter->getFunctionScopeIndex() < W.Called->Arguments.size())
        if (auto Passed = Index.idOf(
                *W.Caller,
                W.Called->Arguments[Parameter->getFunctionScopeIndex()]))
          Id = Passed;
    if (Id)
      return take(W, *Chosen, *Id);
    // An element of an array within the element: `slots[tid].bins[b]`. What a
    // pointer or a container leads to lies elsewhere.
    if (!Chosen->Array->getType()->isArrayType())
      return stepIntoRow(W, *Chosen);
    W.At = Chosen->Array;
    return true;
  }
  if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    if (Dependent->isImplicitAccess())
      return false;
    const Expr *Base = unwrap(Dependent->getBase());
    std::optional<Selection> Chosen = selectionOf(Resolver, Base);
    const CXXRecordDecl *Record = Chosen ? recordOf(Chosen->Element) : nullptr;
    if (!Record || !Record->hasDefinition())
      return false;
    for (const FieldDecl *Field : Record->getDefinition()->fields())
      if (Field->getDeclName() == Dependent->getMember()) {
        W.Fields.push_back(patternOf(Field));
        W.At = Base;
        return true;
      }
    return false;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() != UO_AddrOf &&
        (Unary->getOpcode() != UO_Deref || isElsewhere(Unary->getSubExpr())))
      return false;
    W.At = Unary->getSubExpr();
    return true;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return stepThroughVariable(W, *Ref);
  if (isa<CallExpr>(E))
    if (std::optional<Call> C = Resolver.resolve(E))
      return stepIntoAccessor(W, *C);
  return false;
}

std::optional<SlotPlace> SlotPlaces::resolve(const Body &B,
                                             const Expr *E) const {
  Walk W{&B, E, nullptr, nullptr, {}, std::nullopt};
  for (unsigned I = 0; I < MaxSteps && step(W); ++I)
    ;
  if (W.Found && W.Found->Element->isAnyPointerType() &&
      !W.Found->Fields.empty())
    return std::nullopt; // each object lies where its allocation put it
  return std::move(W.Found);
}
