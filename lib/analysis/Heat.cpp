//===--- Heat.cpp ---------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Heat.h"
#include "analysis/Cost.h"
#include "analysis/Counts.h"
#include "analysis/Entries.h"
#include "model/AtomicAccess.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "model/Selection.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"

using namespace threadwise;
using namespace clang;

/// Functions followed into functions: what an inliner would do.
static constexpr unsigned MaxInlined = 2;
/// How far a function is followed to the loop that calls it.
static constexpr unsigned MaxCallers = 3;
/// A loop of so few iterations is unrolled: the loop around it counts.
static constexpr uint64_t FewIterations = 16;
/// Nanoseconds of other work between two writes after which a shared line no
/// longer shows (measured: a factor of 1.06).
static constexpr double ColdAfter = 500;

namespace {

class HeatFinder {
public:
  HeatFinder(const ConcurrencyModel &Model, const Body &B, const Write &W,
             const Expr *Own)
      : Model(Model), Resolver(Model.resolver()), B(B), W(W), Own(Own) {}

  Heat run(bool IsEntry);

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;
  const Write &W;
  const Expr *Own;

  const Stmt *loopThatCounts(const Body &In, const Stmt *S) const;
  std::optional<Evidence> waitIn(const Body &In, const Stmt *Loop,
                                 const Stmt *Except) const;
  std::optional<Evidence> workIn(const Body &In, const Stmt *Loop,
                                 const Stmt *Site) const;
  std::optional<Evidence> reachesMemory(const Stmt *Loop) const;
  std::optional<Evidence> clobber(const Body &In, const Stmt *Where,
                                  unsigned Depth) const;
  bool isOpaque(const Call &C, const Body &In, const Expr *Site) const;
  std::optional<Evidence> movesWithin(const Stmt *Loop) const;
  std::optional<Evidence> mayAlias(const Stmt *Loop) const;
  Heat fromCallers(const FunctionDecl &F, unsigned Depth) const;
  const Expr *loopOverLambda(const LambdaExpr &Lambda) const;
  bool isProgress() const;
  std::optional<Evidence> isForSleeping() const;
  std::optional<Evidence> isBesideMore() const;
};

} // namespace

static Heat heat(HeatKind Is, Evidence Because) {
  Heat H;
  H.Is = Is;
  H.Because.push_back(std::move(Because));
  return H;
}

static SourceRange head(const Stmt *Loop) { return Loop->getBeginLoc(); }

/// The innermost loop around \p S that is neither short nor a mere retry.
const Stmt *HeatFinder::loopThatCounts(const Body &In, const Stmt *S) const {
  for (const Stmt *Loop = In.enclosingLoop(S); Loop;
       Loop = In.enclosingLoop(Loop)) {
    // `while (!x.compare_exchange_weak(…))` stands for one operation.
    if (const Expr *Condition = conditionOf(Loop);
        Condition && In.contains(Condition, S) && !isa<ForStmt>(Loop))
      continue;
    const Count Trips = countOfLoop(Model, In, Loop);
    if (Trips.Kind == CountKind::Constant && Trips.Value <= FewIterations)
      continue;
    return Loop;
  }
  return nullptr;
}

/// What takes longer than a line takes to come.
std::optional<Evidence> HeatFinder::waitIn(const Body &In, const Stmt *Loop,
                                           const Stmt *Except) const {
  for (const Stmt *S : In.below(loopBody(Loop))) {
    if (S != Loop && loopBody(S) && !In.contains(S, Except)) {
      const Count Trips = countOfLoop(Model, In, S);
      if (Trips.Kind != CountKind::Constant || Trips.Value > FewIterations)
        return Evidence(head(S), "a loop of its own lies between the writes");
    }
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      continue;
    std::optional<Call> C = Resolver.resolve(E, In.makes(E));
    if (!C)
      continue;
    for (const ApiRow &Row : Resolver.rows(*C))
      switch (Row.Is) {
      case Meaning::Sleep:
      case Meaning::AcceptConnection:
      case Meaning::ReadItem:
      case Meaning::PollForever:
      case Meaning::JoinThread:
      case Meaning::JoinTimed:
      case Meaning::WaitForResult:
      case Meaning::WaitTimed:
      case Meaning::WaitCondition:
      case Meaning::WaitConditionTimed:
      case Meaning::WaitConditionStop:
      case Meaning::WaitLatch:
      case Meaning::AcquirePermit:
      case Meaning::SpawnThread:
      case Meaning::SpawnAsync:
        return Evidence(C->range(), "'" + C->Name.str() +
                                        "' takes long between the writes");
      default:
        break;
      }
  }
  return std::nullopt;
}

