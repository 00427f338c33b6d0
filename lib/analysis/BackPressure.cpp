//===--- BackPressure.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/BackPressure.h"
#include "analysis/Counts.h"
#include "analysis/Entries.h"
#include "analysis/QueueLimits.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "support/Compat.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far the callers of a push are followed to the lock.
static constexpr unsigned MaxCallers = 2;

namespace {

class PressureFinder {
public:
  PressureFinder(const ConcurrencyModel &Model, const Queue &Q)
      : Model(Model), Resolver(Model.resolver()), Q(Q) {}

  BackPressure run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Queue &Q;

  bool isProducer(const QueueUse &Use) const;
  std::optional<Evidence> sharedAt(const QueueUse &Use) const;
  std::optional<Evidence> lockedBy(const FunctionDecl *F, unsigned Depth) const;
  const QueueUse *consumer() const;
  std::optional<Evidence> notification(const QueueUse &Push) const;
  bool wakes(const Body &B, const Expr *E, unsigned Depth) const;
  bool seesAllUses() const;
  bool canHaveLimit() const;
  bool isConsumerSide(const Body &B, const LambdaExpr *Lambda) const;
  std::optional<Evidence>
  filledFirst(llvm::ArrayRef<const QueueUse *> Pushes) const;
  bool isWorker(const FunctionDecl *F, unsigned Depth) const;
  std::optional<Evidence>
  filledByWorkers(llvm::ArrayRef<const QueueUse *> Pushes) const;
  bool handsWorkOver(llvm::ArrayRef<const QueueUse *> Pushes,
                     const QueueUse &Consumer) const;
  bool isForSomethingElse(const LockRegion &R) const;
  bool holdsTasks() const;
  bool isForAnybody(const FunctionDecl &Adds) const;
  bool namesTraffic() const;
  bool isInOpenLoop(const Body &B, const Stmt *S) const;
  bool isFedFromOutside(const FunctionDecl *F, unsigned Depth) const;
  bool holdsHandles() const;
  bool namesWork() const;
  std::optional<Evidence> holdsNoWork(const QueueUse *Consumer) const;
  bool makesElement(const Body &B) const;
  std::optional<BackPressure> rare(const QueueUse &Push) const;

  BackPressure answer(Pressure Is, const QueueUse &Push, Evidence Why) const {
    BackPressure Result;
    Result.Is = Is;
    Result.Push = &Push;
    Result.Because.push_back(std::move(Why));
    return Result;
  }
};

} // namespace

static std::string quoted(const NamedDecl &D) {
  return "'" + D.getNameAsString() + "'";
}

/// A function that ends the object or the thread: what it pushes says so.
static bool ends(const FunctionDecl &F) {
  static constexpr llvm::StringLiteral Verbs[] = {
      "stop", "shutdown", "close", "terminate", "quit",
      "exit", "finish",   "join",  "destroy"};
  if (isa<CXXDestructorDecl>(F))
    return true;
  std::string Lower = unqualifiedName(F).lower();
  return llvm::any_of(Verbs, [&](llvm::StringRef Verb) {
    return llvm::StringRef(Lower).starts_with(Verb);
  });
}

/// The lock that all callers in sight hold, or that the function is handed.
std::optional<Evidence> PressureFinder::lockedBy(const FunctionDecl *F,
                                                 unsigned Depth) const {
  for (const ParmVarDecl *P : F->parameters())
    if (Resolver.typeRow(P->getType(), Meaning::LockGuardType))
      return Evidence(P->getSourceRange(),
                      "it is added under the lock that the caller holds");
  if (Depth >= MaxCallers)
    return std::nullopt;
  std::optional<Evidence> Found;
  for (const ConcurrencyModel::CallSite &Site : Model.callers(F)) {
    const Body *B = Model.body(Site.Caller);
    if (!B || !B->knows(Site.Site) || &B->function() == F)
      return std::nullopt;
    if (const LockRegion *R = Model.locks(*B).at(Site.Site))
      Found = Evidence(R->Taken->getSourceRange(),
                       "it is added under the lock that the caller takes");
    else if (std::optional<Evidence> Outer = lockedBy(Site.Caller, Depth + 1))
      Found = Outer;
    else
      return std::nullopt;
  }
  return Found;
}

