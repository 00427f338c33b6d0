//===--- Limits.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Limits.h"
#include "analysis/Counts.h"
#include "analysis/Permits.h"
#include "model/Elements.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace threadwise;
using namespace clang;

namespace {

class LimitFinder {
public:
  LimitFinder(const ConcurrencyModel &Model, const Body &B, const Expr *Site,
              const NamedDecl *Owner)
      : Model(Model), Resolver(Model.resolver()), B(B), Site(Site),
        Owner(Owner) {}

  std::optional<Evidence> inScope(const Stmt *Scope);
  std::optional<Evidence> once();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;
  const Expr *Site;
  const NamedDecl *Owner;

  std::optional<Evidence> permit(const Expr *E, unsigned Depth) const;
  std::optional<Evidence> test(const Stmt *Branch) const;
  bool holdsBack(const Stmt *Branch) const;
  bool comparesLiveCount(const Expr *Condition, const Stmt *Branch) const;
  bool isLiveCount(const Expr *E, const Expr *Other, const Stmt *Branch) const;
  bool isOnTheWay(const Stmt *Use) const;
  bool isMadeAnew(const NamedDecl *D) const;
  bool isPosition(const NamedDecl *D) const;
  bool subscripts(const NamedDecl *D) const;
  bool searchedPlaces(const NamedDecl *D, const Stmt *Branch) const;
  bool isCounter(const NamedDecl *D, bool &IsInSight) const;
};

} // namespace

static bool leaves(const Body &B, const Stmt *S) {
  for (const Stmt *Inner : B.below(S))
    if (isa<ReturnStmt, BreakStmt, ContinueStmt, CXXThrowExpr, GotoStmt>(Inner))
      return true;
  return false;
}

/// Does the relational test of a predicate or loop compare a quantity, and not
/// only ask whether there is anything?
static bool comparesQuantity(const Body &B, const Stmt *Inside) {
  for (const Stmt *S : B.below(Inside)) {
    const auto *Binary = dyn_cast<BinaryOperator>(S);
    if (Binary && Binary->isRelationalOp()) {
      const auto *Zero =
          dyn_cast<IntegerLiteral>(Binary->getRHS()->IgnoreParenImpCasts());
      if (!Zero || Zero->getValue() != 0)
        return true;
    }
  }
  return false;
}

/// A permit, or a wait for a condition that compares a quantity; through a
/// visible helper as well.
std::optional<Evidence> LimitFinder::permit(const Expr *E,
                                            unsigned Depth) const {
  std::optional<Call> C = Resolver.resolve(E, B.makes(E));
  if (!C)
    return std::nullopt;
  if (takesPermit(Resolver, B, *C))
    return Evidence(E->getSourceRange(), "a permit is taken before each start");
  for (const ApiRow &Row : Resolver.rows(*C))
    if (Row.Is == Meaning::WaitCondition ||
        Row.Is == Meaning::WaitConditionTimed)
      for (const Expr *Argument : C->Arguments)
        if (const auto *Lambda = dyn_cast<LambdaExpr>(unwrap(Argument)))
          if (B.knows(Lambda) && comparesQuantity(B, Lambda->getBody()))
            return Evidence(E->getSourceRange(),
                            "each start waits until the number alive is low "
                            "enough");
  if (Depth > 2)
    return std::nullopt;
  // A guard object takes it in its constructor, also a shared one.
  const CXXConstructorDecl *Guard = constructorRun(Resolver, *C);
  const Body *Callee = Model.body(Guard ? Guard : C->Function);
  if (!Callee || Callee == &B)
    return std::nullopt;
  LimitFinder Inner(Model, *Callee, nullptr, nullptr);
  for (const Expr *InnerCall : Callee->calls()) {
    if (Callee->enclosingLambda(InnerCall))
      continue;
    if (std::optional<Evidence> Found = Inner.permit(InnerCall, Depth + 1))
      return Evidence(E->getSourceRange(), Found->Text);
    // `while (active >= limit) cv.wait(lock);`
    std::optional<Call> Wait = Resolver.resolve(InnerCall);
    if (!Wait || !(Resolver.row(*Wait, Meaning::WaitCondition) ||
                   Resolver.row(*Wait, Meaning::WaitConditionTimed)))
      continue;
    if (const auto *Loop =
            dyn_cast_or_null<WhileStmt>(Callee->enclosingLoop(InnerCall)))
      if (comparesQuantity(*Callee, Loop->getCond()))
        return Evidence(
            E->getSourceRange(),
            "each start waits until the number alive is low enough");
  }
  return std::nullopt;
}

