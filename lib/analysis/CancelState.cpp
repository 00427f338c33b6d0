//===--- CancelState.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelState.h"
#include "model/Callable.h"
#include "model/Handles.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// Helper predicates that ask helper predicates.
static constexpr unsigned MaxFollow = 3;

static const NamedDecl *stateKey(const NamedDecl *D) {
  if (const auto *Field = dyn_cast<FieldDecl>(D))
    D = patternOf(Field);
  return cast<NamedDecl>(D->getCanonicalDecl());
}

bool WaitTest::reads(const NamedDecl *State) const {
  return llvm::any_of(Reads,
                      [&](const StateRead &R) { return R.State == State; });
}

static Sense combine(Sense Outer, Sense Inner) {
  if (Outer == Sense::Unknown || Inner == Sense::Unknown)
    return Sense::Unknown;
  return Outer == Inner ? Sense::Plain : Sense::Negated;
}

/// In which sense the truth of \p E enters that of the whole condition.
static Sense senseOf(const Body &B, const CalleeResolver &Resolver,
                     const Expr &E) {
  Sense Result = Sense::Plain;
  const Stmt *Child = &E;
  for (const Stmt *P = B.parent(Child); P; Child = P, P = B.parent(P)) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(P)) {
      if (Unary->getOpcode() != UO_LNot)
        return Sense::Unknown;
      Result = combine(Result, Sense::Negated);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(P)) {
      if (!Binary->isLogicalOp())
        return Sense::Unknown;
    } else if (const auto *Called = dyn_cast<CallExpr>(P)) {
      std::optional<Call> C = Resolver.resolve(Called);
      if (!C || (C->Function && !isa<CXXConversionDecl>(C->Function) &&
                 C->Name != "load"))
        return Sense::Unknown;
    } else if (isa<ReturnStmt>(P) || loopBody(P)) {
      return Result;
    } else if (!isa<ParenExpr, CastExpr, MemberExpr, ExprWithCleanups>(P)) {
      return Sense::Unknown;
    }
  }
  return Result;
}

namespace {

class ReadCollector {
public:
  ReadCollector(const ConcurrencyModel &Model, WaitTest &Test)
      : Model(Model), Resolver(Model.resolver()), Test(Test) {}

  void collect(const Body &B, const Stmt *Inside, unsigned Depth);

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  WaitTest &Test;
  llvm::SmallPtrSet<const VarDecl *, 8> Locals;
  /// The sense of the calls that led here.
  Sense Around = Sense::Plain;

  void mention(const Body &B, const Expr &E, const ValueDecl &D,
               unsigned Depth);
  void local(const Body &B, const VarDecl &Var, unsigned Depth);
  void call(const Body &B, const Call &C, unsigned Depth);
  bool isSilentType(QualType T) const;
};

} // namespace

/// Locks and conditions are how one waits, not what for.
bool ReadCollector::isSilentType(QualType T) const {
  return Resolver.typeRow(T, Meaning::MutexType) ||
         Resolver.typeRow(T, Meaning::LockGuardType) ||
         Resolver.typeRow(T, Meaning::ConditionType);
}

/// A variable of the function: what it was computed from counts.
void ReadCollector::local(const Body &B, const VarDecl &Var, unsigned Depth) {
  if (!Locals.insert(&Var).second)
    return;
  if (const Expr *Init = Var.getInit(); Init && B.knows(Init))
    collect(B, Init, Depth + 1);
  for (const Expr *Use : B.uses(&Var)) {
    const Stmt *User = B.userOf(Use);
    if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(User)) {
      if (Assign->isAssignmentOp() && B.contains(Assign->getLHS(), Use))
        collect(B, Assign->getRHS(), Depth + 1);
    } else if (const auto *Called = dyn_cast_or_null<CallExpr>(User)) {
      // Assigned by an operator, or filled by a function.
      if (Called->getNumArgs() > 0)
        collect(B, Called, Depth + 1);
    }
  }
}

