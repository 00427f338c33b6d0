//===--- Spins.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Spins.h"
#include "analysis/CancelState.h"
#include "model/AtomicAccess.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace threadwise;
using namespace clang;

namespace {

class SpinFinder {
public:
  SpinFinder(const ConcurrencyModel &Model, const Body &B)
      : Model(Model), Resolver(Model.resolver()), B(B) {}

  using Look = std::optional<Spin> (SpinFinder::*)(const Stmt *) const;
  void run(Look How, std::vector<Spin> &Found) const;

  std::optional<Spin> readsAtomic(const Stmt *Loop) const;
  std::optional<Spin> asksQueue(const Stmt *Loop) const;
  std::optional<Spin> doesNothing(const Stmt *Loop) const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;

  /// What an iteration asks for an item.
  struct Question {
    const Expr *Call = nullptr;
    const NamedDecl *Queue = nullptr;
    /// The vocabulary says that it comes back at once.
    bool IsKnown = false;
    /// Its body says so.
    bool IsSeen = false;
  };

  bool isOnPurpose(const Spin &S) const;
  bool yields(const Call &C) const;
  bool yieldsIn(const Stmt *S) const;
  bool idles(const Stmt *S, const Expr *Except) const;
  const NamedDecl *takesAtOnce(const Call &C) const;
  bool answersAtOnce(const Expr *Condition) const;
  std::optional<Question> questionIn(const Stmt *S) const;
};

} // namespace

/// A lock spins by design, and so does what threads meet at.
static bool isLock(const FunctionDecl &F) {
  const auto SaysLock = [](llvm::StringRef Name) {
    return hasWord(Name, {"lock", "spin", "spinlock", "mutex", "acquire",
                          "barrier", "backoff", "latch"});
  };
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return SaysLock(unqualifiedName(F)) ||
         (Method && SaysLock(unqualifiedName(*Method->getParent())));
}

bool SpinFinder::yields(const Call &C) const {
  return Resolver.row(C, Meaning::YieldProcessor) || C.Name == "yield" ||
         C.Name == "sched_yield";
}

bool SpinFinder::yieldsIn(const Stmt *S) const {
  return llvm::any_of(B.calls(), [&](const Expr *E) {
    std::optional<Call> C =
        B.contains(S, E) ? Resolver.resolve(E, B.makes(E)) : std::nullopt;
    return C && yields(*C);
  });
}

/// Does \p S, without \p Except in it, wait for nothing and change nothing?
bool SpinFinder::idles(const Stmt *S, const Expr *Except) const {
  for (const Stmt *Inner : B.below(S)) {
    if (Except && B.contains(Except, Inner))
      continue;
    if (isa<ReturnStmt, BreakStmt, GotoStmt, CXXThrowExpr, LambdaExpr,
            CXXNewExpr, AtomicExpr>(Inner) ||
        loopBody(Inner))
      return false;
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner);
        Binary && Binary->isAssignmentOp())
      return false;
    if (const auto *Unary = dyn_cast<UnaryOperator>(Inner);
        Unary && Unary->isIncrementDecrementOp())
      return false;
    const auto *E = dyn_cast<Expr>(Inner);
    std::optional<Call> C = E ? Resolver.resolve(E, B.makes(E)) : std::nullopt;
    if (!C) {
      if (isa_and_nonnull<CallExpr>(E))
        return false;
      continue;
    }
    const bool IsLock = lockEffect(Model, *C).Does != LockEffect::None;
    const bool IsValue = (C->isConstruction() && C->Arguments.empty()) ||
                         isa_and_nonnull<CXXConversionDecl>(C->Function) ||
                         C->Name == "has_value";
    if (!yields(*C) && !IsLock && !IsValue)
      return false;
  }
  return true;
}

/// The condition asks for flags and counters: getters without arguments.
bool SpinFinder::answersAtOnce(const Expr *Condition) const {
  if (!Condition)
    return true;
  return llvm::all_of(B.below(Condition), [&](const Stmt *S) {
    const auto *E = dyn_cast<CallExpr>(S);
    std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
    return !E || isa<CXXOperatorCallExpr>(E) ||
           (C && (Resolver.row(*C, Meaning::AtomicLoad) ||
                  (C->Arguments.empty() && Resolver.rows(*C).empty())));
  });
}