std::optional<Evidence> threadwise::longWork(const ConcurrencyModel &Model,
                                             const Body &B, const Stmt *S) {
  CostAssumptions Assume;
  for (const OperationCost &Row : operationCosts())
    if (Row.Is == Operation::IndirectCall)
      Assume.UnseenCall = Row.Costs.Lower;
  const Cost Work = Costs(Model, Assume).of(B, S);
  if (Work.Lower < ColdAfter)
    return std::nullopt;
  return Evidence(head(S), "what runs between the writes takes " +
                               nanoseconds(Work.Lower) + " or more");
}

/// Much work between the writes of two iterations. A short loop around the
/// write is a burst of them.
std::optional<Evidence> HeatFinder::workIn(const Body &In, const Stmt *Loop,
                                           const Stmt *Site) const {
  for (const Stmt *Inner = In.enclosingLoop(Site); Inner && Inner != Loop;
       Inner = In.enclosingLoop(Inner)) {
    const Expr *Condition = conditionOf(Inner);
    if (!Condition || isa<ForStmt>(Inner) || !In.contains(Condition, Site))
      return std::nullopt;
  }
  return longWork(Model, In, loopBody(Loop));
}

bool HeatFinder::isOpaque(const Call &C, const Body &In,
                          const Expr *Site) const {
  if (C.isConstruction() || C.ByNameOnly)
    return false;
  if (C.CalledValue) {
    // A lambda that stands in the same function is inlined.
    const NamedDecl *Named = namedBy(C.CalledValue);
    const auto *Var = dyn_cast_or_null<VarDecl>(Named);
    return Var && Var->getType()->isFunctionPointerType();
  }
  const FunctionDecl *F = C.Function;
  if (!F || F->getBuiltinID() || F->isConstexpr() || F->hasAttr<PureAttr>() ||
      F->hasAttr<ConstAttr>() || F->isDependentContext())
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F);
      Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>())
    return true;
  if (F->hasBody() || definitionOf(F))
    return false;
  // Templates and inline functions of a library: their bodies are elsewhere.
  if (F->isInlined() || F->isTemplateInstantiation())
    return false;
  return qualifiedName(*F).rfind("std::", 0) != 0;
}

/// What the optimiser must have memory up to date for.
std::optional<Evidence> HeatFinder::clobber(const Body &In, const Stmt *Where,
                                            unsigned Depth) const {
  for (const Stmt *S : In.below(Where)) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      continue;
    if (isa<AtomicExpr>(E))
      return Evidence(E->getSourceRange(), "an atomic operation follows it");
    if (isa<DeclRefExpr, MemberExpr>(E) &&
        sharedBy(Resolver, E->getType()) == SharedBy::Atomic)
      return Evidence(E->getSourceRange(),
                      spelling(Model, E) +
                          " is atomic: memory is up to date around it");
    std::optional<Call> C = Resolver.resolve(E, In.makes(E));
    if (!C)
      continue;
    for (const ApiRow &Row : Resolver.rows(*C))
      switch (Row.Is) {
      case Meaning::AtomicLoad:
      case Meaning::AtomicStore:
      case Meaning::AtomicUpdate:
      case Meaning::Lock:
      case Meaning::Unlock:
      case Meaning::TryLock:
        return Evidence(C->range(), "'" + C->Name.str() +
                                        "' orders memory in each iteration");
      default:
        break;
      }
    if (isOpaque(*C, In, E))
      return Evidence(C->range(), "'" + C->Name.str() +
                                      "' is not in sight and may look at it");
    const FunctionDecl *F = definitionOf(C->Function);
    const Body *Inside =
        F && Depth < MaxInlined && F != &In.function() &&
                !Model.context().getSourceManager().isInSystemHeader(
                    F->getLocation())
            ? Model.body(F)
            : nullptr;
    if (Inside)
      if (auto Found = clobber(*Inside, Inside->root(), Depth + 1))
        return Found;
  }
  return std::nullopt;
}