/// A lock of the whole program that is held while a member of one object gets
/// an item, and not where items are taken out: it guards what they come from.
bool PressureFinder::isForSomethingElse(const LockRegion &R) const {
  const auto *Lock = dyn_cast_or_null<VarDecl>(R.Lock);
  if (!Lock || !Lock->hasGlobalStorage() || !isa<FieldDecl>(Q.Holder))
    return false;
  return llvm::none_of(Q.Uses, [&](const QueueUse &Use) {
    const LockRegion *At = Model.locks(*Use.In).at(Use.Site);
    return (Use.Does == QueueAct::Pop || Use.Does == QueueAct::Drain) && At &&
           At->Lock == R.Lock;
  });
}

/// What says that other threads reach the queue where \p Use stands.
std::optional<Evidence> PressureFinder::sharedAt(const QueueUse &Use) const {
  if (Q.Library)
    return Evidence(Use.Site->getSourceRange(),
                    "'" + Q.Library->Name.str() +
                        "' grows with each push that is faster than the pops");
  if (Use.IsAtomic)
    return Evidence(Use.Site->getSourceRange(),
                    "the compare-and-exchange says that threads share " +
                        quoted(*Q.Holder));
  if (const LockRegion *R = Model.locks(*Use.In).at(Use.Site);
      R && !isForSomethingElse(*R))
    return Evidence(
        R->Taken->getSourceRange(),
        R->Lock ? "the lock " + quoted(*R->Lock) + " says that threads share " +
                      quoted(*Q.Holder)
                : "the lock says that threads share " + quoted(*Q.Holder));
  if (!Use.Lambda)
    return lockedBy(&Use.In->function(), 0);
  return std::nullopt;
}

bool PressureFinder::isConsumerSide(const Body &B,
                                    const LambdaExpr *Lambda) const {
  return llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
    return (Use.Does == QueueAct::Pop || Use.Does == QueueAct::Drain) &&
           Use.In == &B && Use.Lambda == Lambda;
  });
}

bool PressureFinder::isProducer(const QueueUse &Use) const {
  const FunctionDecl &F = Use.In->function();
  if (Use.Does != QueueAct::Push || Use.Name == "insert_or_assign" ||
      (isa<CXXConstructorDecl>(F) && !Use.Lambda) || ends(F) ||
      Model.isTestBody(&F))
    return false;
  // What the consumer puts back, it has taken out before.
  if (llvm::any_of(Q.Uses, [&](const QueueUse &Other) {
        return (Other.Does == QueueAct::Pop || Other.Does == QueueAct::Drain) &&
               Other.In == Use.In && Other.Lambda == Use.Lambda &&
               Use.In->precedes(Other.Site, Use.Site);
      }))
    return false;
  if (Use.Lambda || !Model.seesAllCallers(&F) || Model.callers(&F).empty())
    return true;
  return !llvm::all_of(Model.callers(&F),
                       [&](const ConcurrencyModel::CallSite &Site) {
                         const Body *B = Model.body(Site.Caller);
                         return B && isConsumerSide(*B, nullptr);
                       });
}

/// Who takes items out in another function than those that add them.
const QueueUse *PressureFinder::consumer() const {
  for (const QueueUse &Use : Q.Uses) {
    const FunctionDecl &F = Use.In->function();
    const bool Takes =
        Use.Does == QueueAct::Pop || Use.Does == QueueAct::Drain ||
        // A batch: all are looked at, then thrown away. Storage that is reset
        // looks the same.
        (Use.Does == QueueAct::Clear && namesWork() &&
         llvm::any_of(Q.Uses, [&](const QueueUse &Other) {
           return Other.Does == QueueAct::Look && Other.In == Use.In &&
                  Other.Lambda == Use.Lambda &&
                  Use.In->precedes(Other.Site, Use.Site);
         }));
    // What a lambda of a constructor does, a thread does.
    if (!Takes || (!Use.Lambda &&
                   (isa<CXXDestructorDecl>(F) || isa<CXXConstructorDecl>(F))))
      continue;
    const bool AddsToo = llvm::any_of(Q.Uses, [&](const QueueUse &Other) {
      return Other.Does == QueueAct::Push && Other.In == Use.In &&
             Other.Lambda == Use.Lambda;
    });
    if (!AddsToo || llvm::any_of(Q.Uses, [&](const QueueUse &Other) {
          return isProducer(Other) &&
                 (Other.In != Use.In || Other.Lambda != Use.Lambda);
        }))
      return &Use;
  }
  return nullptr;
}

