//===--- ObligationPaths.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Which of the ways that leave it unset are a defect: a handler that is
/// entered for each event may leave it to a later one.
///
//===----------------------------------------------------------------------===//

#include "analysis/ObligationPaths.h"
#include "analysis/Counts.h"
#include "analysis/ObligationWays.h"
#include "model/AtomicAccess.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

namespace {

class PathJudge {
public:
  PathJudge(const ConcurrencyModel &Model, const Obligation &P)
      : Model(Model), Resolver(Model.resolver()), P(P), B(*P.In),
        Settles(Model, P) {}

  ObligationPaths run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Obligation &P;
  const Body &B;
  const Settling Settles;

  bool isGuard(const Expr *Condition) const;
  bool saysFailure(const Choice &C) const;
  bool isOfElement(const Stmt *Mention) const;
  bool isSuspicious(const WayLeft &L) const;
  bool comesOnce() const;
  bool isGivenUp(const WayLeft &L) const;
  bool isCaught(const Stmt *S) const;
  bool arrivesOnce() const;
  const Stmt *swallowedBy() const;
  const Expr *callOfCallersFunction(const ParmVarDecl *&Function) const;
};

} // namespace

/// A condition that lets the promise be set once, or by the last of several.
bool PathJudge::isGuard(const Expr *Condition) const {
  if (!Condition)
    return false;
  for (const Stmt *S : B.below(Condition)) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(S))
      if (Unary->isIncrementDecrementOp())
        return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S))
      if (Operator->getOperator() == OO_MinusMinus ||
          Operator->getOperator() == OO_PlusPlus)
        return true;
    const llvm::StringRef Name = nameIn(Resolver, S);
    if (Name.starts_with("fetch_") || Name.starts_with("compare_exchange") ||
        Name == "exchange" || Name == "test_and_set" || Name == "wait_for" ||
        Name == "expired" || Name == "lock" ||
        hasPart(Name, {"done", "fulfil", "satisf", "resolved", "complete",
                       "finished", "already", "once", "isset", "is_set",
                       "remaining", "pending", "left", "outstanding", "last",
                       "promise", "notified", "valid", "called"}))
      return true;
  }
  return false;
}

/// Is \p Mention one of what belongs to the object of the promise? What it says
/// of itself somebody else has written, and may have told its waiter.
bool PathJudge::isOfElement(const Stmt *Mention) const {
  return llvm::any_of(P.Through, [&](const NamedDecl *D) {
    return llvm::any_of(
        B.uses(D), [&](const Expr *Use) { return B.contains(Mention, Use); });
  });
}

/// The other side sets an exception: this one is where all went well.
static bool setsException(const CalleeResolver &Resolver, const Body &B,
                          const Obligation &P, const Stmt *Side) {
  bool Any = false;
  for (const Expr *Set : P.Sets) {
    if (!Side || !B.contains(Side, Set))
      continue;
    Any = true;
    if (!hasPart(Resolver.nameOf(Set), {"exception", "error"}))
      return false;
  }
  return Any;
}

bool PathJudge::saysFailure(const Choice &C) const {
  const Stmt *Asked = conditionOf(C.Branch);
  if (isa<SwitchStmt>(C.Branch)) {
    // A value that says so; the name of what is asked covers all values.
    const auto *Case = dyn_cast_or_null<CaseStmt>(C.Case);
    Asked = P.Kind == ObligationKind::Latch ? Asked
            : Case                          ? Case->getLHS()
                                            : nullptr;
  }
  if (!Asked || setsException(Resolver, B, P, C.passed()))
    return false;
  return llvm::any_of(B.below(Asked), [&](const Stmt *S) {
    const llvm::StringRef Name = nameIn(Resolver, S);
    return (hasPart(Name, {"err", "fail", "exception", "timeout", "cancel",
                           "abort", "success", "status", "reject"}) ||
            hasWord(Name, {"ok"}) || Name == "ec" || Name == "rc" ||
            Name == "ret" || Name == "e") &&
           !(P.Round && isOfElement(S));
  });
}

/// The code is entered once for each promise: a task, or a member that is named
/// after the one answer to a request, where nothing else can set it.
bool PathJudge::comesOnce() const {
  if (P.IsTask)
    return true;
  const auto *Field = dyn_cast<FieldDecl>(P.Holder);
  const auto *Record =
      Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  return Record && P.How == Reach::Member && !P.Lambda && !P.IsElement &&
         Field->getAccess() == AS_private && P.OtherSetters.empty() &&
         hasWord(unqualifiedName(B.function()),
                 {"reply", "response", "answer", "completion", "complete",
                  "completed", "finished"}) &&
         Model.seesAllMembers(Record);
}