/// A variable that a lambda shares with its function is state; one of the
/// thread's own is an item.
static bool isOwnObject(const Body &B, const Expr &E, const ValueDecl &D) {
  const auto *Var = dyn_cast<VarDecl>(&D);
  return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
         !Var->getType()->isReferenceType() &&
         llvm::none_of(B.uses(Var), [&](const Expr *Use) {
           return B.enclosingLambda(Use) != B.enclosingLambda(&E);
         });
}

void ReadCollector::mention(const Body &B, const Expr &E, const ValueDecl &D,
                            unsigned Depth) {
  // `job->done` is about `done`; of an object of the function's own it is the
  // item that was taken.
  if (const auto *Outer = dyn_cast_or_null<MemberExpr>(B.userOf(&E)))
    if (isa<FieldDecl>(Outer->getMemberDecl()) &&
        (Outer->isArrow() || !isOwnObject(B, E, D)))
      return;
  if (const auto *Member = dyn_cast<MemberExpr>(&E);
      Member && !Member->isArrow())
    if (const auto *Base =
            dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()))
      if (isOwnObject(B, *Base, *Base->getDecl()))
        return;
  if (isSilentType(D.getType()))
    return;
  const bool IsToken = Resolver.typeRow(D.getType(), Meaning::StopTokenType);
  if (const auto *Var = dyn_cast<VarDecl>(&D);
      Var && Var->hasLocalStorage() && !IsToken) {
    if (isOwnObject(B, E, D)) {
      Test.LooksAtItem = true;
      return local(B, *Var, Depth);
    }
  }
  if (!Test.reads(stateKey(&D)))
    Test.Reads.push_back({stateKey(&D), &E, &B,
                          combine(Around, senseOf(B, Resolver, E)), IsToken});
}

void ReadCollector::call(const Body &B, const Call &C, unsigned Depth) {
  if (C.CalledValue && !isa<CXXOperatorCallExpr>(C.Site)) {
    // A lambda kept in a variable is walked where it stands.
    Callable Called = callableOf(Resolver, C.CalledValue);
    if (const Stmt *Code = Called.body()) {
      if (B.knows(Code))
        return collect(B, Code, Depth + 1);
      if (const Body *Other = Model.body(Called.Function))
        return collect(*Other, Other->root(), Depth + 1);
    }
    Test.HasUnseen = true;
    return;
  }
  if (!C.Function) {
    if (!C.Receiver && !C.isConstruction())
      Test.HasUnseen = true;
    return;
  }
  if (!Resolver.rows(C).empty() ||
      Model.context().getSourceManager().isInSystemHeader(
          C.Function->getLocation()))
    return;
  if (const Body *Callee = Model.body(C.Function)) {
    if (Callee == &B || Depth >= MaxFollow) {
      Test.HasUnseen = true;
      return;
    }
    const Sense Before = Around;
    Around = combine(Before, senseOf(B, Resolver, *C.Site));
    collect(*Callee, Callee->root(), Depth + 1);
    Around = Before;
    return;
  }
  // What an object's own function asks is the state of that object.
  const bool OfAMember = C.Receiver && !isa<CXXThisExpr>(unwrap(C.Receiver));
  if (!OfAMember && !C.Function->isImplicit())
    Test.HasUnseen = true;
}

void ReadCollector::collect(const Body &B, const Stmt *Inside, unsigned Depth) {
  if (Depth > MaxFollow * 2)
    return;
  for (const Stmt *S : B.below(Inside)) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      continue;
    if (isa<DeclRefExpr, MemberExpr>(E)) {
      const auto *D = dyn_cast_or_null<ValueDecl>(
          isa<DeclRefExpr>(E) ? cast<DeclRefExpr>(E)->getDecl()
                              : cast<MemberExpr>(E)->getMemberDecl());
      if (D && isa<FieldDecl, VarDecl>(D))
        mention(B, *E, *D, Depth);
    } else if (std::optional<Call> C = Resolver.resolve(E, B.makes(E))) {
      call(B, *C, Depth);
    } else if (isa<CXXDependentScopeMemberExpr, DependentScopeDeclRefExpr>(E) &&
               !isa_and_nonnull<CallExpr>(B.parent(E))) {
      Test.HasUnseen = true;
    }
  }
}

