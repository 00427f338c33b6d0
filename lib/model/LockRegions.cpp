//===--- LockRegions.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/LockRegions.h"
#include "model/Access.h"
#include "model/AtomicAccess.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;
using namespace clang;

/// Functions of the user's own around lock and unlock.
static constexpr unsigned MaxFollow = 2;

const NamedDecl *threadwise::objectNamed(const Body &B,
                                         const CalleeResolver &Resolver,
                                         const Expr *E) {
  E = B.named(unwrap(E));
  while (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    E = unwrap(Unary->getSubExpr());
  if (!E)
    return nullptr;
  AccessPath Path = accessPath(B, Resolver, E);
  const NamedDecl *D = Path.LastField ? Path.LastField : Path.Base;
  if (!D)
    if (std::optional<Call> C = Resolver.resolve(E))
      D = C->Function;
  if (const auto *Field = dyn_cast_or_null<FieldDecl>(D))
    D = patternOf(Field);
  return D ? cast<NamedDecl>(D->getCanonicalDecl()) : nullptr;
}

/// A type of a header that is missing whose name says that it guards:
/// `MutexLocker`, `AutoLock`, `scoped_lock`.
static bool saysGuard(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !isUnknownName(*Record))
    return false;
  std::string Name = unqualifiedName(*Record).lower();
  llvm::StringRef Lower(Name);
  for (llvm::StringRef Other : {"block", "clock", "flock"})
    if (Lower.contains(Other))
      return false;
  return Lower.contains("lock") || Lower.contains("guard");
}

static const Expr *firstMutex(const Call &C) {
  return C.Arguments.empty() ? nullptr : C.Arguments.front();
}

/// Is a tag like `std::adopt_lock` among the arguments?
static bool hasTag(const Call &C, llvm::StringRef Tag) {
  return llvm::any_of(C.Arguments, [Tag](const Expr *Argument) {
    const NamedDecl *D = namedBy(Argument);
    return llvm::StringRef(typeName(unwrap(Argument)->getType()))
               .contains(Tag) ||
           (D && unqualifiedName(*D) == Tag);
  });
}

/// `std::defer_lock` takes nothing, `std::try_to_lock` may.
static LockEffect::Kind kindByTag(const Call &C) {
  if (hasTag(C, "defer_lock"))
    return LockEffect::None;
  return hasTag(C, "try_to_lock") ? LockEffect::Tries : LockEffect::Takes;
}

static LockEffect followedEffect(const ConcurrencyModel &Model, const Call &C,
                                 unsigned Depth);

/// By the members that every lock has.
static LockEffect::Kind kindByMember(llvm::StringRef Name) {
  return llvm::StringSwitch<LockEffect::Kind>(Name)
      .Case("lock", LockEffect::Takes)
      .Case("Lock", LockEffect::Takes)
      .Case("acquire", LockEffect::Takes)
      .Case("enter", LockEffect::Takes)
      .Case("try_lock", LockEffect::Tries)
      .Case("TryLock", LockEffect::Tries)
      .Case("tryLock", LockEffect::Tries)
      .Case("unlock", LockEffect::Releases)
      .Case("Unlock", LockEffect::Releases)
      .Case("release", LockEffect::Releases)
      .Case("leave", LockEffect::Releases)
      .Default(LockEffect::None);
}

/// A macro or function whose header is missing: `QUEUE_LOCK(mutex_)`.
static LockEffect::Kind kindByWords(llvm::StringRef Name) {
  for (llvm::StringRef Word : wordsOf(Name)) {
    if (Word == "lock" || Word == "guard" || Word == "locker")
      return LockEffect::Takes;
    if (Word == "unlock")
      return LockEffect::Releases;
  }
  return LockEffect::None;
}