/// A number that is tested as error codes are: for being there, or negative.
static bool isErrorCode(const Expr *Condition) {
  const Expr *E = Condition->IgnoreParens();
  const auto IsNumber = [](const Expr *Of) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Of->IgnoreParenImpCasts());
    return Ref && isa<VarDecl>(Ref->getDecl()) &&
           Ref->getType()->isIntegerType() && !Ref->getType()->isBooleanType();
  };
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    return Cast->getCastKind() == CK_IntegralToBoolean && IsNumber(Cast);
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  const auto *Zero =
      Binary ? dyn_cast<IntegerLiteral>(Binary->getRHS()->IgnoreParenImpCasts())
             : nullptr;
  return Zero && Zero->getValue() == 0 &&
         (Binary->getOpcode() == BO_LT || Binary->getOpcode() == BO_NE) &&
         IsNumber(Binary->getLHS());
}

/// Does this way give the work up for which the promise stands? It says so, or
/// the value could not be made; and it keeps nothing for a later event.
bool PathJudge::isGivenUp(const WayLeft &L) const {
  if (L.Choices.empty() || !isa<IfStmt>(L.Choices.back().Branch))
    return false;
  const Choice &C = L.Choices.back();
  const Expr *Condition = conditionOf(C.Branch);
  const Stmt *Taken = C.taken();
  if (!Condition || !C.TakesThen || !Taken)
    return false;
  // What is compared with the object's own state may belong to somebody else;
  // a kind of event that is not asked for is followed by one that is.
  for (const Stmt *Part : {static_cast<const Stmt *>(Condition), Taken})
    for (const Stmt *S : B.below(Part)) {
      if (const auto *Member = dyn_cast<MemberExpr>(S))
        if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) &&
            isa<FieldDecl>(Member->getMemberDecl()) &&
            !namesReport(unqualifiedName(*Member->getMemberDecl())))
          return false;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
        if (Part == Condition && isa<EnumConstantDecl>(Ref->getDecl()))
          return false;
    }
  if (isErrorCode(Condition) && !P.Round)
    return true;
  // `if (!parse(text, value)) return;`: there is nothing to set it to.
  const auto *Not = dyn_cast<UnaryOperator>(Condition->IgnoreParens());
  const auto *Made =
      Not && Not->getOpcode() == UO_LNot
          ? dyn_cast<CallExpr>(Not->getSubExpr()->IgnoreParenImpCasts())
          : nullptr;
  if (Made && !isa<CXXOperatorCallExpr>(Made))
    for (const Expr *Argument : Made->arguments()) {
      const auto *Unary = dyn_cast<UnaryOperator>(Argument->IgnoreParens());
      const bool Writes =
          Unary ? Unary->getOpcode() == UO_AddrOf : Argument->isLValue();
      const auto *Value = dyn_cast_or_null<VarDecl>(
          namedBy(Unary ? Unary->getSubExpr() : Argument));
      if (!Writes || !Value || !Value->isLocalVarDecl())
        continue;
      for (const Expr *Use : B.uses(Value))
        if (llvm::any_of(P.Sets,
                         [&](const Expr *Set) { return B.contains(Set, Use); }))
          return true;
    }
  // It is told to a log, and to nobody else.
  const auto *Binary = dyn_cast<BinaryOperator>(Condition->IgnoreParens());
  const bool IsNumber =
      Binary && Binary->isComparisonOp() &&
      Binary->getLHS()->IgnoreParenImpCasts()->getType()->isIntegerType() &&
      isa<IntegerLiteral>(Binary->getRHS()->IgnoreParenImpCasts()) &&
      (Binary->getOpcode() == BO_NE || Binary->getOpcode() == BO_LT);
  return (IsNumber || Made) && llvm::any_of(B.below(Taken), [&](const Stmt *S) {
           return namesReport(nameIn(Resolver, S));
         });
}

/// Is what is left a path that ends the work? A handler that is entered for
/// each event may leave the promise to a later one: only what says that it
/// failed counts there.
bool PathJudge::isSuspicious(const WayLeft &L) const {
  if (L.By == LeftBy::Handler) {
    // The handler of a loop's round goes on with the next one.
    const Stmt *Loop = B.enclosingLoop(L.At);
    return !Loop || B.enclosingLambda(Loop) != P.Lambda ||
           !B.contains(P.root(), Loop);
  }
  if (L.By == LeftBy::MissingCase)
    return true;
  bool SaysFailure = L.IsThrown;
  for (const Choice &C : L.Choices) {
    const Expr *Condition = conditionOf(C.Branch);
    if (isGuard(Condition))
      return false;
    SaysFailure |= saysFailure(C);
  }
  if (SaysFailure)
    return true;
  // The end of the code, reached around a branch that sets it, may be meant:
  // a return says that the work ends here.
  if (P.IsTask && !P.Round && L.At)
    return true;
  return (comesOnce() || P.Round) && isGivenUp(L);
}

