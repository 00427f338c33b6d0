//===--- UncancellableWaitCheck.cpp ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UncancellableWaitCheck.h"
#include "analysis/Cancel.h"
#include "analysis/CancelTokens.h"
#include "analysis/CancelWakeups.h"
#include "analysis/ItemWakeups.h"
#include "analysis/ObligationPaths.h"
#include "analysis/Spins.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral ShowWayOutOption = "ShowWayOut";

UncancellableWaitCheck::UncancellableWaitCheck(llvm::StringRef Name,
                                               tidy::ClangTidyContext *Context)
    : Check(Name, Context), ShowWayOut(Options.get(ShowWayOutOption, false)) {}

void UncancellableWaitCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Opts) {
  Check::storeOptions(Opts);
  Options.store(Opts, ShowWayOutOption, ShowWayOut);
}

static std::string quoted(llvm::StringRef Name) {
  return ("'" + Name + "'").str();
}

/// `'queue_' and 'count_'`.
static std::string namesOf(const WaitTest &Test) {
  std::string Names;
  for (size_t I = 0; I < Test.Reads.size(); ++I) {
    if (I)
      Names += I + 1 == Test.Reads.size() ? " and " : ", ";
    Names += quoted(unqualifiedName(*Test.Reads[I].State));
  }
  return Names;
}

void UncancellableWaitCheck::reportLost(const LostWakeup &Lost) {
  const std::string Name = quoted(Lost.Of->Name);
  const std::string State =
      Lost.State ? quoted(unqualifiedName(*Lost.State)) : "";
  Subject Where{"wait", Lost.Of->Name, Lost.At->getSourceRange()};
  switch (Lost.Kind) {
  case LossKind::NothingTested:
    report(Where, "nothing-tested",
           Name + " has no predicate and " +
               (Lost.AsksBeforeLock ? "tests nothing under its lock"
                                    : "no loop that tests one") +
               ": a notification that comes first is lost, and it may return "
               "without one")
        .because(Lost.Because);
    return;
  case LossKind::TestedBeforeLock:
    report(Where, "tested-before-lock",
           Name + " sleeps on when " + State +
               " changes between its test and the lock: the notification is "
               "lost")
        .because(Lost.Because);
    return;
  case LossKind::NotTested:
    report(Where, "only-data",
           Name + " can never be woken to stop: its " +
               (Lost.Of->Predicate ? "predicate" : "loop") + " reads only " +
               namesOf(Lost.Test))
        .because(Lost.Because);
    return;
  case LossKind::SetWithoutLock:
    report(Where, "set-without-lock",
           State + " is changed without the lock of the " + Name +
               " that tests it: a waiter between its test and its sleep "
               "misses the notification")
        .because(Lost.Because);
    return;
  case LossKind::NeverNotified:
    report(Where, "never-notified",
           Name + " tests " + State + ", and nobody who changes it notifies " +
               quoted(unqualifiedName(*Lost.Of->On)) + ": the waiter sleeps on")
        .because(Lost.Because);
    return;
  }
}

void UncancellableWaitCheck::reportLostItem(const LostItem &Lost) {
  const std::string Items = quoted(unqualifiedName(*Lost.Holder));
  const Subject Where{"wait", Lost.Of->Name, Lost.At->getSourceRange()};
  switch (Lost.Kind) {
  case ItemLoss::NotAsked:
    report(Where, "items-not-asked",
           quoted(Lost.Of->Name) + " does not ask whether " + Items +
               " has items: what came before it stays there until the next "
               "notification")
        .because(Lost.Because);
    return;
  case ItemLoss::OnlyOnEdge:
    report(Where, "only-on-edge",
           "one waiter is woken, and only for the first change of " + Items +
               ": of several that wait, the others sleep on")
        .because(Lost.Because);
    return;
  }
}

void UncancellableWaitCheck::askForToken(const ConcurrencyModel &Model,
                                         const Wait &W) {
  const NamedDecl *Token = tokenInScope(Model, W);
  if (!Token)
    return;
  report({"wait", W.Name, W.Site->getSourceRange()}, "token-not-given",
         quoted(W.Name) + " is not given the stop token " +
             quoted(unqualifiedName(*Token)) +
             ": a request to stop does not wake it")
      .because({Token->getSourceRange(), "the token is in scope here"});
}

static llvm::StringRef formOf(NoWayOut Lacks) {
  switch (Lacks) {
  case NoWayOut::OnlyData:
    return "only-data";
  case NoWayOut::NotNotified:
    return "set-without-notify";
  case NoWayOut::Blocked:
    return "blocked";
  case NoWayOut::OnlyClosed:
    return "only-closed";
  case NoWayOut::Endless:
    return "endless";
  case NoWayOut::OneNotified:
    return "one-notified";
  case NoWayOut::Polls:
    return "polls";
  case NoWayOut::Sleeps:
    return "long-sleep";
  case NoWayOut::BusyWait:
    return "busy-wait";
  }
  return "only-data";
}

