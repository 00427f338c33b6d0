//===--- CancelConditions.cpp - the way out of a condition wait -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelWakeups.h"
#include "analysis/WayFinder.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

bool WayFinder::endingNotifies(const NamedDecl *On,
                               const StateChange &Change) const {
  bool Found = false;
  Task.Ending.eachCall([&](const Body &B, const Call &C) {
    if (!notifies(Model, B, C, On))
      return;
    // What is notified first is not heard afterwards, but in a loop.
    const bool IsEarlier = &B == Change.In && B.endsBefore(C.Site, Change.At) &&
                           (!B.enclosingLoop(C.Site) ||
                            !B.contains(B.enclosingLoop(C.Site), Change.At));
    Found |= !IsEarlier;
  });
  return Found;
}

/// Is the function called in a loop of the ending?
static bool isCalledInLoop(const CodeReach &Ending, const Body &B) {
  bool InLoop = false;
  Ending.eachCall([&](const Body &Caller, const Call &C) {
    if (C.Function && &Caller != &B &&
        C.Function->getCanonicalDecl() == B.function().getCanonicalDecl())
      InLoop |= Caller.enclosingLoop(C.Site) != nullptr;
  });
  return InLoop;
}

std::optional<WayOut> WayFinder::onlyOneWoken(const NamedDecl *On) const {
  // One thread is woken by one notification.
  if (!Task.Start->In->enclosingLoop(Task.Start->Site))
    return std::nullopt;
  std::optional<Call> Notice;
  const Body *In = nullptr;
  bool IsMore = false;
  Task.Ending.eachCall([&](const Body &B, const Call &C) {
    if (!notifies(Model, B, C, On))
      return;
    IsMore |= Notice.has_value();
    Notice = C;
    In = &B;
  });
  if (!Notice || IsMore)
    return std::nullopt;
  llvm::StringRef WakesAll = namesAll(Model, *Notice);
  if (WakesAll.empty() || In->enclosingLoop(Notice->Site) ||
      isCalledInLoop(Task.Ending, *In))
    return std::nullopt;
  // Who wakes may wake the next.
  bool IsChain = false;
  Task.Runs.eachCall([&](const Body &B, const Call &C) {
    IsChain |= notifies(Model, B, C, On);
  });
  if (IsChain)
    return std::nullopt;
  WayOut Way = none(NoWayOut::OneNotified, Notice->range());
  Way.State = On;
  Way.Notice = Notice->Name.str();
  if (const auto *Called = dyn_cast<CallExpr>(Notice->Site)) {
    Way.Rename = Called->getCallee()->getExprLoc();
    Way.NewName = WakesAll.str();
  }
  Way.Because.push_back(
      {Task.Start->In->enclosingLoop(Task.Start->Site)->getSourceRange(),
       "this loop starts one thread after the other"});
  Way.Because.push_back(joined());
  return Way;
}

WayFinder::Changes WayFinder::changesOf(const WaitTest &Test,
                                        const Body &In) const {
  Changes Found;
  auto Answered = [&](WayOut Way) {
    Found.Answer = std::move(Way);
    return Found;
  };
  // Somebody else changes it: no matter where the ending changes another part
  // of what is tested.
  std::optional<WayOut> Outside;
  const NamedDecl *ChangedOutside = nullptr;
  for (const StateRead &Read : Test.Reads) {
    if (Read.IsToken)
      return Answered(make(WayOutKind::Found, Read.At->getSourceRange(),
                           "it tests a stop token"));
    bool HasWriter = false;
    for (const Body *B : bodiesWith(Model, In, Read.State)) {
      if (isa<CXXConstructorDecl>(B->function()))
        continue;
      for (const StateChange &Change : changesIn(Model, *B, Read.State)) {
        if (Task.Ending.covers(*B, Change.At)) {
          HasWriter = true;
          if (Change.Is != ChangeKind::Shrinks && !Found.ByEnding) {
            Found.Change = Change;
            Found.ByEnding = Read.State;
          }
        } else if (!Task.Runs.covers(*B, Change.At)) {
          HasWriter = true;
          if (Change.Is == ChangeKind::HandedOn)
            return Answered(
                make(WayOutKind::Unknown, Change.At->getSourceRange(),
                     quotedName(*Read.State) + " is handed on here"));
          if (Change.Is == ChangeKind::Sets &&
              (!Outside || Found.ByEnding == Read.State)) {
            Outside = make(WayOutKind::Found, Change.At->getSourceRange(),
                           quotedName(*Read.State) + " is set here");
            ChangedOutside = Read.State;
          }
        }
      }
    }
    if (!HasWriter && !holdsItems(Model, Read.State))
      return Answered(
          make(WayOutKind::Unknown, Read.At->getSourceRange(),
               "nothing in sight changes " + quotedName(*Read.State)));
  }
  if (Outside && (!Found.ByEnding || Found.ByEnding == ChangedOutside))
    Found.Answer = std::move(Outside);
  return Found;
}

WayOut WayFinder::condition(const Wait &W) const {
  const SourceRange At = placeOf(W);
  if (W.isTimed())
    return comesBack(W);
  if (W.Token)
    return make(WayOutKind::Found, W.Token->getSourceRange(),
                "it is given a stop token");
  if (!W.Predicate && !W.Loop)
    return make(WayOutKind::Unknown, At, "the loop around it is not in sight");
  const WaitTest Test = testOf(Model, W);
  if (Test.HasUnseen || Test.Reads.empty())
    return make(WayOutKind::Unknown, At,
                "not all of what it tests is in sight");

  Changes By = changesOf(Test, *W.In);
  if (By.Answer)
    return *By.Answer;
  if (!W.On || Task.Ending.hasUnseen(recordWith(W.On)))
    return unseenEnding();
  if (endingCancels())
    return cancelled();
  if (By.ByEnding) {
    if (std::optional<WayOut> One = onlyOneWoken(W.On)) {
      One->Because.insert(One->Because.begin() + 1,
                          {W.Site->getSourceRange(), "each waits here"});
      return *One;
    }
    if (endingNotifies(W.On, By.Change))
      return make(WayOutKind::Found, By.Change.At->getSourceRange(),
                  quotedName(*By.ByEnding) + " is changed here, and " +
                      quotedName(*W.On) + " notified");
    WayOut Way = none(NoWayOut::NotNotified, By.Change.At->getSourceRange());
    Way.State = By.ByEnding;
    Way.Because.push_back(
        {W.Site->getSourceRange(),
         "it waits here for " + quotedName(*W.On) + " to be notified"});
    Way.Because.push_back(joined());
    return Way;
  }
  if (endsByItem())
    return make(WayOutKind::Unknown, At,
                "an item that is taken may say to end");
  WayOut Way = none(NoWayOut::OnlyData, At);
  Way.Test = Test;
  Way.Because.push_back(
      {Task.JoinedAt,
       joined().Text + ", and changes nothing that the wait tests"});
  return Way;
}
