//===--- Summariser.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Summariser.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Index/USRGeneration.h"

using namespace threadwise;
using namespace clang;

static std::optional<unsigned> parameterIndex(const FunctionDecl &F,
                                              const NamedDecl *D) {
  for (unsigned I = 0; I < F.getNumParams(); ++I)
    if (F.getParamDecl(I)->getCanonicalDecl() == D->getCanonicalDecl())
      return I;
  return std::nullopt;
}

/// The parameter of \p F that the spawned code runs, if it does nothing but
/// hand it on: `std::thread(f)`, `std::thread([f] { f(); })`.
static int whatRuns(const FunctionDecl &F, const CalleeResolver &Resolver,
                    const Body &B, const Spawn &S) {
  if (S.Entry.Parameter)
    if (std::optional<unsigned> I = parameterIndex(F, S.Entry.Parameter))
      return *I;
  if (S.Entry.Lambda) {
    for (const Stmt *Inner : B.below(S.Entry.Lambda->getBody())) {
      const auto *E = dyn_cast<CallExpr>(Inner);
      if (!E)
        continue;
      std::optional<Call> C = Resolver.resolve(E);
      if (!C)
        continue;
      const NamedDecl *Called =
          C->CalledValue ? namedBy(C->CalledValue) : nullptr;
      if (!Called && Resolver.row(*C, Meaning::InvokeOnce) &&
          !C->Arguments.empty())
        Called = namedBy(C->Arguments.front());
      if (Called)
        if (std::optional<unsigned> I = parameterIndex(F, Called))
          return *I;
    }
  }
  // The entry's argument is the callable: `std::thread(&run, std::move(f))`.
  for (const Expr *Bound : S.Entry.Bound)
    if (const NamedDecl *D = namedBy(Bound))
      if (std::optional<unsigned> I = parameterIndex(F, D)) {
        QualType T = F.getParamDecl(*I)->getType().getNonReferenceType();
        if (T->isFunctionPointerType() || typeName(T) == "std::function")
          return *I;
      }
  if (S.Kept.Is != Fate::KeptInMember && S.Kept.Is != Fate::Detached)
    return OwnCode;
  // Each further object brings a further thread, whatever it takes along.
  if (isa<CXXConstructorDecl>(F))
    return ReceiverObject;
  for (const Expr *Taken : S.TakesOver)
    if (isa<CXXThisExpr>(unwrap(Taken)) && S.TakesOver.size() == 1)
      return ReceiverObject;
  return OwnCode;
}

/// It runs a parameter of the function itself, or a lambda that does nothing
/// but call it.
static bool runsParameterAlone(const CalleeResolver &Resolver, const Spawn &S) {
  if (S.Entry.Parameter)
    return !S.Wrapper || S.RunsOnce;
  const auto *Block =
      S.Entry.Lambda ? dyn_cast_or_null<CompoundStmt>(S.Entry.Lambda->getBody())
                     : nullptr;
  if (!Block || Block->size() != 1)
    return false;
  const auto *Only = dyn_cast<Expr>(Block->body_front());
  const auto *Called = Only ? dyn_cast<CallExpr>(unwrap(Only)) : nullptr;
  std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
  return C && C->CalledValue && namedBy(C->CalledValue) &&
         C->Arguments.empty() && S.In->knows(Called);
}

FunctionSummary threadwise::summarise(const ConcurrencyModel &Model,
                                      const Body &B) {
  const FunctionDecl &F = B.function();
  const CalleeResolver &Resolver = Model.resolver();
  const SourceManager &SM = Model.context().getSourceManager();
  FunctionSummary Summary;
  llvm::SmallString<128> USR;
  if (!index::generateUSRForDecl(&F, USR))
    Summary.USR = USR.str().str();
  Summary.Name = qualifiedName(F);

  for (const Spawn &S : Model.spawnsIn(&F)) {
    SpawnEffect Effect;
    Effect.Kind = S.Kind;
    Effect.Api = S.Api->Name.str();
    Effect.Handle = S.Kept.Is;
    if (S.Kept.Is == Fate::KeptLocal && S.Kept.Waits.empty())
      Effect.Handle = Fate::Unknown;
    Effect.Runs = whatRuns(F, Resolver, B, S);
    Effect.RunsOnce = runsParameterAlone(Resolver, S);
    PresumedLoc At =
        SM.getPresumedLoc(SM.getExpansionLoc(S.Site->getBeginLoc()));
    if (At.isValid())
      Effect.At = {At.getFilename(), At.getLine(), At.getColumn()};
    Summary.Spawns.push_back(std::move(Effect));
  }

  for (const Expr *E : B.calls()) {
    std::optional<Call> C = Resolver.resolve(E);
    if (!C || B.enclosingLambda(E))
      continue;
    const bool InLoop = B.enclosingLoop(E) != nullptr;
    if (C->CalledValue) {
      const NamedDecl *Called = namedBy(C->CalledValue);
      if (Called)
        if (std::optional<unsigned> I = parameterIndex(F, Called))
          Summary.Parameters.push_back({*I, /*Called=*/true, InLoop});
      continue;
    }
    // Handed on to what calls it: an algorithm, or another function in sight.
    const bool Loops = Resolver.row(*C, Meaning::LoopOverCallable) ||
                       Resolver.row(*C, Meaning::ParallelLoop);
    if (!Loops && (!definitionOf(C->Function) || C->Function == &F))
      continue;
    for (unsigned At = 0; At < C->Arguments.size(); ++At) {
      const NamedDecl *Handed = namedBy(C->Arguments[At]);
      std::optional<unsigned> I =
          Handed ? parameterIndex(F, Handed) : std::nullopt;
      if (!I)
        continue;
      QualType T = F.getParamDecl(*I)->getType().getNonReferenceType();
      if (T->isArithmeticType() || T->isPointerType())
        continue;
      if (Loops) {
        if (At + 1 == C->Arguments.size())
          Summary.Parameters.push_back({*I, /*Called=*/true, true});
        continue;
      }
      const ParameterUse *Use = Model.summary(C->Function).parameter(At);
      if (Use && Use->Called)
        Summary.Parameters.push_back(
            {*I, /*Called=*/true, InLoop || Use->CalledInLoop});
    }
  }
  if (!Summary.Spawns.empty() && !Model.seesAllCallers(&F))
    Summary.Open.push_back({Summary.USR, "callers"});
  return Summary;
}