bool PressureFinder::wakes(const Body &B, const Expr *E, unsigned Depth) const {
  std::optional<Call> C = Resolver.resolve(E);
  if (!C || C->isConstruction())
    return false;
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(*C);
  if (Rows.empty() && C->ByNameOnly)
    Rows = Model.vocabulary().rowsByUnqualifiedName(C->Name);
  for (const ApiRow &Row : Rows)
    if (Row.Is == Meaning::NotifyCondition || Row.Is == Meaning::NotifyAtomic ||
        Row.Is == Meaning::ReleasePermit)
      return true;
  if (Rows.empty() &&
      hasPart(C->Name, {"notify", "wakeup", "wake_up", "signal"}))
    return true;
  const Body *Callee =
      Depth == 0 && C->Function ? Model.body(C->Function) : nullptr;
  return Callee && Callee != &B &&
         llvm::any_of(Callee->calls(), [&](const Expr *Inner) {
           return wakes(*Callee, Inner, Depth + 1);
         });
}

/// The consumer is woken after the push.
std::optional<Evidence>
PressureFinder::notification(const QueueUse &Push) const {
  for (const Expr *E : Push.In->calls())
    if (Push.In->precedes(Push.Site, E) &&
        Push.In->enclosingLambda(E) == Push.Lambda && wakes(*Push.In, E, 0))
      return Evidence(E->getSourceRange(),
                      "whoever takes items out of " + quoted(*Q.Holder) +
                          " is woken here, and works in its own time");
  return std::nullopt;
}

/// Every use of the container is in sight.
bool PressureFinder::seesAllUses() const {
  if (llvm::any_of(Q.Uses, [](const QueueUse &Use) {
        return Use.Does == QueueAct::HandOn;
      }))
    return false;
  if (const auto *Var = dyn_cast<VarDecl>(Q.Holder))
    return !isa<ParmVarDecl>(Var) &&
           (Var->hasLocalStorage() || compat::hasInternalLinkage(Var) ||
            Var->isStaticLocal());
  const auto *Field = cast<FieldDecl>(Q.Holder);
  return Field->getAccess() == AS_private &&
         Model.seesAllMembers(dyn_cast<CXXRecordDecl>(Field->getParent()));
}

/// A library's queue that a call gives its capacity.
bool PressureFinder::canHaveLimit() const {
  llvm::StringRef Type = Q.Library->Name;
  for (llvm::ArrayRef<ApiRow> Table : Model.vocabulary().tables())
    for (const ApiRow &Row : Table)
      if (Row.Is == Meaning::SetCapacity && Row.Name.starts_with(Type) &&
          Row.Name.drop_front(Type.size()).starts_with("::"))
        return true;
  return false;
}

/// A container of this function that is full before the first thread starts.
std::optional<Evidence>
PressureFinder::filledFirst(llvm::ArrayRef<const QueueUse *> Pushes) const {
  const auto *Var = dyn_cast<VarDecl>(Q.Holder);
  if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal())
    return std::nullopt;
  const Spawn *First = nullptr;
  for (const QueueUse *Push : Pushes)
    for (const Spawn &S : Model.spawnsIn(&Push->In->function())) {
      const Stmt *Loop = S.In->enclosingLoop(S.Site);
      if (Push->Lambda || Push->In != S.In ||
          !S.In->endsBefore(Push->Site, S.Site) ||
          (Loop && S.In->contains(Loop, Push->Site)))
        return std::nullopt;
      First = &S;
    }
  if (!First)
    return std::nullopt;
  return Evidence(First->Site->getSourceRange(),
                  "the threads start when all of it is in " +
                      quoted(*Q.Holder));
}

/// Does \p F take items out through an operation of the queue, or run for
/// somebody who does?
bool PressureFinder::isWorker(const FunctionDecl *F, unsigned Depth) const {
  for (const QueueUse &Use : Q.Uses)
    if (Use.Does == QueueAct::Pop || Use.Does == QueueAct::Drain)
      for (const ConcurrencyModel::CallSite &Site :
           Model.callers(&Use.In->function()))
        if (keyOf(Site.Caller) == keyOf(F))
          return true;
  return Depth < MaxCallers && llvm::any_of(
                                   Model.callers(F),
                                   [&](const ConcurrencyModel::CallSite &Site) {
                                     return keyOf(Site.Caller) != keyOf(F) &&
                                            isWorker(Site.Caller, Depth + 1);
                                   });
}

