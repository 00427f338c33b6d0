//===--- ObligationPaths.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Walks the statements in the order in which they run, and keeps what can
/// still be unset. That needs no CFG, and so is the same for the patterns of
/// templates and for code in error, of which clang builds none.
///
//===----------------------------------------------------------------------===//

#include "analysis/ObligationPaths.h"
#include "analysis/Counts.h"
#include "model/AtomicAccess.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far a function that sets the promise is looked for through calls.
static constexpr unsigned MaxFollow = 2;

namespace {

/// What decided that a path is taken.
struct Choice {
  const Stmt *Branch = nullptr; ///< if, switch, try
  bool TakesThen = false;
};

struct Left {
  LeftBy By = LeftBy::Exit;
  const Stmt *At = nullptr; ///< null: the end of the code
  llvm::SmallVector<Choice, 4> Choices;
};

class PathWalker {
public:
  PathWalker(const ConcurrencyModel &Model, const Obligation &P)
      : Model(Model), Resolver(Model.resolver()), P(P), B(*P.In) {}

  ObligationPaths run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Obligation &P;
  const Body &B;
  std::vector<Left> Found;
  llvm::SmallVector<Choice, 4> Choices;
  /// Branches that set it on one side, passed on the other.
  llvm::SmallVector<Choice, 4> Passed;
  bool IsLost = false; ///< a jump that the walk does not follow

  bool walk(const Stmt *S);
  bool walkIf(const IfStmt &If);
  bool walkSwitch(const SwitchStmt &Switch);
  bool walkTry(const CXXTryStmt &Try);
  bool onlySets(const CompoundStmt *Block) const;
  bool settles(const Stmt *S) const;
  bool settlesThrough(const FunctionDecl *F, unsigned Depth) const;
  bool neverReturns(const Stmt *S) const;
  bool sets(const Stmt *S) const {
    return S && llvm::any_of(P.Sets,
                             [&](const Expr *E) { return B.contains(S, E); });
  }
  llvm::StringRef nameIn(const Stmt *S) const;
  bool isSuspicious(const Left &L) const;
  bool isGuard(const Expr *Condition) const;
  bool isCaught(const Stmt *S) const;
  bool arrivesOnce() const;
  const Expr *callOfCallersFunction(const ParmVarDecl *&Function) const;
  void leave(LeftBy By, const Stmt *At) {
    Found.push_back({By, At, Passed});
    Found.back().Choices.append(Choices.begin(), Choices.end());
  }
};

} // namespace

/// A function in sight that sets the promise.
bool PathWalker::settlesThrough(const FunctionDecl *F, unsigned Depth) const {
  const FunctionDecl *Definition = definitionOf(F);
  if (!Definition || Depth >= MaxFollow)
    return false;
  if (llvm::any_of(P.OtherSetters, [&](const FunctionDecl *Other) {
        return keyOf(Other) == keyOf(Definition);
      }))
    return true;
  if (P.OtherSetters.empty())
    return false;
  const Body *Callee = Model.body(Definition);
  return Callee && Callee != &B &&
         llvm::any_of(Callee->calls(), [&](const Expr *E) {
           std::optional<Call> C = Resolver.resolve(E, Callee->makes(E));
           return C && C->Function && settlesThrough(C->Function, Depth + 1);
         });
}

