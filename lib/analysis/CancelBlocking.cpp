//===--- CancelBlocking.cpp - the way out of a blocking call --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Durations.h"
#include "analysis/WayFinder.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "vocabulary/Blocking.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"

using namespace threadwise;
using namespace clang;

static bool saysNonBlocking(const ConcurrencyModel &Model, const Wait &W) {
  const SourceManager &SM = Model.context().getSourceManager();
  bool Invalid = false;
  llvm::StringRef Text = SM.getBufferData(
      SM.getFileID(SM.getExpansionLoc(W.Site->getBeginLoc())), &Invalid);
  return Invalid || mentionsNonBlocking(Text);
}

/// In the round of the loop that calls \p W another call comes first that is
/// given the descriptor too, or that polls: it may be what waits, until
/// somebody wakes it.
static bool asksFirst(const ConcurrencyModel &Model, const Wait &W) {
  const CalleeResolver &Resolver = Model.resolver();
  if (!W.Loop)
    return false;
  for (const Expr *E : W.In->calls()) {
    if (E == W.Site || !W.In->contains(W.Loop, E) ||
        !W.In->precedes(E, W.Site) || W.In->contains(E, W.Site) ||
        W.In->enclosingLambda(E) != W.In->enclosingLambda(W.Site))
      continue;
    std::optional<Call> C = Resolver.resolve(E, W.In->makes(E));
    if (!C)
      continue;
    if (Resolver.row(*C, Meaning::PollForever))
      return true;
    const bool IsGiven = llvm::any_of(C->Arguments, [&](const Expr *Argument) {
      return objectNamed(*W.In, Resolver, Argument) == W.On;
    });
    if (IsGiven && !C->isConstruction())
      return true;
  }
  return false;
}

static bool wakes(Meaning M) {
  switch (M) {
  case Meaning::CloseDescriptor:
    return false;
  default:
    return true; // whatever else is done to it may wake
  }
}

/// `NET_SOCKET_CLOSE(s)` of a missing header: a macro by its letters, which is
/// `close` or `closesocket`; a function of that name may well shut down first.
static bool isUnknownCloseMacro(const Call &C) {
  return !C.Function && llvm::none_of(C.Name, isLowercase) &&
         hasWord(C.Name, {"close"});
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
    return comesBack(W);
  const auto *Var = dyn_cast_or_null<VarDecl>(W.On);
  if (!W.On || (Var && !Var->hasGlobalStorage()))
    return make(WayOutKind::Unknown, At, "what it waits on is not in sight");
  const bool OnDescriptor =
      W.Kind == WaitKind::Connection || W.Kind == WaitKind::Input;
  if (OnDescriptor && saysNonBlocking(Model, W))
    return make(WayOutKind::Unknown, At, "the descriptor may not block");
  if (OnDescriptor && asksFirst(Model, W))
    return make(WayOutKind::Unknown, At,
                "what is called before it in the loop may wait in its place");
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
    const bool Wakes =
        Rows.empty() ? !isUnknownCloseMacro(C) : wakes(Rows.front().Is);
    std::optional<Evidence> &Seen = Wakes ? Woken : Closed;
    if (!Seen)
      Seen =
          Evidence(C.range(), quotedName(*W.On) + (Wakes ? " is woken here"
                                                         : " is closed here"));
  });
  if (Woken)
    return make(WayOutKind::Found, Woken->At, Woken->Text);
  if (endingCancels())
    return cancelled();
  if (Task.Ending.hasUnseen(recordWith(W.On)))
    return unseenEnding();
  if (!OnDescriptor && endsByItem())
    return make(WayOutKind::Unknown, At,
                "an item that is taken may say to end");
  WayOut Way = none(Closed ? NoWayOut::OnlyClosed : NoWayOut::Blocked, At);
  Way.State = W.On;
  if (Closed)
    Way.Because.push_back(*Closed);
  Way.Because.push_back(
      {Task.JoinedAt,
       joined().Text + (Closed ? "" : ", and nothing before wakes it")});
  return Way;
}

/// What \p B does to the descriptor \p On: the call that closes it, when it
/// does nothing else to it. What it does first may wake who blocks.
static std::optional<Call> onlyCloses(const ConcurrencyModel &Model,
                                      const Body &B, const NamedDecl *On) {
  const CalleeResolver &Resolver = Model.resolver();
  std::optional<Call> Close;
  for (const Expr *E : B.calls()) {
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C || (llvm::none_of(C->Arguments,
                             [&](const Expr *Argument) {
                               return objectNamed(B, Resolver, Argument) == On;
                             }) &&
               !makesConnection(C->Name)))
      continue;
    if (!Resolver.row(*C, Meaning::CloseDescriptor))
      return std::nullopt;
    Close = C;
  }
  return Close;
}

/// `stopListening()`, `close()`: it is called while another thread runs the
/// loop, or there would be nothing to stop.
static bool namesStop(llvm::StringRef Name) {
  return hasWord(Name, {"stop", "close", "shutdown", "terminate", "quit"});
}

