//===--- CancelWakeups.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelWakeups.h"
#include "analysis/Durations.h"
#include "model/AtomicAccess.h"
#include "model/Callable.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace threadwise;
using namespace clang;

/// Functions around a notification.
static constexpr unsigned MaxFollow = 2;
/// Callers that are asked whether they hold the lock.
static constexpr unsigned MaxLockCallers = 4;

static std::string quoted(const NamedDecl &D) {
  return "'" + unqualifiedName(D).str() + "'";
}

bool threadwise::notifies(const ConcurrencyModel &Model, const Body &B,
                          const Call &C, const NamedDecl *On) {
  const CalleeResolver &Resolver = Model.resolver();
  const Expr *Object = nullptr;
  if (const ApiRow *Row = Resolver.row(C, Meaning::NotifyCondition)) {
    Object = C.objectBy(*Row);
  } else if (C.ByNameOnly &&
             (C.Name == "notify_one" || C.Name == "notify_all")) {
    Object = C.Receiver;
  }
  return Object && objectNamed(B, Resolver, Object) == On;
}

llvm::StringRef threadwise::namesAll(const ConcurrencyModel &Model,
                                     const Call &C) {
  if (const ApiRow *Row = Model.resolver().row(C, Meaning::NotifyCondition))
    return Row->WakesAll;
  return C.ByNameOnly && C.Name == "notify_one" ? "notify_all" : "";
}

namespace {

/// A notification that follows a change.
struct Notice {
  const Expr *At = nullptr;
  const Body *In = nullptr;
  /// The lock was taken between the change and the notification: who tests
  /// before it waits already.
  bool IsBehindLock = false;
};

class WakeupFinder {
public:
  explicit WakeupFinder(const ConcurrencyModel &Model)
      : Model(Model), Resolver(Model.resolver()) {}

  void look(const Wait &W);
  std::vector<LostWakeup> take() { return std::move(Found); }

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  std::vector<LostWakeup> Found;

  std::optional<Notice> noticeAfter(const Wait &W, const Body &B,
                                    const Stmt *Change, unsigned Depth) const;
  std::optional<Notice> noticeByCaller(const Wait &W,
                                       const FunctionDecl &Changer) const;
  bool isOtherLock(const Wait &W, const Body &B, const LockRegion &R) const;
  const LockRegion *otherLockAt(const Wait &W, const StateChange &Change) const;
  bool mayHold(const Wait &W, const Body &B, const Stmt *At) const;
  bool mayLock(const Wait &W, const Body &B) const;
  bool holdsLock(const Wait &W, const StateChange &Change) const;
  bool callerHoldsLock(const Wait &W, const Body &B, unsigned Depth) const;
  bool runsLater(const Body &B, const LambdaExpr &Lambda) const;
  bool isAfterFailedLock(const Wait &W, const StateChange &Change,
                         const NamedDecl *State) const;
  const LockRegion *regionOf(const Wait &W) const;
  WaitTest testUnderLock(const Wait &W, const LockRegion &Held) const;
  WaitTest testBeforeLock(const Wait &W, const LockRegion &Held) const;
  bool isTestedUnderLock(const Wait &W, const LockRegion &Held) const;

  bool onlyWaits(const Wait &W, const LockRegion &Held) const;
  bool asksAgain(const Wait &W, const LockRegion &Held) const;

  bool startsItsNotifier(const Wait &W, const LockRegion &Held) const;
  void lookAtUntested(const Wait &W, const LockRegion &Held,
                      bool AsksBeforeLock);
  bool changesToo(const Body &B, const WaitTest &Own) const;
  void lookAtOuterTest(const Wait &W, const LockRegion &Held,
                       const WaitTest &Own);
  bool isInsideDataClass(const Wait &W, const Body &B,
                         const NamedDecl *State) const;
  bool isForDerivedClasses(const Body &B, const NamedDecl *State) const;
  void lookAtChanges(const Wait &W, const WaitTest &Test);
  bool isNotifiedWith(const Wait &W, const Body &B, unsigned Depth) const;
  bool seesAllNotifiers(const Wait &W, const WaitTest &Test) const;
  void lookForNotifier(const Wait &W, const WaitTest &Test);
};

} // namespace

