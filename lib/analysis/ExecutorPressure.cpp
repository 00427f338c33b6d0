//===--- ExecutorPressure.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/ExecutorPressure.h"
#include "analysis/Counts.h"
#include "analysis/Limits.h"
#include "model/Names.h"
#include "vocabulary/Blocking.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far the callers of the function that hands the task over are followed.
static constexpr unsigned MaxCallers = 2;

namespace {

class ExecutorFinder {
public:
  ExecutorFinder(const ConcurrencyModel &Model, const Spawn &S)
      : Model(Model), Resolver(Model.resolver()), S(S) {}

  ExecutorPressure run() const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Spawn &S;

  ExecutorPressure at(const Body &B, const Expr *Site, unsigned Depth) const;
  const Expr *inputOf(const Body &B, const Stmt *Loop, const Expr *Site) const;
  std::optional<Evidence> heldBack(const Body &B, const Stmt *Loop,
                                   const Expr *Site) const;
  std::optional<Evidence> waits(const Body &B, const Expr *E) const;
  ExecutorPressure answer(Pressure Is, Evidence Why) const {
    ExecutorPressure Result;
    Result.Is = Is;
    Result.Because.push_back(std::move(Why));
    return Result;
  }
};

} // namespace

/// What in a round of \p Loop takes one more item from outside, before \p Site.
const Expr *ExecutorFinder::inputOf(const Body &B, const Stmt *Loop,
                                    const Expr *Site) const {
  for (const Stmt *Inner : B.below(Loop)) {
    const Expr *E = asCall(Inner);
    if (!E || B.contains(Site, E) ||
        B.enclosingLambda(E) != B.enclosingLambda(Loop) ||
        (B.contains(loopBody(Loop), E) && !B.precedes(E, Site)))
      continue;
    std::optional<Call> C = Resolver.resolve(E);
    if (C && (acceptsConnection(Resolver, *C) ||
              Resolver.row(*C, Meaning::ReadItem)))
      return E;
    // `while (std::cin >> number)`
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    const auto *From =
        Operator && Operator->getOperator() == OO_GreaterGreater && C &&
                conditionOf(Loop) && B.contains(conditionOf(Loop), E)
            ? dyn_cast_or_null<VarDecl>(
                  namedBy(C->Receiver ? C->Receiver : Operator->getArg(0)))
            : nullptr;
    if (From && isStandardInput(qualifiedName(*From)))
      return E;
  }
  return nullptr;
}

/// A wait, a permit, a test of how many there are: by what the vocabulary knows
/// and by what a name says. Silence costs less here than a false finding.
std::optional<Evidence> ExecutorFinder::waits(const Body &B,
                                              const Expr *E) const {
  std::optional<Call> C = Resolver.resolve(E, B.makes(E));
  if (!C)
    return std::nullopt;
  static constexpr Meaning AlsoSlows[] = {
      Meaning::JoinThread,  Meaning::JoinTimed, Meaning::TryAcquirePermit,
      Meaning::PushBounded, Meaning::RunTasks,  Meaning::Sleep};
  for (const ApiRow &Row : Resolver.rows(*C))
    if (waitsForOthers(Row.Is) || llvm::is_contained(AlsoSlows, Row.Is))
      return Evidence(E->getSourceRange(),
                      "the loop waits here before it takes the next item");
  if (hasWord(C->Name,
              {"wait",     "acquire",    "throttle", "limit",    "limiter",
               "room",     "drain",      "join",     "full",     "pending",
               "inflight", "queued",     "backlog",  "capacity", "permit",
               "permits",  "slot",       "reserve",  "admit",    "backpressure",
               "overload", "overloaded", "busy",     "sync",     "allow"}))
    return Evidence(E->getSourceRange(),
                    "'" + C->Name.str() + "' may hold the loop back");
  return std::nullopt;
}

/// `size > 0` asks whether something came.
static bool isZero(const Expr *E) {
  const auto *Literal = dyn_cast<IntegerLiteral>(E->IgnoreParenImpCasts());
  return Literal && Literal->getValue() == 0;
}

