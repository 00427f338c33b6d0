//===--- Handles.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Handles.h"
#include "model/Names.h"
#include "model/Waits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;
using namespace clang;

bool threadwise::addsElement(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("push_back", true)
      .Case("emplace_back", true)
      .Case("push_front", true)
      .Case("emplace_front", true)
      .Case("push", true)
      .Case("emplace", true)
      .Case("insert", true)
      .Case("insert_or_assign", true)
      .Case("try_emplace", true)
      .Case("append", true)
      .Case("add", true)
      .Default(false);
}

namespace {

class Tracker {
public:
  Tracker(const Body &B, const CalleeResolver &Resolver, HandleRule Rule)
      : B(B), Resolver(Resolver) {
    H.Rule = Rule;
  }

  Handle fromValue(const Expr *Site) {
    follow(Site, 0);
    return H;
  }
  Handle fromTarget(const Expr *Target) {
    if (Target->isNullPointerConstant(Resolver.context(),
                                      Expr::NPC_ValueDependentIsNotNull)) {
      H.Is = Fate::Dropped;
      H.Where = Target;
      return H;
    }
    keepIn(Target, Target, 0);
    return H;
  }
  Handle fromElement(const Call &C) {
    fromTarget(C.Receiver);
    H.Where = C.Site;
    H.InContainer = true;
    if (H.Is == Fate::KeptInMember || H.Is == Fate::Returned)
      H.Is = Fate::Appended;
    chooseByKey(C);
    return H;
  }

private:
  const Body &B;
  const CalleeResolver &Resolver;
  Handle H;
  /// It is made by `new`, and followed as a pointer.
  bool IsAllocated = false;

  void seal(Fate Is, const Expr *Where) {
    H.Is = Is;
    H.Where = Where;
  }

  void follow(const Expr *Value, unsigned Depth);
  bool followThroughCall(const CallExpr *Outer, const Stmt *Child,
                         unsigned Depth);
  void keepIn(const Expr *Target, const Expr *Where, unsigned Depth);
  void keepLocal(const VarDecl *Var, const Expr *Where, unsigned Depth);
  void chooseByKey(const Call &C);
  void findWaits();
  bool concernsOwner(const Expr *E) const;
  bool isWaitedBefore(const Expr *Detach) const;
  bool isLeftAlone(const VarDecl &Var) const;
  /// Of a type that is not declared. What owns a pointer is asked for that.
  bool waitsByName(llvm::StringRef Name) const {
    return Name == "join" || (Name == "get" && !IsAllocated);
  }
};

} // namespace

/// Is \p E a call like `make_unique<T>(…)` or `std::optional<T>(…)`: a mere
/// wrapping of the value?
static bool wraps(const Call &C) {
  if (C.isConstruction())
    return true;
  return llvm::StringSwitch<bool>(C.Name)
      .Case("make_unique", true)
      .Case("make_shared", true)
      .Case("make_pair", true)
      .Case("make_tuple", true)
      .Case("move", true)
      .Case("forward", true)
      .Default(false);
}

bool Tracker::followThroughCall(const CallExpr *Outer, const Stmt *Child,
                                unsigned Depth) {
  std::optional<Call> C = Resolver.resolve(Outer);
  if (!C) {
    seal(Fate::HandedOn, Outer);
    return false;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Outer)) {
    if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2) {
      if (B.contains(Operator->getArg(1), Child))
        keepIn(Operator->getArg(0), Outer, Depth);
      return false;
    }
    if (Operator->getOperator() == OO_Arrow ||
        Operator->getOperator() == OO_Star)
      return true;
    seal(Fate::HandedOn, Outer);
    return false;
  }
  bool IsReceiver = C->Receiver && B.contains(Outer->getCallee(), Child);
  if (IsReceiver) {
    for (const ApiRow &Row : Resolver.rows(*C)) {
      switch (Row.Is) {
      case Meaning::DetachThread:
        seal(Fate::Detached, Outer);
        return false;
      case Meaning::JoinTimed:
      case Meaning::WaitTimed:
        H.WaitIsTimed = true;
        LLVM_FALLTHROUGH;
      case Meaning::JoinThread:
      case Meaning::WaitForResult:
        H.WaitIsTimed |= timeLimit(Resolver, *C, Row) != nullptr;
        seal(Fate::WaitedAtOnce, Outer);
        H.Waits.push_back(Outer);
        return false;
      default:
        break;
      }
    }
    if (C->ByNameOnly && waitsByName(C->Name)) {
      seal(Fate::WaitedAtOnce, Outer);
      H.Waits.push_back(Outer);
      return false;
    }
    if (C->Name == "get" || C->Name == "release" || C->Name == "share")
      return true;
    seal(Fate::HandedOn, Outer);
    return false;
  }
  if (C->Receiver && addsElement(C->Name)) {
    H.InContainer = true;
    keepIn(C->Receiver, Outer, Depth);
    chooseByKey(*C);
    return false;
  }
  // `thread_.reset(new std::thread(f))`
  if (C->Receiver && C->Name == "reset" && C->Arguments.size() == 1) {
    keepIn(C->Receiver, Outer, Depth);
    return false;
  }
  if (wraps(*C))
    return true;
  seal(Fate::HandedOn, Outer);
  return false;
}

