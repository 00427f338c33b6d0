//===--- WorkerIndex.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/WorkerIndex.h"
#include "analysis/Counts.h"
#include "model/Selection.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"

using namespace threadwise;
using namespace clang;

/// How far a number is followed through variables, parameters and functions.
static constexpr unsigned MaxDepth = 8;

const FunctionDecl *WorkerIndex::keyOfEntry(const FunctionDecl &F) {
  return keyOf(&F);
}

WorkerIndex::WorkerIndex(const ConcurrencyModel &Model) : Model(Model) {
  SeesThreads = Model.context().getLangOpts().OpenMP;
  for (const Spawn &S : Model.spawns()) {
    SeesThreads = true;
    if (S.Entry.Function)
      Entries[keyOf(S.Entry.Function)].push_back(&S);
    if (S.Entry.Lambda)
      Lambdas.insert({S.Entry.Lambda, &S});
    noteFields(S);
  }
}

const Spawn *WorkerIndex::spawnOf(const LambdaExpr &Lambda) const {
  return Lambdas.lookup(&Lambda);
}

/// `args[i].id = i` beside the start of the thread that is handed `&args[i]`.
void WorkerIndex::noteFields(const Spawn &S) {
  if (!S.In->enclosingLoop(S.Site))
    return;
  for (const Write &W : gatherWrites(Model.resolver(), *S.In))
    if (W.Kind == WriteKind::Plain && W.Value)
      if (const auto *Member = dyn_cast<MemberExpr>(unwrap(W.Target)))
        if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
          if (Field->getType()->isIntegerType() && isDistinct(S, W.Value, 0))
            HeldIn.insert({patternOf(Field), W.Site});
}

const Expr *WorkerIndex::boundTo(const Spawn &S, unsigned Parameter) const {
  const bool ObjectFirst = S.Entry.Object && !S.Entry.Bound.empty() &&
                           S.Entry.Object == S.Entry.Bound.front();
  const size_t At = Parameter + (ObjectFirst ? 1 : 0);
  return At < S.Entry.Bound.size() ? S.Entry.Bound[At] : nullptr;
}

/// Is \p Var changed by each iteration of \p Loop?
static bool isSteppedBy(const Body &B, const Stmt *Loop, const VarDecl &Var) {
  for (const Expr *Use : B.uses(&Var)) {
    if (!B.contains(Loop, Use))
      continue;
    const Stmt *User = B.userOf(Use);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User))
      if (Unary->isIncrementDecrementOp())
        return true;
    if (const auto *Sum = dyn_cast_or_null<CompoundAssignOperator>(User))
      if (unwrap(Sum->getLHS()) == Use)
        return true;
  }
  return false;
}

/// `workers[i].id` in a loop over `i`: whoever runs it goes over what belongs
/// to all threads.
static bool isOneAfterTheOther(const CalleeResolver &Resolver, const Body &B,
                               const MemberExpr &Member) {
  const std::optional<Selection> Chosen =
      selectionOf(Resolver, unwrap(Member.getBase()));
  const auto *Index =
      Chosen ? dyn_cast_or_null<VarDecl>(namedBy(Chosen->Index)) : nullptr;
  if (!Index)
    return false;
  for (const Stmt *Loop = B.enclosingLoop(&Member); Loop;
       Loop = B.enclosingLoop(Loop))
    if (isSteppedBy(B, Loop, *Index))
      return true;
  return false;
}

/// Has \p E a value of its own for each thread that \p S starts?
bool WorkerIndex::isDistinct(const Spawn &S, const Expr *E,
                             unsigned Depth) const {
  E = unwrap(E);
  if (!E || Depth > MaxDepth)
    return false;
  const Body &B = *S.In;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->isIncrementDecrementOp(); // `next++`
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return (Binary->isAdditiveOp() || Binary->isMultiplicativeOp()) &&
           (isDistinct(S, Binary->getLHS(), Depth + 1) ||
            isDistinct(S, Binary->getRHS(), Depth + 1));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->getType().getNonReferenceType()->isIntegerType())
      return false;
    for (const Stmt *Loop = B.enclosingLoop(S.Site); Loop;
         Loop = B.enclosingLoop(Loop))
      if (isSteppedBy(B, Loop, *Var))
        return true;
    return Var->isLocalVarDecl() && Var->getInit() &&
           isDistinct(S, Var->getInit(), Depth + 1);
  }
  if (std::optional<Call> C = Model.resolver().resolve(E)) {
    if (Model.resolver().row(*C, Meaning::AtomicUpdate))
      return true;
    // `threads.size()` grows with each thread that is added.
    if (Model.resolver().row(*C, Meaning::ElementCount) && S.Kept.InContainer)
      if (const NamedDecl *Container = namedBy(C->Receiver))
        return Container == S.Kept.Owner && B.enclosingLoop(S.Site);
  }
  return false;
}