void threadwise::addReads(const ConcurrencyModel &Model, const Body &B,
                          const Stmt *E, WaitTest &Test) {
  ReadCollector(Model, Test).collect(B, E, 0);
}

bool threadwise::leavesLoop(const Body &B, const Stmt *Loop, const Stmt *S) {
  if (B.enclosingLambda(S) != B.enclosingLambda(Loop))
    return false;
  if (isa<ReturnStmt, GotoStmt, CXXThrowExpr, CoreturnStmt>(S))
    return true;
  if (!isa<BreakStmt>(S))
    return false;
  for (const Stmt *P = B.parent(S); P; P = B.parent(P))
    if (loopBody(P) || isa<SwitchStmt>(P))
      return P == Loop;
  return false;
}

void threadwise::addLoopTest(const ConcurrencyModel &Model, const Body &B,
                             const Stmt *Loop, WaitTest &Test) {
  if (const Expr *Condition = conditionOf(Loop))
    addReads(Model, B, Condition, Test);
  for (const Stmt *S : B.below(loopBody(Loop))) {
    if (!leavesLoop(B, Loop, S))
      continue;
    bool IsConditional = false;
    for (const Stmt *P = B.parent(S); P && P != Loop; P = B.parent(P)) {
      if (const Expr *Condition = conditionOf(P)) {
        IsConditional = true;
        addReads(Model, B, Condition, Test);
      } else if (isa<CXXCatchStmt>(P)) {
        Test.HasUnseen = true;
      }
    }
    if (!IsConditional)
      Test.HasUnseen = true;
  }
}

WaitTest threadwise::testOf(const ConcurrencyModel &Model, const Wait &W) {
  WaitTest Test;
  if (W.Predicate) {
    Callable Asked = callableOf(Model.resolver(), W.Predicate);
    const Stmt *Code = Asked.body();
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Code);
    if (Block && Block->body_empty() && W.In->below(Block).size() < 2) {
      Test.HasUnseen = true; // clang drops what it cannot type
    } else if (Code && W.In->knows(Code)) {
      addReads(Model, *W.In, Code, Test);
    } else if (const Body *Other = Model.body(Asked.Function)) {
      addReads(Model, *Other, Other->root(), Test);
    } else {
      // `absl::Condition(&done)` and its like name what they read.
      addReads(Model, *W.In, W.Predicate, Test);
      Test.HasUnseen = true;
    }
    return Test;
  }
  if (W.Loop)
    addLoopTest(Model, *W.In, W.Loop, Test);
  return Test;
}

/// Members of containers, smart pointers and values that change nothing.
static bool onlyReads(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Names[] = {
      "empty", "size",      "load",    "count",    "find",     "at",
      "front", "back",      "top",     "begin",    "end",      "cbegin",
      "cend",  "data",      "get",     "test",     "length",   "contains",
      "value", "is_open",   "wait",    "c_str",    "capacity", "max_size",
      "peek",  "has_value", "isEmpty", "is_empty", "Empty",    "Size"};
  return llvm::is_contained(Names, Name);
}

static bool takesElement(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Names[] = {
      "pop",    "pop_front", "pop_back",  "erase",    "clear",
      "remove", "dequeue",   "takeFirst", "takeLast", "removeFirst"};
  return llvm::is_contained(Names, Name);
}

static bool growsByOperator(OverloadedOperatorKind Operator) {
  return Operator == OO_PlusPlus || Operator == OO_PlusEqual;
}
static bool shrinksByOperator(OverloadedOperatorKind Operator) {
  return Operator == OO_MinusMinus || Operator == OO_MinusEqual;
}

namespace {

class ChangeFinder {
public:
  ChangeFinder(const ConcurrencyModel &Model, const Body &B)
      : Resolver(Model.resolver()), B(B) {}

  std::optional<StateChange> changeBy(const Expr *Use) const;

private:
  const CalleeResolver &Resolver;
  const Body &B;

  std::optional<StateChange> byCall(const CallExpr &Called,
                                    const Expr *Use) const;
  std::optional<StateChange> byMember(const Call &C) const;
  StateChange make(ChangeKind Is, const Expr *At,
                   const Expr *Value = nullptr) const {
    return {Is, At, Value, &B};
  }
};

} // namespace

