//===--- SpawnGatherer.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/SpawnGatherer.h"
#include "model/ConcurrencyModel.h"
#include "model/Handles.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Index/USRGeneration.h"

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
  void add(const Call &C, const ApiRow &Row, size_t CallableAt,
           bool MakesElement);
  bool readPolicy(const Expr *Policy, bool &MayBeDeferred) const;
  bool isHandle(const Expr *E) const;
  bool differsOnPurpose(const Spawn &S, const Call &C) const;
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

static bool isPolicy(const Expr *E) {
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

/// An attribute object of the call, or its handle, was given a stack size, a
/// priority or an affinity.
bool Gatherer::differsOnPurpose(const Spawn &S, const Call &C) const {
  for (const Expr *E : B.calls()) {
    std::optional<Call> Setter = Resolver.resolve(E, B.initialises(E));
    if (!Setter || !Resolver.row(*Setter, Meaning::SetThreadAttribute))
      continue;
    const Expr *Subject = Setter->Receiver;
    if (!Subject && !Setter->Arguments.empty())
      Subject = Setter->Arguments.front();
    AccessPath Path = accessPath(B, Resolver, Subject);
    if (!Path)
      continue;
    if (S.Kept.Owner && Path.Base == S.Kept.Owner)
      return true;
    for (const Expr *Argument : C.Arguments)
      if (AccessPath Given = accessPath(B, Resolver, Argument))
        if (Given.Base == Path.Base)
          return true;
  }
  return false;
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
  else if (Row.HandleArgument >= 0 &&
           size_t(Row.HandleArgument) < C.Arguments.size())
    S.Kept =
        trackTarget(B, Resolver, C.Arguments[Row.HandleArgument], Row.Handle);
  else if (MakesElement && C.Receiver) {
    S.Kept = trackTarget(B, Resolver, C.Receiver, Row.Handle);
    S.Kept.Where = C.Site;
    if (addsElement(C.Name)) {
      S.Kept.InContainer = true;
      if (S.Kept.Is == Fate::KeptInMember || S.Kept.Is == Fate::Returned)
        S.Kept.Is = Fate::Appended;
    }
  } else {
    S.Kept = trackHandle(B, Resolver, C.Site, Row.Handle);
  }
  S.DiffersOnPurpose = differsOnPurpose(S, C);
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

/// `threads.emplace_back(f, x)`, `make_unique<std::thread>(f)`,
/// `opt.emplace(f)`: the element is constructed from the arguments.
bool Gatherer::lookAtElement(const Call &C) {
  QualType Element;
  size_t At = 0;
  if (C.Receiver && addsElement(C.Name)) {
    QualType Container = pointee(unwrap(C.Receiver)->getType());
    if (Resolver.typeRow(Container, Meaning::AssociativeContainer)) {
      Element = templateArgument(Container, 1);
      At = 1;
    } else {
      Element = templateArgument(Container, 0);
    }
  } else if (C.Name == "make_unique" || C.Name == "make_shared" ||
             C.Name == "make_optional" || C.Name == "construct_at") {
    Element = C.TemplateArgument;
  }
  if (Element.isNull() || At >= C.Arguments.size())
    return false;
  const ApiRow *Type = Resolver.typeRow(Element, Meaning::ThreadHandle);
  if (!Type)
    return false;
  llvm::StringRef Last = Type->Name;
  if (size_t Colon = Last.rfind("::"); Colon != llvm::StringRef::npos)
    Last = Last.substr(Colon + 2);
  const ApiRow *Row = Resolver.vocabulary().find(
      (Type->Name + "::" + Last).str(), Meaning::SpawnThread);
  if (!Row || isHandle(C.Arguments[At]))
    return false;
  const Expr *First = unwrap(C.Arguments[At]);
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

void Gatherer::lookAtWrapper(const Call &C) {
  const FunctionDecl *Callee = definitionOf(C.Function);
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
    S.Name = qualifiedName(*Callee);
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

void Gatherer::look(const Expr *E) {
  const VarDecl *Declares = B.initialises(E);
  std::optional<Call> C = Resolver.resolve(E, Declares);
  if (!C)
    return;
  if (lookUp(*C) || lookAtElement(*C))
    return;
  if (C->Function)
    lookAtWrapper(*C);
}

std::vector<Spawn> threadwise::gatherSpawns(const ConcurrencyModel &Model,
                                            const Body &B) {
  return Gatherer(Model, B).run();
}

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
  for (const Expr *Taken : S.TakesOver)
    if (isa<CXXThisExpr>(unwrap(Taken)) &&
        (S.Kept.Is == Fate::KeptInMember || S.Kept.Is == Fate::Detached) &&
        S.TakesOver.size() == 1)
      return ReceiverObject;
  return OwnCode;
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