/// Is the lock of \p R certainly not that of the wait? Two members of one class
/// are two locks, and so are two variables; what a pointer leads to may be any.
bool WakeupFinder::isOtherLock(const Wait &W, const Body &B,
                               const LockRegion &R) const {
  if (!R.Lock || !W.Lock || R.Lock == W.Lock ||
      R.Lock->getDeclContext()->getPrimaryContext() !=
          W.Lock->getDeclContext()->getPrimaryContext())
    return false;
  for (const NamedDecl *Lock : {R.Lock, W.Lock}) {
    // Of a class whose header is missing: two names are two locks.
    if (isUnknownName(*Lock))
      continue;
    const auto *Value = dyn_cast<ValueDecl>(Lock);
    const auto *Var = dyn_cast<VarDecl>(Lock);
    if (!Value || (Var && !Var->hasGlobalStorage()) ||
        Value->getType()->isReferenceType() ||
        sharedBy(Resolver, Value->getType()) != SharedBy::Lock)
      return false;
  }
  // `std::scoped_lock both(a, b)` may hold it as well.
  std::optional<Call> C = Resolver.resolve(R.Taken, B.makes(R.Taken));
  return C && llvm::count_if(C->Arguments, [&](const Expr *Argument) {
                return sharedBy(Resolver, unwrap(Argument)->getType()) ==
                       SharedBy::Lock;
              }) <= 1;
}

/// May the lock of the wait be held at \p At?
bool WakeupFinder::mayHold(const Wait &W, const Body &B, const Stmt *At) const {
  const LockRegions &Locks = Model.locks(B);
  return llvm::any_of(Locks.all(), [&](const LockRegion &R) {
    return Locks.holds(R, At) && !isOtherLock(W, B, R);
  });
}

bool WakeupFinder::mayLock(const Wait &W, const Body &B) const {
  return llvm::any_of(Model.locks(B).all(), [&](const LockRegion &R) {
    return !isOtherLock(W, B, R);
  });
}

/// The lock that is held at the change in place of the wait's.
const LockRegion *WakeupFinder::otherLockAt(const Wait &W,
                                            const StateChange &Change) const {
  const LockRegion *R = Model.locks(*Change.In).at(Change.At);
  return R && isOtherLock(W, *Change.In, *R) ? R : nullptr;
}

/// Looks for a notification of the waiters that \p B makes behind \p Change
/// (anywhere when it is null).
std::optional<Notice> WakeupFinder::noticeAfter(const Wait &W, const Body &B,
                                                const Stmt *Change,
                                                unsigned Depth) const {
  const LockRegions &Locks = Model.locks(B);
  bool LockedOnTheWay = false;
  for (const Expr *E : B.calls()) {
    if (Change && (!B.endsBefore(Change, E) ||
                   B.enclosingLambda(E) != B.enclosingLambda(Change)))
      continue;
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C)
      continue;
    std::optional<Notice> Notified;
    if (notifies(Model, B, *C, W.On)) {
      Notified = Notice{E, &B, mayHold(W, B, E)};
    } else if (Depth < MaxFollow && C->Function) {
      if (const Body *Callee = Model.body(C->Function); Callee && Callee != &B)
        Notified = noticeAfter(W, *Callee, nullptr, Depth + 1);
    }
    if (!Notified) {
      // A function that takes a lock and gives it up again, on the way.
      if (Change && B.endsBefore(Change, E) && C->Function)
        if (const Body *Callee = Model.body(C->Function))
          LockedOnTheWay |= mayLock(W, *Callee);
      continue;
    }
    Notified->IsBehindLock |= LockedOnTheWay;
    for (const LockRegion &R : Locks.all())
      if ((!Change || B.endsBefore(Change, R.Taken)) &&
          B.precedes(R.Taken, E) && !isOtherLock(W, B, R))
        Notified->IsBehindLock = true;
    return Notified;
  }
  return std::nullopt;
}