/// A call of a member of the state itself.
std::optional<StateChange> ChangeFinder::byMember(const Call &C) const {
  for (const ApiRow &Row : Resolver.rows(C))
    switch (Row.Is) {
    case Meaning::AtomicStore:
      return make(ChangeKind::Sets, C.Site,
                  C.Arguments.empty() ? nullptr : C.Arguments.front());
    case Meaning::AtomicLoad:
    case Meaning::ElementCount:
    case Meaning::TestEmpty:
    case Meaning::WaitAtomic:
    case Meaning::NotifyAtomic:
    case Meaning::StopRequested:
      return std::nullopt;
    case Meaning::AppendElement:
      return make(ChangeKind::Grows, C.Site);
    case Meaning::RemoveElement:
      return make(ChangeKind::Shrinks, C.Site);
    default:
      break;
    }
  if (onlyReads(C.Name))
    return std::nullopt;
  if (C.Name == "fetch_add" || addsElement(C.Name) || C.Name == "enqueue" ||
      C.Name == "append")
    return make(ChangeKind::Grows, C.Site);
  if (C.Name == "fetch_sub" || takesElement(C.Name))
    return make(ChangeKind::Shrinks, C.Site);
  if (C.Name == "store" || C.Name == "exchange" || C.Name == "test_and_set" ||
      C.Name == "set" || C.Name == "reset" ||
      C.Name.starts_with("compare_exchange"))
    return make(ChangeKind::Sets, C.Site,
                C.Arguments.empty() ? nullptr : C.Arguments.front());
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C.Function))
    if (Method->isConst())
      return std::nullopt;
  return make(ChangeKind::HandedOn, C.Site);
}

