//===--- SpawnGatherer.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/SpawnGatherer.h"
#include "model/ConcurrencyModel.h"
#include "model/Elements.h"
#include "model/Handles.h"
#include "model/Names.h"
#include "model/ThreadAttributes.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

namespace {

class Gatherer {
public:
  Gatherer(const ConcurrencyModel &Model, const Body &B)
      : Model(Model), Resolver(Model.resolver()), B(B) {}

  std::vector<Spawn> run() {
    for (const Expr *E : B.calls())
      look(E);
    return std::move(Found);
  }

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;
  std::vector<Spawn> Found;

  void look(const Expr *E);
  bool lookUp(const Call &C);
  bool lookAtElement(const Call &C);
  void lookAtWrapper(const Call &C);
  bool lookAtNamed(const Call &C);
  std::optional<Handle> keptObject(const Call &C,
                                   const SpawnEffect &Effect) const;
  void add(const Call &C, const ApiRow &Row, size_t CallableAt,
           bool MakesElement);
  bool readPolicy(const Expr *Policy, bool &MayBeDeferred) const;
  bool isHandle(const Expr *E) const;
  bool isPolicy(const Expr *E) const;
  void takeOver(Spawn &S) const;
};

} // namespace

/// A value that is itself a handle: what is constructed from it is a move.
bool Gatherer::isHandle(const Expr *E) const {
  const Expr *Inner = unwrap(E);
  if (isa<LambdaExpr>(Inner))
    return false;
  return Resolver.typeRow(pointee(Inner->getType()), Meaning::ThreadHandle);
}

/// False when the policy says that nothing is started.
bool Gatherer::readPolicy(const Expr *Policy, bool &MayBeDeferred) const {
  bool Async = false, Deferred = false;
  llvm::SmallVector<const Stmt *, 8> Queue{Policy};
  while (!Queue.empty()) {
    const Stmt *S = Queue.pop_back_val();
    if (!S)
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      llvm::StringRef Name = unqualifiedName(*Ref->getDecl());
      Async |= Name == "async";
      Deferred |= Name == "deferred";
    }
    Queue.append(S->child_begin(), S->child_end());
  }
  MayBeDeferred = Deferred;
  return Async || !Deferred;
}

/// Does the name of what \p E writes say that it is a thread's handle?
static bool namesThread(const Expr *E) {
  const NamedDecl *D = namedBy(withoutAddressOf(E));
  return D && D->getIdentifier() && !isa<FunctionDecl>(D) &&
         hasWord(D->getName(), {"thread", "thr", "tid", "handle"});
}

/// How it is run, or by whom: a launch policy, a pool.
bool Gatherer::isPolicy(const Expr *E) const {
  if (Resolver.typeRow(pointee(unwrap(E)->getType()), Meaning::PoolType))
    return true;
  std::string Type = typeName(unwrap(E)->getType());
  if (Type.empty())
    if (const auto *Enum = unwrap(E)->getType()->getAs<EnumType>())
      Type = qualifiedName(*Enum->getDecl());
  return Type == "std::launch" || Type == "boost::launch";
}

void Gatherer::takeOver(Spawn &S) const {
  S.TakesOver.append(S.Entry.Bound.begin(), S.Entry.Bound.end());
  if (S.Entry.Lambda)
    for (const Expr *Init : S.Entry.Lambda->capture_inits())
      if (Init)
        S.TakesOver.push_back(Init);
  if (S.Entry.Parameter)
    S.TakesOver.push_back(S.Entry.Spelled);
}