/// Is what stands at \p Use done in a round that starts one? What a branch
/// does that leaves first (`if (c < 0) { ++errors; continue; }`) is not.
bool LimitFinder::isOnTheWay(const Stmt *Use) const {
  if (!Site || !B.precedes(Use, Site))
    return true;
  for (const Stmt *P = B.parent(Use); P; P = B.parent(P)) {
    const auto *If = dyn_cast<IfStmt>(P);
    if (!If || B.contains(If->getCond(), Use))
      continue;
    const Stmt *Branch =
        B.contains(If->getThen(), Use) ? If->getThen() : If->getElse();
    if (Branch && !B.contains(Branch, Site) && leaves(B, Branch))
      return false;
  }
  return true;
}

/// A variable that is made anew in each round of the loop around the start, or
/// in each call, counts nothing that is alive.
bool LimitFinder::isMadeAnew(const NamedDecl *D) const {
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal() || !Site)
    return false;
  const Stmt *Round = B.enclosingLoop(Site);
  // `while (pthread_create(…) != 0 && ++tries < 3)` tries again to start one.
  while (Round && conditionOf(Round) && B.contains(conditionOf(Round), Site))
    Round = B.enclosingLoop(Round);
  return llvm::any_of(B.below(Round ? Round : B.root()), [&](const Stmt *S) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    return Decls && llvm::is_contained(Decls->decls(), Var);
  });
}

/// A variable of the function that only rises says how far it has come, not how
/// many are alive: nobody takes one back.
bool LimitFinder::isPosition(const NamedDecl *D) const {
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal() ||
      !Var->getType()->isIntegerType())
    return false;
  bool Rises = false;
  for (const Expr *Use : B.uses(Var)) {
    const Stmt *User = B.userOf(Use);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User)) {
      Rises |= Unary->isIncrementOp();
      if (Unary->isDecrementOp() || Unary->getOpcode() == UO_AddrOf)
        return false;
    } else if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User)) {
      const bool IsTarget =
          Binary->isAssignmentOp() && B.contains(Binary->getLHS(), Use);
      Rises |= IsTarget && Binary->getOpcode() == BO_AddAssign;
      if (IsTarget && Binary->getOpcode() != BO_AddAssign)
        return false;
    } else if (const auto *Called = dyn_cast_or_null<CallExpr>(User)) {
      llvm::StringRef Name = Resolver.nameOf(Called);
      if (Name == "ref" || Name == "exchange")
        return false;
    }
  }
  return Rises;
}

/// `v[d]`, `v[d++]`, `v.at(d)`
bool LimitFinder::subscripts(const NamedDecl *D) const {
  return llvm::any_of(B.uses(D), [&](const Expr *Use) {
    const Stmt *User = B.userOf(Use);
    while (isa_and_nonnull<UnaryOperator>(User))
      User = B.userOf(User);
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User))
      return Operator->getOperator() == OO_Subscript;
    const auto *Called = dyn_cast_or_null<CallExpr>(User);
    return isa_and_nonnull<ArraySubscriptExpr>(User) ||
           (Called && Resolver.nameOf(Called) == "at");
  });
}

/// The variable with which a loop before the start went through places, or in
/// which it kept one: tested afterwards, it says whether one was free.
bool LimitFinder::searchedPlaces(const NamedDecl *D, const Stmt *Branch) const {
  if (!isa<IfStmt>(Branch))
    return false;
  return llvm::any_of(B.loops(), [&](const Stmt *Loop) {
    const auto *For = dyn_cast<ForStmt>(Loop);
    if (!For || !For->getInc() || !B.endsBefore(For, Branch))
      return false;
    return llvm::any_of(B.uses(D), [&](const Expr *Use) {
      if (B.contains(For->getInc(), Use))
        return true;
      // `place = i`
      const auto *Assign = dyn_cast_or_null<BinaryOperator>(B.userOf(Use));
      const NamedDecl *Index =
          Assign && Assign->getOpcode() == BO_Assign && B.contains(For, Assign)
              ? namedBy(unwrap(Assign->getRHS()))
              : nullptr;
      return Index && Index != D &&
             llvm::any_of(B.uses(Index), [&](const Expr *Other) {
               return B.contains(For->getInc(), Other);
             });
    });
  });
}