/// The element of an array that \p E points or refers to, when it is another
/// for each thread that \p S starts.
std::optional<HandedElement>
WorkerIndex::distinctElement(const Spawn &S, const Expr *E,
                             unsigned Depth) const {
  E = withoutAddressOf(E);
  const Body &B = *S.In;
  if (!E || Depth > MaxDepth || !B.enclosingLoop(S.Site))
    return std::nullopt;
  HandedElement Handed;
  Handed.In = &B;
  Handed.Selected = E;
  if (std::optional<Selection> Chosen = selectionOf(Model.resolver(), E)) {
    if (!isDistinct(S, Chosen->Index, 0))
      return std::nullopt;
    Handed.Element = Chosen->Element;
  } else if (const auto *Sum = dyn_cast<BinaryOperator>(E)) {
    // `args + i`
    if (Sum->getOpcode() != BO_Add || !isDistinct(S, Sum->getRHS(), 0))
      return std::nullopt;
    Handed.Element =
        elementType(Model.resolver(), unwrap(Sum->getLHS())->getType());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->isLocalVarDecl())
      return std::nullopt;
    for (const Stmt *Loop = B.enclosingLoop(S.Site); Loop;
         Loop = B.enclosingLoop(Loop))
      if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
        if (Range->getLoopVariable() == Var &&
            Var->getType()->isReferenceType())
          Handed.Element = elementType(
              Model.resolver(), unwrap(Range->getRangeInit())->getType());
    if (Handed.Element.isNull() && Var->getInit() &&
        (Var->getType()->isPointerType() || Var->getType()->isReferenceType()))
      return distinctElement(S, Var->getInit(), Depth + 1);
  } else if (std::optional<Call> C = Model.resolver().resolve(E)) {
    if (C->Arguments.size() == 1 &&
        Model.resolver().row(*C, Meaning::BindCallable))
      return distinctElement(S, C->Arguments.front(), Depth + 1); // std::ref
    return std::nullopt;
  }
  if (Handed.Element.isNull() || Handed.Element->isAnyPointerType())
    return std::nullopt;
  Handed.Because = {E->getSourceRange(),
                    "each thread is handed its own element: " +
                        spelling(Model, E)};
  return Handed;
}

std::optional<HandedElement> WorkerIndex::elementOf(const Body &B,
                                                    const Expr *Use,
                                                    const VarDecl &Var) const {
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(&Var)) {
    const auto *F = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
    if (!F)
      return std::nullopt;
    auto It = Entries.find(keyOf(F));
    if (It == Entries.end())
      return std::nullopt;
    for (const Spawn *S : It->second)
      if (auto Handed = distinctElement(
              *S, boundTo(*S, Parameter->getFunctionScopeIndex()), 0))
        return Handed;
    return std::nullopt;
  }
  // Captured by the lambda that the thread runs.
  const LambdaExpr *Lambda = B.enclosingLambda(Use);
  const Spawn *S = Lambda ? spawnOf(*Lambda) : nullptr;
  if (!S || !Var.isLocalVarDecl() || B.contains(Lambda, Var.getInit()))
    return std::nullopt;
  if (!Var.getType()->isPointerType() && !Var.getType()->isReferenceType())
    return std::nullopt;
  return distinctElement(*S, Use, 0);
}

