//===--- Overlap.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Overlap.h"
#include "analysis/Counts.h"
#include "analysis/NothingBetween.h"
#include "analysis/PoolTurn.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

namespace {

class OverlapFinder {
public:
  OverlapFinder(const ConcurrencyModel &Model, const Spawn &S)
      : Model(Model), Resolver(Model.resolver()), S(S), B(*S.In) {}

  Overlap run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Spawn &S;
  const Body &B;

  Overlap make(OverlapKind Kind, SourceRange At, std::string Why,
               const Expr *Wait = nullptr) const {
    Overlap Result;
    Result.Kind = Kind;
    Result.Wait = Wait;
    Result.Because.push_back(Evidence(At, std::move(Why)));
    return Result;
  }
  bool differsInside() const;
  const Expr *runsHereOtherwise() const;
  const Expr *waitThatFollows() const;
  bool waitsInDestructor() const;
  Overlap waitedFor(SourceRange At, std::string Why,
                    const Expr *Wait = nullptr) const;
  std::optional<Overlap> respawned() const;
  std::optional<Overlap> replaced() const;
  bool endsItsBlock() const;
  bool endsItsStatement() const;
  Overlap ofPoolTask() const;
};

} // namespace

/// `bindThisThread(node)`, `pin_to_core(3)`, `setAffinity(mask)`: the thread
/// runs where its starter does not.
static bool namesBinding(llvm::StringRef Name) {
  return hasWord(Name, {"affinity"}) ||
         (hasWord(Name, {"bind", "pin"}) &&
          hasWord(Name,
                  {"thread", "core", "cpu", "numa", "node", "processor"}));
}

/// The task's own code changes its thread: priority, affinity, namespace.
bool OverlapFinder::differsInside() const {
  const Stmt *Run = S.Entry.body();
  const Body *In = nullptr;
  if (S.Entry.Lambda && B.knows(S.Entry.Lambda->getBody()))
    In = &B;
  else if (S.Entry.Function)
    In = Model.body(S.Entry.Function);
  if (!In || !Run || !In->knows(Run))
    return false;
  for (const Stmt *Inner : In->below(Run)) {
    const auto *E = dyn_cast<CallExpr>(Inner);
    std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
    if (C && (Resolver.row(*C, Meaning::SetThreadAttribute) ||
              namesBinding(C->Name)))
      return true;
  }
  return false;
}

/// `if (ownThread) async(f).wait(); else f();`: on which thread it runs is what
/// the branch is about.
const Expr *OverlapFinder::runsHereOtherwise() const {
  const Expr *Spelled = S.Entry.Spelled ? unwrap(S.Entry.Spelled) : nullptr;
  const NamedDecl *Runs = Spelled ? namedBy(Spelled) : nullptr;
  if (!Runs)
    return nullptr;
  for (const Stmt *P = B.parent(S.Site); P; P = B.parent(P)) {
    const auto *If = dyn_cast<IfStmt>(P);
    if (!If || !If->getElse())
      continue;
    const Stmt *Other =
        B.contains(If->getThen(), S.Site) ? If->getElse() : If->getThen();
    for (const Expr *Use : B.uses(cast<NamedDecl>(Runs->getCanonicalDecl())))
      if (B.contains(Other, Use) && isa_and_nonnull<CallExpr>(B.userOf(Use)))
        return Use;
  }
  return nullptr;
}

/// The wait that follows with no work in between.
const Expr *OverlapFinder::waitThatFollows() const {
  if (S.Kept.Waits.empty() || S.Kept.InContainer)
    return nullptr;
  const Stmt *Start = statementOf(B, S.Site);
  // `std::thread a(f), b(g);` and the elements of an array run side by side.
  for (const Spawn &Other : Model.spawnsIn(&B.function()))
    if (Other.Site != S.Site && statementOf(B, Other.Site) == Start)
      return nullptr;
  const Expr *Wait = S.Kept.Waits.front();
  return nothingBetween(Model, B, S.Site, Wait) ? Wait : nullptr;
}