static LockEffect effectOf(const ConcurrencyModel &Model, const Call &C,
                           unsigned Depth) {
  const CalleeResolver &Resolver = Model.resolver();
  LockEffect Effect;
  if (C.isConstruction()) {
    const ApiRow *Guard =
        Resolver.typeRow(C.Constructs, Meaning::LockGuardType);
    if (Guard || (saysGuard(C.Constructs) && !C.Arguments.empty())) {
      Effect.MakesGuard = true;
      Effect.IsShared = Guard && Guard->IsShared;
      Effect.Mutex = firstMutex(C);
      Effect.Does = Effect.Mutex ? kindByTag(C) : LockEffect::None;
      Effect.IsAdopted = hasTag(C, "adopt_lock");
      return Effect;
    }
    return followedEffect(Model, C, Depth);
  }
  for (const ApiRow &Row : Resolver.rows(C)) {
    if (Row.Is == Meaning::Lock)
      Effect.Does = LockEffect::Takes;
    else if (Row.Is == Meaning::TryLock)
      Effect.Does = LockEffect::Tries;
    else if (Row.Is == Meaning::Unlock)
      Effect.Does = LockEffect::Releases;
    else
      continue;
    Effect.IsShared = Row.IsShared;
    Effect.Mutex =
        Row.ObjectArgument == AllArguments ? firstMutex(C) : C.objectBy(Row);
    return Effect;
  }
  if (!C.Receiver && !C.Function && C.ByNameOnly) {
    Effect.Does = kindByWords(C.Name);
    Effect.Mutex = firstMutex(C);
    if (Effect.Does != LockEffect::None && Effect.Mutex &&
        namedBy(Effect.Mutex))
      return Effect;
    Effect = LockEffect();
  }
  if (C.Receiver) {
    QualType T = pointee(unwrap(C.Receiver)->getType());
    const CXXRecordDecl *Record = recordOf(T);
    if (sharedBy(Resolver, T) == SharedBy::Lock ||
        (Record && isUnknownName(*Record)) || T->isDependentType()) {
      Effect.Does = kindByMember(C.Name);
      // Of a type about which nothing is known only the standard's names count.
      if (Effect.Does != LockEffect::None &&
          (sharedBy(Resolver, T) == SharedBy::Lock ||
           C.Name.contains_insensitive("lock"))) {
        Effect.Mutex = C.Receiver;
        return Effect;
      }
      Effect.Does = LockEffect::None;
    }
  }
  return followedEffect(Model, C, Depth);
}

/// The argument of \p C that arrives as \p D in the callee.
static const Expr *argumentFor(const Call &C, const FunctionDecl &F,
                               const NamedDecl *D) {
  for (unsigned I = 0; I < F.getNumParams() && I < C.Arguments.size(); ++I)
    if (F.getParamDecl(I) == D)
      return C.Arguments[I];
  return nullptr;
}

static const CXXDestructorDecl *destructorOf(const CXXRecordDecl &Record) {
  return Record.hasDefinition() ? Record.getDefinition()->getDestructor()
                                : nullptr;
}

/// Does the destructor of the class release a lock?
static bool destructorReleases(const ConcurrencyModel &Model,
                               const CXXRecordDecl &Record, unsigned Depth) {
  const Body *B = Model.body(destructorOf(Record));
  if (!B)
    return false;
  return llvm::any_of(B->calls(), [&](const Expr *E) {
    std::optional<Call> C = Model.resolver().resolve(E, B->makes(E));
    return C && effectOf(Model, *C, Depth + 1).Does == LockEffect::Releases;
  });
}

/// Is a guard among the members of the class?
static bool keepsGuard(const ConcurrencyModel &Model,
                       const CXXRecordDecl &Record) {
  return Record.hasDefinition() &&
         llvm::any_of(Record.getDefinition()->fields(),
                      [&](const FieldDecl *Field) {
                        return Model.resolver().typeRow(Field->getType(),
                                                        Meaning::LockGuardType);
                      });
}