/// `void stop() { stop_ = true; }`: whoever calls it notifies behind the call.
std::optional<Notice>
WakeupFinder::noticeByCaller(const Wait &W, const FunctionDecl &Changer) const {
  for (const ConcurrencyModel::CallSite &Site : Model.callers(&Changer))
    if (const Body *Caller = Model.body(Site.Caller);
        Caller && keyOf(Site.Caller) != keyOf(&Changer))
      if (auto Notified = noticeAfter(W, *Caller, Site.Site, 0))
        return Notified;
  return std::nullopt;
}

/// The function says that its caller holds a lock.
static bool saysLocked(const ConcurrencyModel &Model, const FunctionDecl &F) {
  if (F.hasAttr<RequiresCapabilityAttr>())
    return true;
  llvm::StringRef Name = unqualifiedName(F);
  if (Name.contains_insensitive("locked") ||
      Name.contains_insensitive("nolock") || Name.contains("LockHeld"))
    return true;
  return llvm::any_of(F.parameters(), [&](const ParmVarDecl *Parameter) {
    return Model.resolver().typeRow(Parameter->getType(),
                                    Meaning::LockGuardType);
  });
}

bool WakeupFinder::callerHoldsLock(const Wait &W, const Body &B,
                                   unsigned Depth) const {
  if (saysLocked(Model, B.function()))
    return true;
  if (Depth >= MaxLockCallers)
    return false;
  for (const ConcurrencyModel::CallSite &Site : Model.callers(&B.function())) {
    const Body *Caller = Model.body(Site.Caller);
    if (!Caller || Caller == &B)
      continue;
    if (mayHold(W, *Caller, Site.Site) || Caller->enclosingLambda(Site.Site) ||
        callerHoldsLock(W, *Caller, Depth + 1))
      return true;
  }
  return false;
}

/// `socket.async_connect(to, [this](error_code) {…});`: the lambda runs when
/// the function that hands it over, and whoever called that, are done.
bool WakeupFinder::runsLater(const Body &B, const LambdaExpr &Lambda) const {
  for (const Stmt *P = B.parent(&Lambda); P && isa<Expr>(P); P = B.parent(P))
    if (const auto *Called = dyn_cast<CallExpr>(P)) {
      const std::optional<Call> C = Resolver.resolve(Called);
      return C && hasWord(C->Name, {"async", "post", "defer"});
    }
  return false;
}

/// The lock of the wait is held where the state is changed, or may be.
bool WakeupFinder::holdsLock(const Wait &W, const StateChange &Change) const {
  const Body &B = *Change.In;
  if (mayHold(W, B, Change.At))
    return true;
  // Code of a lambda runs where it is called.
  for (const LambdaExpr *L = B.enclosingLambda(Change.At); L;
       L = B.enclosingLambda(L)) {
    if (runsLater(B, *L))
      return false;
    if (mayHold(W, B, L))
      return true;
  }
  return callerHoldsLock(W, B, 0);
}

const LockRegion *WakeupFinder::regionOf(const Wait &W) const {
  const LockRegions &Locks = Model.locks(*W.In);
  const NamedDecl *Named =
      W.LockSpelled ? objectNamed(*W.In, Resolver, W.LockSpelled) : nullptr;
  for (const LockRegion &R : Locks.all())
    if (Named && (R.Guard == Named || R.Lock == Named) &&
        W.In->contains(R.Scope, W.Site) && W.In->endsBefore(R.Taken, W.Site) &&
        W.In->enclosingLambda(W.Site) == W.In->enclosingLambda(R.Taken))
      // A guard that took nothing stands for the caller's lock.
      return Locks.holds(R, W.Site) ? &R : nullptr;
  return nullptr;
}

/// Does \p S leave the code that leads on to \p Target?
static bool leavesBefore(const Body &B, const Stmt *If, const Stmt *Target) {
  for (const Stmt *S : B.below(If))
    if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(S) &&
        !B.contains(S, Target))
      return true;
  return false;
}

