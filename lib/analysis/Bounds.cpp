//===--- Bounds.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Bounds.h"
#include "analysis/Counts.h"
#include "analysis/Entries.h"
#include "analysis/Limits.h"
#include "analysis/LoopItems.h"
#include "analysis/Recursion.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace threadwise;
using namespace clang;

/// What the wrapper of \p S starts; null when it is no wrapper, or several.
static const Spawn *startOf(const ConcurrencyModel &Model, const Spawn &S) {
  llvm::ArrayRef<Spawn> Starts =
      S.Wrapper ? Model.spawnsIn(S.Wrapper) : llvm::ArrayRef<Spawn>();
  return Starts.size() == 1 ? &Starts.front() : nullptr;
}

/// `while ((peer = accept(…)) >= 0)`
static bool asksForConnections(const ConcurrencyModel &Model, const Body &B,
                               const Stmt *Loop) {
  const Expr *Condition = conditionOf(Loop);
  return Condition && llvm::any_of(B.below(Condition), [&](const Stmt *S) {
           const Expr *Called = asCall(S);
           std::optional<Call> C =
               Called ? Model.resolver().resolve(Called) : std::nullopt;
           return C && acceptsConnection(Model.resolver(), *C);
         });
}

/// Does the loop run until it is told to stop, also as one that accepts
/// connections meanwhile?
static bool isServing(const ConcurrencyModel &Model, const Body &B,
                      const Stmt *Loop) {
  return !isa<CXXForRangeStmt>(Loop) &&
         (countOfLoop(Model, B, Loop).Kind == CountKind::Endless ||
          asksForConnections(Model, B, Loop));
}

/// The task runs until it is told to stop: one of it serves what the
/// configuration names, it is not work that arrives.
static bool isService(const ConcurrencyModel &Model, const Spawn &S) {
  const Body &B = *S.In;
  const FunctionDecl *F = nullptr;
  const Stmt *Run = S.Entry.body();
  const Body *In = nullptr;
  if (S.Entry.Lambda && B.knows(S.Entry.Lambda->getBody())) {
    In = &B;
    Run = S.Entry.Lambda->getBody();
  } else if ((F = definitionOf(S.Entry.Function))) {
    In = Model.body(F);
    Run = In ? In->root() : nullptr;
  }
  if (!In || !Run) {
    const Spawn *Start = startOf(Model, S);
    return Start && isService(Model, *Start);
  }
  for (const Stmt *Inner : In->below(Run))
    if (loopBody(Inner) && isServing(Model, *In, Inner))
      return true;
  // One call away: `[this] { run(); }`.
  for (const Stmt *Inner : In->below(Run)) {
    const auto *E = dyn_cast<CallExpr>(Inner);
    std::optional<Call> C = E ? Model.resolver().resolve(E) : std::nullopt;
    const Body *Callee = C && C->Function ? Model.body(C->Function) : nullptr;
    if (!Callee || Callee == In)
      continue;
    for (const Stmt *Loop : Callee->loops())
      if (isServing(Model, *Callee, Loop))
        return true;
  }
  return false;
}

namespace {

class AliveAtOnce {
public:
  AliveAtOnce(const ConcurrencyModel &Model, const Spawn &S,
              uint64_t LargeConstant)
      : Model(Model), S(S), B(*S.In), LargeConstant(LargeConstant) {}

  Bound run();

private:
  const ConcurrencyModel &Model;
  const Spawn &S;
  const Body &B;
  uint64_t LargeConstant;
  uint64_t Product = 1;
  llvm::SmallVector<Evidence, 2> Reasons; ///< why what was seen is bounded
  llvm::SmallVector<Evidence, 2> Unseen;

  std::optional<Bound> throughLoops(const Stmt *At);
  std::optional<Bound> throughLoop(const Stmt *Loop);
  std::optional<Bound> waitedIn(const Stmt *Loop) const;
  bool isInBoundedSlot() const;
  std::optional<Bound> endless(const Stmt *Loop, const Count &C);
  Bound perIteration(const Stmt *Loop, const Count &C) const;
  Bound perCall();
  std::optional<Evidence> takesOverParameter() const;
  bool runsParameter() const;
  bool isRelevantParameter(const ParmVarDecl &P) const;
  bool outlivesCall() const;
  Evidence fateNote() const;