/// Somewhere in the unit \p D goes up and down. IsInSight is false when it is a
/// member or global whose changes another file may make.
bool LimitFinder::isCounter(const NamedDecl *D, bool &IsInSight) const {
  auto ChangesIn = [&](const Body &In) {
    for (const Expr *Use : In.uses(D)) {
      if (&In == &B && !isOnTheWay(Use))
        continue;
      const Stmt *P = In.parent(Use);
      while (P && isa<ImplicitCastExpr, ParenExpr>(P))
        P = In.parent(P);
      if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
        if (Unary->isIncrementDecrementOp())
          return true;
      if (const auto *Binary = dyn_cast_or_null<CompoundAssignOperator>(P))
        if (Binary->isAdditiveOp() || Binary->getOpcode() == BO_AddAssign ||
            Binary->getOpcode() == BO_SubAssign)
          return true;
      if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P))
        if (Operator->getOperator() == OO_PlusPlus ||
            Operator->getOperator() == OO_MinusMinus ||
            Operator->getOperator() == OO_PlusEqual ||
            Operator->getOperator() == OO_MinusEqual)
          return true;
      if (isa_and_nonnull<MemberExpr, CXXDependentScopeMemberExpr>(P))
        if (const auto *Called = dyn_cast_or_null<CallExpr>(In.parent(P)))
          if (std::optional<Call> C = Resolver.resolve(Called))
            if (C->Name.starts_with("fetch_"))
              return true;
    }
    return false;
  };
  IsInSight = true;
  if (ChangesIn(B))
    return true;
  const auto *Var = dyn_cast<VarDecl>(D);
  if (Var && Var->hasLocalStorage())
    return false;
  for (const FunctionDecl *F : Model.functions()) {
    const auto *Field = dyn_cast<FieldDecl>(D);
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (Field && (!Method || Method->getParent()->getCanonicalDecl() !=
                                 Field->getParent()->getCanonicalDecl()))
      continue;
    if (const Body *Other = Model.body(F))
      if (ChangesIn(*Other))
        return true;
  }
  IsInSight = false;
  return false;
}

bool LimitFinder::isLiveCount(const Expr *E, const Expr *Other,
                              const Stmt *Branch) const {
  E = unwrap(E);
  Other = unwrap(Other);
  const auto *Literal = dyn_cast<IntegerLiteral>(Other);
  bool IsZero = Literal && Literal->getValue() == 0;
  if (std::optional<Call> C = Resolver.resolve(E)) {
    if (C->Receiver &&
        (C->Name == "size" || C->Name == "count" || C->Name == "length")) {
      AccessPath Path = accessPath(B, Resolver, C->Receiver);
      if (!Path || IsZero)
        return false;
      if (Owner && Path.Base->getCanonicalDecl() == Owner->getCanonicalDecl())
        return true;
      // The tasks keep themselves in another container.
      const auto *Var = dyn_cast<VarDecl>(Path.Base);
      return !(Var && Var->hasLocalStorage()) &&
             namesParallelism(unqualifiedName(*Path.Base));
    }
    if (C->Receiver && (C->Name == "load" || isa<CXXOperatorCallExpr>(E) ||
                        isa_and_nonnull<CXXConversionDecl>(C->Function))) {
      E = unwrap(C->Receiver);
    } else if (C->Function && !C->isConstruction() && C->Arguments.empty()) {
      // A helper that says how many are alive.
      return !IsZero && namesParallelism(C->Name);
    } else if (!isa<CXXOperatorCallExpr>(E) && !C->Name.starts_with("fetch_")) {
      return false;
    } else if (C->Receiver) {
      E = unwrap(C->Receiver);
    }
  }
  while (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    E = unwrap(Unary->getSubExpr());
  const NamedDecl *D = namedBy(E);
  if (!D || !isa<VarDecl, FieldDecl>(D))
    return false;
  // A loop's own variable counts iterations, not what is alive.
  for (const Stmt *Loop = B.enclosingLoop(Site); Loop;
       Loop = B.enclosingLoop(Loop))
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      for (const Expr *Use : B.uses(D))
        if (For->getInc() && B.contains(For->getInc(), Use))
          return false;
  if (searchedPlaces(D, Branch))
    return true;
  // What ends a loop is its count; elsewhere it may be that of all starts.
  if (isPosition(D))
    return !loopBody(Branch) && !subscripts(D) &&
           countOfValue(Model, B, Other).isBounded();
  // `int now = ++live;`
  if (const auto *Var = dyn_cast<VarDecl>(D);
      Var && Var->isLocalVarDecl() && Var->getInit() &&
      B.knows(Var->getInit()) && !isa<DeclRefExpr>(unwrap(Var->getInit())))
    if (isLiveCount(Var->getInit(), Other, Branch))
      return true;
  if (isMadeAnew(D))
    return false;
  // A loop before the start counts its own rounds.
  if (const auto *For = dyn_cast<ForStmt>(Branch))
    for (const Expr *Use : B.uses(D))
      if (For->getInc() && B.contains(For->getInc(), Use))
        return false;
  const auto *Value = cast<ValueDecl>(D);
  bool IsInSight = false;
  bool Counts = isCounter(D, IsInSight);
  if (Counts)
    return true;
  // A member or global that another file changes, held against a limit.
  const auto *Var = dyn_cast<VarDecl>(D);
  bool IsShared = isa<FieldDecl>(D) || (Var && !Var->hasLocalStorage());
  const auto *Test = dyn_cast<BinaryOperator>(
      unwrap(conditionOf(Branch) ? conditionOf(Branch) : E));
  bool IsRelational = !Test || Test->isRelationalOp() || Test->isLogicalOp();
  return !IsInSight && IsShared && !IsZero && IsRelational &&
         (Value->getType()->isIntegerType() ||
          Value->getType()->isRecordType()) &&
         namesParallelism(unqualifiedName(*D));
}

bool LimitFinder::comparesLiveCount(const Expr *Condition,
                                    const Stmt *Branch) const {
  for (const Stmt *S : B.below(Condition)) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
      if (Binary->isComparisonOp() &&
          (isLiveCount(Binary->getLHS(), Binary->getRHS(), Branch) ||
           isLiveCount(Binary->getRHS(), Binary->getLHS(), Branch)))
        return true;
    }
    // A visible helper predicate: `if (full()) continue;`
    const auto *Called = dyn_cast<CallExpr>(S);
    if (!Called)
      continue;
    std::optional<Call> C = Resolver.resolve(Called);
    const Body *Callee = C && C->Function ? Model.body(C->Function) : nullptr;
    // A limit that another file keeps.
    if (C && !Callee && namesLimit(C->Name))
      return true;
    if (!Callee || Callee == &B)
      continue;
    LimitFinder Inner(Model, *Callee, Called, Owner);
    for (const Stmt *Test : Callee->below(Callee->root()))
      if (const auto *Binary = dyn_cast<BinaryOperator>(Test))
        if (Binary->isRelationalOp() &&
            (Inner.isLiveCount(Binary->getLHS(), Binary->getRHS(), Test) ||
             Inner.isLiveCount(Binary->getRHS(), Binary->getLHS(), Test)))
          return true;
  }
  return false;
}