/// A list of what is left to do: it is filled before the workers start, and by
/// the workers themselves, who split what they took out.
std::optional<Evidence>
PressureFinder::filledByWorkers(llvm::ArrayRef<const QueueUse *> Pushes) const {
  const Expr *Split = nullptr;
  for (const QueueUse *Push : Pushes) {
    if (Push->Lambda)
      return std::nullopt;
    for (const ConcurrencyModel::CallSite &Site :
         Model.callers(&Push->In->function())) {
      if (isWorker(Site.Caller, 0)) {
        Split = Site.Site;
        continue;
      }
      if (llvm::none_of(Model.spawnsIn(Site.Caller), [&](const Spawn &S) {
            return S.In->knows(Site.Site) &&
                   S.In->endsBefore(Site.Site, S.Site);
          }))
        return std::nullopt;
    }
  }
  if (!Split)
    return std::nullopt;
  return Evidence(Split->getSourceRange(),
                  "those that take items out of " + quoted(*Q.Holder) +
                      " add what they split off; the rest is in it before "
                      "they start");
}

/// A container of threads or futures is joined, not consumed.
bool PressureFinder::holdsHandles() const {
  // Of a type that a missing header declares, and of the numbers that stand for
  // threads in C, the name says it.
  const llvm::StringRef Name = unqualifiedName(*Q.Holder);
  if (hasWord(Name, {"threads"}))
    return true;
  if (Q.TypeIsUnknown && hasPart(Name, {"worker", "thread", "future"}) &&
      !hasPart(Name, {"queue", "task", "job"}))
    return true;
  QualType Element = Q.element();
  return !Element.isNull() &&
         (Resolver.typeRow(pointee(Element), Meaning::ThreadHandle) ||
          Resolver.typeRow(pointee(Element), Meaning::FutureHandle));
}

/// Where the uses alone do not tell a queue from a store.
bool PressureFinder::namesWork() const {
  return hasPart(unqualifiedName(*Q.Holder),
                 {"queue", "fifo", "task", "job", "event", "msg", "message",
                  "pending", "inbox", "mailbox", "work", "request", "backlog",
                  "command", "packet", "item", "buffer"});
}

/// Does the code that takes out make an element itself where there is none?
bool PressureFinder::makesElement(const Body &B) const {
  QualType Element = Q.element();
  if (Element.isNull())
    return false;
  QualType Made = pointee(Element).getCanonicalType().getUnqualifiedType();
  auto IsMade = [&](QualType T) {
    return !T.isNull() && T.getCanonicalType().getUnqualifiedType() == Made;
  };
  auto IsOfQueue = [&](const Stmt *S) {
    return llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
      return Use.In == &B && B.contains(S, Use.Site);
    });
  };
  for (const Stmt *S : B.below(B.root())) {
    // `make_shared<Item>(items.front())` copies what was there.
    if (isa<CXXNewExpr, CallExpr>(S) && IsOfQueue(S))
      continue;
    if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
      if (IsMade(New->getAllocatedType()))
        return true;
      continue;
    }
    const auto *Called = dyn_cast<CallExpr>(S);
    if (!Called)
      continue;
    llvm::StringRef Name = Resolver.nameOf(Called);
    if (Name == "make_unique" || Name == "make_shared") {
      std::optional<Call> C = Resolver.resolve(Called);
      if (C && IsMade(C->TemplateArgument))
        return true;
    } else if (Name == "malloc" || Name == "calloc") {
      if (Element->isPointerType() || Q.IsList)
        return true;
    }
  }
  return false;
}