void Gatherer::add(const Call &C, const ApiRow &Row, size_t CallableAt,
                   bool MakesElement) {
  Spawn S;
  S.Api = &Row;
  S.Site = C.Site;
  S.In = &B;
  S.Name = Row.Name.str();
  llvm::StringRef ApiName = Row.Name;
  if (C.isConstruction() || MakesElement) {
    // `std::thread::thread` is written `std::thread`.
    size_t At = ApiName.rfind("::");
    S.Name = ApiName.substr(0, At).str();
  }
  switch (Row.Is) {
  case Meaning::SpawnAsync:
    S.Kind = SpawnKind::Async;
    break;
  case Meaning::SubmitTask:
    S.Kind = SpawnKind::PoolTask;
    break;
  default:
    S.Kind = SpawnKind::Thread;
  }

  if (Row.PolicyFirst && CallableAt < C.Arguments.size() &&
      isPolicy(C.Arguments[CallableAt])) {
    if (!readPolicy(C.Arguments[CallableAt], S.MayBeDeferred))
      return;
    ++CallableAt;
  } else if (Row.Is == Meaning::SpawnAsync) {
    S.MayBeDeferred = true;
  }

  const Expr *Attributes = C.argument(Row.AttributesArgument);
  if (!Attributes && CallableAt + 1 < C.Arguments.size() &&
      isThreadAttributes(Resolver, C.Arguments[CallableAt]))
    Attributes = C.Arguments[CallableAt++];

  if (Row.Callable == ReceiverIsCallable) {
    S.Entry.Spelled = C.Receiver;
    S.Entry.Object = C.Receiver;
    if (C.Receiver)
      if (const CXXRecordDecl *Record =
              recordOf(pointee(unwrap(C.Receiver)->getType())))
        if (Record->hasDefinition())
          for (const auto *Method : Record->getDefinition()->methods())
            if (unqualifiedName(*Method) == "run")
              S.Entry.Function = Method;
  } else if (CallableAt < C.Arguments.size()) {
    llvm::ArrayRef<const Expr *> After(C.Arguments);
    S.Entry = callableOf(Resolver, C.Arguments[CallableAt],
                         After.drop_front(CallableAt + 1));
  } else {
    return; // a default-constructed handle starts nothing
  }

  if (Row.Callable == ReceiverIsCallable)
    S.Kept = C.Receiver ? trackTarget(B, Resolver, C.Receiver, Row.Handle)
                        : Handle();
  else if (const Expr *Target = C.argument(Row.HandleArgument))
    S.Kept = trackTarget(B, Resolver, Target, Row.Handle);
  else if (MakesElement && C.Receiver && addsElement(C.Name)) {
    S.Kept = trackElement(B, Resolver, C, Row.Handle);
  } else if (MakesElement && C.Receiver) {
    S.Kept = trackTarget(B, Resolver, C.Receiver, Row.Handle);
    S.Kept.Where = C.Site;
  } else {
    S.Kept = trackHandle(B, Resolver, C.Site, Row.Handle);
  }
  S.DiffersOnPurpose = differsOnPurpose(B, Resolver, S.Kept, C, Attributes);
  takeOver(S);
  Found.push_back(std::move(S));
}

bool Gatherer::lookUp(const Call &C) {
  for (const ApiRow &Row : Resolver.rows(C)) {
    if (Row.Is != Meaning::SpawnThread && Row.Is != Meaning::SpawnAsync &&
        Row.Is != Meaning::SubmitTask)
      continue;
    // The last that is written: `post` has a defaulted one behind it.
    llvm::ArrayRef<const Expr *> Written(C.Arguments);
    while (!Written.empty() && isa<CXXDefaultArgExpr>(Written.back()))
      Written = Written.drop_back();
    size_t At = Row.Callable == LastArgument
                    ? (Written.empty() ? 0 : Written.size() - 1)
                    : (Row.Callable < 0 ? 0 : size_t(Row.Callable));
    if (C.isConstruction() && At < C.Arguments.size() &&
        isHandle(C.Arguments[At]))
      return true;
    add(C, Row, At, /*MakesElement=*/false);
    return true;
  }
  return false;
}

/// A handle that is constructed from the arguments where it is kept.
bool Gatherer::lookAtElement(const Call &C) {
  const std::optional<ElementMade> Element = elementMade(Resolver, C);
  if (!Element || Element->FirstArgument >= C.Arguments.size())
    return false;
  const size_t At = Element->FirstArgument;
  const ApiRow *Row = threadMade(Resolver, Element->Type);
  const Expr *First = unwrap(C.Arguments[At]);
  if (!Row || isHandle(First) ||
      (recordOf(First->getType()) &&
       recordOf(First->getType()) == recordOf(Element->Type)))
    return false;
  // What cannot be resolved may be a handle made elsewhere: a callable shows
  // itself by its form or by the arguments that follow it.
  bool IsUnresolved =
      First->getType()->isDependentType() || isa<RecoveryExpr>(First);
  if (IsUnresolved && C.Name != "emplace_back" && C.Name != "make_unique" &&
      C.Name != "make_shared" && C.Arguments.size() == At + 1 &&
      !callableOf(Resolver, First).isKnown())
    return false;
  if (isa<InitListExpr>(First))
    return false;
  add(C, *Row, At, /*MakesElement=*/true);
  return true;
}

/// What becomes of an object whose constructor starts a thread. Nothing where
/// the object ends in sight, or is not seen to be kept: its destructor may well
/// wait for the thread.
std::optional<Handle> Gatherer::keptObject(const Call &C,
                                           const SpawnEffect &Effect) const {
  Handle Kept;
  if (C.Receiver && addsElement(C.Name)) {
    Kept = trackElement(B, Resolver, C, HandleRule::Leaves);
  } else {
    Kept = trackHandle(B, Resolver, C.Site, HandleRule::Leaves);
  }
  if (Effect.Handle == Fate::Detached) {
    Kept.Is = Fate::Detached;
    return Kept;
  }
  const bool IsNew = isa_and_nonnull<CXXNewExpr>(B.parent(C.Site));
  switch (Kept.Is) {
  case Fate::Appended:
  case Fate::KeptInSlot:
    return Kept;
  case Fate::Dropped:
    return IsNew ? std::optional(Kept) : std::nullopt;
  case Fate::KeptLocal:
    return Kept.InContainer ? std::optional(Kept) : std::nullopt;
  default:
    return std::nullopt;
  }
}