/// Does \p S call a function that was kept: a variable, a member?
static bool isTaskCalled(const CalleeResolver &Resolver, const Stmt *S) {
  const auto *E = dyn_cast<CallExpr>(S);
  std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
  return C && C->CalledValue;
}

/// The code of a pool that catches what a task throws, and tells nobody.
const Stmt *PathJudge::swallowedBy() const {
  std::optional<Call> Handed =
      P.HandedTo ? Resolver.resolve(P.HandedTo) : std::nullopt;
  const auto *Submits =
      Handed ? dyn_cast_or_null<CXXMethodDecl>(Handed->Function) : nullptr;
  if (!Submits)
    return nullptr;
  for (const FunctionDecl *F : Model.functions()) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!Method || Method->getParent()->getCanonicalDecl() !=
                       Submits->getParent()->getCanonicalDecl())
      continue;
    const Body *Runs = Model.body(F);
    if (!Runs)
      continue;
    for (const Stmt *S : Runs->below(Runs->root())) {
      const auto *Try = dyn_cast<CXXTryStmt>(S);
      if (!Try || llvm::none_of(Runs->below(Try->getTryBlock()),
                                [&](const Stmt *Inner) {
                                  return isTaskCalled(Resolver, Inner);
                                }))
        continue;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
        const CXXCatchStmt *Handler = Try->getHandler(I);
        const bool GoesOn =
            !Settles.neverReturns(Handler->getHandlerBlock()) &&
            llvm::none_of(
                Runs->below(Handler->getHandlerBlock()),
                [](const Stmt *Inner) { return isa<CXXThrowExpr>(Inner); });
        if (GoesOn)
          return Handler;
      }
    }
  }
  return nullptr;
}

bool PathJudge::isCaught(const Stmt *S) const {
  for (const Stmt *At = S; At && At != P.root(); At = B.parent(At))
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(B.parent(At)))
      if (Try->getTryBlock() == At)
        return true;
  return false;
}

/// The caller's own function, called before the promise is set and outside of
/// any `try`, in code that a queue or a pool runs while this function waits.
/// What a thread throws ends the process, which somebody sees.
const Expr *
PathJudge::callOfCallersFunction(const ParmVarDecl *&Function) const {
  if (P.Kind != ObligationKind::Promise || !P.Lambda ||
      P.How != Reach::Reference || !P.Awaited || !B.knows(P.Awaited) ||
      B.contains(P.Lambda, P.Awaited))
    return nullptr;
  for (const Spawn &S : Model.spawnsIn(&B.function()))
    if (S.Entry.Lambda == P.Lambda && S.Kind != SpawnKind::PoolTask)
      return nullptr;
  for (const Expr *E : B.calls()) {
    if (!B.contains(P.Lambda, E) || B.enclosingLambda(E) != P.Lambda ||
        isCaught(E))
      continue;
    std::optional<Call> C = Resolver.resolve(E);
    const auto *Callee =
        C && C->CalledValue
            ? dyn_cast_or_null<ParmVarDecl>(namedBy(C->CalledValue))
            : nullptr;
    if (!Callee || Callee->getDeclContext() != &B.function() ||
        llvm::none_of(P.Sets, [&](const Expr *Set) {
          return B.contains(Set, E) || B.precedes(E, Set);
        }))
      continue;
    Function = Callee;
    return E;
  }
  return nullptr;
}

static Evidence whyNoticed(const Obligation &P, SourceRange At) {
  if (P.Kind == ObligationKind::Latch)
    return {At, "each wait for it counts on this arrival"};
  std::string Name = "'" + P.Holder->getNameAsString() + "'";
  switch (P.How) {
  case Reach::Member:
    return {At,
            Name + " is a member and lives on: nothing tells whoever waits"};
  case Reach::Reference:
    return {At, Name + " belongs to somebody else and lives on: nothing tells "
                       "whoever waits"};
  case Reach::Shared:
    return {At, Name + " is shared: as long as anybody keeps it, nothing tells "
                       "whoever waits"};
  case Reach::Static:
  case Reach::Own:
    break;
  }
  return {At, Name + " is never destroyed: nothing tells whoever waits"};
}

/// Where each round of a loop arrives anew, the rounds decide; code that is no
/// task may be entered again and arrive then.
bool PathJudge::arrivesOnce() const {
  if (!P.IsTask && !P.Lambda && P.How != Reach::Reference)
    return false;
  return llvm::none_of(P.Sets, [&](const Expr *Set) {
    const Stmt *Loop = B.enclosingLoop(Set);
    return Loop && B.contains(P.root(), Loop);
  });
}