/// The queue into which a function in sight looks without waiting for anything:
/// `if (items_.empty()) return nullptr; return items_.front();`
const NamedDecl *SpinFinder::takesAtOnce(const Call &C) const {
  const Body *Callee = C.Function ? Model.body(C.Function) : nullptr;
  if (!Callee || Callee == &B ||
      llvm::any_of(Model.waits(),
                   [&](const Wait &W) { return W.In == Callee; }))
    return nullptr;
  for (const Queue &Q : Model.queues()) {
    const auto Does = [&](std::initializer_list<QueueAct> Acts) {
      return llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
        return Use.In == Callee && llvm::is_contained(Acts, Use.Does);
      });
    };
    if (Does({QueueAct::Measure, QueueAct::Test}) &&
        Does({QueueAct::Pop, QueueAct::Look}) && !Does({QueueAct::Push}))
      return Q.Holder;
  }
  return nullptr;
}

/// `q.try_pop(x)`, `q.pop(x)`, `q.empty()`.
std::optional<SpinFinder::Question>
SpinFinder::questionIn(const Stmt *S) const {
  std::optional<Question> Only;
  for (const Expr *E : B.calls()) {
    std::optional<Call> C =
        B.contains(S, E) ? Resolver.resolve(E, B.makes(E)) : std::nullopt;
    if (!C || C->isConstruction() || isa<CXXOperatorCallExpr>(E))
      continue;
    const ApiRow *Row = Resolver.row(*C, Meaning::TryPopItem);
    // What is given a time is no busy loop's.
    if (Row && Row->TimeoutArgument != NoArgument)
      return std::nullopt;
    // With a second argument it may well wait for a time.
    const bool SaysTake = Resolver.rows(*C).empty() &&
                          C->Arguments.size() < 2 &&
                          hasWord(C->Name, {"pop", "dequeue", "take"});
    const bool AsksEmpty = Resolver.row(*C, Meaning::TestEmpty) ||
                           C->Name == "empty" || C->Name == "isEmpty";
    // What else is asked for an item, the branch that yields says.
    const bool MayTake = C->Receiver && Resolver.rows(*C).empty() &&
                         !C->Arguments.empty() &&
                         !hasWord(C->Name, {"wait", "timed", "for", "until"}) &&
                         lockEffect(Model, *C).Does == LockEffect::None;
    const NamedDecl *OwnQueue = takesAtOnce(*C);
    if ((!Row && !SaysTake && !AsksEmpty && !MayTake && !OwnQueue) || Only)
      return std::nullopt;
    const NamedDecl *Queue = OwnQueue ? OwnQueue
                             : C->Receiver
                                 ? objectNamed(B, Resolver, C->Receiver)
                                 : C->Function;
    Only = Question{E, Queue, Row || AsksEmpty, OwnQueue != nullptr};
  }
  return Only && Only->Queue ? Only : std::nullopt;
}

static const Stmt *lastOf(const Stmt *S) {
  const auto *Block = dyn_cast<CompoundStmt>(S);
  return Block && !Block->body_empty() ? Block->body_back() : S;
}

static bool isEmpty(const Stmt *S) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(S);
  return isa_and_nonnull<NullStmt>(S) || (Block && Block->body_empty());
}