std::optional<HandedElement>
WorkerIndex::objectOf(const FunctionDecl &F) const {
  auto It = Entries.find(keyOf(&F));
  if (It == Entries.end())
    return std::nullopt;
  for (const Spawn *S : It->second)
    if (S->Entry.Object)
      if (auto Handed = distinctElement(*S, S->Entry.Object, 0))
        return Handed;
  return std::nullopt;
}

std::optional<WorkerId> WorkerIndex::ofCall(const Body &B, const Call &C,
                                            unsigned Depth) const {
  if (Model.resolver().row(C, Meaning::WorkerId))
    return WorkerId{IdEvidence::Seen,
                    {C.Site->getSourceRange(),
                     "'" + C.Name.str() + "' yields the number of the thread"}};
  if (C.isConstruction())
    return std::nullopt;
  if (const FunctionDecl *F = definitionOf(C.Function)) {
    const Body *Inside = Model.body(F);
    for (const Stmt *S : Inside->below(Inside->root()))
      if (const auto *Return = dyn_cast<ReturnStmt>(S))
        if (const Expr *Value = Return->getRetValue();
            Value && !Inside->enclosingLambda(Return))
          if (auto Id = follow(*Inside, Value, Depth + 1))
            return Id;
  }
  const std::optional<IdEvidence> Named = namesWorker(C.Name);
  if (!Named || !C.Site->getType()->isIntegerType())
    return std::nullopt;
  return WorkerId{*Named,
                  {C.Site->getSourceRange(),
                   "'" + C.Name.str() + "' says that it is a thread's number"}};
}

std::optional<WorkerId> WorkerIndex::ofParameter(const ParmVarDecl &Parameter,
                                                 unsigned Depth) const {
  const auto *F = dyn_cast<FunctionDecl>(Parameter.getDeclContext());
  if (!F)
    return std::nullopt;
  const unsigned At = Parameter.getFunctionScopeIndex();
  auto Here = [&](const Expr *E) {
    return WorkerId{
        IdEvidence::Seen,
        {E->getSourceRange(), "each thread is handed its number as '" +
                                  Parameter.getNameAsString() + "'"}};
  };
  if (auto It = Entries.find(keyOf(F)); It != Entries.end()) {
    std::optional<llvm::APSInt> Before;
    for (const Spawn *S : It->second) {
      const Expr *Given = boundTo(*S, At);
      if (!Given)
        continue;
      if (isDistinct(*S, Given, 0))
        return Here(Given);
      // `std::thread a(work, 0), b(work, 1);`
      Given = unwrap(Given);
      if (Given->isValueDependent() || !Given->getType()->isIntegerType())
        continue;
      if (std::optional<llvm::APSInt> Value =
              Given->getIntegerConstantExpr(Model.context())) {
        if (Before && *Before != *Value)
          return Here(Given);
        Before = Value;
      }
    }
    // `*(int *)arg` where `&ids[i]` was handed over.
    for (const Spawn *S : It->second)
      if (const Expr *Given = boundTo(*S, At))
        if (auto Handed = distinctElement(*S, Given, 0))
          if (Handed->Element->isIntegerType())
            return Here(Given);
  }
  if (Depth < MaxDepth && !Parameter.getType()->isAnyPointerType())
    for (const ConcurrencyModel::CallSite &Site : Model.callers(F)) {
      std::optional<Call> C = Model.resolver().resolve(Site.Site);
      const Body *Caller = Model.body(Site.Caller);
      if (!C || !Caller || At >= C->Arguments.size())
        continue;
      // `threads.emplace_back(Worker(i))`
      for (const Spawn &S : Model.spawnsIn(Site.Caller))
        if (S.In == Caller && Caller->contains(S.Site, Site.Site) &&
            isDistinct(S, C->Arguments[At], 0))
          return Here(C->Arguments[At]);
      if (keyOf(Site.Caller) != keyOf(F))
        if (auto Id = follow(*Caller, C->Arguments[At], Depth + 2))
          if (Id->By == IdEvidence::Seen && Id->Scale == 1)
            return Here(C->Arguments[At]);
    }
  return std::nullopt;
}

