//===--- Cancel.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Cancel.h"
#include "analysis/CancelWakeups.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "vocabulary/Blocking.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace threadwise;
using namespace clang;

static std::string quoted(const NamedDecl &D) {
  return "'" + unqualifiedName(D).str() + "'";
}

static const CXXRecordDecl *recordWith(const NamedDecl *Member) {
  return Member ? dyn_cast<CXXRecordDecl>(Member->getDeclContext()) : nullptr;
}

namespace {

class WayFinder {
public:
  WayFinder(const ConcurrencyModel &Model, const JoinedTask &Task)
      : Model(Model), Resolver(Model.resolver()), Task(Task) {}

  std::optional<WayOut> look(const Wait &W) const;
  std::optional<WayOut> lookAtLoops() const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const JoinedTask &Task;

  WayOut make(WayOutKind Kind, SourceRange At, std::string Text) const;
  WayOut none(NoWayOut Lacks, SourceRange At) const;
  WayOut condition(const Wait &W) const;
  std::optional<WayOut> blocking(const Wait &W) const;
  SourceRange placeOf(const Wait &W) const;
  bool endingNotifies(const NamedDecl *On) const;
  bool endingCancels() const;
  bool endsByItem() const;
  bool mayThrowOut() const;
};

} // namespace

WayOut WayFinder::make(WayOutKind Kind, SourceRange At,
                       std::string Text) const {
  WayOut Way;
  Way.Kind = Kind;
  Way.At = At;
  Way.JoinedBy = Task.JoinedBy;
  Way.Because.push_back({At, std::move(Text)});
  return Way;
}

WayOut WayFinder::none(NoWayOut Lacks, SourceRange At) const {
  WayOut Way;
  Way.Kind = WayOutKind::None;
  Way.Lacks = Lacks;
  Way.At = At;
  Way.JoinedBy = Task.JoinedBy;
  Way.Because.push_back(
      {Task.Start->Site->getSourceRange(), "the thread is started here"});
  return Way;
}

bool WayFinder::endingNotifies(const NamedDecl *On) const {
  bool Found = false;
  Task.Ending.eachCall([&](const Body &B, const Call &C) {
    Found |= notifies(Model, B, C, On);
  });
  return Found;
}

/// pthread_cancel, interrupt(): the wait itself is a point where it ends. A
/// stop token that the wait was not given is none.
bool WayFinder::endingCancels() const {
  bool Found = false;
  Task.Ending.eachCall([&](const Body &, const Call &C) {
    const ApiRow *Row = Resolver.row(C, Meaning::RequestStop);
    Found |= Row && (Row->HandleArgument >= 0 || !Task.AsksByToken);
  });
  return Found;
}

/// A loop of the thread ends by what an item says.
bool WayFinder::endsByItem() const {
  const Stretch &Entry = Task.Runs.stretches().front();
  WaitTest Test;
  for (const Stmt *Loop : Entry.In->loops())
    if (Entry.covers(Model, Loop))
      addLoopTest(Model, *Entry.In, Loop, Test);
  return Test.LooksAtItem;
}

/// Where the thread's own code waits: a queue's own wait is judged at the call.
SourceRange WayFinder::placeOf(const Wait &W) const {
  const Stretch &Entry = Task.Runs.stretches().front();
  if (W.In == Entry.In || W.In->function().getDeclContext() ==
                              Entry.In->function().getDeclContext())
    return W.Site->getSourceRange();
  for (const Expr *E : Entry.In->calls()) {
    if (!Entry.covers(Model, E))
      continue;
    std::optional<Call> C = Resolver.resolve(E, Entry.In->initialises(E));
    const Body *Callee = C && C->Function ? Model.body(C->Function) : nullptr;
    if (!Callee)
      continue;
    CodeReach Reach(Model);
    Reach.add({Callee, Callee->root(), nullptr});
    if (Reach.covers(*W.In, W.Site))
      return E->getSourceRange();
  }
  return W.Site->getSourceRange();
}

