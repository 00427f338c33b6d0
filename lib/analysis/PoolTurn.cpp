//===--- PoolTurn.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/PoolTurn.h"
#include "analysis/NothingBetween.h"
#include "analysis/TaskPools.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtOpenMP.h"

using namespace threadwise;
using namespace clang;

/// The local group or pool of which the start of \p S and one wait are the only
/// uses: the task itself can add nothing to it.
static const Expr *onlyOtherUse(const ConcurrencyModel &Model, const Spawn &S,
                                const Expr *Group) {
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Group));
  if (!Var || !Var->hasLocalStorage() || isa<ParmVarDecl>(Var) ||
      Var->getType()->isReferenceType() || Var->getType()->isPointerType())
    return nullptr;
  llvm::ArrayRef<const Expr *> Uses = S.In->uses(Var);
  if (Uses.size() != 2 || !S.In->contains(S.Site, Uses.front()))
    return nullptr;
  return Uses.back();
}

const Expr *threadwise::waitOfGroup(const ConcurrencyModel &Model,
                                    const Spawn &S) {
  const Expr *Group = poolOf(Model, S);
  const Expr *Use = Group ? onlyOtherUse(Model, S, Group) : nullptr;
  if (!Use)
    return nullptr;
  for (const Stmt *P = Use; P; P = S.In->parent(P)) {
    const Expr *E = asCall(P);
    std::optional<Call> C = E ? Model.resolver().resolve(E) : std::nullopt;
    if (!C)
      continue;
    for (Meaning Is : {Meaning::WaitForResult, Meaning::JoinThread})
      if (const ApiRow *Row = Model.resolver().row(*C, Is))
        return !timeLimit(Model.resolver(), *C, *Row) &&
                       nothingBetween(Model, *S.In, S.Site, E)
                   ? E
                   : nullptr;
    return nullptr;
  }
  return nullptr;
}

/// Another task or thread that the same function started runs meanwhile.
static bool runsBesideOthers(const ConcurrencyModel &Model, const Spawn &S) {
  const auto IsOnItsWay = [&](const Spawn &Other) {
    if (Other.In != S.In || Other.Site == S.Site ||
        !S.In->endsBefore(Other.Site, S.Site) ||
        Other.Kept.Is == Fate::WaitedAtOnce)
      return false;
    return Other.Kept.Waits.empty() ||
           !S.In->endsBefore(Other.Kept.Waits.front(), S.Site);
  };
  return llvm::any_of(Model.spawnsIn(&S.In->function()), IsOnItsWay) ||
         llvm::any_of(Model.ownPoolTasks(), IsOnItsWay);
}

const Expr *threadwise::waitOfOneTask(const ConcurrencyModel &Model,
                                      const Spawn &S) {
  // What is handed over may be a whole graph of tasks.
  if (S.Wrapper || S.Kept.WaitIsTimed || S.Kept.InContainer || S.Api->IsFiber ||
      (!S.Entry.Lambda && !S.Entry.Function))
    return nullptr;
  const Expr *Wait = nullptr;
  if (S.Kept.Is == Fate::WaitedAtOnce && !S.Kept.Waits.empty())
    Wait = S.Kept.Waits.front();
  else if (S.Kept.Is == Fate::KeptLocal && !S.Kept.Waits.empty() &&
           nothingBetween(Model, *S.In, S.Site, S.Kept.Waits.front()))
    Wait = S.Kept.Waits.front();
  else if (S.Kept.Waits.empty())
    Wait = waitOfGroup(Model, S);
  if (!Wait || runsBesideOthers(Model, S) || !goesToEqualWorkers(Model, S))
    return nullptr;
  return Wait;
}

const Stmt *threadwise::waitOfOneTask(const ParallelRegion &R) {
  if (R.Kind != RegionKind::Task || !R.OnlyShares)
    return nullptr;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(R.In->parent(R.Site));
  if (!Block)
    return nullptr;
  const Stmt *Before = nullptr;
  for (const Stmt *Child : Block->body()) {
    if (isa<NullStmt>(Child))
      continue;
    if (Before == R.Site)
      return isa<OMPTaskwaitDirective>(Child) &&
                     !cast<OMPTaskwaitDirective>(Child)->getNumClauses()
                 ? Child
                 : nullptr;
    Before = Child;
    // A task of before is waited for as well.
    if (Child != R.Site)
      for (const Stmt *Inner : R.In->below(Child))
        if (isa<OMPTaskDirective, OMPTaskLoopDirective>(Inner))
          return nullptr;
  }
  return nullptr;
}