static std::string messageFor(const WayOut &Way) {
  const std::string Name = Way.Of ? quoted(Way.Of->Name) : "";
  const std::string State =
      Way.State ? quoted(unqualifiedName(*Way.State)) : "";
  const std::string Joiner = quoted(Way.JoinedBy);
  switch (Way.Lacks) {
  case NoWayOut::OnlyData:
    return Name + " can never be woken to stop: its " +
           (Way.Of->Predicate ? "predicate" : "loop") + " reads only " +
           namesOf(Way.Test);
  case NoWayOut::NotNotified:
    return State + " is set and the " + Name +
           " that tests it is not notified: " + Joiner +
           " joins a thread that sleeps on";
  case NoWayOut::Blocked:
    return Name + " blocks on " + State + ", and nothing wakes it when " +
           Joiner + " joins the thread";
  case NoWayOut::OnlyClosed:
    return Name + " blocks on " + State +
           ", and closing the descriptor does not wake it: " +
           (Way.JoinedBy.empty() ? "the loop that should stop" : Joiner) +
           " waits on";
  case NoWayOut::Endless:
    return "the loop of " +
           (Way.Runs == "the thread" ? Way.Runs : quoted(Way.Runs)) +
           " has no exit: " + Joiner + " joins its thread and never returns";
  case NoWayOut::OneNotified:
    return quoted(Way.Notice) + " wakes one of the threads that wait for " +
           State + ": " + Joiner + " joins the others, too, which sleep on";
  case NoWayOut::Polls:
    return Name + " has no time limit, and nothing wakes it when " + Joiner +
           " joins the thread";
  case NoWayOut::Sleeps:
    return Joiner + " joins a thread that sleeps for " + Way.HowLong +
           " at a time: nothing ends the " + Name + " earlier";
  case NoWayOut::BusyWait:
    return "this loop waits for " + namesOf(Way.Test) +
           " alone: it cannot be told to stop, and " + Joiner +
           " joins its thread";
  }
  return "";
}

void UncancellableWaitCheck::reportSpin(const Spin &S, SourceRange At) {
  const Subject Where{"wait", S.In->function().getNameAsString(), At};
  const std::string Busy = "this loop keeps a core busy ";
  if (!S.State) {
    report(Where, "spins", Busy + "for ever, and does nothing")
        .because(S.Because)
        .remedy("join what was started, or wait for a signal ('sigwait')");
    return;
  }
  const std::string State = quoted(unqualifiedName(*S.State));
  if (S.AsksQueue)
    report(Where, "idle-poll",
           Busy + "while " + State + " has no item: it waits for nothing")
        .because(S.Because);
  else
    report(Where, "spins", Busy + "until another thread changes " + State)
        .because(S.Because);
}

void UncancellableWaitCheck::reportWay(const WayOut &Way) {
  Subject Where{"wait", Way.Of ? Way.Of->Name : Way.Runs, Way.At};
  if (Way.Kind == WayOutKind::None) {
    Finding Report = report(Where, formOf(Way.Lacks), messageFor(Way));
    Report.because(Way.Because);
    if (Way.Rename.isValid() && !Way.Rename.isMacroID())
      Report.fix({FixItHint::CreateReplacement(Way.Rename, Way.NewName)});
    return;
  }
  leave(Where, Way.Kind == WayOutKind::Found ? Answer::Fine : Answer::Unknown,
        Way.Because);
  if (ShowWayOut && Way.Kind == WayOutKind::Found) {
    diag(Way.Of->Site->getBeginLoc(), "the way out of this '%0'",
         DiagnosticIDs::Remark)
        << Way.Of->Name;
    for (const Evidence &E : Way.Because)
      diag(E.At.getBegin(), "%0", DiagnosticIDs::Note) << E.Text;
  }
}

/// A path that skips the arrival at a latch.
void UncancellableWaitCheck::askForArrivals(const ConcurrencyModel &Model) {
  for (const Obligation &O : gatherObligations(Model, ObligationKind::Latch)) {
    if (Model.isTestBody(&O.In->function()))
      continue;
    const ObligationPaths Paths = obligationPaths(Model, O);
    const std::string Name = O.Holder->getNameAsString();
    if (!Paths.IsLeft) {
      leave({"latch", Name, O.Sets.front()->getSourceRange()},
            Paths.IsFine ? Answer::Fine : Answer::Unknown, Paths.Because);
      continue;
    }
    report({"latch", Name, Paths.At}, "arrival-skipped",
           (Paths.By == LeftBy::Handler ? "this handler" : "this path") +
               std::string(" does not arrive at ") + quoted(Name) +
               ": whoever waits for it waits forever")
        .because(Paths.Because);
  }
}

void UncancellableWaitCheck::ask(const ConcurrencyModel &Model) {
  askForArrivals(Model);
  for (const Wait &W : Model.waits())
    if (!Model.isTestBody(&W.In->function()))
      askForToken(Model, W);
  const std::vector<LostWakeup> AllLost = lostWakeups(Model);
  for (const LostWakeup &Lost : AllLost)
    if (!Model.isTestBody(&Lost.Of->In->function()))
      reportLost(Lost);
  for (const LostItem &Lost : lostItems(Model))
    if (!Model.isTestBody(&Lost.Of->In->function()) &&
        llvm::none_of(AllLost,
                      [&](const auto &Known) { return Known.At == Lost.At; }))
      reportLostItem(Lost);
  std::vector<WayOut> Ways = waysOut(Model);
  for (const Spin &S : spins(Model)) {
    const SourceRange At = {S.Loop->getBeginLoc(), S.Loop->getBeginLoc()};
    // That it cannot be ended is the graver matter.
    if (llvm::none_of(Ways, [&](const WayOut &Way) {
          return Way.Kind == WayOutKind::None && Way.At == At;
        }))
      reportSpin(S, At);
  }
  for (const WayOut &Way : Ways) {
    // What is reported as a wake-up that gets lost is not reported again.
    const bool IsKnown =
        Way.Of && llvm::any_of(AllLost, [&](const auto &Lost) {
          return Lost.Of == Way.Of && Lost.Kind != LossKind::SetWithoutLock;
        });
    if (!IsKnown)
      reportWay(Way);
  }
}