/// Does an iteration of \p Loop give \p Var another value?
static bool isChangedBy(const Body &B, const Stmt *Loop, const VarDecl *Var) {
  for (const Expr *Use : B.uses(Var)) {
    if (!B.contains(Loop, Use))
      continue;
    const Stmt *User = B.userOf(Use);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User))
      if (Unary->isIncrementDecrementOp())
        return true;
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User))
      if (Binary->isAssignmentOp() && unwrap(Binary->getLHS()) == Use)
        return true;
  }
  const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
  return Range && Range->getLoopVariable() == Var;
}

/// `cells[i]->mark(thread)`, `for (auto *cell : cells) cell->mark(thread)`:
/// another object in each iteration, and another line.
static bool isOfAnotherObject(const CalleeResolver &Resolver, const Body &B,
                              const Stmt *Loop, const Expr *Site) {
  const std::optional<Call> C = Resolver.resolve(Site);
  return C && C->Receiver &&
         llvm::any_of(B.below(C->Receiver), [&](const Stmt *S) {
           const auto *Ref = dyn_cast<DeclRefExpr>(S);
           const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
           return Var && isChangedBy(B, Loop, Var);
         });
}

bool threadwise::variesIn(const Body &B, const Stmt *Loop, const Expr *E) {
  for (const Stmt *S : B.below(E)) {
    if (isa<CallExpr, ArraySubscriptExpr>(S))
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var)
      continue;
    if (const Expr *Init = Var->getInit();
        Init && B.contains(loopBody(Loop), Init) &&
        !Init->getType()->isDependentType() &&
        !Init->isEvaluatable(Var->getASTContext()) && B.contains(Loop, Init))
      return variesIn(B, Loop, Init) || isa<CallExpr>(unwrap(Init));
    if (isChangedBy(B, Loop, Var))
      return true;
  }
  return false;
}

/// An address that moves with the data cannot stay in a register.
std::optional<Evidence> HeatFinder::movesWithin(const Stmt *Loop) const {
  for (const Stmt *S : B.below(W.Target)) {
    const auto *E = dyn_cast<Expr>(S);
    std::optional<Selection> Chosen =
        E ? selectionOf(Resolver, E) : std::nullopt;
    if (Chosen && Chosen->Site != Own && variesIn(B, Loop, Chosen->Index))
      return Evidence(Chosen->Index->getSourceRange(),
                      "which element is written differs from iteration to "
                      "iteration: " +
                          spelling(Model, Chosen->Index));
  }
  return std::nullopt;
}

/// The variable or member that \p E is part of, when no pointer leads there.
static const ValueDecl *objectOf(const Expr *E) {
  for (E = unwrap(E); E; E = unwrap(E)) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Subscript->getBase();
    } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow())
        return Member->getMemberDecl();
      E = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Operator->getNumArgs() ? Operator->getArg(0) : nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

static bool isNamedArray(const ValueDecl *D) {
  const auto *Var = dyn_cast_or_null<VarDecl>(D);
  return Var && Var->hasGlobalStorage() && Var->getType()->isArrayType();
}