void Tracker::follow(const Expr *Value, unsigned Depth) {
  if (Depth > 8)
    return;
  const Stmt *Child = Value;
  while (true) {
    if (const VarDecl *Var = B.initialises(Child)) {
      if (Var->hasLocalStorage())
        keepLocal(Var, Value, Depth);
      else {
        H.Owner = Var;
        seal(Fate::KeptInMember, Value);
        findWaits();
      }
      return;
    }
    const Stmt *P = B.parent(Child);
    if (!P) {
      // The root of a constructor's initialiser: a member holds it.
      if (!isa<CompoundStmt, CXXTryStmt>(Child))
        seal(Fate::KeptInMember, Value);
      return;
    }
    if (isa<ReturnStmt>(P)) {
      seal(B.enclosingLambda(P) ? Fate::HandedOn : Fate::Returned, Value);
      return;
    }
    if (isa<LambdaExpr>(P)) {
      seal(Fate::HandedOn, Value);
      return;
    }
    IsAllocated |= isa<CXXNewExpr>(P);
    if (const auto *Outer = dyn_cast<CallExpr>(P)) {
      if (!followThroughCall(Outer, Child, Depth))
        return;
    } else if (const auto *Assign = dyn_cast<BinaryOperator>(P)) {
      if (Assign->getOpcode() == BO_Assign && Child == Assign->getRHS()) {
        keepIn(Assign->getLHS(), Value, Depth);
        return;
      }
      if (!Assign->isCommaOp()) {
        seal(Fate::HandedOn, Value);
        return;
      }
    } else if (!isa<Expr>(P)) {
      seal(Fate::Dropped, Value);
      return;
    }
    Child = P;
  }
}

void Tracker::keepLocal(const VarDecl *Var, const Expr *Where, unsigned Depth) {
  H.Owner = Var;
  seal(Fate::KeptLocal, Where);
  findWaits();
  if (H.Is != Fate::KeptLocal || !H.Waits.empty())
    return;
  // Neither joined nor detached here: is it moved on?
  for (const Expr *Use : B.uses(Var)) {
    const Stmt *Child = Use;
    const Stmt *P = B.parent(Child);
    while (P && isa<ImplicitCastExpr, ParenExpr, UnaryOperator>(P)) {
      Child = P;
      P = B.parent(P);
    }
    const auto *Moved = dyn_cast_or_null<CallExpr>(P);
    bool IsMove = false;
    if (Moved && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Moved))
      IsMove = unwrap(Moved) != Moved;
    bool IsReturn = isa_and_nonnull<ReturnStmt>(P) ||
                    (isa_and_nonnull<CXXConstructExpr>(P) &&
                     isa_and_nonnull<ReturnStmt>(B.parent(P)));
    bool IsPointer = Var->getType()->isPointerType();
    // `reader->thread = thread`: a handle of C is copied.
    const auto *Copied = dyn_cast_or_null<BinaryOperator>(P);
    if (Copied && Copied->getOpcode() == BO_Assign &&
        Copied->getRHS() == Child && H.Rule == HandleRule::Leaves) {
      Tracker Next(B, Resolver, H.Rule);
      Next.keepIn(Copied->getLHS(), Use, Depth + 1);
      H = Next.H;
      return;
    }
    if (!IsMove && !IsReturn && !IsPointer)
      continue;
    if (IsPointer && isa_and_nonnull<MemberExpr>(P))
      continue;
    Tracker Next(B, Resolver, H.Rule);
    Next.H.InContainer = H.InContainer;
    Next.follow(IsMove ? Moved : Use, Depth + 1);
    if (Next.H.Is == Fate::Unknown || Next.H.Is == Fate::Dropped)
      continue;
    if (IsPointer && Next.H.Is == Fate::HandedOn)
      continue;
    H = Next.H;
    return;
  }
  if (isLeftAlone(*Var) &&
      (H.Rule == HandleRule::Leaves || H.Rule == HandleRule::Terminates))
    seal(Fate::Dropped, Where);
}