/// `while (true) {}` behind a start: the function stays, so that its threads
/// may go on. Of a program without an operating system it is the idle loop.
std::optional<Spin> SpinFinder::doesNothing(const Stmt *Loop) const {
  if (!isa<WhileStmt, ForStmt, DoStmt>(Loop) || !isEmpty(loopBody(Loop)))
    return std::nullopt;
  const Expr *Condition = conditionOf(Loop);
  bool IsTrue = true;
  if (Condition && (Condition->isValueDependent() ||
                    !Condition->EvaluateAsBooleanCondition(
                        IsTrue, B.function().getASTContext())))
    return std::nullopt;
  if (const auto *For = dyn_cast<ForStmt>(Loop);
      !IsTrue || (For && For->getInc()))
    return std::nullopt;
  for (const Spawn &S : Model.spawnsIn(&B.function())) {
    if (!B.precedes(S.Site, Loop) || B.enclosingLambda(S.Site) ||
        B.enclosingLambda(Loop))
      continue;
    Spin Found;
    Found.Because.push_back(
        {S.Site->getSourceRange(), "what is started here takes turns with it"});
    return Found;
  }
  return std::nullopt;
}

/// `while (readers != 0) {}`
std::optional<Spin> SpinFinder::readsAtomic(const Stmt *Loop) const {
  const Expr *Condition = conditionOf(Loop);
  const Stmt *Inside = loopBody(Loop);
  if (!Condition || !isEmpty(Inside))
    return std::nullopt;
  if (const auto *For = dyn_cast<ForStmt>(Loop); For && For->getInc())
    return std::nullopt;
  const NamedDecl *Read = nullptr;
  for (const Stmt *S : B.below(Condition)) {
    const auto *E = dyn_cast<Expr>(S);
    if (isa_and_nonnull<DeclRefExpr, MemberExpr>(E) &&
        sharedBy(Resolver, E->getType()) == SharedBy::Atomic) {
      Read = objectNamed(B, Resolver, E);
      // Of a variable of the function its threads start together.
      const auto *Var = dyn_cast_or_null<VarDecl>(Read);
      if (!Read || E->getType().isVolatileQualified() ||
          (Var && !Var->hasGlobalStorage()))
        return std::nullopt;
      continue;
    }
    if (isa_and_nonnull<AtomicExpr, LambdaExpr>(E))
      return std::nullopt;
    if (const auto *Binary = dyn_cast<BinaryOperator>(S);
        Binary && Binary->isAssignmentOp())
      return std::nullopt;
    std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
    const auto *Converts =
        C ? dyn_cast_or_null<CXXConversionDecl>(C->Function) : nullptr;
    if (C && !Converts && !Resolver.row(*C, Meaning::AtomicLoad))
      return std::nullopt;
  }
  if (!Read)
    return std::nullopt;
  Spin Found;
  Found.State = Read;
  Found.Because.push_back({Condition->getSourceRange(),
                           "the loop reads it over and over, and does nothing "
                           "else"});
  for (const LockRegion &R : Model.locks(B).all()) {
    if (!R.Lock || !Model.locks(B).holds(R, Loop))
      continue;
    Found.HoldsLock = true;
    Found.Because.push_back(
        {R.Taken->getSourceRange(),
         "'" + unqualifiedName(*R.Lock).str() + "' is held meanwhile"});
  }
  return Found;
}