  Bound atMost(Evidence Why) const {
    Bound Result;
    Result.Kind = BoundKind::AtMost;
    Result.Because.append(Reasons.begin(), Reasons.end());
    Result.Because.push_back(std::move(Why));
    return Result;
  }
  Bound unknown(Evidence Why) const {
    Bound Result;
    Result.Because.append(Unseen.begin(), Unseen.end());
    Result.Because.push_back(std::move(Why));
    return Result;
  }
  Bound unbounded(Growth How, std::string Per, Evidence Why) const {
    Bound Result;
    Result.Kind = BoundKind::Unbounded;
    Result.Grows = How;
    Result.Per = std::move(Per);
    Result.Because.push_back(std::move(Why));
    Result.Because.push_back(fateNote());
    if (const Spawn *Start = startOf(Model, S))
      Result.Because.push_back(Evidence(Start->Site->getSourceRange(),
                                        "'" + S.Name + "' starts it here"));
    return Result;
  }
};

} // namespace

static std::string quoted(const NamedDecl &D) {
  return "'" + D.getNameAsString() + "'";
}

/// What happens to the handle, as the sentence that says what is missing.
Evidence AliveAtOnce::fateNote() const {
  const Handle &H = S.Kept;
  SourceRange At =
      H.Where ? H.Where->getSourceRange() : S.Site->getSourceRange();
  switch (H.Is) {
  case Fate::Detached:
    return Evidence(At, "it is detached: nothing waits for it before the next "
                        "one starts");
  case Fate::Dropped:
    return Evidence(At, "its handle is not kept: nothing waits for it before "
                        "the next one starts");
  case Fate::Appended:
    return Evidence(
        At, "it is kept in " +
                (H.Owner ? quoted(*H.Owner) : std::string("a container")) +
                ", whose size nothing limits before the start");
  case Fate::KeptLocal:
    if (!H.Waits.empty())
      return Evidence(H.Waits.front()->getSourceRange(),
                      "the first wait for " +
                          (H.Owner ? quoted(*H.Owner) : std::string("it")) +
                          " comes after all of them have been started");
    break;
  default:
    break;
  }
  return Evidence(At, "nothing waits or takes a permit before the next one "
                      "starts");
}

static bool declaredInside(const Body &B, const NamedDecl *D,
                           const Stmt *Loop) {
  const Stmt *Inside = loopBody(Loop);
  for (const Stmt *Inner : B.below(Inside))
    if (const auto *Decls = dyn_cast<DeclStmt>(Inner))
      if (llvm::is_contained(Decls->decls(), D))
        return true;
  return false;
}

/// Joined, or destroyed by something that joins, before the iteration of
/// \p Loop ends.
std::optional<Bound> AliveAtOnce::waitedIn(const Stmt *Loop) const {
  const Handle &H = S.Kept;
  const Stmt *Inside = loopBody(Loop);
  if (H.Is == Fate::WaitedAtOnce)
    return atMost(
        Evidence(H.Where ? H.Where->getSourceRange() : S.Site->getSourceRange(),
                 "it is waited for at once"));
  for (const Expr *Wait : H.Waits)
    if (B.contains(Inside, Wait))
      return atMost(
          Evidence(Wait->getSourceRange(),
                   "it is waited for inside the loop that starts it"));
  if (H.Is == Fate::Dropped && H.Rule == HandleRule::Waits)
    return atMost(Evidence(S.Site->getSourceRange(),
                           "the discarded future waits for it at once"));
  bool DestructorWaits =
      H.Rule == HandleRule::Joins || H.Rule == HandleRule::Waits;
  if (H.Is == Fate::KeptLocal && H.Owner && DestructorWaits &&
      (declaredInside(B, H.Owner, Loop) || !H.InContainer))
    return atMost(Evidence(SourceRange(H.Owner->getLocation()),
                           "the destructor of " + quoted(*H.Owner) +
                               " waits for it before the next one starts"));
  if (H.Is == Fate::KeptInMember && H.Rule != HandleRule::Leaves &&
      !H.InContainer)
    return atMost(Evidence(S.Site->getSourceRange(),
                           "one variable holds it: the one before must have "
                           "ended"));
  if (isInBoundedSlot() ||
      (H.Is == Fate::KeptInSlot &&
       countOfLoop(Model, B, Loop).Kind == CountKind::Endless))
    return atMost(Evidence(S.Site->getSourceRange(),
                           "it is kept in a slot: the number of slots bounds "
                           "it"));
  return std::nullopt;
}