void Gatherer::lookAtWrapper(const Call &C) {
  const CXXConstructorDecl *Constructor = constructorRun(Resolver, C);
  const FunctionDecl *Callee =
      definitionOf(Constructor ? Constructor : C.Function);
  if (!Callee || Callee == &B.function() || !Model.mayStart(Callee))
    return;
  const FunctionSummary &Summary = Model.summary(Callee);
  for (const SpawnEffect &Effect : Summary.Spawns) {
    // Its own code, on a thread that the caller is given: the caller decides
    // how many there are.
    const bool HandsBack =
        Effect.Runs == OwnCode && Effect.Handle == Fate::Returned;
    if (Effect.Runs == OwnCode && !HandsBack)
      continue;
    Spawn S;
    S.Kind = Effect.Kind;
    S.Wrapper = Callee;
    S.RunsOnce = Effect.RunsOnce;
    S.Name = Constructor ? qualifiedName(*Constructor->getParent())
                         : qualifiedName(*Callee);
    S.Site = C.Site;
    S.In = &B;
    const ApiRow *Api = nullptr;
    for (const ApiRow &Row : Model.vocabulary().rows(Effect.Api))
      if (Row.Is == Meaning::SpawnThread || Row.Is == Meaning::SpawnAsync ||
          Row.Is == Meaning::SubmitTask)
        Api = &Row;
    if (!Api)
      continue;
    S.Api = Api;
    if (HandsBack) {
      S.Kept = trackHandle(B, Resolver, C.Site, Api->Handle);
    } else if (Constructor) {
      std::optional<Handle> Kept = keptObject(C, Effect);
      if (!Kept)
        continue;
      S.Kept = std::move(*Kept);
      S.TakesOver.append(C.Arguments.begin(), C.Arguments.end());
    } else if (Effect.Runs == ReceiverObject) {
      if (!C.Receiver || isa<CXXThisExpr>(unwrap(C.Receiver)))
        continue;
      S.Entry.Spelled = C.Receiver;
      S.Entry.Object = C.Receiver;
      S.Kept = trackTarget(B, Resolver, C.Receiver, HandleRule::Leaves);
      if (Effect.Handle == Fate::Detached)
        S.Kept.Is = Fate::Detached;
    } else {
      if (size_t(Effect.Runs) >= C.Arguments.size())
        continue;
      llvm::ArrayRef<const Expr *> After(C.Arguments);
      S.Entry = callableOf(Resolver, C.Arguments[Effect.Runs],
                           After.drop_front(Effect.Runs + 1));
      switch (Effect.Handle) {
      case Fate::Returned:
        S.Kept = trackHandle(B, Resolver, C.Site, Api->Handle);
        break;
      case Fate::KeptLocal:
      case Fate::WaitedAtOnce:
        S.Kept.Is = Fate::WaitedAtOnce;
        S.Kept.Where = C.Site;
        break;
      case Fate::KeptInMember:
        if (C.Receiver)
          S.Kept = trackTarget(B, Resolver, C.Receiver, Api->Handle);
        break;
      default:
        S.Kept.Is = Effect.Handle;
        S.Kept.Where = C.Site;
      }
    }
    takeOver(S);
    Found.push_back(std::move(S));
  }
}

/// A function of another file that is handed a function, and whose name says
/// that it starts a thread.
bool Gatherer::lookAtNamed(const Call &C) {
  if (!namesThreadStart(C.Name) || C.isConstruction() ||
      definitionOf(C.Function) || !Resolver.rows(C).empty())
    return false;
  const ApiRow *Api =
      Model.vocabulary().find("pthread_create", Meaning::SpawnThread);
  for (size_t At = 0; Api && At < C.Arguments.size(); ++At) {
    const Expr *Argument = unwrap(C.Arguments[At]);
    llvm::ArrayRef<const Expr *> After(C.Arguments);
    Callable Entry = callableOf(Resolver, Argument, After.drop_front(At + 1));
    if (!Entry.Lambda && !Entry.Function)
      continue;
    Spawn S;
    S.Kind = SpawnKind::Thread;
    S.Api = Api;
    S.Name = C.Name.str();
    S.Site = C.Site;
    S.In = &B;
    S.Entry = std::move(Entry);
    // What the others are is not known: the handle may be one of them.
    S.Kept = trackHandle(B, Resolver, C.Site, Api->Handle);
    for (const Expr *Other : C.Arguments)
      if (Other != C.Arguments[At] && namesThread(Other))
        S.Kept = trackTarget(B, Resolver, Other, Api->Handle);
    takeOver(S);
    Found.push_back(std::move(S));
    return true;
  }
  return false;
}

void Gatherer::look(const Expr *E) {
  std::optional<Call> C = Resolver.resolve(E, B.makes(E));
  if (!C)
    return;
  if (!lookUp(*C) && !lookAtElement(*C) && !lookAtNamed(*C))
    lookAtWrapper(*C);
}

std::vector<Spawn> threadwise::gatherSpawns(const ConcurrencyModel &Model,
                                            const Body &B) {
  return Gatherer(Model, B).run();
}