/// Its handle's destructor waits: a future of `std::async`, or a handle that
/// joins and has no stop token to hand on, which would end the task early.
bool OverlapFinder::waitsInDestructor() const {
  if (S.Kind == SpawnKind::Async)
    return S.Kept.Rule == HandleRule::Waits;
  std::optional<Call> C = Resolver.resolve(S.Site, B.makes(S.Site));
  if (S.Kept.Rule != HandleRule::Joins || !C || !C->isConstruction() ||
      (!S.Entry.Lambda && !S.Entry.Function))
    return false;
  const FunctionDecl *Runs =
      S.Entry.Lambda ? S.Entry.Lambda->getCallOperator() : S.Entry.Function;
  return Runs->getMinRequiredArguments() <= S.Entry.Bound.size() &&
         llvm::none_of(Runs->parameters(), [&](const ParmVarDecl *P) {
           return Resolver.typeRow(P->getType(), Meaning::StopTokenType);
         });
}

/// The handle is a local variable that nothing waits for and that is destroyed
/// by the end of the block, right after the start.
bool OverlapFinder::endsItsBlock() const {
  if (!waitsInDestructor() || S.Kept.InContainer || !S.Kept.Waits.empty() ||
      !S.Kept.Owner || !B.uses(S.Kept.Owner).empty() || !endsBlock(B, S.Site))
    return false;
  // Others of its block run beside it.
  const Stmt *Block = B.parent(statementOf(B, S.Site));
  return llvm::none_of(Model.spawnsIn(&B.function()), [&](const Spawn &Other) {
    const Stmt *Start = statementOf(B, Other.Site);
    return Other.Site != S.Site && Start && B.parent(Start) == Block &&
           Other.Kept.Is == Fate::KeptLocal && Other.Kept.Waits.empty();
  });
}

/// A temporary handle that the end of its statement destroys.
bool OverlapFinder::endsItsStatement() const {
  if (S.Kept.Is != Fate::Dropped || !waitsInDestructor())
    return false;
  for (const Stmt *P = B.parent(S.Site); P && isa<Expr>(P); P = B.parent(P))
    if (isa<CXXNewExpr>(P))
      return false;
  return true;
}

/// The scope of its handle's owner ends with a wait.
static bool scopeWaits(const Spawn &S) {
  return S.Kept.Is == Fate::KeptLocal && S.Kept.Owner &&
         (S.Kept.Rule == HandleRule::Waits || S.Kept.Rule == HandleRule::Joins);
}

/// \p S is waited for before \p Round, a loop's body, ends: by a call or, where
/// none is in sight, by the destructor of a variable declared there.
static bool endsWithin(const Body &B, const Stmt *Round, const Spawn &S) {
  if (!S.Kept.Waits.empty())
    return B.contains(Round, S.Kept.Waits.front());
  if (!scopeWaits(S))
    return false;
  for (const Stmt *Inner : B.below(Round))
    if (const auto *Decls = dyn_cast<DeclStmt>(Inner))
      if (llvm::is_contained(Decls->decls(), S.Kept.Owner))
        return true;
  return false;
}