/// The branch keeps the spawn from being reached, or waits.
bool LimitFinder::holdsBack(const Stmt *Branch) const {
  if (isa<WhileStmt, DoStmt, ForStmt>(Branch))
    return true;
  const auto *If = dyn_cast<IfStmt>(Branch);
  if (!If)
    return false;
  if (B.contains(If->getThen(), Site) ||
      (If->getElse() && B.contains(If->getElse(), Site)))
    return true;
  if (leaves(B, If->getThen()))
    return true;
  for (const Stmt *S : B.below(If->getThen())) {
    const auto *E = dyn_cast<CallExpr>(S);
    if (!E)
      continue;
    std::optional<Call> C = Resolver.resolve(E);
    if (!C)
      continue;
    for (const ApiRow &Row : Resolver.rows(*C))
      switch (Row.Is) {
      case Meaning::JoinThread:
      case Meaning::JoinTimed:
      case Meaning::WaitForResult:
      case Meaning::WaitTimed:
      case Meaning::WaitCondition:
      case Meaning::WaitConditionTimed:
      case Meaning::AcquirePermit:
      case Meaning::Sleep:
        return true;
      default:
        break;
      }
    if (C->Name == "clear" || C->Name == "erase" || C->Name == "wait" ||
        C->Name.contains("join") || C->Name.contains("wait"))
      return true;
  }
  return false;
}

std::optional<Evidence> LimitFinder::test(const Stmt *Branch) const {
  const Expr *Condition = conditionOf(Branch);
  if (!Condition || !comparesLiveCount(Condition, Branch) || !holdsBack(Branch))
    return std::nullopt;
  return Evidence(Condition->getSourceRange(),
                  spelling(Model, Condition) + " is tested before each start");
}

std::optional<Evidence> LimitFinder::inScope(const Stmt *Scope) {
  const LambdaExpr *Lambda = B.enclosingLambda(Site);
  const bool ScopeIsLoop = loopBody(Scope) != nullptr;
  for (const Stmt *S : B.below(Scope)) {
    bool Contains = B.contains(S, Site);
    if (!Contains && !B.precedes(S, Site))
      break;
    if (const LambdaExpr *In = B.enclosingLambda(S))
      if (In != Lambda && !B.contains(In, Site))
        continue; // what another lambda does is not done here
    if (isa<IfStmt, WhileStmt, DoStmt>(S) ||
        (isa<ForStmt>(S) && (!Contains || !ScopeIsLoop))) {
      if (std::optional<Evidence> Found = test(S))
        return Found;
    } else if (const auto *E = dyn_cast<Expr>(S)) {
      // What stands in the spawned code does not hold the spawn back.
      if (!Contains && isa<CallExpr, CXXConstructExpr>(E))
        if (std::optional<Evidence> Found = permit(E, 0))
          return Found;
    }
  }
  return std::nullopt;
}