/// Kept where an enumerator or `fd % 8` says: the one that was there must have
/// ended.
bool AliveAtOnce::isInBoundedSlot() const {
  const Handle &H = S.Kept;
  return H.IndexIsBounded && H.Rule != HandleRule::Leaves &&
         (H.Is == Fate::KeptInSlot || H.Is == Fate::KeptLocal);
}

/// A loop that runs until it is told to stop: is there an item in each
/// iteration?
std::optional<Bound> AliveAtOnce::endless(const Stmt *Loop, const Count &C) {
  const CalleeResolver &Resolver = Model.resolver();
  const Stmt *Inside = loopBody(Loop);
  const Expr *Source = nullptr;
  std::string Per;
  bool IsPaced = false;
  for (const Stmt *Inner : B.below(Loop)) {
    const Expr *E = asCall(Inner);
    if (!E || B.contains(E, S.Site) ||
        B.enclosingLambda(E) != B.enclosingLambda(Loop))
      continue;
    std::optional<Call> Made = Resolver.resolve(E);
    if (!Made)
      continue;
    if (acceptsConnection(Resolver, *Made)) {
      Source = E;
      Per = "accepted connection";
    }
    for (const ApiRow &Row : Resolver.rows(*Made)) {
      switch (Row.Is) {
      case Meaning::ReadItem:
      case Meaning::PopItem:
      case Meaning::TryPopItem:
        if (Source || !B.precedes(E, S.Site))
          break;
        Source = E;
        Per = "item that " + spelling(Model, E) + " yields";
        break;
      case Meaning::Sleep:
        IsPaced = true;
        break;
      default:
        break;
      }
    }
  }
  if (!Source && !IsPaced && B.contains(Inside, S.Site))
    for (const Expr *Taken : S.TakesOver)
      if (const Expr *Made = itemMade(Resolver, B, Loop, Taken, S.Site)) {
        Source = Made;
        Per = "item that " + spelling(Model, Source) + " yields";
        break;
      }
  if (!Source) {
    if (std::optional<Count> Exit = countOfExit(Model, B, Loop))
      return perIteration(Loop, *Exit);
    Unseen.push_back(
        Evidence(Loop->getSourceRange().getBegin(),
                 C.Because.Text + "; how fast it goes round is not in sight"));
    return std::nullopt;
  }
  return unbounded(Growth::PerItem, Per,
                   Evidence(Source->getSourceRange(),
                            "the loop has no end of its own: each iteration "
                            "takes one more here"));
}

/// \p Loop runs as often as the data says.
Bound AliveAtOnce::perIteration(const Stmt *Loop, const Count &C) const {
  std::string Per = C.Driver.empty()             ? "iteration"
                    : isa<CXXForRangeStmt>(Loop) ? "element of " + C.Driver
                                                 : "iteration over " + C.Driver;
  llvm::StringRef Item = C.Because.Text;
  if (!isa<CXXForRangeStmt>(Loop) && Item.consume_front("one iteration per "))
    Per = Item.str();
  return unbounded(Growth::PerItem, Per, C.Because);
}

/// `while (pthread_create(…) != 0)`: it is tried again until it starts one.
static bool isRetry(const Body &B, const Stmt *Loop, const Expr *Start) {
  const Expr *Condition = conditionOf(Loop);
  if (!Condition || !B.contains(Condition, Start) ||
      Start->getType()->isBooleanType())
    return false;
  const auto *Test = dyn_cast<BinaryOperator>(unwrap(Condition));
  const auto *Not = dyn_cast<UnaryOperator>(unwrap(Condition));
  return !(Test && Test->getOpcode() == BO_EQ) &&
         !(Not && Not->getOpcode() == UO_LNot);
}

