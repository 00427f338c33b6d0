//===--- Recursion.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Recursion.h"
#include "analysis/Counts.h"
#include "analysis/Limits.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

/// A cut-off below this many elements leaves a thread for next to nothing;
/// insertion-sort sizes are no cut-off for threads. A thread costs some 30,000
/// ns to start and join (benchmarks/costs), an element of a sort a few ns.
static constexpr uint64_t SmallCutOff = 64;

namespace {

class RecursionFinder {
public:
  RecursionFinder(const ConcurrencyModel &Model, const Spawn &S)
      : Model(Model), Resolver(Model.resolver()), S(S), B(*S.In),
        Self(B.function()) {}

  std::optional<Bound> run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Spawn &S;
  const Body &B;
  const FunctionDecl &Self;

  bool isSelf(const FunctionDecl *F) const {
    return F && keyOf(F) == keyOf(&Self);
  }
  bool callsSelf(const Stmt *Below) const;
  const Expr *selfInSpawn() const;
  std::optional<Evidence> cutOff() const;
  bool isBudget(const ParmVarDecl &P) const;
  bool asksBudget(const IfStmt &If) const;
};

} // namespace

bool RecursionFinder::callsSelf(const Stmt *Below) const {
  for (const Stmt *Inner : B.below(Below)) {
    const Expr *E = asCall(Inner);
    std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
    if (!C)
      continue;
    // A member of a class whose header is missing is known by its name.
    const bool IsOwn = !C->Receiver || isa<CXXThisExpr>(unwrap(C->Receiver));
    if (isSelf(C->Function) ||
        (!C->Function && IsOwn && C->Name == unqualifiedName(Self)))
      return true;
  }
  return false;
}

/// The place in the spawned code that enters the function again.
const Expr *RecursionFinder::selfInSpawn() const {
  if (isSelf(S.Entry.Function) && S.Entry.Spelled)
    return S.Entry.Spelled;
  if (S.Entry.Lambda && B.knows(S.Entry.Lambda->getBody()))
    if (callsSelf(S.Entry.Lambda->getBody()))
      return S.Entry.Spelled;
  if (S.Entry.Spelled && !S.Entry.isKnown()) {
    // `std::async(sort<It>, …)` in a template: the name alone.
    const Expr *E = unwrap(S.Entry.Spelled);
    if (const auto *Overload = dyn_cast<OverloadExpr>(E))
      if (const IdentifierInfo *II = Overload->getName().getAsIdentifierInfo())
        if (II->getName() == unqualifiedName(Self))
          return S.Entry.Spelled;
  }
  return nullptr;
}

/// A depth, or a number of threads that is shared out: an integer that is only
/// tested and handed on, beside what there is to do. A size is used as well.
bool RecursionFinder::isBudget(const ParmVarDecl &P) const {
  if (!P.getType()->isIntegerType() || Self.getNumParams() < 2)
    return false;
  bool IsStepped = false, IsTested = false;
  for (const Expr *Use : B.uses(&P)) {
    const Stmt *User = B.userOf(Use);
    bool InTest = false;
    for (const Stmt *Up = Use; Up && !InTest; Up = B.parent(Up)) {
      const auto *If = dyn_cast_or_null<IfStmt>(B.parent(Up));
      InTest = If && If->getCond() == Up;
    }
    if (InTest) {
      IsTested = true;
      continue;
    }
    const auto *Step = dyn_cast_or_null<BinaryOperator>(User);
    const bool Steps = Step &&
                       (Step->isAdditiveOp() || Step->getOpcode() == BO_Div ||
                        Step->getOpcode() == BO_Shr) &&
                       isa<IntegerLiteral>(unwrap(Step->getRHS()));
    if (Steps) {
      const Stmt *Given = B.userOf(Step);
      while (isa_and_nonnull<MaterializeTemporaryExpr, BinaryOperator>(Given))
        Given = B.userOf(Given);
      if (!isa_and_nonnull<CallExpr, CXXConstructExpr, InitListExpr>(Given))
        return false;
      IsStepped = true;
      continue;
    }
    // Handed on as it is, or what a lambda takes along.
    if (!isa_and_nonnull<CallExpr, CXXConstructExpr, LambdaExpr>(User) &&
        !(Step && Step->getOpcode() == BO_Sub))
      return false;
  }
  return IsStepped && IsTested;
}