/// Does \p S set the promise, destroy it, or hand it to somebody else?
bool PathWalker::settles(const Stmt *S) const {
  if (!S)
    return false;
  if (sets(S))
    return true;
  for (const Expr *Use : B.uses(P.Holder)) {
    if (!B.contains(S, Use))
      continue;
    // Its future is taken, or it is asked whether there is one.
    const Stmt *User = B.userOf(Use);
    while (User && isa<CXXOperatorCallExpr>(User) &&
           (cast<CXXOperatorCallExpr>(User)->getOperator() == OO_Arrow ||
            cast<CXXOperatorCallExpr>(User)->getOperator() == OO_Star))
      User = B.userOf(User);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(User)) {
      llvm::StringRef Name = unqualifiedName(*Member->getMemberDecl());
      if (P.Kind == ObligationKind::Latch &&
          (Name == "wait" || Name == "Wait" || Name == "try_wait"))
        continue;
      if (Name == "get_future" || Name == "getFuture" || Name == "future" ||
          Name == "operator bool")
        continue;
    }
    if (isa_and_nonnull<UnaryOperator, IfStmt>(User))
      continue;
    return true;
  }
  for (const Stmt *Inner : B.below(S)) {
    if (const auto *This = dyn_cast<CXXThisExpr>(Inner)) {
      // The object itself is handed on.
      if (P.How == Reach::Member && !This->isImplicit() &&
          !isa_and_nonnull<MemberExpr>(B.userOf(This)) &&
          !isa_and_nonnull<CXXDependentScopeMemberExpr>(B.userOf(This)))
        return true;
      continue;
    }
    const auto *E = dyn_cast<Expr>(Inner);
    if (!E || !isa<CallExpr, CXXConstructExpr>(E))
      continue;
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C)
      continue;
    if (C->Function && settlesThrough(C->Function, 0))
      return true;
    // A lambda in a variable that sets it; a function of the object that is
    // not in sight may.
    if (C->CalledValue && P.How != Reach::Own) {
      const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(C->CalledValue));
      if (Var && Var->getInit() && B.knows(Var->getInit()) &&
          llvm::any_of(B.uses(P.Holder), [&](const Expr *Use) {
            return B.contains(Var->getInit(), Use);
          }))
        return true;
    }
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C->Function);
    const bool OfThis =
        C->Receiver && isa<CXXThisExpr>(C->Receiver->IgnoreParenImpCasts());
    if (P.How == Reach::Member && OfThis &&
        (!Method || (!Method->isConst() && !definitionOf(Method))))
      return true;
    if (P.How == Reach::Member && C->ByNameOnly && !C->Receiver)
      return true; // a member of a class whose header is missing
  }
  return false;
}

bool PathWalker::neverReturns(const Stmt *S) const {
  for (const Stmt *Inner : B.below(S))
    if (const auto *Called = dyn_cast<CallExpr>(Inner)) {
      const FunctionDecl *F = Called->getDirectCallee();
      if (F && F->isNoReturn())
        return true;
      llvm::StringRef Name = Resolver.nameOf(Called);
      if (Name == "abort" || Name == "exit" || Name == "terminate" ||
          Name == "_exit")
        return true;
    }
  return false;
}

/// True when the statement can end with the promise unset.
bool PathWalker::walk(const Stmt *S) {
  if (!S || IsLost)
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    for (const Stmt *Child : Block->body())
      if (!walk(Child))
        return false;
    return true;
  }
  if (const auto *If = dyn_cast<IfStmt>(S))
    return walkIf(*If);
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return walkSwitch(*Switch);
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return walkTry(*Try);
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
    return walk(Attributed->getSubStmt());
  if (isa<ReturnStmt, CoreturnStmt>(S)) {
    if (!settles(S))
      leave(LeftBy::Exit, S);
    return false;
  }
  if (isa<GotoStmt, LabelStmt, IndirectGotoStmt>(S)) {
    IsLost = true;
    return true;
  }
  if (isa<BreakStmt, ContinueStmt>(S))
    return false; // ends a round, not the code: what follows the loop decides
  if (const Stmt *Loop = loopBody(S)) {
    if (settles(S)) {
      // Set in a round: how many there are is not asked; returns before it are.
      walk(Loop);
      return false;
    }
    walk(Loop);
    const Expr *Condition = conditionOf(S);
    const auto *Always = dyn_cast_or_null<CXXBoolLiteralExpr>(
        Condition ? unwrap(Condition) : nullptr);
    const bool IsEndless =
        (isa<ForStmt>(S) && !Condition) || (Always && Always->getValue());
    if (!IsEndless)
      return true;
    return llvm::any_of(B.below(Loop), [&](const Stmt *Inner) {
      return isa<BreakStmt>(Inner) && B.enclosingLoop(Inner) == S;
    });
  }
  const auto *E = dyn_cast<Expr>(S);
  if (E && isa<CXXThrowExpr>(E->IgnoreParenImpCasts()))
    return false; // to a handler, which is asked for itself, or to the caller
  if (settles(S) || neverReturns(S))
    return false;
  return true;
}

