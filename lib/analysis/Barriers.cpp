//===--- Barriers.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Barriers.h"
#include "analysis/WorkerIndex.h"
#include "model/Access.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

namespace {

class BarrierFinder {
public:
  BarrierFinder(const ConcurrencyModel &Model, uint64_t Line)
      : Model(Model), Resolver(Model.resolver()), Workers(Model), Line(Line) {}

  std::vector<Barrier> run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  WorkerIndex Workers;
  const uint64_t Line;

  using Accesses = llvm::ArrayRef<AtomicAccess>;
  std::optional<Barrier> look(Accesses InBody,
                              const AtomicAccess &Arrive) const;
  bool isOneObject(const AtomicAccess &A, const AtomicAccess &B) const;
  bool onlySpins(const Body &B, const Stmt *Loop) const;
  Heat howOften(const AtomicAccess &Arrive) const;
};

} // namespace

/// A lock that is waited for in turns, by what it is or is named.
static bool namesLock(const NamedDecl &D) {
  return hasWord(unqualifiedName(D),
                 {"lock", "unlock", "trylock", "spinlock", "rwlock", "mutex",
                  "ticket", "serving", "acquire", "semaphore"});
}

bool BarrierFinder::isOneObject(const AtomicAccess &A,
                                const AtomicAccess &B) const {
  const SharedPlace &X = A.Place, &Y = B.Place;
  if (X.Variable != Y.Variable)
    return X.Variable && Y.Variable && X.Fields.empty() && Y.Fields.empty();
  if (X.Fields.empty() || Y.Fields.empty() || X.Fields == Y.Fields ||
      X.Fields.front()->getParent() != Y.Fields.front()->getParent())
    return false;
  const AccessPath PathA = accessPath(*A.In, Resolver, A.Target),
                   PathB = accessPath(*B.In, Resolver, B.Target);
  return PathA.ThroughThis == PathB.ThroughThis &&
         (PathA.ThroughThis || PathA.Base == PathB.Base);
}

/// Reads, and gives the processor a rest between, but does not sleep.
bool BarrierFinder::onlySpins(const Body &B, const Stmt *Loop) const {
  for (const Stmt *S : B.below(Loop)) {
    if (S != Loop && (loopBody(S) || isa<LambdaExpr, CXXNewExpr>(S)))
      return false;
    if (const auto *Binary = dyn_cast<BinaryOperator>(S);
        Binary && Binary->isAssignmentOp())
      return false;
    if (const auto *Builtin = dyn_cast<AtomicExpr>(S)) {
      if (atomicOperation(*Builtin).Kind != AccessKind::Read)
        return false;
      continue;
    }
    const auto *E = dyn_cast<Expr>(S);
    std::optional<Call> C = E ? Resolver.resolve(E, B.makes(E)) : std::nullopt;
    if (!C) {
      if (isa_and_nonnull<CallExpr>(E))
        return false;
      continue;
    }
    const bool IsRead = Resolver.row(*C, Meaning::AtomicLoad) ||
                        isa_and_nonnull<CXXConversionDecl>(C->Function);
    const bool IsRest =
        Resolver.row(*C, Meaning::YieldProcessor) ||
        (C->Function && C->Function->getBuiltinID()) ||
        hasWord(C->Name, {"pause", "relax", "yield", "nop", "backoff", "spin"});
    if (!IsRead && !IsRest && !C->isConstruction())
      return false;
  }
  return true;
}

Heat BarrierFinder::howOften(const AtomicAccess &Arrive) const {
  // What the loop waits for is the barrier itself.
  if (const Stmt *Outer = Arrive.In->enclosingLoop(Arrive.Site)) {
    Heat H;
    H.Is = HeatKind::EachIteration;
    H.Because.push_back({Outer->getBeginLoc(), "in each iteration"});
    return H;
  }
  Write W;
  W.Kind = WriteKind::Atomic;
  W.IsUpdate = true;
  W.Site = Arrive.Site;
  W.Target = Arrive.Target;
  return heatOf(Model, *Arrive.In, W, Workers.isEntry(Arrive.In->function()));
}

std::optional<Barrier> BarrierFinder::look(Accesses InBody,
                                           const AtomicAccess &Arrive) const {
  const Body &B = *Arrive.In;
  for (const AtomicAccess &Spun : InBody) {
    const Stmt *Loop = Spun.Kind == AccessKind::Read && Spun.Place
                           ? B.enclosingLoop(Spun.Site)
                           : nullptr;
    if (!Loop || B.contains(Loop, Arrive.Site) ||
        !B.precedes(Arrive.Site, Loop) ||
        B.enclosingLambda(Spun.Site) != B.enclosingLambda(Arrive.Site) ||
        !isOneObject(Arrive, Spun) || !onlySpins(B, Loop))
      continue;
    if (llvm::any_of(Arrive.Place.path(),
                     [](const ValueDecl *D) { return namesLock(*D); }) ||
        llvm::any_of(Spun.Place.path(),
                     [](const ValueDecl *D) { return namesLock(*D); }))
      continue;
    // The last one to arrive lets the others go on, in the same function.
    const auto *Opened = llvm::find_if(InBody, [&](const AtomicAccess &A) {
      return A.isWrite() && A.Kind != AccessKind::Lock &&
             A.Place == Spun.Place && !B.contains(Loop, A.Site);
    });
    if (Opened == InBody.end() || Model.locks(B).at(Arrive.Site))
      continue;
    Barrier Found;
    Found.Arrive = &Arrive;
    Found.Spun = &Spun;
    Found.Opened = Opened;
    Found.Loop = Loop;
    Found.Where =
        Arrive.Place.Fields.empty()
            ? neighbouringVariables(Model.context(), *Arrive.Place.Variable,
                                    *Spun.Place.Variable, Line)
            : neighbours(Model.context(),
                         *Arrive.Place.Fields.front()->getParent(),
                         Arrive.Place.Fields, Spun.Place.Fields, Line);
    if (!Found.Where.Sharing.atLeastOneIn(MinSharedOneIn))
      continue;
    Found.HowOften = howOften(Arrive);
    if (Found.HowOften.isHot())
      return Found;
  }
  return std::nullopt;
}

std::vector<Barrier> BarrierFinder::run() {
  std::vector<Barrier> Found;
  Accesses Rest = Model.atomicAccesses();
  while (!Rest.empty()) {
    const Body *In = Rest.front().In;
    const Accesses InBody =
        Rest.take_while([&](const AtomicAccess &A) { return A.In == In; });
    Rest = Rest.drop_front(InBody.size());
    const FunctionDecl &F = In->function();
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (namesLock(F) || (Method && namesLock(*Method->getParent())) ||
        Model.isTestBody(&F))
      continue;
    for (const AtomicAccess &A : InBody) {
      if (A.Kind != AccessKind::Update)
        continue;
      std::optional<Barrier> Here = look(InBody, A);
      if (!Here)
        continue;
      Found.push_back(std::move(*Here));
      break;
    }
  }
  return Found;
}

std::vector<Barrier> threadwise::barriers(const ConcurrencyModel &Model,
                                          uint64_t Line) {
  return BarrierFinder(Model, Line).run();
}