ObligationPaths PathJudge::run() {
  ObligationPaths Result;
  SourceRange First = P.Sets.front()->getSourceRange();
  const bool IsLatch = P.Kind == ObligationKind::Latch;
  if (P.How == Reach::Own) {
    Result.IsFine = true;
    Result.Because.push_back(
        {First, IsLatch ? "this code owns it, and who waits is in sight"
                        : "it is destroyed with this code, and its waiter is "
                          "told"});
    return Result;
  }
  if (IsLatch && !arrivesOnce()) {
    Result.Because.push_back({First, "it may be reached again"});
    return Result;
  }
  if (llvm::any_of(P.OtherSetters, [&](const FunctionDecl *F) {
        return isa<CXXDestructorDecl>(F) ||
               (F != &B.function() && P.How == Reach::Member &&
                hasPart(unqualifiedName(*F),
                        {"stop", "cancel", "close", "abort", "error", "fail",
                         "timeout", "shutdown", "disconnect", "reset"}));
      })) {
    Result.IsFine = true;
    Result.Because.push_back({First, "another function sets it where the work "
                                     "is given up"});
    return Result;
  }
  if (P.IsSetInOtherRounds) {
    Result.Because.push_back({First, "another loop of this code sets it, too"});
    return Result;
  }
  bool IsLost = false;
  std::vector<WayLeft> Found = waysLeft(P, Settles, IsLost);
  if (IsLost) {
    Result.Because.push_back({First, "a jump is not followed"});
    return Result;
  }
  // What is thrown on somebody sees, unless a pool drops it.
  const Stmt *Swallows = nullptr;
  if (llvm::any_of(Found, [](const WayLeft &L) { return L.IsThrown; }))
    Swallows = swallowedBy();
  if (!Swallows)
    llvm::erase_if(Found, [](const WayLeft &L) { return L.IsThrown; });
  for (const WayLeft &L : Found) {
    if (!isSuspicious(L))
      continue;
    Result.IsLeft = true;
    Result.By = L.By;
    if (L.At && isa<CXXCatchStmt>(L.At))
      Result.At = SourceRange(L.At->getBeginLoc());
    else if (L.At && isa<SwitchStmt>(L.At))
      Result.At = SourceRange(L.At->getBeginLoc());
    else if (L.At)
      Result.At = L.At->getSourceRange();
    else
      for (const Choice &C : L.Choices)
        Result.At = SourceRange(C.Branch->getBeginLoc());
    if (Result.At.isInvalid())
      continue;
    if (!L.Choices.empty() && L.By == LeftBy::Exit)
      if (const Expr *Condition = conditionOf(L.Choices.back().Branch))
        Result.Because.push_back(
            {Condition->getSourceRange(),
             spelling(Model, Condition) +
                 (L.Choices.back().TakesThen ? " takes this path"
                  : IsLatch ? " decides: the other way nothing arrives"
                            : " decides: the other way nothing sets it")});
    if (L.IsThrown)
      Result.Because.push_back({SourceRange(Swallows->getBeginLoc()),
                                "what the task throws is caught here, and the "
                                "pool goes on"});
    Result.Because.push_back({First, IsLatch ? "another path arrives here"
                                             : "another path sets it here"});
    if (P.Awaited)
      Result.Because.push_back(
          {P.Awaited->getSourceRange(),
           IsLatch ? "it is waited for here" : "its future is taken here"});
    Result.Because.push_back(whyNoticed(P, P.Holder->getSourceRange()));
    return Result;
  }
  if (const Expr *Throws = callOfCallersFunction(Result.Thrower)) {
    Result.IsLeft = true;
    Result.By = LeftBy::Thrown;
    Result.At = Throws->getSourceRange();
    Result.Because.push_back({Throws->getSourceRange(),
                              "it is the caller's and may throw; nothing here "
                              "catches that"});
    Result.Because.push_back({First, "the promise is set behind it"});
    Result.Because.push_back(
        {P.Awaited->getSourceRange(), "its future is taken here"});
    Result.Because.push_back(whyNoticed(P, P.Holder->getSourceRange()));
    return Result;
  }
  Result.IsFine = Found.empty();
  Result.Because.push_back(
      {First, Found.empty() ? "each path settles it or hands it on"
                            : "a path leaves it as it was, perhaps for a later "
                              "event"});
  return Result;
}

ObligationPaths threadwise::obligationPaths(const ConcurrencyModel &Model,
                                            const Obligation &P) {
  return PathJudge(Model, P).run();
}
