//===--- Cancel.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Cancel.h"
#include "analysis/WayFinder.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"

using namespace threadwise;
using namespace clang;

std::string threadwise::quotedName(const NamedDecl &D) {
  return "'" + unqualifiedName(D).str() + "'";
}

const CXXRecordDecl *threadwise::recordWith(const NamedDecl *Member) {
  return Member ? dyn_cast<CXXRecordDecl>(Member->getDeclContext()) : nullptr;
}

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

WayOut WayFinder::comesBack(const Wait &W) const {
  return make(WayOutKind::Found, W.Timeout->getSourceRange(),
              "it comes back when its time is over");
}

WayOut WayFinder::cancelled() const {
  return make(WayOutKind::Found, Task.JoinedAt,
              "the thread is cancelled before it is joined");
}

WayOut WayFinder::unseenEnding() const {
  return make(WayOutKind::Unknown, Task.JoinedAt,
              "not all of what is done before the join is in sight");
}

Evidence WayFinder::joined() const {
  return {Task.JoinedAt, "'" + Task.JoinedBy + "' joins it here"};
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
    std::optional<Call> C = Resolver.resolve(E, Entry.In->makes(E));
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

std::optional<WayOut> WayFinder::look(const Wait &W) const {
  if (!Task.Runs.covers(*W.In, W.Site))
    return std::nullopt;
  std::optional<WayOut> Way;
  if (W.Kind == WaitKind::Condition)
    Way = condition(W);
  else if (W.Kind == WaitKind::Poll)
    Way = polling(W);
  else if (W.Kind == WaitKind::Sleep)
    Way = sleeping(W);
  else
    Way = blocking(W);
  if (Way)
    Way->Of = &W;
  return Way;
}

std::vector<WayOut> threadwise::waysOut(const ConcurrencyModel &Model) {
  std::vector<WayOut> Ways = closedWhileAccepting(Model);
  if (Model.spawns().empty())
    return Ways;
  for (const JoinedTask &Task : joinedTasks(Model)) {
    WayFinder Finder(Model, Task);
    bool HasNone = false;
    for (const Wait &W : Model.waits()) {
      // One thread is enough to show that a wait has no end.
      if (llvm::any_of(Ways, [&](const WayOut &Way) {
            return Way.Of == &W && Way.Kind != WayOutKind::Unknown &&
                   !Way.JoinedBy.empty();
          }))
        continue;
      if (std::optional<WayOut> Way = Finder.look(W)) {
        // With the join in sight the answer is the better one.
        llvm::erase_if(Ways, [&](const WayOut &Other) {
          return Other.Of == &W && Other.JoinedBy.empty();
        });
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