/// `Worker(int Id) : id_(Id)`, of which each thread makes one with its number.
std::optional<WorkerId> WorkerIndex::ofConstructor(const FieldDecl &Field,
                                                   unsigned Depth) const {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!Class || Depth >= MaxDepth)
    return std::nullopt;
  for (const CXXConstructorDecl *Declared : Class->ctors()) {
    const auto *Constructor =
        dyn_cast_or_null<CXXConstructorDecl>(definitionOf(Declared));
    if (!Constructor)
      continue;
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      if (!Init->isWritten() || Init->getMember() != &Field || !Init->getInit())
        continue;
      const auto *Parameter =
          dyn_cast_or_null<ParmVarDecl>(namedBy(Init->getInit()));
      if (Parameter && Parameter->getType()->isIntegerType())
        if (auto Id = ofParameter(*Parameter, Depth + 1))
          return Id;
    }
  }
  return std::nullopt;
}

std::optional<WorkerId> WorkerIndex::ofField(const Expr *Use,
                                             const FieldDecl &Field,
                                             unsigned Depth) const {
  if (!Field.getType()->isIntegerType())
    return std::nullopt;
  const std::string Name = Field.getNameAsString();
  if (const Expr *Set = HeldIn.lookup(patternOf(&Field)))
    return WorkerId{IdEvidence::Seen,
                    {Set->getSourceRange(),
                     "'" + Name + "' is set to the number of the thread"}};
  if (auto Id = ofConstructor(Field, Depth))
    return Id;
  if (const std::optional<IdEvidence> Named = namesWorker(Name))
    return WorkerId{*Named,
                    {Use->getSourceRange(),
                     "'" + Name + "' says that it is a thread's number"}};
  return std::nullopt;
}

/// The loop over the threads of a team: `#pragma omp parallel for` up to
/// `num_threads`.
static const ForStmt *parallelLoopOver(const Body &B, const Expr *Use,
                                       const VarDecl &Var) {
  for (const Stmt *Loop = B.enclosingLoop(Use); Loop;
       Loop = B.enclosingLoop(Loop)) {
    const auto *For = dyn_cast<ForStmt>(Loop);
    const auto *Init =
        For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
    if (!Init || !Init->isSingleDecl() || Init->getSingleDecl() != &Var)
      continue;
    const Stmt *Outer = B.parent(For);
    while (Outer && isa<CapturedStmt>(Outer))
      Outer = B.parent(Outer);
    const auto *Directive = dyn_cast_or_null<OMPLoopDirective>(Outer);
    return Directive ? For : nullptr;
  }
  return nullptr;
}

std::optional<WorkerId> WorkerIndex::ofVariable(const Body &B, const Expr *Use,
                                                const VarDecl &Var,
                                                unsigned Depth) const {
  const std::string Name = Var.getNameAsString();
  if (Var.getTLSKind() != VarDecl::TLS_None && Var.getType()->isIntegerType())
    return WorkerId{
        IdEvidence::Seen,
        {Use->getSourceRange(), "each thread has a '" + Name + "' of its own"}};
  std::optional<WorkerId> Id;
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(&Var)) {
    Id = ofParameter(*Parameter, Depth);
  } else if (const LambdaExpr *Lambda = B.enclosingLambda(Use);
             Lambda && Var.isLocalVarDecl()) {
    // Captured by value by what the thread runs.
    for (const LambdaExpr *Outer = Lambda; Outer && !Id;
         Outer = B.enclosingLambda(Outer)) {
      const Spawn *S = spawnOf(*Outer);
      if (!S)
        continue;
      for (const LambdaCapture &Capture : Outer->captures())
        if (Capture.capturesVariable() && Capture.getCapturedVar() == &Var &&
            Capture.getCaptureKind() == LCK_ByCopy && isDistinct(*S, Use, 0)) {
          Id = WorkerId{IdEvidence::Seen,
                        {Capture.getLocation().isValid()
                             ? SourceRange(Capture.getLocation())
                             : Outer->getSourceRange(),
                         "each thread is handed its number as '" + Name + "'"}};
          break;
        }
    }
  }
  if (Id)
    return Id;
  if (const ForStmt *Loop = parallelLoopOver(B, Use, Var)) {
    const Count Trips = countOfLoop(Model, B, Loop);
    if (Trips.Kind == CountKind::Machine)
      return WorkerId{IdEvidence::Seen,
                      {Loop->getSourceRange().getBegin(),
                       "one iteration of '" + Name + "' for each thread"}};
    return std::nullopt;
  }
  if (Var.isLocalVarDecl() && !isa<ParmVarDecl>(Var)) {
    if (Var.getInit())
      Id = follow(B, Var.getInit(), Depth + 1);
    for (const Expr *Other : B.uses(&Var)) {
      const auto *Assign = dyn_cast_or_null<BinaryOperator>(B.userOf(Other));
      if (!Assign || !Assign->isAssignmentOp() ||
          unwrap(Assign->getLHS()) != Other)
        continue;
      if (Assign->getOpcode() != BO_Assign)
        return std::nullopt;
      Id = follow(B, Assign->getRHS(), Depth + 1);
    }
    if (Id)
      return Id;
  }
  if (const std::optional<IdEvidence> Named = namesWorker(Name);
      Named && Var.getType().getNonReferenceType()->isIntegerType()) {
    // Looked up in a table or computed: the number of the thread that something
    // is meant for, and not of the one that looks.
    if (Var.isLocalVarDecl() && Var.getInit() &&
        isa<ArraySubscriptExpr, BinaryOperator>(unwrap(Var.getInit())))
      return std::nullopt;
    // A loop over all threads' slots collects or clears them.
    for (const Stmt *Loop = B.enclosingLoop(Use); Loop;
         Loop = B.enclosingLoop(Loop))
      if (isSteppedBy(B, Loop, Var))
        return std::nullopt;
    return WorkerId{*Named,
                    {Use->getSourceRange(),
                     "'" + Name + "' says that it is a thread's number"}};
  }
  return std::nullopt;
}

