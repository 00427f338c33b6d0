//===--- ParallelRegion.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/ParallelRegion.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "vocabulary/LoopTypes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/OpenMPClause.h"
#include "clang/AST/StmtOpenMP.h"

using namespace threadwise;
using namespace clang;

/// What a clause holds, where clang put a variable of its own in between.
static const Expr *asWritten(const Expr *E) {
  if (!E)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()))
    if (const auto *Captured = dyn_cast<OMPCapturedExprDecl>(Ref->getDecl()))
      return Captured->getInit();
  return E;
}

static const Stmt *insideOf(const Stmt *S) {
  while (const auto *Captured = dyn_cast_or_null<CapturedStmt>(S))
    S = Captured->getCapturedStmt();
  return S;
}

namespace {

class RegionGatherer {
public:
  RegionGatherer(const ConcurrencyModel &Model, const Body &B)
      : Resolver(Model.resolver()), B(B) {}

  std::vector<ParallelRegion> run() {
    for (const Stmt *S : B.below(B.root())) {
      if (const auto *Directive = dyn_cast<OMPExecutableDirective>(S))
        look(*Directive);
      else if (const auto *Called = dyn_cast<CallExpr>(S))
        look(Called);
    }
    return std::move(Found);
  }

private:
  const CalleeResolver &Resolver;
  const Body &B;
  std::vector<ParallelRegion> Found;

  void look(const OMPExecutableDirective &Directive);
  void look(const CallExpr *E);
  void readClauses(ParallelRegion &R, const OMPExecutableDirective &Directive);
  void readLoop(ParallelRegion &R, const Call &C);
  bool readRange(ParallelRegion &R, const Expr *E) const;
  bool isPolicy(const Expr *E, Meaning Is) const;
};

} // namespace

static std::optional<RegionKind> kindOf(const OMPExecutableDirective &D) {
  if (isa<OMPParallelForDirective, OMPParallelForSimdDirective>(D))
    return RegionKind::TeamLoop;
  if (isa<OMPParallelSectionsDirective>(D))
    return RegionKind::Sections;
  if (isa<OMPParallelDirective>(D))
    return RegionKind::Team;
  if (isa<OMPForDirective, OMPForSimdDirective, OMPSectionsDirective>(D))
    return RegionKind::Share;
  if (isa<OMPTaskLoopDirective, OMPTaskLoopSimdDirective>(D))
    return RegionKind::TaskLoop;
  if (isa<OMPTaskDirective>(D))
    return RegionKind::Task;
  return std::nullopt;
}

static llvm::StringLiteral nameOf(const OMPExecutableDirective &D) {
  if (isa<OMPParallelForSimdDirective>(D))
    return "omp parallel for simd";
  if (isa<OMPParallelForDirective>(D))
    return "omp parallel for";
  if (isa<OMPParallelSectionsDirective>(D))
    return "omp parallel sections";
  if (isa<OMPParallelDirective>(D))
    return "omp parallel";
  if (isa<OMPSectionsDirective>(D))
    return "omp sections";
  if (isa<OMPTaskDirective>(D))
    return "omp task";
  if (isa<OMPTaskLoopDirective, OMPTaskLoopSimdDirective>(D))
    return "omp taskloop";
  return "omp for";
}

void RegionGatherer::readClauses(ParallelRegion &R,
                                 const OMPExecutableDirective &Directive) {
  for (const OMPClause *Clause : Directive.clauses()) {
    R.OnlyShares &= isa<OMPSharedClause, OMPPrivateClause,
                        OMPFirstprivateClause, OMPDefaultClause>(Clause);
    if (const auto *If = dyn_cast<OMPIfClause>(Clause))
      R.If = asWritten(If->getCondition());
    else if (const auto *Final = dyn_cast<OMPFinalClause>(Clause))
      R.Final = asWritten(Final->getCondition());
    else if (const auto *Threads = dyn_cast<OMPNumThreadsClause>(Clause))
      R.NumThreads = asWritten(Threads->getNumThreads());
    else if (const auto *Size = dyn_cast<OMPGrainsizeClause>(Clause))
      R.Grain = asWritten(Size->getGrainsize());
    else if (const auto *Schedule = dyn_cast<OMPScheduleClause>(Clause)) {
      R.Grain = asWritten(Schedule->getChunkSize());
      if (Schedule->getScheduleKind() == OMPC_SCHEDULE_dynamic)
        R.Chunks = Chunking::OnDemand;
    }
  }
}

