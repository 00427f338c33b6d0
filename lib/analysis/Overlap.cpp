//===--- Overlap.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Overlap.h"
#include "analysis/Counts.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

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
  bool losesCodeBetween(const Stmt *Start, const Stmt *End) const;
  std::optional<Overlap> respawned() const;
  std::optional<Overlap> replaced() const;
  bool endsItsBlock() const;
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

/// The statement in which \p E stands, as a child of a compound statement.
static const Stmt *statementOf(const Body &B, const Stmt *E) {
  const Stmt *Child = E;
  for (const Stmt *P = B.parent(E); P; Child = P, P = B.parent(P)) {
    if (isa<CompoundStmt>(P))
      return Child;
    if (isa<LambdaExpr>(P))
      return nullptr;
  }
  return nullptr;
}

/// Clang drops statements in which it cannot make sense of anything: in a unit
/// with errors the text decides whether nothing stands between two statements.
bool OverlapFinder::losesCodeBetween(const Stmt *Start, const Stmt *End) const {
  const ASTContext &Context = Model.context();
  if (!Context.getDiagnostics().hasErrorOccurred())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Stop = SM.getFileLoc(End->getBeginLoc());
  SourceLocation At = SM.getFileLoc(Start->getEndLoc());
  for (unsigned Tokens = 0; Tokens < 4; ++Tokens) {
    std::optional<Token> Next =
        Lexer::findNextToken(At, SM, Context.getLangOpts());
    if (!Next)
      return true;
    if (Next->getLocation() == Stop)
      return false;
    if (Next->isNot(tok::semi))
      return true;
    At = Next->getLocation();
  }
  return true;
}

/// The wait in the very next statement, when that does nothing else.
const Expr *OverlapFinder::waitThatFollows() const {
  if (S.Kept.Waits.empty() || S.Kept.InContainer)
    return nullptr;
  const Stmt *Start = statementOf(B, S.Site);
  // `std::thread a(f), b(g);` and the elements of an array run side by side.
  for (const Spawn &Other : Model.spawnsIn(&B.function()))
    if (Other.Site != S.Site && statementOf(B, Other.Site) == Start)
      return nullptr;
  const Expr *Wait = S.Kept.Waits.front();
  const Stmt *End = statementOf(B, Wait);
  if (!Start || !End || B.parent(Start) != B.parent(End))
    // `if (t.joinable()) { t.join(); }`
    while (End && B.parent(End) && Start && B.parent(Start) != B.parent(End)) {
      const Stmt *Up = statementOf(B, B.parent(End));
      if (!Up || !isa<IfStmt>(Up))
        return nullptr;
      End = Up;
    }
  if (!Start || !End || Start == End)
    return nullptr;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(Start));
  if (!Block)
    return nullptr;
  bool IsNext = false;
  for (const Stmt *Child : Block->body()) {
    if (IsNext) {
      if (isa<NullStmt>(Child))
        continue;
      break;
    }
    IsNext = Child == Start;
  }
  const Stmt *Previous = nullptr;
  for (const Stmt *Child : Block->body()) {
    if (Child == End)
      break;
    if (!isa<NullStmt>(Child))
      Previous = Child;
  }
  if (Previous != Start || losesCodeBetween(Start, End))
    return nullptr;
  // `return compute() + f.get();` does work of its own, before or beside.
  for (const Stmt *Inner : B.below(End)) {
    const auto *E = dyn_cast<CallExpr>(Inner);
    if (!E || E == Wait || B.contains(Wait, E) || B.contains(E, Wait))
      continue;
    std::optional<Call> C = Resolver.resolve(E);
    if (C && (C->Name == "joinable" || C->Name == "valid"))
      continue;
    if (!isa<IfStmt>(End))
      return nullptr;
  }
  return Wait;
}

/// The future of an async task is a local variable that nothing waits for and
/// that is destroyed by the end of the block, right after the start.
bool OverlapFinder::endsItsBlock() const {
  if (S.Kind != SpawnKind::Async || S.Kept.Rule != HandleRule::Waits ||
      S.Kept.InContainer || !S.Kept.Waits.empty() || !S.Kept.Owner ||
      !B.uses(S.Kept.Owner).empty())
    return false;
  const Stmt *Start = statementOf(B, S.Site);
  const auto *Block =
      Start ? dyn_cast_or_null<CompoundStmt>(B.parent(Start)) : nullptr;
  return Block && !Block->body_empty() && Block->body_back() == Start;
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
                "the thread was given a stack size, priority or affinity");
  if (const Expr *Direct = runsHereOtherwise())
    return make(OverlapKind::Overlaps, Direct->getSourceRange(),
                "the other branch runs it on this thread: which one it is, is "
                "chosen");
  if (S.Kept.Is == Fate::WaitedAtOnce && !S.Wrapper) {
    const Expr *Wait =
        S.Kept.Waits.empty() ? S.Kept.Where : S.Kept.Waits.front();
    bool InLoop = B.enclosingLoop(S.Site) != nullptr;
    return make(InLoop ? OverlapKind::JoinedInIteration
                       : OverlapKind::WaitedAtOnce,
                Wait ? Wait->getSourceRange() : Site,
                "the expression that starts it waits for it", Wait);
  }
  if (S.Kept.Is == Fate::Dropped && S.Kept.Rule == HandleRule::Waits &&
      S.Kind == SpawnKind::Async)
    return make(OverlapKind::DiscardedFuture, Site,
                "the future is discarded, and its destructor waits for the "
                "task");
  if (std::optional<Overlap> Before = replaced())
    return *Before;
  if (S.Kept.Is == Fate::KeptLocal) {
    if (const Expr *Wait = waitThatFollows()) {
      bool InLoop = B.enclosingLoop(S.Site) != nullptr;
      return make(InLoop ? OverlapKind::JoinedInIteration
                         : OverlapKind::WaitedAtOnce,
                  Wait->getSourceRange(),
                  "it is waited for at once, with no work in between", Wait);
    }
    if (std::optional<Overlap> Again = respawned())
      return *Again;
    if (endsItsBlock())
      return make(OverlapKind::DiscardedFuture,
                  SourceRange(S.Kept.Owner->getLocation()),
                  "'" + S.Kept.Owner->getNameAsString() +
                      "' goes out of scope at once, and its destructor waits "
                      "for the task");
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