WayOut WayFinder::condition(const Wait &W) const {
  const SourceRange At = placeOf(W);
  if (W.isTimed())
    return make(WayOutKind::Found, W.Timeout->getSourceRange(),
                "it comes back when its time is over");
  if (W.Token)
    return make(WayOutKind::Found, W.Token->getSourceRange(),
                "it is given a stop token");
  if (!W.Predicate && !W.Loop)
    return make(WayOutKind::Unknown, At, "the loop around it is not in sight");
  const WaitTest Test = testOf(Model, W);
  if (Test.HasUnseen || Test.Reads.empty())
    return make(WayOutKind::Unknown, At,
                "not all of what it tests is in sight");

  const StateChange *ByEnding = nullptr;
  const NamedDecl *Changed = nullptr;
  StateChange Kept;
  for (const StateRead &Read : Test.Reads) {
    if (Read.IsToken)
      return make(WayOutKind::Found, Read.At->getSourceRange(),
                  "it tests a stop token");
    bool HasWriter = false;
    for (const Body *B : bodiesWith(Model, *W.In, Read.State)) {
      if (isa<CXXConstructorDecl>(B->function()))
        continue;
      for (const StateChange &Change : changesIn(Model, *B, Read.State)) {
        if (Task.Ending.covers(*B, Change.At)) {
          HasWriter = true;
          if (Change.Is != ChangeKind::Shrinks && !ByEnding) {
            Kept = Change;
            ByEnding = &Kept;
            Changed = Read.State;
          }
        } else if (!Task.Runs.covers(*B, Change.At)) {
          HasWriter = true;
          if (Change.Is == ChangeKind::Sets)
            return make(WayOutKind::Found, Change.At->getSourceRange(),
                        quoted(*Read.State) + " is set here");
          if (Change.Is == ChangeKind::HandedOn)
            return make(WayOutKind::Unknown, Change.At->getSourceRange(),
                        quoted(*Read.State) + " is handed on here");
        }
      }
    }
    if (!HasWriter && !holdsItems(Model, Read.State))
      return make(WayOutKind::Unknown, Read.At->getSourceRange(),
                  "nothing in sight changes " + quoted(*Read.State));
  }
  if (!W.On || Task.Ending.hasUnseen(recordWith(W.On)))
    return make(WayOutKind::Unknown, Task.JoinedAt,
                "not all of what is done before the join is in sight");
  if (endingCancels())
    return make(WayOutKind::Found, Task.JoinedAt,
                "the thread is cancelled before it is joined");
  if (ByEnding) {
    if (endingNotifies(W.On))
      return make(WayOutKind::Found, ByEnding->At->getSourceRange(),
                  quoted(*Changed) + " is changed here, and " + quoted(*W.On) +
                      " notified");
    WayOut Way = none(NoWayOut::NotNotified, ByEnding->At->getSourceRange());
    Way.State = Changed;
    Way.Because.push_back(
        {W.Site->getSourceRange(),
         "it waits here for " + quoted(*W.On) + " to be notified"});
    Way.Because.push_back(
        {Task.JoinedAt, "'" + Task.JoinedBy + "' joins it here"});
    return Way;
  }
  if (endsByItem())
    return make(WayOutKind::Unknown, At,
                "an item that is taken may say to end");
  WayOut Way = none(NoWayOut::OnlyData, At);
  Way.Test = Test;
  Way.Because.push_back(
      {Task.JoinedAt, "'" + Task.JoinedBy +
                          "' joins it here, and changes nothing that the wait "
                          "tests"});
  return Way;
}

static bool saysNonBlocking(const ConcurrencyModel &Model, const Wait &W) {
  const SourceManager &SM = Model.context().getSourceManager();
  bool Invalid = false;
  llvm::StringRef Text = SM.getBufferData(
      SM.getFileID(SM.getExpansionLoc(W.Site->getBeginLoc())), &Invalid);
  return Invalid || mentionsNonBlocking(Text);
}

static bool wakes(Meaning M) {
  switch (M) {
  case Meaning::CloseDescriptor:
    return false;
  default:
    return true; // whatever else is done to it may wake
  }
}