void RegionGatherer::look(const OMPExecutableDirective &Directive) {
  std::optional<RegionKind> Kind = kindOf(Directive);
  if (!Kind || !Directive.hasAssociatedStmt())
    return;
  ParallelRegion R;
  R.Kind = *Kind;
  R.Name = nameOf(Directive).str();
  R.Site = &Directive;
  R.In = &B;
  R.Block = insideOf(Directive.getRawStmt());
  readClauses(R, Directive);
  const auto *Loop = dyn_cast<OMPLoopDirective>(&Directive);
  unsigned Nest = Loop ? std::max(1u, unsigned(Loop->getLoopsNumber())) : 0;
  const Stmt *At = R.Block;
  for (unsigned I = 0; I < Nest; ++I) {
    while (const auto *Block = dyn_cast_or_null<CompoundStmt>(At)) {
      if (Block->size() != 1)
        break;
      At = Block->body_front();
    }
    if (!At || !loopBody(At))
      break;
    R.Loops.push_back(At);
    At = loopBody(At);
  }
  if (Loop && R.Loops.size() == Nest)
    R.Block = At;
  Found.push_back(std::move(R));
}

bool RegionGatherer::isPolicy(const Expr *E, Meaning Is) const {
  E = unwrap(E);
  if (Resolver.typeRow(E->getType(), Is))
    return true;
  const NamedDecl *D = namedBy(E);
  return D && Resolver.vocabulary().find(qualifiedName(*D), Is);
}

static bool isIndexRange(QualType T) {
  return loopType(typeName(T)) == LoopType::IndexRange;
}

/// `blocked_range<int>(0, n, grain)`, also kept in a variable.
bool RegionGatherer::readRange(ParallelRegion &R, const Expr *E) const {
  E = unwrap(E);
  QualType Makes;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      if (Var->getInit() && isIndexRange(Var->getType())) {
        Makes = Var->getType();
        E = unwrap(Var->getInit());
      }
  std::optional<Call> Made = Resolver.resolve(E, Makes);
  if (!Made || !Made->isConstruction() || !isIndexRange(Made->Constructs))
    return false;
  R.BodyTakesRange = true;
  if (Made->Arguments.size() >= 2) {
    R.First = Made->Arguments[0];
    R.Last = Made->Arguments[1];
  }
  if (Made->Arguments.size() == 3 &&
      !isa<CXXDefaultArgExpr>(Made->Arguments[2]))
    R.Grain = Made->Arguments[2];
  return true;
}

void RegionGatherer::readLoop(ParallelRegion &R, const Call &C) {
  llvm::SmallVector<const Expr *, 4> Counts;
  for (const Expr *Argument : C.Arguments) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    if (isPolicy(Argument, Meaning::ParallelPolicy) ||
        (R.Api->PolicyFirst &&
         Resolver.typeRow(pointee(unwrap(Argument)->getType()),
                          Meaning::PoolType)))
      continue;
    LoopType Cut = loopType(typeName(unwrap(Argument)->getType()));
    if (Cut == LoopType::ToTheGrain)
      R.Chunks = Chunking::ToTheGrain;
    if (Cut == LoopType::ToTheGrain || Cut == LoopType::Partitioner)
      continue;
    if (readRange(R, Argument))
      continue;
    Callable F = callableOf(Resolver, Argument);
    if (F.Lambda || (F.Function && !F.Stored) ||
        (F.Stored && F.Function && definitionOf(F.Function)) ||
        (F.Parameter && Counts.size() >= 1)) {
      bool IsIterator = F.Parameter && F.Parameter->getType()->isPointerType();
      if (!IsIterator && !(F.Parameter && C.Arguments.size() > 2 &&
                           Counts.size() < 2 && !R.Range)) {
        R.Bodies.push_back(std::move(F));
        continue;
      }
    }
    if (R.Bodies.empty())
      Counts.push_back(Argument);
  }
  if (R.First)
    return;
  if (Counts.size() == 1 || (Counts.size() >= 1 && C.Arguments.size() <= 2)) {
    R.Range = Counts.front();
    return;
  }
  if (Counts.size() < 2)
    return;
  R.First = Counts[0];
  R.Last = Counts[1];
  if (R.Api->Is == Meaning::ParallelLoop && Counts.size() == 3)
    R.Step = Counts[2];
}

void RegionGatherer::look(const CallExpr *E) {
  std::optional<Call> C = Resolver.resolve(E);
  if (!C)
    return;
  const ApiRow *Row = Resolver.row(*C, Meaning::ParallelLoop);
  if (!Row)
    Row = Resolver.row(*C, Meaning::ParallelInvoke);
  if (!Row) {
    Row = Resolver.row(*C, Meaning::LoopOverCallable);
    if (!Row || !Row->PolicyFirst || C->Arguments.empty() ||
        !isPolicy(C->Arguments.front(), Meaning::ParallelPolicy))
      return;
  }
  ParallelRegion R;
  R.Api = Row;
  R.Name = Row->Name.str();
  R.Site = E;
  R.In = &B;
  R.Kind = Row->Is == Meaning::ParallelInvoke ? RegionKind::Invoke
                                              : RegionKind::Loop;
  if (R.Kind == RegionKind::Invoke)
    for (const Expr *Argument : C->Arguments)
      R.Bodies.push_back(callableOf(Resolver, Argument));
  else
    readLoop(R, *C);
  Found.push_back(std::move(R));
}

std::vector<ParallelRegion>
threadwise::gatherRegions(const ConcurrencyModel &Model, const Body &B) {
  return RegionGatherer(Model, B).run();
}