/// What a function of the user's own does to the lock that it is handed, or
/// that its object has.
static LockEffect followedEffect(const ConcurrencyModel &Model, const Call &C,
                                 unsigned Depth) {
  LockEffect Effect;
  if (Depth >= MaxFollow || !C.Function)
    return Effect;
  const bool IsGuard = C.isConstruction();
  bool KeepsGuard = false;
  if (IsGuard) {
    const CXXRecordDecl *Record = recordOf(C.Constructs);
    KeepsGuard = Record && keepsGuard(Model, *Record);
    if (!Record || (!KeepsGuard && !destructorReleases(Model, *Record, Depth)))
      return Effect;
  }
  const Body *B = Model.body(C.Function);
  if (!B || B->calls().size() > 8)
    return Effect;
  unsigned Taken = 0, Released = 0;
  LockEffect Last;
  for (const Expr *E : B->calls()) {
    std::optional<Call> Inner = Model.resolver().resolve(E, B->makes(E));
    if (!Inner)
      continue;
    LockEffect Here = effectOf(Model, *Inner, Depth + 1);
    if ((Here.MakesGuard && !KeepsGuard) || Here.Does == LockEffect::None)
      continue;
    (Here.Does == LockEffect::Releases ? Released : Taken) += 1;
    Last = Here;
  }
  if ((Taken > 0) == (Released > 0))
    return Effect;
  Effect.Does = Last.Does;
  Effect.IsShared = Last.IsShared;
  Effect.MakesGuard = IsGuard;
  if (const NamedDecl *D =
          Last.Mutex ? objectNamed(*B, Model.resolver(), Last.Mutex) : nullptr)
    Effect.Mutex = argumentFor(C, B->function(), D);
  // A guard keeps the mutex in a member that it was handed.
  if (!Effect.Mutex && IsGuard)
    Effect.Mutex = firstMutex(C);
  if (!Effect.Mutex && (!IsGuard || KeepsGuard))
    Effect.Mutex = Last.Mutex;
  return Effect;
}

LockEffect threadwise::lockEffect(const ConcurrencyModel &Model,
                                  const Call &C) {
  return effectOf(Model, C, 0);
}

/// The statement at whose end the variables die that \p S declares.
static const Stmt *scopeOf(const Body &B, const Stmt *S) {
  for (const Stmt *P = B.parent(S); P; P = B.parent(P))
    if (isa<CompoundStmt, IfStmt, SwitchStmt, WhileStmt, ForStmt,
            CXXForRangeStmt>(P))
      return P;
  return B.root();
}

/// The innermost block around \p S.
static const Stmt *blockOf(const Body &B, const Stmt *S) {
  for (const Stmt *P = B.parent(S); P; P = B.parent(P))
    if (isa<CompoundStmt>(P))
      return P;
  return B.root();
}

/// The variable that holds the value of \p E, also where it is spelled as a
/// conversion or moved on the way: `auto lock = std::unique_lock(mutex)`.
static const VarDecl *variableOf(const Body &B, const Expr *E) {
  const VarDecl *Var = B.initialises(E);
  for (const Stmt *P = B.parent(E); P && !Var; P = B.parent(P)) {
    const auto *Copy = dyn_cast<CXXConstructExpr>(P);
    if (!isa<CXXFunctionalCastExpr, CXXBindTemporaryExpr, ExprWithCleanups,
             MaterializeTemporaryExpr, ImplicitCastExpr, ParenExpr>(P) &&
        !(Copy && Copy->getConstructor()->isCopyOrMoveConstructor()))
      return nullptr;
    Var = B.initialises(P);
  }
  return Var;
}

static QualType typeOf(const VarDecl *Var) {
  return Var ? Var->getType() : QualType();
}

/// `std::unique_lock<std::mutex> grab() { return …(mutex_); }`: the guard that
/// a function makes for its caller.
static LockEffect handedGuard(const ConcurrencyModel &Model, const Call &C) {
  LockEffect Effect;
  const Body *Callee =
      C.Function && !C.isConstruction() ? Model.body(C.Function) : nullptr;
  if (!Callee)
    return Effect;
  for (const Expr *E : Callee->calls())
    if (std::optional<Call> Inner =
            Model.resolver().resolve(E, typeOf(variableOf(*Callee, E)))) {
      LockEffect Here = lockEffect(Model, *Inner);
      if (Here.MakesGuard && Here.Mutex)
        Effect = Here;
    }
  return Effect;
}