bool PathWalker::walkIf(const IfStmt &If) {
  if ((If.getInit() && settles(If.getInit())) ||
      (If.getConditionVariable() &&
       settles(If.getConditionVariable()->getInit())))
    return false;
  // `if (promise) promise->set_value(1);`, or it is set while it is tested.
  bool AsksForPromise = false;
  for (const Expr *Use : B.uses(P.Holder))
    AsksForPromise |= B.contains(If.getCond(), Use);
  if (sets(If.getCond()))
    return false;
  if (AsksForPromise) {
    const bool Then = walk(If.getThen());
    const bool Else = walk(If.getElse());
    // Without a promise there is nothing to set.
    llvm::erase_if(Found, [&](const Left &L) {
      return L.At && B.contains(&If, L.At) && !sets(If.getThen());
    });
    return Then && (!If.getElse() || Else) && !sets(&If);
  }
  if (settles(If.getCond()))
    return false;
  if (If.isConstexpr() && sets(&If))
    return false;
  Choices.push_back({&If, true});
  const bool Then = walk(If.getThen());
  Choices.back().TakesThen = false;
  const bool Else = walk(If.getElse());
  Choices.pop_back();
  // Set on one side only, or handed on by whoever was handed it: what follows
  // is reached by the other.
  const Stmt *Side = Then ? If.getElse() : If.getThen();
  if (Then != Else &&
      (sets(Side) || (P.How == Reach::Reference && settles(Side))))
    Passed.push_back({&If, Then});
  return Then || Else;
}

bool PathWalker::walkSwitch(const SwitchStmt &Switch) {
  if (settles(Switch.getCond()))
    return false;
  bool HasDefault = Switch.isAllEnumCasesCovered();
  for (const SwitchCase *Case = Switch.getSwitchCaseList(); Case;
       Case = Case->getNextSwitchCase())
    HasDefault |= isa<DefaultStmt>(Case);
  // Cases run into each other: only whether each group sets it is asked.
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Switch.getBody());
  if (!Block)
    return true;
  bool Falls = false, Settled = false;
  unsigned Setting = 0, Groups = 0;
  for (const Stmt *Child : Block->body()) {
    if (isa<SwitchCase>(Child)) {
      ++Groups;
      Settled = false;
    }
    const Stmt *Sub = Child;
    while (const auto *Case = dyn_cast<SwitchCase>(Sub))
      Sub = Case->getSubStmt();
    if (!Settled && settles(Sub)) {
      Settled = true;
      ++Setting;
    }
    if (isa<BreakStmt>(Sub) && !Settled)
      Falls = true;
  }
  if (!HasDefault && Setting >= 2 && Setting == Groups) {
    Choices.push_back({&Switch, false});
    leave(LeftBy::MissingCase, &Switch);
    Choices.pop_back();
    return false;
  }
  return Falls || !HasDefault || Setting < Groups;
}

/// Is all that the block does to set it? What throws there says that it is set
/// already.
bool PathWalker::onlySets(const CompoundStmt *Block) const {
  if (Block->size() != 1 || !settles(Block->body_front()))
    return false;
  return llvm::all_of(B.below(Block), [&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E || !isa<CallExpr, CXXUnresolvedConstructExpr, CXXNewExpr>(E))
      return true;
    llvm::StringRef Name = Resolver.nameOf(E);
    return llvm::is_contained(P.Sets, E) || isa<CXXOperatorCallExpr>(E) ||
           Name == "current_exception" || Name == "make_exception_ptr" ||
           Name == "move";
  });
}

bool PathWalker::walkTry(const CXXTryStmt &Try) {
  const bool Falls = walk(Try.getTryBlock());
  // What comes to the handler finds it set.
  if (onlySets(Try.getTryBlock()))
    return Falls;
  const bool TrySets = sets(Try.getTryBlock());
  bool HandlerFalls = false;
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try.getHandler(I);
    const Stmt *Block = Handler->getHandlerBlock();
    const size_t Before = Found.size();
    Choices.push_back({&Try, false});
    const bool Ends = walk(Block);
    Choices.pop_back();
    // A return of the handler is the handler's.
    for (size_t L = Before; L < Found.size(); ++L)
      Found[L] = {LeftBy::Handler, Handler, Found[L].Choices};
    if (Ends && TrySets)
      Found.push_back({LeftBy::Handler, Handler, Choices});
    HandlerFalls |= Ends;
  }
  return Falls || HandlerFalls;
}

/// What \p S calls or mentions; empty for other statements.
llvm::StringRef PathWalker::nameIn(const Stmt *S) const {
  const auto *E = dyn_cast<Expr>(S);
  if (!E || isa<CallExpr>(E))
    return E ? Resolver.nameOf(E) : llvm::StringRef();
  const NamedDecl *D = namedBy(E);
  return D ? unqualifiedName(*D) : llvm::StringRef();
}