/// The conditions that are evaluated behind \p From and decide whether \p
/// Target is reached.
template <typename Function>
static void eachTestBetween(const Body &B, const Stmt *From, const Stmt *Target,
                            Function Visit) {
  for (const Stmt *S : B.below(B.root())) {
    const Expr *Condition = conditionOf(S);
    if (!Condition || !B.endsBefore(From, Condition) ||
        !B.precedes(Condition, Target) ||
        B.enclosingLambda(S) != B.enclosingLambda(Target))
      continue;
    if (B.contains(S, Target) || (isa<IfStmt>(S) && leavesBefore(B, S, Target)))
      Visit(Condition);
  }
}

bool WakeupFinder::isTestedUnderLock(const Wait &W,
                                     const LockRegion &Held) const {
  bool IsTested = false;
  eachTestBetween(*W.In, Held.Taken, W.Site,
                  [&](const Expr *) { IsTested = true; });
  return IsTested;
}

WaitTest WakeupFinder::testUnderLock(const Wait &W,
                                     const LockRegion &Held) const {
  WaitTest Test = testOf(Model, W);
  if (!W.Predicate && W.Loop && W.In->contains(W.Loop, Held.Taken))
    Test = WaitTest(); // the loop tests without the lock
  eachTestBetween(*W.In, Held.Taken, W.Site, [&](const Expr *Condition) {
    addReads(Model, *W.In, Condition, Test);
  });
  return Test;
}

/// What the loops around the lock and the wait test.
WaitTest WakeupFinder::testBeforeLock(const Wait &W,
                                      const LockRegion &Held) const {
  WaitTest Test;
  const Body &B = *W.In;
  for (const Stmt *Loop = B.enclosingLoop(Held.Taken); Loop;
       Loop = B.enclosingLoop(Loop)) {
    if (isa<DoStmt>(Loop))
      continue;
    if (const Expr *Condition = conditionOf(Loop))
      addReads(Model, B, Condition, Test);
    for (const Stmt *S : B.below(loopBody(Loop)))
      if (const auto *If = dyn_cast<IfStmt>(S))
        if (B.endsBefore(If, Held.Taken) && leavesBefore(B, If, W.Site))
          addReads(Model, B, If->getCond(), Test);
  }
  return Test;
}

/// Does the change let the waiter go on? A flag that is set to the value for
/// which it waits on does not.
static bool endsWait(const Wait &W, const StateRead &Read,
                     const StateChange &Change) {
  const auto *Value = Change.Value
                          ? dyn_cast<CXXBoolLiteralExpr>(unwrap(Change.Value))
                          : nullptr;
  if (!Value || Read.Means == Sense::Unknown)
    return true;
  // Of a loop around a wait the condition says how long to wait.
  const bool GoesOnIfTrue =
      (Read.Means == Sense::Plain) == (W.Predicate != nullptr);
  return Value->getValue() == GoesOnIfTrue;
}

/// Is nothing done between taking the lock and the wait? A call might test.
bool WakeupFinder::onlyWaits(const Wait &W, const LockRegion &Held) const {
  const Body &B = *W.In;
  return llvm::none_of(B.calls(), [&](const Expr *E) {
    return B.endsBefore(Held.Taken, E) && B.precedes(E, W.Site) &&
           !B.contains(E, W.Site);
  });
}

/// `x = next(); if (!x) { wait(lock); x = next(); }`: whoever waits in vain
/// finds none, as before. `if (value == seen) wait(lock); return value;`: the
/// caller sees that nothing has changed.
bool WakeupFinder::asksAgain(const Wait &W, const LockRegion &Held) const {
  const Body &B = *W.In;
  bool AsksAgain = false;
  eachTestBetween(B, Held.Taken, W.Site, [&](const Expr *Condition) {
    for (const Stmt *S : B.below(Condition)) {
      const auto *E = dyn_cast<Expr>(S);
      const NamedDecl *State =
          E && isa<DeclRefExpr, MemberExpr>(E) ? namedBy(E) : nullptr;
      if (!State || !isa<VarDecl, FieldDecl>(State))
        continue;
      const auto *Var = dyn_cast<VarDecl>(State);
      const bool IsLocal = Var && Var->hasLocalStorage();
      for (const Expr *Use : B.uses(State)) {
        if (!B.endsBefore(W.Site, Use))
          continue;
        const Stmt *User = B.userOf(Use);
        const Assignment Assigns = asAssignment(User);
        AsksAgain |= IsLocal ? Assigns && unwrap(Assigns.Target) == unwrap(Use)
                             : isa_and_nonnull<ReturnStmt>(User);
      }
    }
  });
  return AsksAgain;
}