LockRegions::LockRegions(const ConcurrencyModel &Model, const Body &B) : B(B) {
  const CalleeResolver &Resolver = Model.resolver();
  for (const Expr *E : B.calls()) {
    const VarDecl *Declares = variableOf(B, E);
    // What is moved into the variable took the lock.
    if (const auto *Copy = dyn_cast<CXXConstructExpr>(E))
      if (Copy->getConstructor()->isCopyOrMoveConstructor())
        continue;
    std::optional<Call> C = Resolver.resolve(E, typeOf(Declares));
    if (!C)
      continue;
    LockEffect Effect = lockEffect(Model, *C);
    if (!Effect.MakesGuard && Declares &&
        Resolver.typeRow(Declares->getType(), Meaning::LockGuardType)) {
      LockEffect Handed = handedGuard(Model, *C);
      if (Handed.MakesGuard)
        Effect = Handed;
    }
    if (Effect.MakesGuard) {
      // A guard without a name dies at once.
      if (!Declares)
        continue;
      LockRegion R;
      R.Guard = Declares;
      R.Spelled = Effect.Mutex;
      R.Lock = Effect.Mutex ? objectNamed(B, Resolver, Effect.Mutex) : nullptr;
      R.Taken = E;
      R.Scope = scopeOf(B, E);
      R.IsShared = Effect.IsShared;
      R.IsAdopted = Effect.IsAdopted;
      if (Effect.Does == LockEffect::None)
        R.Changes.push_back({E, false});
      Regions.push_back(std::move(R));
      continue;
    }
    if (Effect.Does == LockEffect::None || !Effect.Mutex)
      continue;
    const NamedDecl *Object = objectNamed(B, Resolver, Effect.Mutex);
    if (!Object)
      continue;
    const bool Takes = Effect.Does != LockEffect::Releases;
    // Of a guard or a lock that is held already: a change of its region.
    LockRegion *Held = nullptr;
    for (LockRegion &R : Regions)
      if ((R.Guard == Object || (R.Lock == Object && !R.Guard)) &&
          B.contains(R.Scope, E))
        Held = &R;
    if (Held) {
      Held->Changes.push_back({E, Takes});
      continue;
    }
    if (!Takes)
      continue;
    LockRegion R;
    R.Lock = Object;
    R.Spelled = Effect.Mutex;
    R.Taken = E;
    R.Scope = blockOf(B, E);
    R.IsShared = Effect.IsShared;
    Regions.push_back(std::move(R));
  }
}

/// Does the block of \p Change end with a jump, so that what follows the block
/// is not reached?
static bool leaves(const Body &B, const Stmt *Change) {
  for (const Stmt *P = B.parent(Change); P; P = B.parent(P))
    if (const auto *Block = dyn_cast<CompoundStmt>(P))
      return !Block->body_empty() &&
             isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(
                 Block->body_back());
  return false;
}

bool LockRegions::holds(const LockRegion &R, const Stmt *S) const {
  if (!B.contains(R.Scope, S) || !B.endsBefore(R.Taken, S) ||
      B.enclosingLambda(S) != B.enclosingLambda(R.Taken))
    return false;
  bool Held = true;
  for (const LockRegion::Change &C : R.Changes) {
    if (C.Site != R.Taken && !B.endsBefore(C.Site, S))
      break;
    const Stmt *Block = C.Site == R.Taken ? R.Scope : blockOf(B, C.Site);
    if (B.contains(Block, S) || (!C.Takes && !leaves(B, C.Site)))
      Held = C.Takes;
  }
  return Held;
}

const LockRegion *LockRegions::at(const Stmt *S) const {
  const LockRegion *Innermost = nullptr;
  for (const LockRegion &R : Regions)
    if (holds(R, S))
      Innermost = &R;
  return Innermost;
}

const LockRegion *LockRegions::at(const Stmt *S, const NamedDecl *Lock) const {
  for (const LockRegion &R : Regions)
    if (R.Lock == Lock && holds(R, S))
      return &R;
  return nullptr;
}