/// `while (!stop) { if (q.try_pop(x)) run(x); else yield(); }`, and with the
/// test the other way round.
std::optional<Spin> SpinFinder::asksQueue(const Stmt *Loop) const {
  if (isa<CXXForRangeStmt>(Loop) || !answersAtOnce(conditionOf(Loop)))
    return std::nullopt;
  const auto *Block = dyn_cast<CompoundStmt>(loopBody(Loop));
  if (!Block)
    return std::nullopt;
  if (const auto *For = dyn_cast<ForStmt>(Loop); For && For->getInc())
    return std::nullopt;
  std::optional<Question> Asked;
  const IfStmt *Decides = nullptr;
  const Stmt *Work = nullptr;
  for (const Stmt *S : Block->body()) {
    // Behind a test that goes on without an item, all is work.
    if (Decides && !Work)
      break;
    if (Decides) {
      if (!idles(S, nullptr))
        return std::nullopt;
      continue;
    }
    std::optional<Question> Here =
        Asked ? std::nullopt
              : questionIn(isa<IfStmt>(S) ? cast<IfStmt>(S)->getCond() : S);
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If) {
      if (!idles(S, Here ? Here->Call : nullptr))
        return std::nullopt;
      if (Here)
        Asked = Here;
      continue;
    }
    if (!Here && !Asked) {
      // `if (stop) return;`
      if (If->getElse() || !answersAtOnce(If->getCond()) ||
          !leavesLoop(B, Loop, lastOf(If->getThen())))
        return std::nullopt;
      continue;
    }
    if (Here)
      Asked = Here;
    if (!idles(If->getCond(), Here ? Here->Call : nullptr))
      return std::nullopt;
    Decides = If;
    const Expr *Condition = unwrap(If->getCond());
    const auto *Not = dyn_cast<UnaryOperator>(Condition);
    const bool IsNegated = Not && Not->getOpcode() == UO_LNot;
    const auto *Called =
        dyn_cast<CallExpr>(unwrap(IsNegated ? Not->getSubExpr() : Condition));
    std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
    const bool AsksEmpty = C && (C->Name == "empty" || C->Name == "isEmpty");
    if (IsNegated == AsksEmpty) {
      Work = If->getThen();
      if (If->getElse() && !idles(If->getElse(), nullptr))
        return std::nullopt;
    } else {
      const bool GoesOn =
          llvm::any_of(B.below(If->getThen()), [](const Stmt *Each) {
            return isa<ContinueStmt>(Each);
          });
      if (!idles(If->getThen(), nullptr) || (!GoesOn && !If->getElse()))
        return std::nullopt;
      Work = GoesOn ? nullptr : If->getElse();
    }
  }
  if (!Decides || !Asked)
    return std::nullopt;
  const bool Locks =
      llvm::any_of(Model.locks(B).all(), [&](const LockRegion &R) {
        return B.contains(Loop, R.Taken) &&
               (B.precedes(R.Taken, Asked->Call) ||
                llvm::any_of(B.uses(Asked->Queue), [&](const Expr *Use) {
                  return B.contains(Loop, Use) && Model.locks(B).holds(R, Use);
                }));
      });
  const bool Yields = llvm::any_of(Block->body(), [&](const Stmt *S) {
    if (S == Decides)
      return yieldsIn(S) && !(Work && yieldsIn(Work));
    return (Work || B.precedes(S, Decides)) && yieldsIn(S);
  });
  if (!Yields && !Asked->IsSeen &&
      !(Asked->IsKnown && (Locks || Resolver.row(*Resolver.resolve(Asked->Call),
                                                 Meaning::TryPopItem))))
    return std::nullopt;
  Spin Found;
  Found.State = Asked->Queue;
  Found.AsksQueue = true;
  Found.Because.push_back(
      {Asked->Call->getSourceRange(),
       Yields ? "with no item the loop yields, and asks again at once"
              : "with no item the loop asks again at once"});
  return Found;
}

bool SpinFinder::isOnPurpose(const Spin &S) const {
  return Model.isTestBody(&B.function()) ||
         (isLock(B.function()) && !S.HoldsLock);
}

void SpinFinder::run(Look How, std::vector<Spin> &Found) const {
  for (const Stmt *Loop : B.loops()) {
    std::optional<Spin> Here = (this->*How)(Loop);
    if (!Here || isOnPurpose(*Here))
      continue;
    Here->Loop = Loop;
    Here->In = &B;
    Found.push_back(std::move(*Here));
  }
}

std::vector<Spin> threadwise::spins(const ConcurrencyModel &Model) {
  std::vector<Spin> Found;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Asked;
  for (const FunctionDecl *F : Model.sharedFunctions()) {
    const Body *B = Model.body(F);
    if (!B)
      continue;
    SpinFinder(Model, *B).run(&SpinFinder::readsAtomic, Found);
    SpinFinder(Model, *B).run(&SpinFinder::asksQueue, Found);
    Asked.insert(F);
  }
  for (const FunctionDecl *F : Model.interestingFunctions()) {
    const Body *B = Model.body(F);
    if (!B)
      continue;
    if (!Asked.contains(F))
      SpinFinder(Model, *B).run(&SpinFinder::asksQueue, Found);
    SpinFinder(Model, *B).run(&SpinFinder::doesNothing, Found);
  }
  return Found;
}
