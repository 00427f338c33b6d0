//===--- CancelJoins.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelJoins.h"
#include "analysis/CancelState.h"
#include "model/Access.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// Functions around a join.
static constexpr unsigned MaxCallers = 3;

/// The member or variable that holds the handle; null for none.
static const NamedDecl *ownerOf(const Spawn &S) {
  const NamedDecl *Owner = S.Kept.Owner;
  if (!Owner)
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&S.In->function()))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        if (Init->getMember() && Init->getInit() &&
            S.In->contains(Init->getInit(), S.Site))
          Owner = Init->getMember();
  if (!Owner)
    for (const FieldDecl *Field : defaultInitialised(S.In->function()))
      if (S.In->contains(Field->getInClassInitializer(), S.Site))
        Owner = Field;
  if (!Owner)
    return nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(Owner))
    Owner = patternOf(Field);
  return cast<NamedDecl>(Owner->getCanonicalDecl());
}

/// Does \p C wait, without a limit, for the thread that \p Owner holds?
static bool joins(const ConcurrencyModel &Model, const Body &B, const Call &C,
                  const Spawn &S, const NamedDecl *Owner) {
  const CalleeResolver &Resolver = Model.resolver();
  const Expr *Handle = nullptr;
  const ApiRow *Row = Resolver.row(C, Meaning::JoinThread);
  if (!Row && S.Kind == SpawnKind::Async)
    Row = Resolver.row(C, Meaning::WaitForResult);
  if (Row) {
    Handle =
        Row->HandleArgument < 0 ? C.Receiver : C.argument(Row->HandleArgument);
  } else if (C.ByNameOnly && C.Name == "join" && C.Arguments.empty()) {
    Handle = C.Receiver;
  }
  if (!Handle)
    return false;
  AccessPath Path = accessPath(B, Resolver, Handle);
  const NamedDecl *D = Path.Base;
  if (const auto *Field = dyn_cast_or_null<FieldDecl>(D))
    D = patternOf(Field);
  return (D && cast<NamedDecl>(D->getCanonicalDecl()) == Owner) ||
         objectNamed(B, Resolver, Handle) == Owner;
}

static bool endsLife(const FunctionDecl &F) {
  return isa<CXXDestructorDecl>(F);
}

/// Does some code of \p Reach mention it?
static bool mentions(const CodeReach &Reach, const NamedDecl *State) {
  return llvm::any_of(Reach.stretches(), [&](const Stretch &S) {
    return llvm::any_of(S.In->uses(State), [&](const Expr *Use) {
      return S.In->contains(S.Within, Use);
    });
  });
}

/// Does the code set something to a constant: a flag that says to stop? With
/// \p Readers one that they look at.
static bool setsAFlag(const ConcurrencyModel &Model, const Stretch &S,
                      const CodeReach *Readers = nullptr) {
  for (const Stmt *Inner : S.In->below(S.Within)) {
    const auto *E = dyn_cast<Expr>(Inner);
    if (!E || !S.covers(Model, E))
      continue;
    const Expr *Value = nullptr, *Target = nullptr;
    if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
      if (Binary->getOpcode() == BO_Assign) {
        Target = Binary->getLHS();
        Value = Binary->getRHS();
      }
    } else if (isa<CallExpr>(E)) {
      std::optional<Call> C = Model.resolver().resolve(E);
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      const bool Assigns =
          C && ((Operator && Operator->isAssignmentOp()) ||
                Model.resolver().row(*C, Meaning::AtomicStore) ||
                (C->ByNameOnly && C->Name == "store"));
      if (Assigns && !C->Arguments.empty()) {
        Target = C->Receiver;
        Value = C->Arguments.front();
      }
    }
    if (!Value || !isa<CXXBoolLiteralExpr, IntegerLiteral>(unwrap(Value)))
      continue;
    if (!Readers)
      return true;
    const NamedDecl *Flag =
        Target ? objectNamed(*S.In, Model.resolver(), Target) : nullptr;
    if (Flag && mentions(*Readers, Flag))
      return true;
  }
  return false;
}

namespace {

class TaskFinder {
public:
  explicit TaskFinder(const ConcurrencyModel &Model) : Model(Model) {}

  std::optional<JoinedTask> look(const Spawn &S) const;

private:
  const ConcurrencyModel &Model;