bool RecursionFinder::asksBudget(const IfStmt &If) const {
  const bool HoldsBack =
      B.contains(If.getThen(), S.Site) ||
      (If.getElse() && B.contains(If.getElse(), S.Site)) ||
      llvm::any_of(B.below(If.getThen()),
                   [](const Stmt *Inner) { return isa<ReturnStmt>(Inner); });
  return HoldsBack && llvm::any_of(B.below(If.getCond()), [&](const Stmt *In) {
           const auto *Ref = dyn_cast<DeclRefExpr>(In);
           const auto *P =
               Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
           return P && P->getDeclContext() == &Self && isBudget(*P);
         });
}

/// A test that takes another way below a size or depth: the spawn is reached
/// only above it.
std::optional<Evidence> RecursionFinder::cutOff() const {
  for (const Stmt *Inner : B.below(B.root())) {
    bool Contains = B.contains(Inner, S.Site);
    if (!Contains && !B.precedes(Inner, S.Site))
      break;
    const auto *If = dyn_cast<IfStmt>(Inner);
    if (!If || B.enclosingLambda(If) != B.enclosingLambda(S.Site))
      continue;
    if (asksBudget(*If))
      return Evidence(
          If->getCond()->getSourceRange(),
          spelling(Model, If->getCond()) +
              " decides where the recursion stops starting threads");
    const Stmt *Other = nullptr;
    if (B.contains(If->getThen(), S.Site))
      Other = If->getElse();
    else
      Other = If->getThen();
    bool SpawnsInThen = B.contains(If->getThen(), S.Site);
    // `if (big) spawn…; else direct`, or the direct way follows the branch.
    bool DirectWay = Other ? callsSelf(Other) : false;
    if (!Other && SpawnsInThen)
      for (const Expr *E : B.calls())
        if (B.endsBefore(If, E)) {
          std::optional<Call> C = Resolver.resolve(E);
          DirectWay |= C && isSelf(C->Function);
        }
    bool OtherCalls = DirectWay;
    if (Other && !OtherCalls)
      for (const Stmt *Below : B.below(Other))
        OtherCalls |= isa<CallExpr, ForStmt, WhileStmt, CXXForRangeStmt>(Below);
    if (!OtherCalls)
      continue;
    for (const Stmt *Test : B.below(If->getCond())) {
      const auto *Comparison = dyn_cast<BinaryOperator>(Test);
      if (!Comparison || !Comparison->isComparisonOp())
        continue;
      Count L = countOfValue(Model, B, Comparison->getLHS());
      Count R = countOfValue(Model, B, Comparison->getRHS());
      const Count *Limit = L.Kind == CountKind::Constant   ? &L
                           : R.Kind == CountKind::Constant ? &R
                                                           : nullptr;
      if (Limit && Limit->Value <= SmallCutOff && !DirectWay)
        continue;
      return Evidence(
          If->getCond()->getSourceRange(),
          spelling(Model, If->getCond()) +
              " decides where the recursion stops starting threads");
    }
    if (DirectWay)
      return Evidence(If->getCond()->getSourceRange(),
                      spelling(Model, If->getCond()) +
                          " decides between a thread and the direct call");
  }
  // `depth > 0 ? std::launch::async : std::launch::deferred`
  for (const Stmt *Inner : B.below(S.Site))
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Inner))
      return Evidence(Choice->getCond()->getSourceRange(),
                      spelling(Model, Choice->getCond()) +
                          " decides whether a thread is started");
  return std::nullopt;
}

std::optional<Bound> RecursionFinder::run() {
  const Expr *Again = selfInSpawn();
  if (!Again)
    return std::nullopt;
  Bound Result;
  Result.Grows = Growth::Recursion;
  Result.Per = "level of the recursion of '" + qualifiedName(Self) + "'";
  std::optional<Evidence> Limit = limitBefore(Model, B.root(), S);
  if (!Limit)
    Limit = cutOff();
  if (Limit) {
    Result.Kind = BoundKind::AtMost;
    Result.Because.push_back(*Limit);
    return Result;
  }
  Result.Kind = BoundKind::Unbounded;
  Result.Because.push_back(Evidence(
      Again->getSourceRange(), "what it starts enters '" + qualifiedName(Self) +
                                   "' again, and starts more"));
  Result.Because.push_back(
      Evidence(SourceRange(Self.getLocation()),
               "no depth or size decides where threads are no longer started"));
  return Result;
}

std::optional<Bound> threadwise::recursionOf(const ConcurrencyModel &Model,
                                             const Spawn &S) {
  return RecursionFinder(Model, S).run();
}