/// Free lists, pools of objects, handles, what is thrown away at the end.
std::optional<Evidence>
PressureFinder::holdsNoWork(const QueueUse *Consumer) const {
  SourceRange At = Q.Holder->getSourceRange();
  if (holdsHandles())
    return Evidence(At, quoted(*Q.Holder) + " holds threads that are waited "
                                            "for, not work");
  llvm::StringRef Name = unqualifiedName(*Q.Holder);
  const bool NamesQueue = hasPart(Name, {"queue", "task", "job"});
  if (!NamesQueue &&
      hasPart(Name, {"free", "pool", "idle", "avail", "unused", "spare",
                     "recycl", "cache", "retired", "garbage", "trash", "dead",
                     "handlers", "listeners", "observers", "callbacks"}))
    return Evidence(At, quoted(*Q.Holder) +
                            " keeps what is used again or thrown away: its "
                            "name says so");
  // `mem_pool_push(pool, buffer)`; a pool of threads is another matter.
  if (Consumer && !NamesQueue &&
      hasWord(unqualifiedName(Consumer->In->function()), {"pool"}) &&
      !hasWord(unqualifiedName(Consumer->In->function()),
               {"thread", "worker", "task", "job"}))
    return Evidence(Consumer->In->function().getSourceRange(),
                    quoted(Consumer->In->function()) +
                        " takes it out of a pool, to use it again");
  if (Consumer && hasWord(unqualifiedName(Consumer->In->function()),
                          {"clear", "reset", "prune", "purge", "cleanup"}))
    return Evidence(Consumer->In->function().getSourceRange(),
                    quoted(Consumer->In->function()) +
                        " throws out what is no longer needed: nobody works "
                        "on what is in it");
  if (Consumer && makesElement(*Consumer->In))
    return Evidence(Consumer->In->function().getSourceRange(),
                    quoted(Consumer->In->function()) +
                        " makes an element where there is none: objects are "
                        "kept to be used again");
  for (const QueueUse &Use : Q.Uses)
    if (isProducer(Use) &&
        hasPart(unqualifiedName(Use.In->function()),
                {"recycle", "release", "giveback", "give_back", "dealloc",
                 "reclaim", "returnto", "return_to", "checkin"}))
      return Evidence(Use.Site->getSourceRange(),
                      quoted(Use.In->function()) +
                          " gives back what was taken out");
  return std::nullopt;
}

/// A push that runs a constant number of times, or that only hands on what is
/// in memory already.
std::optional<BackPressure> PressureFinder::rare(const QueueUse &Push) const {
  const Body &B = *Push.In;
  if (Push.Lambda)
    return std::nullopt;
  for (const ParmVarDecl *P : B.function().parameters())
    for (const Expr *Use : B.uses(P))
      if (Push.Item && B.contains(Push.Item, Use))
        if (!B.enclosingLoop(Push.Site))
          return std::nullopt; // the caller's item: as often as it is called
  const Entry How = howEntered(Model, &B.function());
  // A local queue is as long as one call makes it.
  const auto *Var = dyn_cast<VarDecl>(Q.Holder);
  const bool IsLocal = Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var);
  const bool IsOnce = IsLocal || How.Kind == EntryKind::Once ||
                      (How.Kind == EntryKind::Unknown &&
                       namesLifecycle(unqualifiedName(B.function())));
  if (!IsOnce)
    return std::nullopt;
  for (const Stmt *Loop = B.enclosingLoop(Push.Site); Loop;
       Loop = B.enclosingLoop(Loop)) {
    Count C = countOfLoop(Model, B, Loop);
    if (C.isBounded())
      continue;
    if (isa<CXXForRangeStmt>(Loop))
      return answer(Pressure::Unknown, Push,
                    Evidence(Loop->getBeginLoc(),
                             "the items are in memory already: the queue is "
                             "filled from a container"));
    return std::nullopt;
  }
  return answer(Pressure::HeldBack, Push,
                Evidence(Push.Site->getSourceRange(),
                         "all pushes together are a constant number"));
}