std::optional<WorkerId> WorkerIndex::ofBinary(const Body &B,
                                              const BinaryOperator &E,
                                              unsigned Depth) const {
  auto Constant = [&](const Expr *Side) -> std::optional<uint64_t> {
    if (Side->isValueDependent())
      return std::nullopt;
    if (auto Value = Side->getIntegerConstantExpr(Model.context()))
      if (!Value->isNegative())
        return Value->getZExtValue();
    return std::nullopt;
  };
  switch (E.getOpcode()) {
  case BO_Rem:
  case BO_And:
    return follow(B, E.getLHS(), Depth + 1);
  case BO_Add:
  case BO_Sub: {
    // The other side shifts all of them alike.
    if (auto Id = follow(B, E.getLHS(), Depth + 1))
      return Id;
    return E.getOpcode() == BO_Add ? follow(B, E.getRHS(), Depth + 1)
                                   : std::nullopt;
  }
  case BO_Mul:
  case BO_Shl: {
    const bool IsShift = E.getOpcode() == BO_Shl;
    for (bool Swap : {false, true}) {
      if (Swap && IsShift)
        break;
      auto Id = follow(B, Swap ? E.getRHS() : E.getLHS(), Depth + 1);
      if (!Id)
        continue;
      auto Factor = Constant(Swap ? E.getLHS() : E.getRHS());
      if (!Factor || (IsShift && *Factor > 32))
        return std::nullopt; // spread by an unknown distance
      Id->Scale *= IsShift ? uint64_t(1) << *Factor : *Factor;
      return Id;
    }
    return std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

std::optional<WorkerId> WorkerIndex::follow(const Body &B, const Expr *E,
                                            unsigned Depth) const {
  E = unwrap(E);
  if (!E || Depth > MaxDepth)
    return std::nullopt;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return ofVariable(B, Ref, *Var, Depth);
    return std::nullopt;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Field && !isOneAfterTheOther(Model.resolver(), B, *Member))
      return ofField(Member, *Field, Depth);
    return std::nullopt;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return ofBinary(B, *Binary, Depth);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref
               ? follow(B, Unary->getSubExpr(), Depth + 1)
               : std::nullopt;
  if (isa<CallExpr>(E))
    if (std::optional<Call> C = Model.resolver().resolve(E))
      return ofCall(B, *C, Depth);
  return std::nullopt;
}

std::optional<WorkerId> WorkerIndex::idOf(const Body &B, const Expr *E) const {
  return follow(B, E, 0);
}