/// The lock is held from before a thread is started until the wait, and who
/// notifies takes it first: the notification cannot come before the wait.
bool WakeupFinder::startsItsNotifier(const Wait &W,
                                     const LockRegion &Held) const {
  const Body &Own = *W.In;
  if (!W.On || llvm::none_of(Model.spawns(), [&](const Spawn &S) {
        return S.In == &Own && S.Kind != SpawnKind::PoolTask &&
               Own.contains(Held.Scope, S.Site) &&
               Own.endsBefore(Held.Taken, S.Site) &&
               Own.endsBefore(S.Site, W.Site);
      }))
    return false;
  bool IsNotified = false;
  for (const Body *B : bodiesWith(Model, Own, W.On))
    for (const Expr *E : B->calls())
      if (std::optional<Call> C = Resolver.resolve(E, B->makes(E));
          C && notifies(Model, *B, *C, W.On)) {
        if (!Model.locks(*B).at(E))
          return false;
        IsNotified = true;
      }
  return IsNotified;
}

void WakeupFinder::lookAtUntested(const Wait &W, const LockRegion &Held,
                                  bool AsksBeforeLock) {
  const FunctionDecl &F = W.In->function();
  if (F.isMain())
    return; // waits for a signal
  if (Held.IsAdopted)
    return; // a condition of the user's own: its callers test
  if (startsItsNotifier(W, Held) || asksAgain(W, Held))
    return;
  LostWakeup Lost;
  Lost.Kind = LossKind::NothingTested;
  Lost.AsksBeforeLock = AsksBeforeLock;
  Lost.Of = &W;
  Lost.At = W.Site;
  if (W.On)
    for (const Body *B : bodiesWith(Model, *W.In, W.On))
      for (const Expr *E : B->calls())
        if (std::optional<Call> C = Resolver.resolve(E, B->makes(E)))
          if (Lost.Because.empty() && notifies(Model, *B, *C, W.On))
            Lost.Because.push_back(
                {E->getSourceRange(),
                 quoted(*W.On) + " is notified here; a condition does not "
                                 "remember that it was"});
  if (Lost.Because.empty())
    Lost.Because.push_back(
        {Held.Taken->getSourceRange(),
         "nothing is tested between taking the lock and the wait"});
  Found.push_back(std::move(Lost));
}

/// Does \p B also make true what the wait itself tests?
bool WakeupFinder::changesToo(const Body &B, const WaitTest &Own) const {
  return llvm::any_of(Own.Reads, [&](const StateRead &Read) {
    return llvm::any_of(changesIn(Model, B, Read.State),
                        [](const StateChange &Change) {
                          return Change.Is != ChangeKind::Shrinks;
                        });
  });
}

/// A flag that the loop around the lock tests, and the wait does not.
void WakeupFinder::lookAtOuterTest(const Wait &W, const LockRegion &Held,
                                   const WaitTest &Own) {
  const bool HasOwnLoop =
      W.Predicate || (W.Loop && !W.In->contains(W.Loop, Held.Taken));
  if (Own.HasUnseen || !W.On)
    return;
  const WaitTest Outer = testBeforeLock(W, Held);
  for (const StateRead &Read : Outer.Reads) {
    if (Own.reads(Read.State) || holdsItems(Model, Read.State))
      continue;
    for (const Body *B : bodiesWith(Model, *W.In, Read.State)) {
      if (isa<CXXConstructorDecl>(B->function()))
        continue;
      for (const StateChange &Change : changesIn(Model, *B, Read.State)) {
        if (Change.Is != ChangeKind::Sets ||
            (B == W.In &&
             B->enclosingLambda(Change.At) == W.In->enclosingLambda(W.Site)))
          continue;
        std::optional<Notice> Notified = noticeAfter(W, *B, Change.At, 0);
        if (!Notified || changesToo(*B, Own) || changesToo(*Notified->In, Own))
          continue;
        LostWakeup Lost;
        Lost.Kind =
            HasOwnLoop ? LossKind::NotTested : LossKind::TestedBeforeLock;
        Lost.Of = &W;
        Lost.At = W.Site;
        Lost.State = Read.State;
        Lost.Test = Own;
        Lost.Because.push_back(
            {Read.At->getSourceRange(),
             quoted(*Read.State) +
                 " is tested here, before the lock is taken"});
        Lost.Because.push_back({Change.At->getSourceRange(),
                                quoted(*Read.State) + " is changed here"});
        Lost.Because.push_back({Notified->At->getSourceRange(),
                                "and " + quoted(*W.On) + " notified here"});
        Found.push_back(std::move(Lost));
        return;
      }
    }
  }
}