/// What keeps the number of queued tasks low in \p Loop.
std::optional<Evidence> ExecutorFinder::heldBack(const Body &B,
                                                 const Stmt *Loop,
                                                 const Expr *Site) const {
  if (std::optional<Evidence> Limit =
          limitBefore(Model, Loop, B, Site,
                      &B == S.In && Site == S.Site ? S.Kept.Owner : nullptr))
    return Limit;
  for (const Stmt *Inner : B.below(Loop)) {
    if (B.enclosingLambda(Inner) != B.enclosingLambda(Loop) ||
        B.contains(Site, Inner))
      continue;
    if (const Expr *E = asCall(Inner)) {
      if (std::optional<Evidence> Wait = waits(B, E))
        return Wait;
      // A function in sight may wait for its caller.
      std::optional<Call> C = Resolver.resolve(E);
      const Body *Callee = C && C->Function ? Model.body(C->Function) : nullptr;
      if (!Callee || Callee == &B)
        continue;
      for (const Expr *Deeper : Callee->calls())
        if (!Callee->enclosingLambda(Deeper))
          if (std::optional<Evidence> Wait = waits(*Callee, Deeper))
            return Evidence(E->getSourceRange(), Wait->Text);
    }
    // A number that is compared: `if (queued_ > limit) continue;`
    const auto *Test = dyn_cast<BinaryOperator>(Inner);
    if (!Test || !Test->isRelationalOp() || isZero(Test->getLHS()) ||
        isZero(Test->getRHS()))
      continue;
    for (const Stmt *Part : B.below(Test)) {
      const auto *E = dyn_cast<Expr>(Part);
      const NamedDecl *D = E ? namedBy(E) : nullptr;
      if (D && hasWord(unqualifiedName(*D),
                       {"pending", "inflight", "flight", "queued", "active",
                        "outstanding", "backlog", "running", "limit", "max",
                        "capacity", "busy", "count", "size", "depth", "tasks",
                        "available", "live"}))
        return Evidence(Test->getSourceRange(),
                        spelling(Model, Test) +
                            " may hold back what is handed over");
    }
  }
  return std::nullopt;
}

ExecutorPressure ExecutorFinder::at(const Body &B, const Expr *Site,
                                    unsigned Depth) const {
  ExecutorPressure Found;
  for (const Stmt *Loop = B.enclosingLoop(Site); Loop;
       Loop = B.enclosingLoop(Loop)) {
    // What is in memory already no limit makes smaller.
    if (isa<CXXForRangeStmt>(Loop))
      continue;
    if (std::optional<Evidence> Why = heldBack(B, Loop, Site))
      return answer(Pressure::HeldBack, std::move(*Why));
    const Count C = countOfLoop(Model, B, Loop);
    if (Found.Is == Pressure::NotHeldBack || C.isBounded() ||
        C.Kind == CountKind::Unknown)
      continue;
    if (const Expr *Input = inputOf(B, Loop, Site)) {
      Found = answer(Pressure::NotHeldBack,
                     Evidence(Input->getSourceRange(),
                              "each round takes one more item from outside "
                              "here, as fast as they come"));
      if (std::optional<Call> C = Resolver.resolve(Input))
        if (const ApiRow *Row = Resolver.row(*C, Meaning::ReadItem))
          Found.InputBy = Row->Name;
      if (Depth)
        Found.Because.push_back(
            Evidence(Site->getSourceRange(),
                     "and hands it on here, to where it is queued"));
    }
  }
  const LambdaExpr *Lambda = B.enclosingLambda(Site);
  if (Found.Is == Pressure::NotHeldBack || Lambda || Depth >= MaxCallers)
    return Found;
  for (const ConcurrencyModel::CallSite &Caller :
       Model.callers(&B.function())) {
    const Body *In = Model.body(Caller.Caller);
    if (!In || In == &B || !In->knows(Caller.Site))
      continue;
    ExecutorPressure Outer = at(*In, Caller.Site, Depth + 1);
    if (Outer.Is == Pressure::NotHeldBack) {
      // What the function itself waits for holds its callers back.
      if (std::optional<Evidence> Why = heldBack(B, B.root(), Site))
        return answer(Pressure::HeldBack, std::move(*Why));
      return Outer;
    }
    if (Found.Is == Pressure::NoQueue)
      Found = std::move(Outer);
  }
  return Found;
}

ExecutorPressure ExecutorFinder::run() const {
  if (S.isThread() || S.Wrapper || !S.Api || S.Api->Is != Meaning::SubmitTask ||
      S.Api->IsUnqueued || S.Api->IsFiber ||
      Model.isTestBody(&S.In->function()) || S.Kept.Is == Fate::WaitedAtOnce ||
      S.Kept.Is == Fate::KeptInSlot)
    return {};
  ExecutorPressure Found = at(*S.In, S.Site, 0);
  if (Found.Is == Pressure::NotHeldBack)
    Found.Because.push_back(
        Evidence(S.Site->getSourceRange(),
                 "'" + S.Name +
                     "' queues the task and returns at once: nothing waits, "
                     "takes a permit or asks how many are queued before the "
                     "next item"));
  return Found;
}

ExecutorPressure threadwise::executorPressure(const ConcurrencyModel &Model,
                                              const Spawn &S) {
  return ExecutorFinder(Model, S).run();
}