/// `auto *t = new Session(fd); connect(t, …); t->start();`: an object of the
/// heap of which nothing but its own members and a signal know.
bool Tracker::isLeftAlone(const VarDecl &Var) const {
  if (!Var.getInit() || !isa<CXXNewExpr>(unwrap(Var.getInit())))
    return false;
  return llvm::all_of(B.uses(&Var), [&](const Expr *Use) {
    const Stmt *User = B.userOf(Use);
    if (isa_and_nonnull<MemberExpr>(User))
      return true;
    if (isa_and_nonnull<LambdaExpr>(User))
      User = B.userOf(User);
    const auto *Called = dyn_cast_or_null<CallExpr>(User);
    std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
    return C && Resolver.row(*C, Meaning::RegisterHandler);
  });
}

/// Can \p Index be one of a few values only: an enumerator, `fd % 8`, `fd & 7`?
static bool isBoundedIndex(const Expr *Index, unsigned Depth = 0) {
  Index = Index ? unwrap(Index) : nullptr;
  if (!Index || Depth > 2)
    return false;
  const QualType T = Index->getType().getNonReferenceType();
  if (T->isEnumeralType() || T->isBooleanType())
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(Index))
    return Binary->getOpcode() == BO_Rem || Binary->getOpcode() == BO_And;
  // `const size_t slot = hash % 8;`
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Index));
  return Var && Var->isLocalVarDecl() && Var->getInit() &&
         isBoundedIndex(Var->getInit(), Depth + 1);
}

/// `by_kind.emplace(kind, f)`: of a key that is there already the container
/// holds one.
void Tracker::chooseByKey(const Call &C) {
  if (C.Arguments.size() < 2 || H.Index)
    return;
  const ApiRow *Map = Resolver.typeRow(pointee(unwrap(C.Receiver)->getType()),
                                       Meaning::AssociativeContainer);
  if (!Map || Map->Name.contains("multi") || !isBoundedIndex(C.Arguments[0]))
    return;
  H.Index = C.Arguments[0];
  H.IndexIsBounded = true;
  if (H.Is == Fate::Appended)
    H.Is = Fate::KeptInSlot;
}

void Tracker::keepIn(const Expr *Target, const Expr *Where, unsigned Depth) {
  AccessPath Path = accessPath(B, Resolver, Target);
  if (!Path) {
    seal(Fate::Unknown, Where);
    return;
  }
  H.Owner = Path.Base;
  H.Index = Path.Index;
  H.IndexIsBounded = isBoundedIndex(Path.Index);
  const auto *Var = dyn_cast<VarDecl>(Path.Base);
  if (Path.IsFresh) {
    // `t[i] = std::thread(f)` of `auto *t = new std::thread[n]`
    H.InContainer |= Path.IsElement;
    keepLocal(Var, Where, Depth + 1);
    return;
  }
  if (Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
      !(isa<ParmVarDecl>(Var) && Var->getType()->isPointerType())) {
    H.InContainer |= Path.IsElement;
    // A handle inside a by-value object, or the object itself.
    keepLocal(Var, Where, Depth + 1);
    return;
  }
  if (isa<ParmVarDecl>(Path.Base) && !H.InContainer && !Path.IsElement &&
      !Path.LastField) {
    seal(Fate::Returned, Where); // an out-parameter
    findWaits();
    return;
  }
  if (H.InContainer) {
    seal(Fate::Appended, Where);
  } else if (Path.IsElement) {
    H.InContainer = true;
    QualType T;
    if (const auto *Value = dyn_cast<ValueDecl>(Path.Base))
      T = Value->getType();
    // `by_id[key] = thread` adds an element; `slots[i] = thread` and
    // `by_kind[kind] = thread` replace one.
    bool Adds = Path.Index && !H.IndexIsBounded &&
                Resolver.typeRow(T, Meaning::AssociativeContainer);
    seal(Adds ? Fate::Appended : Fate::KeptInSlot, Where);
  } else {
    seal(Fate::KeptInMember, Where);
  }
  findWaits();
}