/// A handler that does without the lock what its `try` does with it: it runs
/// where taking the lock has failed.
bool WakeupFinder::isAfterFailedLock(const Wait &W, const StateChange &Change,
                                     const NamedDecl *State) const {
  const Body &B = *Change.In;
  for (const Stmt *P = B.parent(Change.At); P; P = B.parent(P)) {
    const auto *Try = dyn_cast<CXXTryStmt>(P);
    if (!Try || B.contains(Try->getTryBlock(), Change.At))
      continue;
    for (const StateChange &Other : changesIn(Model, B, State))
      if (B.contains(Try->getTryBlock(), Other.At) && holdsLock(W, Other))
        return true;
  }
  return false;
}

/// A change in the operation of a class of data, of which the class of the wait
/// has an object: who calls it holds the lock, or does not. What it changes may
/// be a part of it, as the links are of an element of a list.
bool WakeupFinder::isInsideDataClass(const Wait &W, const Body &B,
                                     const NamedDecl *State) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
  const auto *Condition = dyn_cast_or_null<FieldDecl>(W.On);
  const auto *Field = dyn_cast<FieldDecl>(State);
  if (!Method || !Condition || !Field || isa<CXXDestructorDecl>(Method))
    return false;
  const auto *Owner = dyn_cast<CXXRecordDecl>(Condition->getParent());
  const CXXRecordDecl *Class = Method->getParent();
  return Owner && Class->getCanonicalDecl() != Owner->getCanonicalDecl() &&
         Class->getDeclContext()->getPrimaryContext() !=
             Owner->getPrimaryContext() &&
         Field->getParent()->getCanonicalDecl() != Owner->getCanonicalDecl();
}

/// A plain member that an operation for derived classes changes: those that
/// call it are elsewhere, and take the lock, or nobody could read it.
bool WakeupFinder::isForDerivedClasses(const Body &B,
                                       const NamedDecl *State) const {
  const auto *Value = dyn_cast<ValueDecl>(State);
  return B.function().getAccess() == AS_protected && Value &&
         sharedBy(Resolver, Value->getType()) != SharedBy::Atomic &&
         Model.callers(&B.function()).empty();
}