std::optional<WayOut> WayFinder::blocking(const Wait &W) const {
  switch (W.Kind) {
  case WaitKind::Connection:
  case WaitKind::Permit:
  case WaitKind::Item:
  case WaitKind::Atomic:
    break;
  case WaitKind::Input:
    if (readsFromPeer(W.Name))
      break;
    return std::nullopt;
  default:
    return std::nullopt;
  }
  const SourceRange At = placeOf(W);
  if (W.isTimed())
    return make(WayOutKind::Found, W.Timeout->getSourceRange(),
                "it comes back when its time is over");
  const auto *Var = dyn_cast_or_null<VarDecl>(W.On);
  if (!W.On || (Var && !Var->hasGlobalStorage()))
    return make(WayOutKind::Unknown, At, "what it waits on is not in sight");
  const bool OnDescriptor =
      W.Kind == WaitKind::Connection || W.Kind == WaitKind::Input;
  if (OnDescriptor && saysNonBlocking(Model, W))
    return make(WayOutKind::Unknown, At, "the descriptor may not block");
  std::optional<Evidence> Woken, Closed;
  Task.Ending.eachCall([&](const Body &B, const Call &C) {
    bool Concerns = C.Receiver && objectNamed(B, Resolver, C.Receiver) == W.On;
    for (const Expr *Argument : C.Arguments)
      Concerns |= objectNamed(B, Resolver, Argument) == W.On;
    if (W.Kind == WaitKind::Connection && makesConnection(C.Name))
      Concerns = true;
    if (!Concerns)
      return;
    llvm::ArrayRef<ApiRow> Rows = Resolver.rows(C);
    const bool Wakes = Rows.empty() || wakes(Rows.front().Is);
    std::optional<Evidence> &Seen = Wakes ? Woken : Closed;
    if (!Seen)
      Seen = Evidence(C.range(), quoted(*W.On) + (Wakes ? " is woken here"
                                                        : " is closed here"));
  });
  if (Woken)
    return make(WayOutKind::Found, Woken->At, Woken->Text);
  if (endingCancels())
    return make(WayOutKind::Found, Task.JoinedAt,
                "the thread is cancelled before it is joined");
  if (Task.Ending.hasUnseen(recordWith(W.On)))
    return make(WayOutKind::Unknown, Task.JoinedAt,
                "not all of what is done before the join is in sight");
  if (!OnDescriptor && endsByItem())
    return make(WayOutKind::Unknown, At,
                "an item that is taken may say to end");
  WayOut Way = none(Closed ? NoWayOut::OnlyClosed : NoWayOut::Blocked, At);
  Way.State = W.On;
  if (Closed)
    Way.Because.push_back(*Closed);
  Way.Because.push_back(
      {Task.JoinedAt, "'" + Task.JoinedBy + "' joins it here" +
                          (Closed ? "" : ", and nothing before wakes it")});
  return Way;
}

std::optional<WayOut> WayFinder::look(const Wait &W) const {
  if (!Task.Runs.covers(*W.In, W.Site))
    return std::nullopt;
  std::optional<WayOut> Way = W.Kind == WaitKind::Condition
                                  ? std::optional<WayOut>(condition(W))
                                  : blocking(W);
  if (Way)
    Way->Of = &W;
  return Way;
}

/// An exception that code in sight throws may end the loop.
bool WayFinder::mayThrowOut() const {
  for (const Stretch &S : Task.Runs.stretches())
    for (const Stmt *Inner : S.In->below(S.Within))
      if (isa<CXXThrowExpr, CXXCatchStmt>(Inner))
        return true;
  return false;
}

static bool neverEnds(const ConcurrencyModel &Model, const Body &B,
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
      if (!S.covers(Model, Loop) || !neverEnds(Model, *S.In, Loop))
        continue;
      if (mayThrowOut() || endingCancels())
        return std::nullopt;
      WayOut Way =
          none(NoWayOut::Endless, {Loop->getBeginLoc(), Loop->getBeginLoc()});
      Way.Runs = S.Within == S.In->root() ? S.In->function().getNameAsString()
                                          : "the thread";
      Way.Because.push_back(
          {Task.JoinedAt, "'" + Task.JoinedBy + "' joins it here"});
      return Way;
    }
  }
  return std::nullopt;
}

std::vector<WayOut> threadwise::waysOut(const ConcurrencyModel &Model) {
  std::vector<WayOut> Ways;
  if (Model.spawns().empty())
    return Ways;
  for (const JoinedTask &Task : joinedTasks(Model)) {
    WayFinder Finder(Model, Task);
    bool HasNone = false;
    for (const Wait &W : Model.waits()) {
      // One thread is enough to show that a wait has no end.
      if (llvm::any_of(Ways, [&](const WayOut &Way) {
            return Way.Of == &W && Way.Kind != WayOutKind::Unknown;
          }))
        continue;
      if (std::optional<WayOut> Way = Finder.look(W)) {
        HasNone |= Way->Kind == WayOutKind::None;
        Ways.push_back(std::move(*Way));
      }
    }
    if (!HasNone)
      if (std::optional<WayOut> Way = Finder.lookAtLoops())
        if (llvm::none_of(Ways, [&](const WayOut &Other) {
              return Other.At.getBegin() == Way->At.getBegin();
            }))
          Ways.push_back(std::move(*Way));
  }
  return Ways;
}