/// Memory of the same type is written through a pointer in the loop, so that
/// the value must be read anew. That such memory is read forces only stores:
/// the sum stays in a register, and the stores of a line leave together
/// (measured: padding gains nothing).
std::optional<Evidence> HeatFinder::mayAlias(const Stmt *Loop) const {
  const QualType Written = W.Target->getType().getCanonicalType();
  if (Written->isDependentType() || !Written->isScalarType())
    return std::nullopt;
  const QualType Plain = Written.getUnqualifiedType();
  const ValueDecl *Own = objectOf(W.Target);
  for (const Write &Also : gatherWrites(Resolver, B)) {
    const Expr *E = Also.Target;
    if (!E || !B.contains(loopBody(Loop), Also.Site) ||
        B.contains(W.Target, E) || B.contains(E, W.Target))
      continue;
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    const bool IsMemory = isa<ArraySubscriptExpr>(E) ||
                          selectionOf(Resolver, E) ||
                          (Member && Member->isArrow() &&
                           isa<FieldDecl>(Member->getMemberDecl())) ||
                          (Unary && Unary->getOpcode() == UO_Deref);
    if (!IsMemory)
      continue;
    const QualType T = E->getType().getCanonicalType().getUnqualifiedType();
    if (T != Plain && !T->isCharType())
      continue;
    const ValueDecl *Other = objectOf(E);
    if (!Other || Other == Own)
      continue;
    if (isNamedArray(Own) && isNamedArray(Other))
      continue;
    // Two members of one class, or a member and an element, do not overlap.
    if (Member || (isa<MemberExpr>(unwrap(W.Target)) && isNamedArray(Other)))
      continue;
    // A local array whose address nobody has.
    const auto *Var = dyn_cast<VarDecl>(Other);
    if (Var && Var->hasLocalStorage() && Var->getType()->isArrayType() &&
        B.contains(loopBody(Loop), Var->getInit()))
      continue;
    return Evidence(E->getSourceRange(),
                    spelling(Model, E) +
                        " is written, too, and may be the same memory: it is "
                        "read anew each time");
  }
  return std::nullopt;
}

std::optional<Evidence> HeatFinder::reachesMemory(const Stmt *Loop) const {
  switch (W.Kind) {
  case WriteKind::Atomic:
    return Evidence(W.Site->getSourceRange(),
                    "written in each iteration: it is atomic");
  case WriteKind::Volatile:
    return Evidence(W.Site->getSourceRange(),
                    "written in each iteration: it is volatile");
  case WriteKind::Lock:
    return Evidence(W.Site->getSourceRange(),
                    "written in each iteration: it is a lock");
  case WriteKind::Append:
    // The end of the container is kept in a register, too.
    return clobber(B, Loop, 0);
  case WriteKind::Plain:
    break;
  }
  if (auto Moves = movesWithin(Loop))
    return Moves;
  if (auto Clobbered = clobber(B, Loop, 0))
    return Clobbered;
  return mayAlias(Loop);
}

/// A value that is always the same marks a state, no progress.
bool HeatFinder::isProgress() const {
  if (W.IsUpdate)
    return true;
  if (!W.Value)
    return false;
  const Expr *Value = unwrap(W.Value);
  if (Value->isValueDependent() || Value->isInstantiationDependent())
    return true;
  return !isa<InitListExpr, CXXConstructExpr>(Value) &&
         !Value->isEvaluatable(Model.context());
}

/// Sets up, takes down or looks at the whole: rare by the verb of its name,
/// which stands first (`initSlots`) or last (`slots_init`).
static bool namesRare(llvm::StringRef Name, bool IsUpdate) {
  static constexpr llvm::StringLiteral Words[] = {
      "init",     "setup",   "reset",  "clear", "create",   "destroy", "resize",
      "open",     "close",   "config", "print", "dump",     "report",  "total",
      "merge",    "collect", "start",  "stop",  "shutdown", "attach",  "detach",
      "register", "prepare", "join",   "spawn", "launch",   "restore"};
  const llvm::SmallVector<std::string, 4> All = wordsOf(Name);
  if (All.empty())
    return false;
  for (llvm::StringRef Word : {"set", "test", "main", "load"})
    if (All.front() == Word)
      return true;
  // What counts allocations runs with each of them; what makes room does not.
  if (!IsUpdate)
    for (llvm::StringRef Part : All)
      if (Part.contains("alloc") || Part.contains("free"))
        return true;
  return llvm::any_of(Words, [&](llvm::StringRef Word) {
    return llvm::StringRef(All.front()).starts_with(Word) ||
           llvm::StringRef(All.back()).starts_with(Word);
  });
}