/// Changes of what the wait tests, made and notified without its lock.
void WakeupFinder::lookAtChanges(const Wait &W, const WaitTest &Test) {
  if (!W.On)
    return;
  for (const StateRead &Read : Test.Reads) {
    if (Read.IsToken || holdsItems(Model, Read.State))
      continue;
    for (const Body *B : bodiesWith(Model, *W.In, Read.State)) {
      if (isa<CXXConstructorDecl>(B->function()))
        continue;
      for (const StateChange &Change : changesIn(Model, *B, Read.State)) {
        const LockRegion *Other = otherLockAt(W, Change);
        // Other threads run the code of the wait, too; it takes the lock.
        const bool IsWaiters = B == W.In && B->enclosingLambda(Change.At) ==
                                                W.In->enclosingLambda(W.Site);
        if (Change.Is == ChangeKind::HandedOn || (IsWaiters && !Other) ||
            !endsWait(W, Read, Change) ||
            isInsideDataClass(W, *B, Read.State) ||
            isForDerivedClasses(*B, Read.State))
          continue;
        std::optional<Notice> Notified = noticeAfter(W, *B, Change.At, 0);
        if (!Notified && !B->enclosingLambda(Change.At))
          Notified = noticeByCaller(W, B->function());
        if (!Notified || Notified->IsBehindLock || holdsLock(W, Change) ||
            isAfterFailedLock(W, Change, Read.State))
          continue;
        LostWakeup Lost;
        Lost.Kind = LossKind::SetWithoutLock;
        Lost.Of = &W;
        Lost.At = Change.At;
        Lost.State = Read.State;
        Lost.Because.push_back({Read.At->getSourceRange(),
                                "the waiter tests " + quoted(*Read.State) +
                                    " here under the lock, and then waits"});
        if (Other)
          Lost.Because.push_back({Other->Taken->getSourceRange(),
                                  "the lock that is held where it is changed "
                                  "is " +
                                      quoted(*Other->Lock) + ", not " +
                                      quoted(*W.Lock)});
        Lost.Because.push_back(
            {Notified->At->getSourceRange(),
             quoted(*W.On) + " is notified here, perhaps between the two"});
        if (llvm::none_of(Found, [&](const LostWakeup &Other) {
              return Other.At == Lost.At;
            }))
          Found.push_back(std::move(Lost));
      }
    }
  }
}

/// Does \p B, or who calls it, notify the waiters, itself or in what it calls?
bool WakeupFinder::isNotifiedWith(const Wait &W, const Body &B,
                                  unsigned Depth) const {
  if (noticeAfter(W, B, nullptr, 0))
    return true;
  if (Depth >= MaxFollow)
    return false;
  return llvm::any_of(Model.callers(&B.function()),
                      [&](const ConcurrencyModel::CallSite &Site) {
                        const Body *Caller = Model.body(Site.Caller);
                        return Caller && Caller != &B &&
                               isNotifiedWith(W, *Caller, Depth + 1);
                      });
}

/// Who notifies changes what the wait tests, or destroys the object, and nobody
/// else can: a function that does nothing but notify may be called by whoever
/// calls the change.
bool WakeupFinder::seesAllNotifiers(const Wait &W, const WaitTest &Test) const {
  const auto *Field = dyn_cast_or_null<FieldDecl>(W.On);
  if (!Field || Field->getAccess() == AS_public ||
      Field->getType()->isReferenceType() ||
      Field->getType()->isPointerType() ||
      !Model.seesAllMembers(dyn_cast<CXXRecordDecl>(Field->getParent())))
    return false;
  bool IsNotified = false;
  for (const Body *B : bodiesWith(Model, *W.In, W.On))
    for (const Expr *Use : B->uses(W.On)) {
      const Stmt *User = B->userOf(Use);
      if (!isa_and_nonnull<MemberExpr, UnresolvedMemberExpr,
                           CXXDependentScopeMemberExpr>(User))
        return false; // handed on
      const auto *Called = dyn_cast_or_null<CallExpr>(B->parent(User));
      std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
      if (!C || !notifies(Model, *B, *C, W.On))
        continue;
      IsNotified = true;
      if (!isa<CXXDestructorDecl>(B->function()) &&
          llvm::none_of(Test.Reads, [&](const StateRead &Read) {
            return !changesIn(Model, *B, Read.State).empty();
          }))
        return false;
    }
  return IsNotified;
}