  bool addRuns(JoinedTask &Task) const;
  bool addEnding(JoinedTask &Task, const Body &B, const Expr *Before,
                 unsigned Depth) const;
  bool addEndingHere(JoinedTask &Task, const Expr *Join) const;
};

} // namespace

bool TaskFinder::addRuns(JoinedTask &Task) const {
  const Callable &Entry = Task.Start->Entry;
  if (Entry.Lambda && Task.Start->In->knows(Entry.Lambda->getBody()))
    Task.Runs.add({Task.Start->In, Entry.Lambda->getBody(), nullptr});
  else if (const Body *B = Model.body(Entry.Function))
    Task.Runs.add({B, B->root(), nullptr});
  return !Task.Runs.stretches().empty();
}

/// True when this is how the thread is ended, and not how its work is awaited.
bool TaskFinder::addEnding(JoinedTask &Task, const Body &B, const Expr *Before,
                           unsigned Depth) const {
  Stretch Here{&B, B.root(), Before};
  Task.Ending.add(Here);
  bool Ends = endsLife(B.function()) || setsAFlag(Model, Here);
  if (Ends && (Task.JoinedBy.empty() || endsLife(B.function()))) {
    Task.JoinedBy = B.function().getNameAsString();
    Task.JoinedAt =
        Before ? Before->getSourceRange() : B.function().getSourceRange();
  }
  if (Depth < MaxCallers)
    for (const ConcurrencyModel::CallSite &Site : Model.callers(&B.function()))
      if (const Body *Caller = Model.body(Site.Caller); Caller && Caller != &B)
        Ends |= addEnding(Task, *Caller, Site.Site, Depth + 1);
  return Ends;
}

/// The function that started the thread joins it: it ends it where it first
/// sets what the thread looks at, and else it waits for its work.
bool TaskFinder::addEndingHere(JoinedTask &Task, const Expr *Join) const {
  const Spawn &S = *Task.Start;
  Stretch Between{S.In, S.In->root(), Join, S.Site};
  if (!S.In->endsBefore(S.Site, Join) || !setsAFlag(Model, Between, &Task.Runs))
    return false;
  Task.Ending.add(Between);
  Task.JoinedBy = S.In->function().getNameAsString();
  Task.JoinedAt = Join->getSourceRange();
  return true;
}

std::optional<JoinedTask> TaskFinder::look(const Spawn &S) const {
  const NamedDecl *Owner = ownerOf(S);
  if (!Owner || S.Kind == SpawnKind::PoolTask)
    return std::nullopt;
  JoinedTask Task(Model);
  Task.Start = &S;
  if (!addRuns(Task))
    return std::nullopt;
  bool Ends = false;
  for (const Body *B : bodiesWith(Model, *S.In, Owner))
    for (const Expr *E : B->calls()) {
      std::optional<Call> C = Model.resolver().resolve(E, B->makes(E));
      if (!C || !joins(Model, *B, *C, S, Owner))
        continue;
      // A function that joins before it starts anew does not end the thread by
      // that.
      Ends |= B == S.In ? addEndingHere(Task, E) : addEnding(Task, *B, E, 0);
    }
  if (S.Kept.Rule == HandleRule::Joins || S.Kept.Rule == HandleRule::Waits)
    if (const auto *Field = dyn_cast<FieldDecl>(Owner))
      if (const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent())) {
        Task.AsksByToken = S.Kept.Rule == HandleRule::Joins;
        Ends = true;
        const CXXDestructorDecl *Destructor = Record->getDestructor();
        if (const Body *B = Model.body(Destructor))
          addEnding(Task, *B, nullptr, 0);
        if (Task.JoinedBy.empty()) {
          Task.JoinedBy = "~" + Record->getNameAsString();
          Task.JoinedAt = Field->getSourceRange();
        }
      }
  if (!Ends)
    return std::nullopt;
  return Task;
}

std::vector<JoinedTask> threadwise::joinedTasks(const ConcurrencyModel &Model) {
  std::vector<JoinedTask> Tasks;
  TaskFinder Finder(Model);
  for (const Spawn &S : Model.spawns())
    if (!Model.isTestBody(&S.In->function()))
      if (std::optional<JoinedTask> Task = Finder.look(S))
        Tasks.push_back(std::move(*Task));
  return Tasks;
}