/// A condition that lets the promise be set once, or by the last of several.
bool PathWalker::isGuard(const Expr *Condition) const {
  if (!Condition)
    return false;
  for (const Stmt *S : B.below(Condition)) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(S))
      if (Unary->isIncrementDecrementOp())
        return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S))
      if (Operator->getOperator() == OO_MinusMinus ||
          Operator->getOperator() == OO_PlusPlus)
        return true;
    const llvm::StringRef Name = nameIn(S);
    if (Name.starts_with("fetch_") || Name.starts_with("compare_exchange") ||
        Name == "exchange" || Name == "test_and_set" || Name == "wait_for" ||
        Name == "expired" || Name == "lock" ||
        hasPart(Name, {"done", "fulfil", "satisf", "resolved", "complete",
                       "finished", "already", "once", "isset", "is_set",
                       "remaining", "pending", "left", "outstanding", "last",
                       "promise", "notified", "valid", "called"}))
      return true;
  }
  return false;
}

/// Is what is left a path that ends the work? A handler that is entered for
/// each event may leave the promise to a later one: only what says that it
/// failed counts there.
bool PathWalker::isSuspicious(const Left &L) const {
  if (L.By == LeftBy::Handler) {
    // The handler of a loop's round goes on with the next one.
    return !B.enclosingLoop(L.At) ||
           B.enclosingLambda(B.enclosingLoop(L.At)) != P.Lambda;
  }
  if (L.By == LeftBy::MissingCase)
    return true;
  bool SaysFailure = false;
  for (const Choice &C : L.Choices) {
    const Expr *Condition = conditionOf(C.Branch);
    if (isGuard(Condition))
      return false;
    if (!Condition)
      continue;
    for (const Stmt *S : B.below(Condition)) {
      const llvm::StringRef Name = nameIn(S);
      SaysFailure |=
          hasPart(Name, {"err", "fail", "exception", "timeout", "cancel",
                         "abort", "ok", "success", "status", "reject"}) ||
          Name == "ec" || Name == "rc" || Name == "ret" || Name == "e";
    }
  }
  if (SaysFailure)
    return true;
  // The end of the code, reached around a branch that sets it, may be meant:
  // a return says that the work ends here.
  return P.IsTask && L.At;
}

bool PathWalker::isCaught(const Stmt *S) const {
  for (const Stmt *At = S; At && At != P.root(); At = B.parent(At))
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(B.parent(At)))
      if (Try->getTryBlock() == At)
        return true;
  return false;
}

/// The caller's own function, called before the promise is set and outside of
/// any `try`, in code that a queue or a pool runs while this function waits.
/// What a thread throws ends the process, which somebody sees.
const Expr *
PathWalker::callOfCallersFunction(const ParmVarDecl *&Function) const {
  if (P.Kind != ObligationKind::Promise || !P.Lambda ||
      P.How != Reach::Reference || !P.Awaited || !B.knows(P.Awaited) ||
      B.contains(P.Lambda, P.Awaited))
    return nullptr;
  for (const Spawn &S : Model.spawnsIn(&B.function()))
    if (S.Entry.Lambda == P.Lambda && S.Kind != SpawnKind::PoolTask)
      return nullptr;
  for (const Expr *E : B.calls()) {
    if (!B.contains(P.Lambda, E) || B.enclosingLambda(E) != P.Lambda ||
        isCaught(E))
      continue;
    std::optional<Call> C = Resolver.resolve(E);
    const auto *Callee =
        C && C->CalledValue
            ? dyn_cast_or_null<ParmVarDecl>(namedBy(C->CalledValue))
            : nullptr;
    if (!Callee || Callee->getDeclContext() != &B.function() ||
        llvm::none_of(P.Sets, [&](const Expr *Set) {
          return B.contains(Set, E) || B.precedes(E, Set);
        }))
      continue;
    Function = Callee;
    return E;
  }
  return nullptr;
}

static Evidence whyNoticed(const Obligation &P, SourceRange At) {
  if (P.Kind == ObligationKind::Latch)
    return {At, "each wait for it counts on this arrival"};
  std::string Name = "'" + P.Holder->getNameAsString() + "'";
  switch (P.How) {
  case Reach::Member:
    return {At,
            Name + " is a member and lives on: nothing tells whoever waits"};
  case Reach::Reference:
    return {At, Name + " belongs to somebody else and lives on: nothing tells "
                       "whoever waits"};
  case Reach::Shared:
    return {At, Name + " is shared: as long as anybody keeps it, nothing tells "
                       "whoever waits"};
  case Reach::Static:
  case Reach::Own:
    break;
  }
  return {At, Name + " is never destroyed: nothing tells whoever waits"};
}