/// A lock alone guards any list. That one thread hands work to another, a
/// notification says, a wait where items are taken out, or a name.
bool PressureFinder::handsWorkOver(llvm::ArrayRef<const QueueUse *> Pushes,
                                   const QueueUse &Consumer) const {
  if (Q.Library || Q.IsList || namesWork() ||
      llvm::any_of(Pushes, [&](const QueueUse *Push) {
        return Push->IsAtomic || notification(*Push);
      }))
    return true;
  const Body &B = *Consumer.In;
  if (llvm::any_of(Model.waits(), [&](const Wait &W) { return W.In == &B; }))
    return true;
  // In a loop that does not run for what is in it: a worker's.
  for (const Stmt *Loop = B.enclosingLoop(Consumer.Site); Loop;
       Loop = B.enclosingLoop(Loop)) {
    const Expr *Condition = conditionOf(Loop);
    if (!isa<CXXForRangeStmt>(Loop) &&
        !(Condition && llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
            return Use.In == &B && B.contains(Condition, Use.Site);
          })))
      return true;
  }
  if (hasWord(typeName(Q.Type), {"queue", "fifo", "channel"}))
    return true;
  const auto *Class = dyn_cast<CXXRecordDecl>(Q.Holder->getDeclContext());
  return Class && hasWord(unqualifiedName(*Class),
                          {"queue", "channel", "mailbox", "fifo", "inbox",
                           "pool", "executor", "dispatcher", "worker", "actor",
                           "strand", "loop"});
}

/// What is queued is code to run: the program hands it to itself.
bool PressureFinder::holdsTasks() const {
  const QualType Element = Q.element();
  const CXXRecordDecl *Record =
      Element.isNull() ? nullptr : recordOf(pointee(Element));
  if (!Record || isUnknownName(*Record))
    return false;
  if (hasWord(unqualifiedName(*Record),
              {"function", "invocable", "closure", "callable"}) ||
      unqualifiedName(*Record) == "packaged_task")
    return true;
  return Record->hasDefinition() &&
         llvm::any_of(Record->getDefinition()->methods(),
                      [](const CXXMethodDecl *Method) {
                        return hasWord(unqualifiedName(*Method),
                                       {"run", "execute", "perform", "invoke"});
                      });
}

/// A template, or a class that is a queue, for whoever likes to use it.
bool PressureFinder::isForAnybody(const FunctionDecl &Adds) const {
  if (Adds.isTemplated())
    return true;
  const auto *Class = dyn_cast<RecordDecl>(Q.Holder->getDeclContext());
  return Class && hasWord(unqualifiedName(*Class),
                          {"queue", "channel", "mailbox", "fifo", "inbox"});
}

/// The names of what peers, users and other programs send, and of what a
/// program writes down about itself.
bool PressureFinder::namesTraffic() const {
  const auto Names = [](llvm::StringRef Name) {
    return hasWord(Name, {"connection", "connections", "session",  "client",
                          "peer",       "socket",      "packet",   "packets",
                          "datagram",   "request",     "requests", "frame",
                          "frames",     "subscriber",  "log",      "logger",
                          "line",       "lines",       "event",    "events",
                          "message",    "messages",    "msg",      "msgs"});
  };
  if (Names(unqualifiedName(*Q.Holder)))
    return true;
  if (const auto *Class = dyn_cast<RecordDecl>(Q.Holder->getDeclContext());
      Class && Names(unqualifiedName(*Class)))
    return true;
  const QualType Element = Q.element();
  const CXXRecordDecl *Record =
      Element.isNull() ? nullptr : recordOf(pointee(Element));
  return Record && Names(unqualifiedName(*Record));
}

/// Stands \p S in a loop whose rounds nothing limits?
bool PressureFinder::isInOpenLoop(const Body &B, const Stmt *S) const {
  for (const Stmt *Loop = B.enclosingLoop(S); Loop;
       Loop = B.enclosingLoop(Loop))
    if (!countOfLoop(Model, B, Loop).isBounded())
      return true;
  return false;
}

/// Is \p F called once for each of something that comes from outside: in a loop
/// whose rounds nothing limits, or by a handler?
bool PressureFinder::isFedFromOutside(const FunctionDecl *F,
                                      unsigned Depth) const {
  if (namesHandler(unqualifiedName(*F)) ||
      hasWord(unqualifiedName(*F), {"receive", "received", "recv", "incoming",
                                    "accept", "accepted"}))
    return true;
  llvm::SmallVector<const FunctionDecl *, 2> Called{F};
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
    Called.append(Method->overridden_methods().begin(),
                  Method->overridden_methods().end());
  for (const FunctionDecl *Target : Called) {
    if (howEntered(Model, Target).Kind == EntryKind::PerItem)
      return true;
    for (const ConcurrencyModel::CallSite &Site : Model.callers(Target)) {
      const Body *B = Model.body(Site.Caller);
      if (!B || !B->knows(Site.Site) || keyOf(Site.Caller) == keyOf(F))
        continue;
      if (isInOpenLoop(*B, Site.Site))
        return true;
      if (Depth < MaxCallers && isFedFromOutside(Site.Caller, Depth + 1))
        return true;
    }
  }
  return false;
}