/// A function without a loop around the write: whoever calls it has one.
Heat HeatFinder::fromCallers(const FunctionDecl &F, unsigned Depth) const {
  const bool IsLifetime = isa<CXXConstructorDecl, CXXDestructorDecl>(F);
  if (IsLifetime || namesLifecycle(unqualifiedName(F)) ||
      namesRare(unqualifiedName(F), W.IsUpdate))
    return heat(HeatKind::Cold,
                {F.getLocation(), "'" + F.getNameAsString() + "' runs rarely"});
  llvm::ArrayRef<ConcurrencyModel::CallSite> Callers = Model.callers(&F);
  for (const ConcurrencyModel::CallSite &Site : Callers) {
    const Body *Caller = Model.body(Site.Caller);
    if (!Caller || keyOf(Site.Caller) == keyOf(&F))
      continue;
    if (const Stmt *Loop = loopThatCounts(*Caller, Site.Site)) {
      if (waitIn(*Caller, Loop, Site.Site) ||
          isOfAnotherObject(Resolver, *Caller, Loop, Site.Site) ||
          workIn(*Caller, Loop, Site.Site))
        continue;
      return heat(HeatKind::EachIteration,
                  {Site.Site->getSourceRange(),
                   "'" + F.getNameAsString() + "' is called in a loop of '" +
                       Site.Caller->getNameAsString() + "'"});
    }
    if (Depth < MaxCallers) {
      Heat Above = fromCallers(*Site.Caller, Depth + 1);
      // A helper is a part of whoever calls it.
      if (Above.Is == HeatKind::EachIteration ||
          (Above.isHot() && Model.seesAllCallers(&F)))
        return Above;
    }
  }
  if (!Callers.empty())
    return heat(HeatKind::Unknown,
                {F.getLocation(), "no caller of '" + F.getNameAsString() +
                                      "' is seen to call it in a loop"});
  if (Model.seesAllCallers(&F))
    return heat(HeatKind::Unknown,
                {F.getLocation(),
                 "who calls '" + F.getNameAsString() + "' is not in sight"});
  if (const Body *Whole = Model.body(&F))
    if (auto Work = longWork(Model, *Whole, Whole->root()))
      return heat(HeatKind::Cold, *Work);
  return heat(HeatKind::EachOperation,
              {W.Site->getSourceRange(),
               "written by each call of '" + F.getNameAsString() + "'"});
}

/// The parallel loop or algorithm that calls \p Lambda for each index.
const Expr *HeatFinder::loopOverLambda(const LambdaExpr &Lambda) const {
  for (const Stmt *P = B.parent(&Lambda); P; P = B.parent(P)) {
    if (isa<LambdaExpr>(P) || !isa<Expr>(P))
      return nullptr;
    const auto *E = dyn_cast<CallExpr>(P);
    if (!E)
      continue;
    if (std::optional<Call> C = Resolver.resolve(E))
      if (Resolver.row(*C, Meaning::ParallelLoop) ||
          Resolver.row(*C, Meaning::LoopOverCallable))
        return E;
  }
  return nullptr;
}

/// `lock(m); unlock(m);`: nothing is guarded, somebody is waited for.
static const Expr *releasedAtOnce(const Body &B, const LockRegion &R) {
  if (R.Changes.empty() || R.Changes.front().Takes)
    return nullptr;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(R.Taken));
  if (!Block)
    return nullptr;
  const auto *At = llvm::find(Block->body(), R.Taken);
  const Expr *Release = R.Changes.front().Site;
  return At != Block->body_end() && ++At != Block->body_end() && *At == Release
             ? Release
             : nullptr;
}