std::optional<Evidence> LimitFinder::once() {
  auto IsSet = [&](const NamedDecl *D) {
    for (const Expr *Use : B.uses(D)) {
      const Stmt *P = B.parent(Use);
      while (P && isa<ImplicitCastExpr, ParenExpr>(P))
        P = B.parent(P);
      if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(P))
        if (Assign->isAssignmentOp())
          return true;
      if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P))
        if (Operator->isAssignmentOp())
          return true;
      if (isa_and_nonnull<MemberExpr>(P))
        if (const auto *Called = dyn_cast_or_null<CallExpr>(B.parent(P)))
          if (std::optional<Call> C = Resolver.resolve(Called))
            if (C->Name == "store" || C->Name == "exchange" ||
                C->Name == "reset" || C->Name == "test_and_set" ||
                C->Name.starts_with("compare_exchange"))
              return true;
    }
    return false;
  };
  for (const Stmt *S : B.below(B.root())) {
    bool Contains = B.contains(S, Site);
    if (!Contains && !B.precedes(S, Site))
      break;
    if (const auto *Called = dyn_cast<CallExpr>(S)) {
      std::optional<Call> C = Resolver.resolve(Called);
      if (C && C->Name == "call_once" && Contains)
        return Evidence(Called->getSourceRange(), "it is started only once");
    }
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If || !(Contains || leaves(B, If->getThen())))
      continue;
    for (const Stmt *Inner : B.below(If->getCond())) {
      const auto *E = dyn_cast<Expr>(Inner);
      const NamedDecl *D = E ? namedBy(E) : nullptr;
      if (!D || !isa<VarDecl, FieldDecl>(D))
        continue;
      const auto *Var = dyn_cast<VarDecl>(D);
      if (Var && Var->hasLocalStorage())
        continue;
      if (IsSet(D) ||
          (Owner && D->getCanonicalDecl() == Owner->getCanonicalDecl() &&
           !Resolver.typeRow(cast<ValueDecl>(D)->getType(),
                             Meaning::SequenceContainer)))
        return Evidence(If->getCond()->getSourceRange(),
                        spelling(Model, If->getCond()) +
                            " lets only one start at a time");
    }
  }
  return std::nullopt;
}

std::optional<Evidence> threadwise::limitBefore(const ConcurrencyModel &Model,
                                                const Stmt *Scope,
                                                const Spawn &S) {
  return limitBefore(Model, Scope, *S.In, S.Site, S.Kept.Owner);
}

std::optional<Evidence> threadwise::limitBefore(const ConcurrencyModel &Model,
                                                const Stmt *Scope,
                                                const Body &B, const Expr *Site,
                                                const NamedDecl *Owner) {
  return LimitFinder(Model, B, Site, Owner).inScope(Scope);
}

std::optional<Evidence> threadwise::guardOnce(const ConcurrencyModel &Model,
                                              const Spawn &S) {
  return LimitFinder(Model, *S.In, S.Site, S.Kept.Owner).once();
}

std::optional<Evidence> threadwise::guardOnceIn(const Stmt *Loop,
                                                const Spawn &S) {
  const Body &B = *S.In;
  for (const Stmt *P = B.parent(S.Site); P && P != Loop; P = B.parent(P)) {
    const auto *If = dyn_cast<IfStmt>(P);
    if (!If || !B.contains(If->getThen(), S.Site))
      continue;
    for (const Stmt *Inner : B.below(If->getThen())) {
      const Assignment Assigns = asAssignment(Inner);
      const NamedDecl *Kept =
          Assigns ? namedBy(unwrap(Assigns.Target)) : nullptr;
      const auto *Var = dyn_cast_or_null<VarDecl>(Kept);
      if (!Kept ||
          (Var && Var->hasLocalStorage() && B.contains(Loop, Var->getInit())) ||
          !(B.contains(Assigns.Value, S.Site) || Assigns.Value == S.Site))
        continue;
      for (const Expr *Use : B.uses(Kept))
        if (B.contains(If->getCond(), Use))
          return Evidence(If->getCond()->getSourceRange(),
                          "it is started only when there is none yet");
    }
  }
  return std::nullopt;
}