BackPressure PressureFinder::run() {
  llvm::SmallVector<const QueueUse *, 4> Pushes;
  std::optional<Evidence> Shared;
  for (const QueueUse &Use : Q.Uses)
    if (isProducer(Use))
      if (std::optional<Evidence> By = sharedAt(Use)) {
        if (!Shared)
          Shared = By;
        Pushes.push_back(&Use);
      }
  if (Pushes.empty())
    return {};
  const QueueUse &First = *Pushes.front();
  if (Q.TypeIsChosen)
    return answer(
        Pressure::Unknown, First,
        Evidence(Q.Holder->getSourceRange(),
                 "the caller chooses the type of " + quoted(*Q.Holder)));
  const QueueUse *Consumer = consumer();
  std::optional<Evidence> Taken;
  if (Consumer) {
    Taken = Evidence(Consumer->Site->getSourceRange(),
                     quoted(Consumer->In->function()) +
                         " takes items out here, in its own time");
  } else if (!seesAllUses() && (!Q.TypeIsUnknown || namesWork())) {
    for (const QueueUse *Push : Pushes)
      if ((Taken = notification(*Push)))
        break;
  }
  if (!Taken)
    return answer(
        Pressure::NoQueue, First,
        Evidence(First.Site->getSourceRange(),
                 "nothing in sight takes items out of " + quoted(*Q.Holder)));
  if (std::optional<Evidence> Why = holdsNoWork(Consumer))
    return answer(Pressure::HeldBack, First, std::move(*Why));
  if (Consumer && !handsWorkOver(Pushes, *Consumer))
    return answer(Pressure::Unknown, First,
                  Evidence(Consumer->Site->getSourceRange(),
                           "nobody is woken for what is in " +
                               quoted(*Q.Holder) +
                               ", and no name says that it is a queue"));

  if (std::optional<Evidence> Why = filledFirst(Pushes))
    return answer(Pressure::HeldBack, First, std::move(*Why));
  if (std::optional<Evidence> Why = filledByWorkers(Pushes))
    return answer(Pressure::HeldBack, First, std::move(*Why));

  QueueLimits Limits(Model, Q);
  for (const QueueUse &Use : Q.Uses) {
    if (Use.Does != QueueAct::Push && Use.Does != QueueAct::TryPush)
      continue;
    if (std::optional<Evidence> Why = Limits.before(Use))
      return answer(Pressure::HeldBack, First, std::move(*Why));
  }
  if (Q.Library && canHaveLimit() && !seesAllUses())
    return answer(
        Pressure::Unknown, First,
        Evidence(First.Site->getSourceRange(),
                 "another file may give " + quoted(*Q.Holder) + " a capacity"));
  std::optional<BackPressure> Harmless;
  for (const QueueUse *Push : Pushes) {
    if (std::optional<Evidence> Why = Limits.producerWaits(*Push)) {
      Harmless = answer(Pressure::HeldBack, *Push, std::move(*Why));
      continue;
    }
    if (std::optional<BackPressure> Why = rare(*Push)) {
      Harmless = std::move(Why);
      continue;
    }
    // How many items there are, whoever hands them over decides: that it is the
    // outside has to show, unless anybody may.
    const FunctionDecl &Adds = Push->In->function();
    if (!Q.Library && !isForAnybody(Adds) &&
        (holdsTasks() || !namesTraffic()) &&
        !isInOpenLoop(*Push->In, Push->Site) && !isFedFromOutside(&Adds, 0)) {
      Harmless =
          answer(Pressure::Unknown, *Push,
                 Evidence(Push->Site->getSourceRange(),
                          "what hands the items over, and how fast, is not in "
                          "sight"));
      continue;
    }
    BackPressure Result;
    Result.Is = Pressure::NotHeldBack;
    Result.Push = Push;
    Result.Because.push_back(std::move(*Shared));
    Result.Because.push_back(std::move(*Taken));
    return Result;
  }
  return *Harmless;
}

BackPressure threadwise::backPressure(const ConcurrencyModel &Model,
                                      const Queue &Q) {
  return PressureFinder(Model, Q).run();
}