std::optional<Bound> AliveAtOnce::throughLoop(const Stmt *Loop) {
  if (isRetry(B, Loop, S.Site))
    return std::nullopt;
  if (std::optional<Evidence> Made = guardOnceIn(Loop, S))
    return atMost(*Made);
  if (std::optional<Bound> Waited = waitedIn(Loop))
    return Waited;
  if (std::optional<Evidence> Limit = limitBefore(Model, Loop, S))
    return atMost(*Limit);
  Count C = countOfLoop(Model, B, Loop);
  switch (C.Kind) {
  case CountKind::Constant:
    Product *= std::max<uint64_t>(C.Value, 1);
    Reasons.push_back(C.Because);
    if (Product >= LargeConstant)
      return unbounded(Growth::PerItem, "iteration", C.Because);
    return std::nullopt;
  case CountKind::Machine:
  case CountKind::Chosen:
    Reasons.push_back(C.Because);
    return std::nullopt;
  case CountKind::Data: {
    if (C.IsOfObjects && !S.Kept.Waits.empty())
      return unknown(Evidence(C.Because.At,
                              "one for each of the objects that a member "
                              "holds, and all are waited for: whether their "
                              "number is configuration is not in sight"));
    // How many connect is no configuration, however long each session runs.
    if (!asksForConnections(Model, B, Loop) && isService(Model, S))
      return unknown(Evidence(S.Site->getSourceRange(),
                              "each task runs until it is told to stop: "
                              "whether its number is configuration is not in "
                              "sight"));
    return perIteration(Loop, C);
  }
  case CountKind::Endless:
    return endless(Loop, C);
  case CountKind::Unknown:
    Unseen.push_back(C.Because);
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Bound> AliveAtOnce::throughLoops(const Stmt *At) {
  for (const Stmt *Loop = B.enclosingLoop(At); Loop;
       Loop = B.enclosingLoop(Loop))
    if (std::optional<Bound> Found = throughLoop(Loop))
      return Found;
  return std::nullopt;
}

/// The thread outlives the call that started it, with nothing that can be
/// waited for through a single handle.
bool AliveAtOnce::outlivesCall() const {
  switch (S.Kept.Is) {
  case Fate::Detached:
  case Fate::Appended:
    return true;
  case Fate::Dropped:
    return S.Kept.Rule == HandleRule::Leaves ||
           S.Kept.Rule == HandleRule::Terminates;
  case Fate::KeptLocal:
    // A pthread_t on the stack that nobody joins is as good as detached.
    return S.Kept.Rule == HandleRule::Leaves && S.Kept.Waits.empty() &&
           !S.Wrapper && !S.Kept.InContainer && S.Api &&
           S.Api->HandleArgument != NoCallable;
  default:
    return false;
  }
}

/// Is a parameter the item that the call is about, and not a setting?
bool AliveAtOnce::isRelevantParameter(const ParmVarDecl &P) const {
  QualType T = P.getType().getNonReferenceType();
  llvm::StringRef Name = P.getName();
  if (T->isDependentType())
    return true; // a callable or an item of the caller's choice
  if (T->isFunctionPointerType())
    return true;
  if (T->isIntegerType() && !T->isBooleanType() && !T->isEnumeralType()) {
    std::string Lower = Name.lower();
    llvm::StringRef L = Lower;
    // A number that stands for a client is none of its descriptors.
    if (L == "id" || L.ends_with("_id") || Name.ends_with("Id"))
      return false;
    return L.contains("fd") || L.contains("sock") || L.contains("conn") ||
           L.contains("client") || L.contains("descriptor");
  }
  if (T->isPointerType() || T->isRecordType() ||
      T->getAs<TemplateSpecializationType>()) {
    std::string Lower = Name.lower();
    llvm::StringRef L = Lower;
    // Whoever hands over a promise waits for it.
    if (Model.resolver().typeRow(T, Meaning::PromiseType))
      return false;
    // Settings, and the objects that a start function is given once.
    for (llvm::StringRef Word :
         {"config", "option",  "setting", "context", "ctx",   "param",
          "argv",   "name",    "path",    "host",    "addr",  "dir",
          "port",   "self",    "this",    "parent",  "owner", "server",
          "app",    "manager", "data",    "arg",     "attr"})
      if (L.contains(Word))
        return false;
    return true;
  }
  return false;
}

std::optional<Evidence> AliveAtOnce::takesOverParameter() const {
  for (const Expr *Taken : S.TakesOver) {
    for (const Stmt *Inner : B.below(Taken)) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
      const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
      if (!P || P->getDeclContext() != &B.function() ||
          !isRelevantParameter(*P))
        continue;
      return Evidence(Taken->getSourceRange(),
                      "the thread takes over " + quoted(*P) +
                          ", a parameter: each call starts one more");
    }
  }
  return std::nullopt;
}

/// The code that runs on the thread is handed in by the caller.
bool AliveAtOnce::runsParameter() const {
  if (S.Entry.Parameter)
    return true;
  for (const SpawnEffect &Effect : Model.summary(&B.function()).Spawns)
    if (Effect.Runs >= 0)
      return true;
  // In an object that the thread is given: `p->run = run;`.
  return llvm::any_of(B.function().parameters(), [](const ParmVarDecl *P) {
    return P->getType()->isFunctionPointerType();
  });
}

/// What else says how it is entered, behind the first.
static void addRest(Bound &Result, const Entry &How) {
  // insert() moves what follows onto itself where there is nothing to add.
  if (How.Because.size() > 1)
    Result.Because.insert(Result.Because.begin() + 1, How.Because.begin() + 1,
                          How.Because.end());
}

/// No loop in sight.
Bound AliveAtOnce::perCall() {
  const FunctionDecl &F = B.function();
  SourceRange At(F.getLocation());
  Entry How = howEntered(Model, &F);
  if (!outlivesCall()) {
    if (How.Kind == EntryKind::PerItem && S.Kept.Is == Fate::Unknown)
      return unknown(Evidence(S.Site->getSourceRange(),
                              "what becomes of the handle is not in sight"));
    return atMost(
        S.Kept.Is == Fate::Unknown
            ? Evidence(At, "the function starts one in a call")
            : Evidence(S.Kept.Where ? S.Kept.Where->getSourceRange() : At,
                       "one is started in a call, and its handle is "
                       "kept"));
  }
  if (How.Kind == EntryKind::Once)
    return atMost(How.Because.empty() ? Evidence(At, "it is started once")
                                      : How.Because.front());
  if (std::optional<Evidence> Limit = limitBefore(Model, B.root(), S))
    return atMost(*Limit);
  if (std::optional<Evidence> Guard = guardOnce(Model, S))
    return atMost(*Guard);

  std::string Name = "'" + qualifiedName(F) + "'";
  llvm::StringRef Short = unqualifiedName(F);
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool IsOverride = Method && (Method->size_overridden_methods() > 0 ||
                               Method->hasAttr<OverrideAttr>());
  if (runsParameter() && namesSpawner(Short))
    return unknown(Evidence(At, "the name of " + Name +
                                    " says that it starts a thread: its "
                                    "callers are asked instead"));
  if (How.Kind == EntryKind::PerItem) {
    if (How.ThroughBase && isService(Model, S))
      return unknown(Evidence(S.Site->getSourceRange(),
                              "each object starts one that runs until it is "
                              "told to stop: whether their number is "
                              "configuration is not in sight"));
    Bound Result =
        unbounded(Growth::PerCall, "call of " + Name, How.Because.front());
    addRest(Result, How);
    return Result;
  }
  if (namesHandler(Short))
    return unbounded(Growth::PerCall, "call of " + Name,
                     Evidence(At, Name +
                                      " is a handler: it is entered once per "
                                      "event"));
  // A task of std::async ends by itself: what is kept is no standing worker.
  if (S.Kind == SpawnKind::Async && S.Kept.Is == Fate::Appended &&
      S.Kept.Owner && !S.Entry.Parameter && !namesLifecycle(Short) &&
      !namesSpawner(Short) && !isService(Model, S))
    return unbounded(
        Growth::PerCall, "call of " + Name,
        Evidence(S.Kept.Where ? S.Kept.Where->getSourceRange()
                              : S.Site->getSourceRange(),
                 "each call adds one more task to " + quoted(*S.Kept.Owner)));
  if (std::optional<Evidence> Taken = takesOverParameter()) {
    if (namesLifecycle(Short) && !IsOverride && !S.Entry.Parameter)
      return unknown(
          Evidence(At, "how often " + Name + " is called is not in sight"));
    if (isService(Model, S))
      return unknown(Evidence(At, "the thread runs until it is told to stop; "
                                  "how often " +
                                      Name + " is called is not in sight"));
    return unbounded(Growth::PerCall, "call of " + Name, *Taken);
  }
  return unknown(
      Evidence(At, "how often " + Name + " is called is not in sight"));
}

/// `again: … start(); … goto again;`
static bool goesRoundByGoto(const Body &B, const Expr *Start) {
  return llvm::any_of(B.below(B.root()), [&](const Stmt *S) {
    const auto *Jump = dyn_cast<GotoStmt>(S);
    const Stmt *Target = Jump ? Jump->getLabel()->getStmt() : nullptr;
    return Target && B.precedes(Start, Jump) && B.precedes(Target, Start);
  });
}

Bound AliveAtOnce::run() {
  if (S.DiffersOnPurpose && S.Kept.Is == Fate::WaitedAtOnce)
    return atMost(
        Evidence(S.Site->getSourceRange(), "it is waited for at once"));
  if (std::optional<Bound> Deep = recursionOf(Model, S)) {
    if (Deep->Kind != BoundKind::Unbounded || S.Kept.Is != Fate::WaitedAtOnce)
      return *Deep;
  }
  if (S.Kept.Is == Fate::WaitedAtOnce)
    return atMost(Evidence(S.Kept.Where ? S.Kept.Where->getSourceRange()
                                        : S.Site->getSourceRange(),
                           "it is waited for at once"));
  const Stmt *At = S.Site;
  for (unsigned Steps = 0; At && Steps < 8; ++Steps) {
    if (std::optional<Bound> Found = throughLoops(At))
      return *Found;
    const LambdaExpr *Lambda = B.enclosingLambda(At);
    if (!Lambda)
      break;
    Entry How = howLambdaEntered(Model, B, Lambda);
    if (How.Kind == EntryKind::PerItem) {
      if (std::optional<Evidence> Limit =
              limitBefore(Model, Lambda->getBody(), S))
        return atMost(*Limit);
      bool DestructorWaits =
          S.Kept.Rule == HandleRule::Joins || S.Kept.Rule == HandleRule::Waits;
      bool IsLocal = S.Kept.Is == Fate::KeptLocal && S.Kept.Owner &&
                     (DestructorWaits || !S.Kept.Waits.empty());
      for (const Expr *Wait : S.Kept.Waits)
        IsLocal &= B.contains(Lambda, Wait);
      if (IsLocal && !S.Kept.InContainer)
        return atMost(Evidence(SourceRange(S.Kept.Owner->getLocation()),
                               "it is waited for before the call returns"));
      if (S.Kept.Is == Fate::KeptInMember || isInBoundedSlot())
        return atMost(Evidence(S.Site->getSourceRange(),
                               "one variable holds it: the one before must "
                               "have ended"));
      Bound Result = unbounded(Growth::PerItem, How.Per, How.Because.front());
      addRest(Result, How);
      return Result;
    }
    if (How.Kind == EntryKind::Unknown) {
      Unseen.push_back(Evidence(Lambda->getSourceRange(),
                                "how often this lambda is called is not in "
                                "sight"));
      return unknown(Evidence(S.Site->getSourceRange(),
                              "what drives the start is not in sight"));
    }
    At = Lambda;
  }
  if (goesRoundByGoto(B, S.Site))
    return unknown(Evidence(S.Site->getSourceRange(),
                            "how often a 'goto' comes back to it could not be "
                            "followed"));
  if (!Unseen.empty()) {
    Bound Result;
    Result.Because.append(Unseen.begin(), Unseen.end());
    return Result;
  }
  if (!Reasons.empty()) {
    // A number that was chosen, in a call; who calls is a matter of per-call.
    Evidence Why = Reasons.back();
    Reasons.pop_back();
    return atMost(Why);
  }
  return perCall();
}

Bound bounds::aliveAtOnce(const ConcurrencyModel &Model, const Spawn &S,
                          uint64_t LargeConstant) {
  return AliveAtOnce(Model, S, LargeConstant).run();
}