/// Where each round of a loop arrives anew, the rounds decide; code that is no
/// task may be entered again and arrive then.
bool PathWalker::arrivesOnce() const {
  if (!P.IsTask && !P.Lambda && P.How != Reach::Reference)
    return false;
  return llvm::none_of(P.Sets, [&](const Expr *Set) {
    const Stmt *Loop = B.enclosingLoop(Set);
    return Loop && B.contains(P.root(), Loop);
  });
}

ObligationPaths PathWalker::run() {
  ObligationPaths Result;
  SourceRange First = P.Sets.front()->getSourceRange();
  const bool IsLatch = P.Kind == ObligationKind::Latch;
  if (P.How == Reach::Own) {
    Result.IsFine = true;
    Result.Because.push_back(
        {First, IsLatch ? "this code owns it, and who waits is in sight"
                        : "it is destroyed with this code, and its waiter is "
                          "told"});
    return Result;
  }
  if (IsLatch && !arrivesOnce()) {
    Result.Because.push_back({First, "it may be reached again"});
    return Result;
  }
  if (llvm::any_of(P.OtherSetters, [&](const FunctionDecl *F) {
        return isa<CXXDestructorDecl>(F) ||
               (F != &B.function() && P.How == Reach::Member &&
                hasPart(unqualifiedName(*F),
                        {"stop", "cancel", "close", "abort", "error", "fail",
                         "timeout", "shutdown", "disconnect", "reset"}));
      })) {
    Result.IsFine = true;
    Result.Because.push_back({First, "another function sets it where the work "
                                     "is given up"});
    return Result;
  }
  const bool Falls = walk(P.root());
  if (Falls)
    leave(LeftBy::Exit, nullptr);
  if (IsLost) {
    Result.Because.push_back({First, "a jump is not followed"});
    return Result;
  }
  for (const Left &L : Found) {
    if (!isSuspicious(L))
      continue;
    Result.IsLeft = true;
    Result.By = L.By;
    if (L.At && isa<CXXCatchStmt>(L.At))
      Result.At = SourceRange(L.At->getBeginLoc());
    else if (L.At && isa<SwitchStmt>(L.At))
      Result.At = SourceRange(L.At->getBeginLoc());
    else if (L.At)
      Result.At = L.At->getSourceRange();
    else
      for (const Choice &C : L.Choices)
        Result.At = SourceRange(C.Branch->getBeginLoc());
    if (Result.At.isInvalid())
      continue;
    if (!L.Choices.empty() && L.By == LeftBy::Exit)
      if (const Expr *Condition = conditionOf(L.Choices.back().Branch))
        Result.Because.push_back(
            {Condition->getSourceRange(),
             spelling(Model, Condition) +
                 (L.Choices.back().TakesThen ? " takes this path"
                  : IsLatch ? " decides: the other way nothing arrives"
                            : " decides: the other way nothing sets it")});
    Result.Because.push_back({First, IsLatch ? "another path arrives here"
                                             : "another path sets it here"});
    if (P.Awaited)
      Result.Because.push_back(
          {P.Awaited->getSourceRange(),
           IsLatch ? "it is waited for here" : "its future is taken here"});
    Result.Because.push_back(whyNoticed(P, P.Holder->getSourceRange()));
    return Result;
  }
  if (const Expr *Throws = callOfCallersFunction(Result.Thrower)) {
    Result.IsLeft = true;
    Result.By = LeftBy::Thrown;
    Result.At = Throws->getSourceRange();
    Result.Because.push_back({Throws->getSourceRange(),
                              "it is the caller's and may throw; nothing here "
                              "catches that"});
    Result.Because.push_back({First, "the promise is set behind it"});
    Result.Because.push_back(
        {P.Awaited->getSourceRange(), "its future is taken here"});
    Result.Because.push_back(whyNoticed(P, P.Holder->getSourceRange()));
    return Result;
  }
  Result.IsFine = Found.empty();
  Result.Because.push_back(
      {First, Found.empty() ? "each path settles it or hands it on"
                            : "a path leaves it as it was, perhaps for a later "
                              "event"});
  return Result;
}

ObligationPaths threadwise::obligationPaths(const ConcurrencyModel &Model,
                                            const Obligation &P) {
  return PathWalker(Model, P).run();
}