std::vector<WayOut>
threadwise::closedWhileAccepting(const ConcurrencyModel &Model) {
  std::vector<WayOut> Ways;
  for (const Wait &W : Model.waits()) {
    const auto *Var = dyn_cast_or_null<VarDecl>(W.On);
    // A member; of a class whose header is missing it is a static one.
    if (W.Kind != WaitKind::Connection || W.isTimed() || !W.Loop || !W.On ||
        (Var && !Var->hasGlobalStorage()) || saysNonBlocking(Model, W) ||
        asksFirst(Model, W))
      continue;
    const auto *Runs = dyn_cast<CXXMethodDecl>(&W.In->function());
    // An exit that the loop tests is what a stop is for.
    WaitTest Test;
    addLoopTest(Model, *W.In, W.Loop, Test);
    if (!Runs || Test.Reads.empty())
      continue;
    for (const Body *B : bodiesWith(Model, *W.In, W.On)) {
      const auto *Stops = dyn_cast<CXXMethodDecl>(&B->function());
      if (!Stops || B == W.In ||
          Stops->getParent()->getCanonicalDecl() !=
              Runs->getParent()->getCanonicalDecl() ||
          !namesStop(unqualifiedName(*Stops)))
        continue;
      const std::optional<Call> Close = onlyCloses(Model, *B, W.On);
      if (!Close)
        continue;
      WayOut Way;
      Way.Kind = WayOutKind::None;
      Way.Lacks = NoWayOut::OnlyClosed;
      Way.Of = &W;
      Way.At = W.Site->getSourceRange();
      Way.State = W.On;
      Way.Because.push_back(
          {Close->range(), quotedName(*W.On) + " is closed here"});
      Way.Because.push_back({Test.Reads.front().At->getSourceRange(),
                             "the loop looks at " +
                                 quotedName(*Test.Reads.front().State) +
                                 " when the next connection has come"});
      Ways.push_back(std::move(Way));
      break;
    }
  }
  return Ways;
}

/// Can \p C wake who polls? What writes, signals or shuts down can; what locks,
/// sets a flag, tells a condition or joins cannot.
static bool mayWakePoll(const CalleeResolver &Resolver, const Call &C) {
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(C);
  if (!Rows.empty())
    return llvm::none_of(Rows, [](const ApiRow &Row) {
      switch (Row.Is) {
      case Meaning::JoinThread:
      case Meaning::NotifyCondition:
      case Meaning::NotifyAtomic:
      case Meaning::Lock:
      case Meaning::TryLock:
      case Meaning::Unlock:
      case Meaning::LockGuardType:
      case Meaning::AtomicLoad:
      case Meaning::AtomicStore:
      case Meaning::AtomicUpdate:
      case Meaning::CloseDescriptor:
        return true;
      default:
        return isType(Row.Is);
      }
    });
  // Operators and functions of std:: move bytes of memory alone.
  return C.Function && !C.isConstruction() &&
         !AnalysisDeclContext::isInStdNamespace(C.Function);
}

std::optional<WayOut> WayFinder::polling(const Wait &W) const {
  const SourceRange At = placeOf(W);
  if (W.isTimed())
    return comesBack(W);
  if (endingCancels())
    return cancelled();
  std::optional<Evidence> Woken, Closed;
  Task.Ending.eachCall([&](const Body &, const Call &C) {
    if (Resolver.row(C, Meaning::CloseDescriptor)) {
      if (!Closed)
        Closed = Evidence(C.range(), "a descriptor is closed here");
    } else if (!Woken && mayWakePoll(Resolver, C)) {
      Woken = Evidence(C.range(), "this may wake it");
    }
  });
  if (Woken)
    return make(WayOutKind::Unknown, Woken->At, Woken->Text);
  if (Task.Ending.hasUnseen(nullptr))
    return unseenEnding();
  WayOut Way = none(NoWayOut::Polls, At);
  if (Closed) {
    Way.Because.push_back(*Closed);
    Way.Because.back().Text += ": that wakes nobody";
  }
  Way.Because.push_back(
      {Task.JoinedAt, joined().Text + ", and nothing before wakes it"});
  return Way;
}

std::optional<WayOut> WayFinder::sleeping(const Wait &W) const {
  // A sleep outside every loop is part of the work.
  if (!W.Loop || W.HelpsMeanwhile)
    return std::nullopt;
  const std::optional<LeastTime> Time = leastTime(Model.context(), W);
  if (!Time || !Time->isNoticed())
    return std::nullopt;
  // Where no sleep is the last, its length is not what keeps the thread.
  for (const Stmt *Loop = W.Loop; Loop; Loop = W.In->enclosingLoop(Loop))
    if (neverEnds(Model, *W.In, Loop))
      return std::nullopt;
  const SourceRange At = placeOf(W);
  if (endingCancels())
    return cancelled();
  WayOut Way = none(NoWayOut::Sleeps, At);
  Way.HowLong = Time->Text;
  Way.Because.push_back(joined());
  return Way;
}
