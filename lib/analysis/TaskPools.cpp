//===--- TaskPools.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/TaskPools.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

/// The row of the pool or group that \p E is, or points to.
static const ApiRow *poolRow(const ConcurrencyModel &Model, const Expr *E) {
  QualType T = pointee(Model.resolver().typeOf(unwrap(E)));
  if (T.isNull())
    return nullptr;
  const ApiRow *Row = Model.resolver().typeRow(T, Meaning::PoolType);
  return Row ? Row : Model.resolver().typeRow(T, Meaning::TaskGroupType);
}

const Expr *threadwise::poolOf(const ConcurrencyModel &Model, const Spawn &S) {
  std::optional<Call> C = Model.resolver().resolve(S.Site);
  if (!C || C->isConstruction())
    return nullptr;
  if (C->Receiver && poolRow(Model, C->Receiver))
    return C->Receiver;
  if (!C->Receiver && !C->Arguments.empty() &&
      poolRow(Model, C->Arguments.front()))
    return C->Arguments.front();
  return nullptr;
}

/// `render_pool_`, `db`: which threads run it is what the pool is there for.
static bool namesPurpose(llvm::StringRef Name) {
  return hasWord(Name, {"main",       "ui",         "gui",        "render",
                        "renderer",   "gl",         "gpu",        "io",
                        "disk",       "db",         "database",   "serial",
                        "serialized", "sequential", "ordered",    "single",
                        "strand",     "owner",      "limit",      "limited",
                        "limiter",    "throttle",   "throttled",  "priority",
                        "low",        "high",       "background", "blocking",
                        "isolated",   "audio",      "script",     "python"});
}

static bool holdsOne(const Stmt *Made) {
  llvm::SmallVector<const Stmt *, 8> Open{Made};
  while (!Open.empty()) {
    const Stmt *S = Open.pop_back_val();
    // `cores - 1` is not one.
    if (!S || isa<LambdaExpr, BinaryOperator>(S))
      continue;
    if (const auto *Number = dyn_cast<IntegerLiteral>(S))
      if (Number->getValue() == 1)
        return true;
    Open.append(S->child_begin(), S->child_end());
  }
  return false;
}

/// `pool(1)` where a pool is declared, `pool_ = make_unique<Pool>(1)`,
/// `pool.setMaxThreadCount(1)`: it has one worker.
static bool hasOneWorker(const ConcurrencyModel &Model, const Body &B,
                         const NamedDecl *Pool) {
  llvm::SmallVector<const FunctionDecl *, 8> Mentioning{&B.function()};
  if (const auto *Var = dyn_cast<VarDecl>(Pool)) {
    if (Var->getInit() && holdsOne(Var->getInit()))
      return true;
  } else if (const auto *Field = dyn_cast<FieldDecl>(Pool)) {
    if (Field->hasInClassInitializer() && Field->getInClassInitializer() &&
        holdsOne(Field->getInClassInitializer()))
      return true;
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent()))
      for (const CXXConstructorDecl *Each : Record->ctors())
        if (const auto *Defined =
                dyn_cast_or_null<CXXConstructorDecl>(definitionOf(Each)))
          for (const CXXCtorInitializer *Init : Defined->inits())
            if (Init->isWritten() && Init->getAnyMember() == Field &&
                holdsOne(Init->getInit()))
              return true;
  }
  llvm::append_range(Mentioning, Model.mentions(Pool));
  for (const FunctionDecl *F : Mentioning) {
    const Body *In = Model.body(F);
    if (!In)
      continue;
    for (const Expr *Use : In->uses(Pool)) {
      const Stmt *Whole = In->fullStatement(Use);
      const auto *E = dyn_cast_or_null<Expr>(Whole);
      if (!E)
        continue;
      if (const Assignment Assigns = asAssignment(unwrap(E)))
        if (In->contains(Assigns.Target, Use) && holdsOne(Assigns.Value))
          return true;
      std::optional<Call> C = Model.resolver().resolve(unwrap(E));
      if (C && (C->Name == "reset" ||
                Model.resolver().row(*C, Meaning::SetWorkerCount)))
        for (const Expr *Argument : C->Arguments)
          if (holdsOne(Argument))
            return true;
    }
  }
  return false;
}

bool threadwise::goesToEqualWorkers(const ConcurrencyModel &Model,
                                    const Spawn &S) {
  std::optional<Call> C = Model.resolver().resolve(S.Site);
  if (!C)
    return false;
  const Expr *Pool = poolOf(Model, S);
  // A class of the user's own that keeps several threads.
  if (S.Api->Name.empty())
    Pool = C->Receiver;
  else if (!(Pool ? poolRow(Model, Pool)->HasEqualWorkers
                  : S.Api->HasEqualWorkers))
    return false;
  if (!Pool)
    return S.Api->HasEqualWorkers;
  AccessPath Path = accessPath(*S.In, Model.resolver(), Pool);
  // One of several pools was chosen.
  if (Path.IsElement)
    return false;
  if (const CXXRecordDecl *Record =
          recordOf(pointee(Model.resolver().typeOf(unwrap(Pool)))))
    if (S.Api->Name.empty() && namesPurpose(unqualifiedName(*Record)))
      return false;
  for (const NamedDecl *D : {Path.Base, Path.LastField, namedBy(Pool)})
    if (D && D->getIdentifier() &&
        (namesPurpose(D->getName()) || hasOneWorker(Model, *S.In, D)))
      return false;
  // `pools.render().submit(f)`
  std::optional<Call> From = Model.resolver().resolve(unwrap(Pool));
  return !From || !namesPurpose(From->Name);
}