/// Several workers are started and joined inside an iteration of a loop that
/// goes round with the data.
std::optional<Overlap> OverlapFinder::respawned() const {
  if (S.Kept.Waits.empty() && !scopeWaits(S))
    return std::nullopt;
  const Stmt *Inner = B.enclosingLoop(S.Site);
  const Stmt *Outer = Inner;
  if (S.Kept.InContainer) {
    if (!Inner)
      return std::nullopt;
    // One for each of the objects that a member holds are workers as well.
    const Count Workers = countOfLoop(Model, B, Inner);
    if (!Workers.isBounded() && !Workers.IsOfObjects)
      return std::nullopt;
    Outer = B.enclosingLoop(Inner);
  } else {
    // One task beside the loop's own work is a pipeline; several are workers.
    unsigned Siblings = 0;
    for (const Spawn &Other : Model.spawnsIn(&B.function()))
      Siblings += Other.Kept.Is == Fate::KeptLocal && Inner &&
                  B.enclosingLoop(Other.Site) == Inner &&
                  endsWithin(B, loopBody(Inner), Other);
    if (Siblings < 2)
      return std::nullopt;
  }
  for (; Outer; Outer = B.enclosingLoop(Outer)) {
    if (!endsWithin(B, loopBody(Outer), S))
      continue;
    const Expr *Wait = S.Kept.Waits.empty() ? nullptr : S.Kept.Waits.front();
    Count Rounds = countOfLoop(Model, B, Outer);
    if (Rounds.Kind != CountKind::Data && Rounds.Kind != CountKind::Endless)
      continue;
    Overlap Result =
        make(OverlapKind::Respawned,
             conditionOf(Outer) ? conditionOf(Outer)->getSourceRange()
                                : SourceRange(Outer->getBeginLoc()),
             Rounds.Because.Text.empty() ? "the loop goes round with the data"
                                         : Rounds.Because.Text,
             Wait);
    Result.Because.push_back(
        Wait
            ? Evidence(Wait->getSourceRange(),
                       "all of them are joined before the next round")
            : Evidence(SourceRange(S.Kept.Owner->getLocation()),
                       "the destructor of '" + S.Kept.Owner->getNameAsString() +
                           "' waits for it before the next round"));
    return Result;
  }
  return std::nullopt;
}

/// `f = std::async(…);` in a loop: the assignment destroys the future of the
/// round before, and that waits.
std::optional<Overlap> OverlapFinder::replaced() const {
  if (S.Kind != SpawnKind::Async || S.Kept.Rule != HandleRule::Waits ||
      S.Kept.InContainer || !S.Kept.Owner || B.initialises(S.Site))
    return std::nullopt;
  const Stmt *Loop = B.enclosingLoop(S.Site);
  // A variable of the loop's own is destroyed by its round.
  if (!Loop || B.enclosingLambda(Loop) != B.enclosingLambda(S.Site))
    return std::nullopt;
  for (const Stmt *Inner : B.below(Loop))
    if (const auto *Decls = dyn_cast<DeclStmt>(Inner))
      if (llvm::is_contained(Decls->decls(), S.Kept.Owner))
        return std::nullopt;
  // One that is asked in the loop is known to wait.
  const Expr *Assigned = nullptr;
  for (const Expr *Use : B.uses(S.Kept.Owner))
    if (B.contains(Loop, Use)) {
      if (Assigned)
        return std::nullopt;
      Assigned = Use;
    }
  const Assignment Assigns =
      Assigned ? asAssignment(B.userOf(Assigned)) : Assignment();
  if (!Assigns || unwrap(Assigns.Target) != unwrap(Assigned) ||
      !B.contains(Assigns.Value, S.Site))
    return std::nullopt;
  const Count Rounds = countOfLoop(Model, B, Loop);
  if (Rounds.Kind != CountKind::Data && Rounds.Kind != CountKind::Endless)
    return std::nullopt;
  return make(OverlapKind::Replaced, Assigned->getSourceRange(),
              "the future of the round before is destroyed here, and its "
              "destructor waits for the task");
}

/// The starter does nothing but wait.
Overlap OverlapFinder::waitedFor(SourceRange At, std::string Why,
                                 const Expr *Wait) const {
  return make(B.enclosingLoop(S.Site) ? OverlapKind::JoinedInIteration
                                      : OverlapKind::WaitedAtOnce,
              At, std::move(Why), Wait);
}

static constexpr llvm::StringLiteral NoWork =
    "it is waited for at once, with no work in between";
static constexpr llvm::StringLiteral WaitsItself =
    "the expression that starts it waits for it";

Overlap OverlapFinder::ofPoolTask() const {
  if (const Expr *Wait = waitOfOneTask(Model, S))
    return make(OverlapKind::PoolWaitedAtOnce, Wait->getSourceRange(),
                (S.Kept.Is == Fate::WaitedAtOnce ? WaitsItself : NoWork).str(),
                Wait);
  return make(OverlapKind::Unknown, S.Site->getSourceRange(),
              "on which thread it runs may be what it is handed over for");
}