std::optional<StateChange> ChangeFinder::byCall(const CallExpr &Called,
                                                const Expr *Use) const {
  std::optional<Call> C = Resolver.resolve(&Called);
  if (!C)
    return std::nullopt;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Called)) {
    if (!C->Receiver || !B.contains(C->Receiver, Use)) {
      // `stream >> line`, `std::cout << count`.
      return std::nullopt;
    }
    OverloadedOperatorKind Kind = Operator->getOperator();
    if (growsByOperator(Kind))
      return make(ChangeKind::Grows, &Called);
    if (shrinksByOperator(Kind))
      return make(ChangeKind::Shrinks, &Called);
    if (Operator->isAssignmentOp())
      return make(ChangeKind::Sets, &Called,
                  C->Arguments.empty() ? nullptr : C->Arguments.front());
    return std::nullopt;
  }
  // Handed over: by reference or address it may be changed.
  for (size_t I = 0; I < C->Arguments.size(); ++I) {
    const Expr *Argument = C->Arguments[I];
    if (!B.contains(Argument, Use))
      continue;
    for (const ApiRow &Row : Resolver.rows(*C))
      if (Row.ObjectArgument == int(I)) {
        if (Row.Is == Meaning::AtomicStore)
          return make(ChangeKind::Sets, &Called,
                      I + 1 < C->Arguments.size() ? C->Arguments[I + 1]
                                                  : nullptr);
        if (Row.Is == Meaning::AtomicUpdate)
          return make(ChangeKind::Sets, &Called);
        return std::nullopt;
      }
    QualType T;
    if (C->Function && I < C->Function->getNumParams())
      T = C->Function->getParamDecl(I)->getType();
    else
      T = Argument->getType();
    if (T.isNull() || T->isDependentType())
      return make(ChangeKind::HandedOn, &Called);
    if (T->isRValueReferenceType())
      return make(ChangeKind::Shrinks, &Called);
    if ((T->isReferenceType() || T->isPointerType()) &&
        !T->getPointeeType().isConstQualified())
      return make(ChangeKind::HandedOn, &Called);
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<StateChange> ChangeFinder::changeBy(const Expr *Use) const {
  const Stmt *Child = Use;
  for (const Stmt *P = B.parent(Child); P; Child = P, P = B.parent(P)) {
    if (isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
            RecoveryExpr>(P)) {
      // What was read by value is not changed through it.
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P))
        if (Cast->getCastKind() == CK_LValueToRValue &&
            !Use->getType()->isPointerType())
          return std::nullopt;
      const auto *Recovery = dyn_cast<RecoveryExpr>(P);
      if (!Recovery)
        continue;
      // `running_ = false` of what nothing declares.
      llvm::ArrayRef<const Expr *> Parts(
          const_cast<RecoveryExpr *>(Recovery)->subExpressions());
      if (Parts.size() == 2 && B.contains(Parts[0], Use) &&
          !isa<CallExpr>(Parts[0]))
        return std::nullopt;
      continue;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(P)) {
      if (Unary->isIncrementOp())
        return make(ChangeKind::Grows, Unary);
      if (Unary->isDecrementOp())
        return make(ChangeKind::Shrinks, Unary);
      if (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref)
        continue;
      return std::nullopt;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(P)) {
      if (!Binary->isAssignmentOp() || Child != Binary->getLHS())
        return std::nullopt;
      if (Binary->getOpcode() == BO_AddAssign)
        return make(ChangeKind::Grows, Binary);
      if (Binary->getOpcode() == BO_SubAssign)
        return make(ChangeKind::Shrinks, Binary);
      return make(ChangeKind::Sets, Binary, Binary->getRHS());
    }
    if (const auto *Member = dyn_cast<MemberExpr>(P)) {
      if (isa<CXXMethodDecl>(Member->getMemberDecl()))
        if (const auto *Called = dyn_cast_or_null<CallExpr>(B.parent(Member)))
          if (std::optional<Call> C = Resolver.resolve(Called))
            return byMember(*C);
      continue;
    }
    if (isa<CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(P)) {
      if (const auto *Called = dyn_cast_or_null<CallExpr>(B.parent(P)))
        if (std::optional<Call> C = Resolver.resolve(Called))
          return byMember(*C);
      return std::nullopt;
    }
    if (isa<ArraySubscriptExpr>(P)) {
      if (Child == cast<ArraySubscriptExpr>(P)->getIdx())
        return std::nullopt;
      continue;
    }
    if (const auto *Called = dyn_cast<CallExpr>(P)) {
      // A member call whose callee clang gave up.
      if (Child == Called->getCallee())
        if (std::optional<Call> C = Resolver.resolve(Called); C && C->Receiver)
          return byMember(*C);
      return byCall(*Called, Use);
    }
    return std::nullopt;
  }
  return std::nullopt;
}

llvm::SmallVector<StateChange, 4>
threadwise::changesIn(const ConcurrencyModel &Model, const Body &B,
                      const NamedDecl *State) {
  llvm::SmallVector<StateChange, 4> Found;
  ChangeFinder Finder(Model, B);
  for (const Expr *Use : B.uses(State))
    if (std::optional<StateChange> Change = Finder.changeBy(Use))
      Found.push_back(*Change);
  return Found;
}

llvm::SmallVector<const Body *, 4>
threadwise::bodiesWith(const ConcurrencyModel &Model, const Body &Own,
                       const NamedDecl *State) {
  const auto *Var = dyn_cast<VarDecl>(State);
  if (Var && !Var->hasGlobalStorage())
    return {&Own};
  llvm::SmallVector<const Body *, 4> Bodies;
  for (const FunctionDecl *F : Model.mentions(State))
    if (const Body *B = Model.body(F))
      Bodies.push_back(B);
  return Bodies;
}

bool threadwise::holdsItems(const ConcurrencyModel &Model,
                            const NamedDecl *State) {
  const auto *Value = dyn_cast<ValueDecl>(State);
  if (!Value)
    return false;
  const CalleeResolver &Resolver = Model.resolver();
  QualType T = pointee(Value->getType());
  return Resolver.typeRow(T, Meaning::SequenceContainer) ||
         Resolver.typeRow(T, Meaning::AssociativeContainer) ||
         Resolver.typeRow(T, Meaning::UnboundedQueueType) ||
         Resolver.typeRow(T, Meaning::BoundedQueueType);
}