/// Was the thread waited for on the way to \p Detach? What a branch does that
/// leaves, or that takes the other way, was not done.
bool Tracker::isWaitedBefore(const Expr *Detach) const {
  return llvm::any_of(H.Waits, [&](const Expr *Wait) {
    if (!B.endsBefore(Wait, Detach) ||
        B.enclosingLambda(Wait) != B.enclosingLambda(Detach))
      return false;
    const Stmt *Branch = Wait, *Around = B.parent(Wait);
    while (Around && !B.contains(Around, Detach)) {
      Branch = Around;
      Around = B.parent(Around);
    }
    if (Branch != Wait && llvm::any_of(B.below(Branch), [](const Stmt *S) {
          return isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt,
                     CXXThrowExpr>(S);
        }))
      return false;
    const auto *If = dyn_cast_or_null<IfStmt>(Around);
    return !If || !If->getElse() || !B.contains(If->getThen(), Wait) ||
           !B.contains(If->getElse(), Detach);
  });
}

bool Tracker::concernsOwner(const Expr *E) const {
  AccessPath Path = accessPath(B, Resolver, E);
  return Path && H.Owner &&
         Path.Base->getCanonicalDecl() == H.Owner->getCanonicalDecl();
}

void Tracker::findWaits() {
  if (!H.Owner)
    return;
  for (const Expr *E : B.calls()) {
    // No name: a member of what clang could not make sense of.
    llvm::StringRef Name = Resolver.nameOf(E, B.makes(E));
    if (!Name.empty() && !Resolver.vocabulary().mayKnow(Name))
      continue;
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C)
      continue;
    if (C->ByNameOnly && C->Receiver && Resolver.rows(*C).empty() &&
        concernsOwner(C->Receiver)) {
      if (waitsByName(C->Name) || C->Name == "wait") {
        H.Waits.push_back(E);
        continue;
      }
      if (C->Name == "detach" && H.Is == Fate::KeptLocal) {
        seal(Fate::Detached, E);
        return;
      }
    }
    for (const ApiRow &Row : Resolver.rows(*C)) {
      const Expr *Subject = C->handleBy(Row);
      if (!Subject)
        continue;
      bool Joins = false, Detaches = false, Timed = false;
      switch (Row.Is) {
      case Meaning::JoinTimed:
      case Meaning::WaitTimed:
        Timed = true;
        LLVM_FALLTHROUGH;
      case Meaning::JoinThread:
      case Meaning::WaitForResult:
        Joins = concernsOwner(Subject);
        Timed |= timeLimit(Resolver, *C, Row) != nullptr;
        break;
      case Meaning::DetachThread:
        Detaches = concernsOwner(Subject);
        break;
      case Meaning::LoopOverCallable: {
        // std::for_each(ts.begin(), ts.end(), [](auto &t) { t.join(); })
        if (!concernsOwner(Subject))
          break;
        for (const Expr *Argument : C->Arguments) {
          if (!B.knows(Argument))
            continue;
          for (const Stmt *S : B.below(Argument)) {
            const Expr *Inner = dyn_cast<Expr>(S);
            if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Inner)) {
              const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl());
              if (F && Resolver.vocabulary().find(qualifiedName(*F),
                                                  Meaning::JoinThread))
                Joins = true;
            } else if (isa_and_nonnull<CallExpr>(Inner)) {
              std::optional<Call> InnerCall = Resolver.resolve(Inner);
              if (InnerCall &&
                  (Resolver.row(*InnerCall, Meaning::JoinThread) ||
                   Resolver.row(*InnerCall, Meaning::WaitForResult) ||
                   (InnerCall->ByNameOnly && waitsByName(InnerCall->Name))))
                Joins = true;
            }
          }
        }
        break;
      }
      default:
        break;
      }
      // A HANDLE is closed when all is over.
      if (Detaches && isWaitedBefore(E))
        break;
      if (Detaches && H.Is != Fate::Appended && H.Is != Fate::KeptInSlot) {
        seal(Fate::Detached, E);
        return;
      }
      if (Joins) {
        H.Waits.push_back(E);
        H.WaitIsTimed |= Timed;
        break;
      }
    }
  }
}

Handle threadwise::trackHandle(const Body &B, const CalleeResolver &Resolver,
                               const Expr *Site, HandleRule Rule) {
  return Tracker(B, Resolver, Rule).fromValue(Site);
}

Handle threadwise::trackElement(const Body &B, const CalleeResolver &Resolver,
                                const Call &C, HandleRule Rule) {
  return Tracker(B, Resolver, Rule).fromElement(C);
}

Handle threadwise::trackTarget(const Body &B, const CalleeResolver &Resolver,
                               const Expr *Target, HandleRule Rule) {
  return Tracker(B, Resolver, Rule).fromTarget(Target);
}