Overlap OverlapFinder::run() {
  SourceRange Site = S.Site->getSourceRange();
  // `std::async(f).wait_for(0s);`: the temporary waits when it is destroyed.
  if (S.Kept.WaitIsTimed && S.Kept.Is == Fate::WaitedAtOnce &&
      S.Kept.Rule == HandleRule::Waits && S.Kind == SpawnKind::Async &&
      !S.Wrapper)
    return make(OverlapKind::DiscardedFuture, Site,
                "the wait has a time limit, and the destructor of the future "
                "behind it has none");
  if (S.Kept.WaitIsTimed)
    return make(OverlapKind::Overlaps, Site, "the wait has a time limit");
  if (S.DiffersOnPurpose || differsInside())
    return make(OverlapKind::Overlaps, Site,
                "the thread was given a stack size, priority or affinity, or "
                "attributes that may hold one");
  if (const Expr *Direct = runsHereOtherwise())
    return make(OverlapKind::Overlaps, Direct->getSourceRange(),
                "the other branch runs it on this thread: which one it is, is "
                "chosen");
  if (!S.isThread())
    return ofPoolTask();
  if (S.Kept.Is == Fate::WaitedAtOnce && !S.Wrapper) {
    const Expr *Wait =
        S.Kept.Waits.empty() ? S.Kept.Where : S.Kept.Waits.front();
    return waitedFor(Wait ? Wait->getSourceRange() : Site, WaitsItself.str(),
                     Wait);
  }
  if (endsItsStatement())
    return S.Kind == SpawnKind::Async
               ? make(OverlapKind::DiscardedFuture, Site,
                      "the future is discarded, and its destructor waits for "
                      "the task")
               : waitedFor(Site, "the handle is discarded, and its destructor "
                                 "joins the thread");
  if (std::optional<Overlap> Before = replaced())
    return *Before;
  if (const Expr *Wait = waitOfGroup(Model, S))
    return waitedFor(Wait->getSourceRange(), NoWork.str(), Wait);
  // A thread that is an object of its own is set up elsewhere.
  if (S.Kept.Is == Fate::KeptLocal ||
      (S.Kept.Is == Fate::KeptInMember && !S.Wrapper &&
       S.Api->Callable != ReceiverIsCallable))
    if (const Expr *Wait = waitThatFollows())
      return waitedFor(Wait->getSourceRange(), NoWork.str(), Wait);
  if (S.Kept.Is == Fate::KeptLocal) {
    if (std::optional<Overlap> Again = respawned())
      return *Again;
    if (endsItsBlock()) {
      const SourceRange Declared(S.Kept.Owner->getLocation());
      const std::string Ends = "'" + S.Kept.Owner->getNameAsString() +
                               "' goes out of scope at once, and its "
                               "destructor ";
      return S.Kind == SpawnKind::Async
                 ? make(OverlapKind::DiscardedFuture, Declared,
                        Ends + "waits for the task")
                 : waitedFor(Declared, Ends + "joins the thread");
    }
    if (!S.Kept.Waits.empty())
      return make(OverlapKind::Overlaps, S.Kept.Waits.front()->getSourceRange(),
                  "other work lies between the start and this wait");
  }
  if (S.Kept.Is == Fate::Detached)
    return make(OverlapKind::Overlaps, Site, "nothing waits for it");
  return make(OverlapKind::Unknown, Site,
              "where it is waited for is not in sight");
}

Overlap threadwise::overlapOf(const ConcurrencyModel &Model, const Spawn &S) {
  return OverlapFinder(Model, S).run();
}

Overlap threadwise::overlapOf(const ParallelRegion &R) {
  Overlap O;
  if (const Stmt *Wait = waitOfOneTask(R)) {
    O.Kind = OverlapKind::PoolWaitedAtOnce;
    O.Because.push_back(Evidence(Wait->getSourceRange(), NoWork.str()));
  }
  return O;
}