/// One of several locks with which threads are put to sleep: whoever takes it
/// waits for much longer than a line takes to come. Either a condition waits
/// with it, or it is a gate.
std::optional<Evidence> HeatFinder::isForSleeping() const {
  if (W.Kind != WriteKind::Lock || !selectionOf(Resolver, unwrap(W.Target)))
    return std::nullopt;
  const NamedDecl *Lock = objectNamed(B, Resolver, W.Target);
  if (!Lock)
    return std::nullopt;
  for (const Wait &Sleep : Model.waits())
    if (Sleep.Lock == Lock)
      return Evidence(Sleep.Site->getSourceRange(),
                      "threads sleep on a condition with it");
  for (const FunctionDecl *F : Model.mentions(Lock))
    if (const Body *Other = Model.body(F))
      for (const LockRegion &R : Model.locks(*Other).all())
        if (R.Lock == Lock)
          if (const Expr *At = releasedAtOnce(*Other, R))
            return Evidence(At->getSourceRange(),
                            "released as soon as it is taken: a gate to wait "
                            "at");
  return std::nullopt;
}

/// The place is written where memory is allocated for it, or bytes go to a file
/// beside it: either takes much longer than a line takes to come.
std::optional<Evidence> HeatFinder::isBesideMore() const {
  for (const Stmt *S :
       W.Value ? B.below(W.Value) : llvm::ArrayRef<const Stmt *>())
    if (const auto *E = dyn_cast<Expr>(S))
      if (isa<CXXNewExpr>(E) ||
          (isa<CallExpr>(E) &&
           hasWord(Resolver.nameOf(E), {"malloc", "calloc", "realloc"})))
        return Evidence(E->getSourceRange(),
                        "it is written when memory is allocated");
  if (!selectionOf(Resolver, unwrap(W.Target)))
    return std::nullopt;
  for (const Expr *E : B.calls())
    if (isa<CallExpr>(E) && B.enclosingLambda(E) == B.enclosingLambda(W.Site) &&
        hasWord(Resolver.nameOf(E), {"fwrite", "fread", "pwrite", "pread"}))
      return Evidence(E->getSourceRange(),
                      "a file is read or written beside it");
  return std::nullopt;
}

Heat HeatFinder::run(bool IsEntry) {
  if (auto Sleeps = isForSleeping())
    return heat(HeatKind::Cold, *Sleeps);
  if (auto More = isBesideMore())
    return heat(HeatKind::Cold, *More);
  if (const Stmt *Loop = loopThatCounts(B, W.Site)) {
    if (auto Wait = waitIn(B, Loop, W.Site))
      return heat(HeatKind::Cold, *Wait);
    if (auto Reaches = reachesMemory(Loop)) {
      if (auto Work = workIn(B, Loop, W.Site))
        return heat(HeatKind::Cold, *Work);
      return heat(HeatKind::EachIteration, *Reaches);
    }
    return heat(HeatKind::Unknown,
                {W.Site->getSourceRange(),
                 "the optimiser may keep it in a register for the loop"});
  }
  if (const LambdaExpr *Lambda = B.enclosingLambda(W.Site))
    if (const Expr *Loop = loopOverLambda(*Lambda)) {
      if (W.Kind != WriteKind::Plain)
        return heat(HeatKind::EachIteration,
                    {Loop->getSourceRange(), "written for each index"});
      if (auto Clobbered = clobber(B, Lambda->getBody(), 0))
        return heat(HeatKind::EachIteration, *Clobbered);
    }
  if (IsEntry || B.enclosingLambda(W.Site))
    return heat(HeatKind::Cold, {W.Site->getSourceRange(), "written once"});
  for (const Stmt *P = B.parent(W.Site); P; P = B.parent(P))
    if (isa<OMPExecutableDirective>(P))
      return heat(HeatKind::Cold, {W.Site->getSourceRange(), "written once"});
  if (!isProgress())
    return heat(HeatKind::Cold,
                {W.Site->getSourceRange(), "set to a state, not counted on"});
  return fromCallers(B.function(), 0);
}

Heat threadwise::heatOf(const ConcurrencyModel &Model, const Body &B,
                        const Write &W, bool IsEntry, const Expr *Own) {
  return HeatFinder(Model, B, W, Own).run(IsEntry);
}