/// Items for which the wait waits are added or taken, and nobody who does so
/// notifies: the waiter goes on when something else wakes it.
void WakeupFinder::lookForNotifier(const Wait &W, const WaitTest &Test) {
  const bool IsKnown = llvm::any_of(
      Found, [&](const LostWakeup &Lost) { return Lost.At == W.Site; });
  if (IsKnown || !W.Predicate || Test.HasUnseen || !seesAllNotifiers(W, Test))
    return;
  for (const StateRead &Read : Test.Reads) {
    const auto *Field = dyn_cast<FieldDecl>(Read.State);
    if (!Field || Field->getParent() != cast<FieldDecl>(W.On)->getParent() ||
        Field->getAccess() == AS_public || !holdsItems(Model, Read.State))
      continue;
    std::optional<StateChange> Silent;
    bool IsNotified = false;
    for (const Body *B : bodiesWith(Model, *W.In, Read.State)) {
      if (isa<CXXConstructorDecl, CXXDestructorDecl>(B->function()))
        continue;
      const auto Changes = changesIn(Model, *B, Read.State);
      if (Changes.empty())
        continue;
      IsNotified |= isNotifiedWith(W, *B, 0);
      if (B != W.In && Changes.front().Is != ChangeKind::HandedOn && !Silent)
        Silent = Changes.front();
    }
    if (IsNotified || !Silent)
      continue;
    LostWakeup Lost;
    Lost.Kind = LossKind::NeverNotified;
    Lost.Of = &W;
    Lost.At = W.Site;
    Lost.State = Read.State;
    Lost.Because.push_back(
        {Read.At->getSourceRange(),
         "the waiter tests " + quoted(*Read.State) + " here"});
    Lost.Because.push_back({Silent->At->getSourceRange(),
                            quoted(*Read.State) +
                                " is changed here, and no notification of " +
                                quoted(*W.On) + " follows"});
    Found.push_back(std::move(Lost));
    return;
  }
}

/// `again: if (!done) { wait(); goto again; }`: a loop of its own kind.
static bool jumpsBack(const Body &B, const Stmt *Site) {
  llvm::SmallPtrSet<const LabelDecl *, 2> Before;
  for (const Stmt *S : B.below(B.root())) {
    if (const auto *Label = dyn_cast<LabelStmt>(S)) {
      if (B.precedes(Label, Site) || B.contains(Label, Site))
        Before.insert(Label->getDecl());
    } else if (const auto *Goto = dyn_cast<GotoStmt>(S)) {
      if (Before.contains(Goto->getLabel()) && B.precedes(Site, Goto))
        return true;
    }
  }
  return false;
}

void WakeupFinder::look(const Wait &W) {
  if (W.Kind != WaitKind::Condition)
    return;
  if (W.isTimed()) {
    // It comes back by itself, and late.
    const std::optional<LeastTime> Limit = leastTime(Model.context(), W);
    if (Limit && Limit->isNoticed())
      lookAtChanges(W, testOf(Model, W));
    return;
  }
  const LockRegion *Held = regionOf(W);
  if (!Held) {
    // The lock is the caller's: so is the loop. Only with a predicate is the
    // test in sight.
    if (W.Predicate)
      lookAtChanges(W, testOf(Model, W));
    return;
  }
  const WaitTest Own = testUnderLock(W, *Held);
  if (!W.Predicate && !W.Token) {
    const bool LoopHoldsLock = W.Loop && !W.In->contains(W.Loop, Held->Taken);
    const bool IsTested = isTestedUnderLock(W, *Held);
    if (!W.Loop && jumpsBack(*W.In, W.Site))
      return;
    WaitTest Outer = testBeforeLock(W, *Held);
    // A name of a missing header says no more than a call does, unless it is a
    // member of this function's class.
    llvm::erase_if(Outer.Reads, [&](const StateRead &Read) {
      const DeclContext *DC = Read.State->getDeclContext();
      const bool IsElsewhere =
          isUnknownName(*Read.State) &&
          !(DC->isRecord() && DC == W.In->function().getDeclContext());
      Outer.HasUnseen |= IsElsewhere;
      return IsElsewhere;
    });
    if (!W.Loop || (!LoopHoldsLock && !IsTested && Outer.Reads.empty() &&
                    (!Outer.HasUnseen || onlyWaits(W, *Held))))
      return lookAtUntested(W, *Held, W.Loop && Outer.HasUnseen);
  }
  if (!W.Token)
    lookAtOuterTest(W, *Held, Own);
  lookAtChanges(W, Own);
  lookForNotifier(W, Own);
}

std::vector<LostWakeup> threadwise::lostWakeups(const ConcurrencyModel &Model) {
  WakeupFinder Finder(Model);
  // Of two waits for one change, the one that has no limit says more.
  for (const bool IsTimed : {false, true})
    for (const Wait &W : Model.waits())
      if (W.isTimed() == IsTimed)
        Finder.look(W);
  return Finder.take();
}
