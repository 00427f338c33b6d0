//===--- CancelLoops.cpp - loops that keep a thread -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/WayFinder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// An exception that code in sight throws may end the loop.
bool WayFinder::mayThrowOut() const {
  for (const Stretch &S : Task.Runs.stretches())
    for (const Stmt *Inner : S.In->below(S.Within))
      if (isa<CXXThrowExpr, CXXCatchStmt>(Inner))
        return true;
  return false;
}

bool threadwise::neverEnds(const ConcurrencyModel &Model, const Body &B,
                           const Stmt *Loop) {
  if (isa<CXXForRangeStmt>(Loop))
    return false;
  if (const Expr *Condition = conditionOf(Loop)) {
    bool Value = false;
    if (Condition->isValueDependent() || Condition->containsErrors() ||
        !Condition->EvaluateAsBooleanCondition(Value, Model.context()) ||
        !Value)
      return false;
  }
  for (const Stmt *S : B.below(loopBody(Loop))) {
    if (leavesLoop(B, Loop, S) || isa<CoreturnStmt, CoawaitExpr>(S))
      return false;
    if (const auto *Called = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *F = Called->getDirectCallee();
          F && F->isNoReturn())
        return false;
  }
  return true;
}

std::string WayFinder::runs(const Stretch &S) const {
  return S.Within == S.In->root() ? S.In->function().getNameAsString()
                                  : "the thread";
}

std::optional<WayOut> WayFinder::endless(const Body &B,
                                         const Stmt *Loop) const {
  if (!neverEnds(Model, B, Loop) || mayThrowOut() || endingCancels())
    return std::nullopt;
  WayOut Way =
      none(NoWayOut::Endless, {Loop->getBeginLoc(), Loop->getBeginLoc()});
  Way.Because.push_back(joined());
  return Way;
}

/// What a loop may do that only waits: pause, look, take and release locks.
static bool onlyWaits(const CalleeResolver &Resolver, const Call &C) {
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(C);
  return !Rows.empty() && llvm::all_of(Rows, [](const ApiRow &Row) {
    switch (Row.Is) {
    case Meaning::Sleep:
    case Meaning::YieldProcessor:
    case Meaning::Lock:
    case Meaning::Unlock:
    case Meaning::LockGuardType:
    case Meaning::AtomicLoad:
    case Meaning::ElementCount:
    case Meaning::TestEmpty:
      return true;
    default:
      return false;
    }
  });
}

std::optional<WayOut> WayFinder::busyWait(const Body &B,
                                          const Stmt *Loop) const {
  const Expr *Condition = conditionOf(Loop);
  if (!Condition || isa<CXXForRangeStmt>(Loop))
    return std::nullopt;
  for (const Stmt *S : B.below(loopBody(Loop))) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(S);
        Binary && Binary->isAssignmentOp())
      return std::nullopt;
    if (const auto *Unary = dyn_cast<UnaryOperator>(S);
        Unary && Unary->isIncrementDecrementOp())
      return std::nullopt;
    if (leavesLoop(B, Loop, S))
      return std::nullopt;
  }
  for (const Expr *E : B.calls())
    if (B.contains(Loop, E))
      if (std::optional<Call> C = Resolver.resolve(E, B.makes(E));
          C && !onlyWaits(Resolver, *C) &&
          !(C->Function && AnalysisDeclContext::isInStdNamespace(C->Function) &&
            (C->isConstruction() || isa<CXXConversionDecl>(C->Function))) &&
          !isa<UserDefinedLiteral>(E))
        return std::nullopt;
  WaitTest Test;
  addLoopTest(Model, B, Loop, Test);
  if (Test.HasUnseen || Test.Reads.empty())
    return std::nullopt;
  const Changes By = changesOf(Test, B);
  if (By.Answer || By.ByEnding)
    return std::nullopt;
  for (const StateRead &Read : Test.Reads)
    if (Task.Ending.hasUnseen(recordWith(Read.State)))
      return std::nullopt;
  if (endsByItem() || mayThrowOut() || endingCancels())
    return std::nullopt;
  WayOut Way =
      none(NoWayOut::BusyWait, {Loop->getBeginLoc(), Loop->getBeginLoc()});
  Way.Test = Test;
  Way.Because.push_back(
      {Task.JoinedAt,
       joined().Text + ", and changes nothing that the loop tests"});
  return Way;
}

std::optional<WayOut> WayFinder::lookAtLoops() const {
  for (const Stretch &S : Task.Runs.stretches()) {
    // A loop in what it calls counts when the call is not in a loop of a
    // branch: only the thread's own functions are asked.
    const bool IsOwn =
        S.In->function().getDeclContext() ==
        Task.Runs.stretches().front().In->function().getDeclContext();
    if (!IsOwn)
      continue;
    for (const Stmt *Loop : S.In->loops()) {
      if (!S.covers(Model, Loop))
        continue;
      std::optional<WayOut> Way = busyWait(*S.In, Loop);
      if (!Way)
        Way = endless(*S.In, Loop);
      if (!Way)
        continue;
      Way->Runs = runs(S);
      return Way;
    }
  }
  return std::nullopt;
}
