//===--- Obligations.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Obligations.h"
#include "model/Access.h"
#include "model/AtomicAccess.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

const Stmt *Obligation::root() const {
  if (Round)
    return Round;
  return Lambda ? Lambda->getBody() : In->root();
}

/// The variable or field of the promise or latch at \p Path, or the container
/// of which it is an element.
static const NamedDecl *holderOf(const AccessPath &Path, ObligationKind Kind,
                                 bool &IsElement) {
  // An array of latches is a barrier of its own kind.
  if (Path.IsElement && Kind == ObligationKind::Latch)
    return nullptr;
  const NamedDecl *D = Path.LastField ? Path.LastField : Path.Base;
  IsElement = Path.IsElement && !Path.LastField;
  // `it->second` of a map.
  if (const auto *Second = dyn_cast_or_null<FieldDecl>(Path.LastField))
    if (Path.Base && unqualifiedName(*Second->getParent()) == "pair") {
      D = Path.Base;
      IsElement = true;
    }
  if (!D || !isa<FieldDecl, VarDecl>(D))
    return nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(D))
    D = patternOf(Field);
  return cast<NamedDecl>(D->getCanonicalDecl());
}

/// How far aliases are followed: a reference to an element of a member.
static constexpr unsigned MaxAliases = 6;

/// The variables and members through which \p E reaches its object, the nearest
/// first.
static llvm::SmallVector<const NamedDecl *, 2>
namesOnTheWay(const Body &B, const CalleeResolver &Resolver, const Expr *E) {
  llvm::SmallVector<const NamedDecl *, 2> Found;
  while (E && Found.size() < MaxAliases) {
    E = B.named(unwrap(E));
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var || llvm::is_contained(Found, Var->getCanonicalDecl()))
        break;
      Found.push_back(Var->getCanonicalDecl());
      const CXXForRangeStmt *Range = B.rangeLoopOf(Var);
      E = Range ? Range->getRangeInit()
          : Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) ? Var->getInit()
                                                             : nullptr;
    } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(unwrap(Member->getBase()))) {
        if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
          Found.push_back(
              cast<NamedDecl>(patternOf(Field)->getCanonicalDecl()));
        break;
      }
      E = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Subscript->getBase();
    } else if (std::optional<Call> C = Resolver.resolve(E);
               C && C->Receiver && !C->isConstruction()) {
      E = C->Receiver;
    } else {
      break;
    }
  }
  return Found;
}

/// The body of the innermost loop around \p Site of which each round has its
/// own of what is reached \p Through others, or by \p Index; null where there
/// is none.
static const Stmt *roundOf(const Body &B, const Expr *Index, const Expr *Site,
                           llvm::ArrayRef<const NamedDecl *> Through) {
  llvm::SmallVector<const VarDecl *, 4> Vars;
  for (const NamedDecl *D : Through)
    if (const auto *Var = dyn_cast<VarDecl>(D))
      Vars.push_back(Var);
  if (Index)
    if (const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Index)))
      Vars.push_back(Var);
  for (const Stmt *Loop = B.enclosingLoop(Site); Loop;
       Loop = B.enclosingLoop(Loop))
    for (const VarDecl *Var : Vars)
      if (B.rangeLoopOf(Var) == Loop ||
          (Var->getInit() && B.contains(Loop, Var->getInit())))
        return loopBody(Loop);
  return nullptr;
}

static Reach reachOf(const Body &B, const NamedDecl &Holder,
                     const LambdaExpr *Lambda) {
  QualType T = cast<ValueDecl>(Holder).getType();
  if (const CXXRecordDecl *Record = recordOf(T.getNonReferenceType())) {
    llvm::StringRef Name = unqualifiedName(*Record);
    if (Name == "shared_ptr")
      return Reach::Shared;
    if (Name == "unique_ptr" && !isa<FieldDecl>(Holder))
      return T->isReferenceType() ? Reach::Reference : Reach::Own;
  }
  if (isa<FieldDecl>(Holder))
    return Reach::Member;
  const auto &Var = cast<VarDecl>(Holder);
  if (isUnknownName(Var))
    return Reach::Member;
  if (Var.hasGlobalStorage())
    return Reach::Static;
  // An rvalue reference is taken over by convention.
  if (T->isRValueReferenceType())
    return Reach::Own;
  if (T->isReferenceType() || T->isPointerType())
    return Reach::Reference;
  for (const LambdaExpr *L = Lambda; L; L = B.enclosingLambda(L))
    for (const LambdaCapture &Capture : L->captures())
      if (Capture.capturesVariable() &&
          Capture.getCapturedVar()->getCanonicalDecl() ==
              Var.getCanonicalDecl()) {
        if (Var.isInitCapture())
          return Reach::Own;
        return Capture.getCaptureKind() == LCK_ByRef ? Reach::Reference
                                                     : Reach::Own;
      }
  // Of a template pattern clang keeps the defaults only.
  for (const LambdaExpr *L = Lambda; L; L = B.enclosingLambda(L))
    if (L->getCaptureDefault() == LCD_ByRef && !Var.isInitCapture() &&
        !(Var.getInit() && B.contains(L, Var.getInit())))
      return Reach::Reference;
  return Reach::Own;
}

/// The local variable that holds, or owns, the object whose member \p Holder
/// is; null where that is another's.
static const VarDecl *ownerOf(const NamedDecl &Holder,
                              llvm::ArrayRef<const NamedDecl *> Through) {
  const auto *Field = dyn_cast<FieldDecl>(&Holder);
  const auto *Var =
      Through.empty() ? nullptr : dyn_cast<VarDecl>(Through.front());
  if (!Field || !Var || !Var->hasLocalStorage() ||
      Var->getType()->isPointerType() || Field->getType()->isPointerType() ||
      Field->getType()->isReferenceType())
    return nullptr;
  const CXXRecordDecl *Record = recordOf(Var->getType());
  return Record && (isOwningPointer(*Record) ||
                    Record->getCanonicalDecl() ==
                        Field->getParent()->getCanonicalDecl())
             ? Var
             : nullptr;
}

/// A promise in an object that this code owns, or shares, goes with it.
static Reach reachThrough(const Body &B, const NamedDecl &Holder,
                          llvm::ArrayRef<const NamedDecl *> Through,
                          const LambdaExpr *Lambda) {
  if (const VarDecl *Owner = ownerOf(Holder, Through)) {
    const Reach How = reachOf(B, *Owner, Lambda);
    if (How == Reach::Own || How == Reach::Shared)
      return How;
  }
  return reachOf(B, Holder, Lambda);
}

static bool saysKind(llvm::StringRef Name, ObligationKind Kind) {
  return Kind == ObligationKind::Promise ? hasPart(Name, {"promise"})
                                         : namesLatch(Name);
}

static bool isRow(const ConcurrencyModel &Model, const Call &C,
                  const NamedDecl &Holder, ObligationKind Kind, Meaning Is) {
  if (Model.resolver().row(C, Is))
    return true;
  // A latch of the project's own.
  if (Is == Meaning::ArriveLatch && namesArrival(C.Name)) {
    const CXXRecordDecl *Record =
        recordOf(cast<ValueDecl>(Holder).getType().getNonReferenceType());
    if (Record ? saysKind(unqualifiedName(*Record), Kind)
               : C.ByNameOnly && saysKind(unqualifiedName(Holder), Kind))
      return true;
  }
  // The include is missing: the names must say it twice.
  return C.ByNameOnly && saysKind(unqualifiedName(Holder), Kind) &&
         llvm::any_of(Model.vocabulary().rowsByUnqualifiedName(C.Name),
                      [&](const ApiRow &Row) { return Row.Is == Is; });
}

/// A lambda without parameters that a function hands over for one run, and for
/// whose promise it waits itself: the names of such functions are common to
/// pools and queues.
static bool isHandedOver(const ConcurrencyModel &Model, const Obligation &P) {
  if (!P.Lambda || !P.Awaited || P.How != Reach::Reference ||
      !P.In->knows(P.Awaited) || P.In->contains(P.Lambda, P.Awaited) ||
      !P.Lambda->getCallOperator() ||
      P.Lambda->getCallOperator()->getNumParams() != 0)
    return false;
  for (const Expr *E : P.In->calls()) {
    if (!P.In->contains(E, P.Lambda))
      continue;
    std::optional<Call> C = Model.resolver().resolve(E, P.In->makes(E));
    if (C && !C->isConstruction() &&
        hasWord(C->Name, {"submit", "post", "enqueue", "dispatch", "execute",
                          "async", "spawn", "defer"}) &&
        llvm::any_of(C->Arguments, [&](const Expr *Argument) {
          return P.In->contains(Argument, P.Lambda);
        }))
      return true;
  }
  return false;
}

std::vector<Obligation>
threadwise::gatherObligations(const ConcurrencyModel &Model,
                              ObligationKind Kind) {
  const bool IsLatch = Kind == ObligationKind::Latch;
  const Meaning Settles =
      IsLatch ? Meaning::ArriveLatch : Meaning::SatisfyPromise;
  const Meaning Awaits = IsLatch ? Meaning::WaitLatch : Meaning::TakeFuture;
  const CalleeResolver &Resolver = Model.resolver();
  const Vocabulary &Words = Model.vocabulary();
  std::vector<Obligation> Found;
  llvm::DenseMap<const NamedDecl *, const Expr *> Awaited;
  for (const FunctionDecl *F : Model.interestingFunctions()) {
    const Body *B = Model.body(F);
    if (!B)
      continue;
    for (const Expr *E : B->calls()) {
      llvm::StringRef Name = Resolver.nameOf(E);
      const bool MayMean =
          !isa<CXXConstructExpr>(E) &&
          ((IsLatch && namesArrival(Name)) ||
           llvm::any_of(Words.rowsByUnqualifiedName(Name),
                        [&](const ApiRow &Row) {
                          return Row.Is == Settles || Row.Is == Awaits;
                        }));
      // Of a type about which nothing is known the text has the name.
      const auto *Called = dyn_cast<CallExpr>(E);
      if (!MayMean &&
          !(Called && isa<RecoveryExpr>(Called->getCallee()->IgnoreParens())))
        continue;
      std::optional<Call> C = Resolver.resolve(E, B->makes(E));
      if (!C || C->Name.empty())
        continue;
      const ApiRow *Row = Resolver.row(*C, Settles);
      if (!Row)
        Row = Resolver.row(*C, Awaits);
      const Expr *Object = Row ? C->objectBy(*Row) : C->Receiver;
      if (!Object)
        continue;
      Object = withoutAddressOf(Object);
      const AccessPath Path = accessPath(*B, Resolver, Object);
      bool IsElement = false;
      const NamedDecl *Holder = holderOf(Path, Kind, IsElement);
      if (!Holder)
        continue;
      const bool IsSettled = isRow(Model, *C, *Holder, Kind, Settles);
      if (isRow(Model, *C, *Holder, Kind, Awaits)) {
        // Who arrives and waits is one of those that wait.
        Awaited.insert({Holder, E});
        if (!IsSettled)
          continue;
      }
      if (!IsSettled)
        continue;
      const LambdaExpr *Lambda = B->enclosingLambda(E);
      llvm::SmallVector<const NamedDecl *, 2> Through;
      if (!IsLatch)
        Through = namesOnTheWay(*B, Resolver, Object);
      llvm::erase_if(Through, [&](const NamedDecl *D) { return D == Holder; });
      const Stmt *Round =
          IsLatch ? nullptr : roundOf(*B, Path.Index, E, Through);
      auto It = llvm::find_if(Found, [&](const Obligation &P) {
        return P.Holder == Holder && P.In == B && P.Lambda == Lambda &&
               P.Round == Round;
      });
      if (It == Found.end()) {
        Obligation P;
        P.Kind = Kind;
        P.Holder = Holder;
        P.IsElement = IsElement;
        P.How = reachThrough(*B, *Holder, Through, Lambda);
        P.In = B;
        P.Lambda = Lambda;
        P.Round = Round;
        Found.push_back(std::move(P));
        It = std::prev(Found.end());
      }
      It->Sets.push_back(E);
      for (const NamedDecl *D : Through)
        if (!llvm::is_contained(It->Through, D))
          It->Through.push_back(D);
    }
  }
  // What is handed to a pool of the user's own is a task like others.
  llvm::ArrayRef<Spawn> OwnTasks;
  if (!Found.empty() && !IsLatch)
    OwnTasks = Model.ownPoolTasks();
  for (Obligation &P : Found) {
    P.Awaited = Awaited.lookup(P.Holder);
    for (const Obligation &Other : Found) {
      if (Other.Holder != P.Holder)
        continue;
      if (Other.In != P.In || Other.Lambda != P.Lambda)
        P.OtherSetters.push_back(&Other.In->function());
      else if (Other.Round != P.Round)
        P.IsSetInOtherRounds = true;
    }
    for (llvm::ArrayRef<Spawn> Spawns : {Model.spawns(), OwnTasks})
      for (const Spawn &S : Spawns)
        if (P.Lambda ? S.Entry.Lambda == P.Lambda
                     : (S.Entry.Function &&
                        keyOf(S.Entry.Function) == keyOf(&P.In->function()))) {
          P.IsTask = true;
          if (!S.isThread())
            P.HandedTo = S.Site;
        }
    if (!IsLatch && !P.IsTask && isHandedOver(Model, P))
      P.IsTask = true;
  }
  return Found;
}

/// How often the text of the function names \p D: clang drops statements that
/// it cannot make sense of, and mentions with them.
static size_t mentionsInText(const FunctionDecl &F, const NamedDecl &D) {
  const ASTContext &Context = F.getASTContext();
  llvm::StringRef Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(F.getSourceRange()),
                           Context.getSourceManager(), Context.getLangOpts());
  llvm::StringRef Name = unqualifiedName(D);
  size_t Count = 0;
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos;
       At = Text.find(Name, At + 1)) {
    const size_t End = At + Name.size();
    if ((At == 0 || !isAsciiIdentifierContinue(Text[At - 1])) &&
        (End == Text.size() || !isAsciiIdentifierContinue(Text[End])))
      ++Count;
  }
  return Count;
}

/// The wait for \p Future in \p B, or null.
static const Expr *waitFor(const ConcurrencyModel &Model, const Body &B,
                           const VarDecl *Future) {
  const CalleeResolver &Resolver = Model.resolver();
  for (const Expr *E : B.calls()) {
    std::optional<Call> C = Resolver.resolve(E);
    if (C && C->Receiver && namedBy(C->Receiver) == Future &&
        (Resolver.row(*C, Meaning::WaitForResult) ||
         Resolver.row(*C, Meaning::WaitTimed)))
      return E;
  }
  return nullptr;
}

std::vector<UnsetPromise>
threadwise::unsetPromises(const ConcurrencyModel &Model) {
  const CalleeResolver &Resolver = Model.resolver();
  std::vector<UnsetPromise> Found;
  for (const FunctionDecl *F : Model.interestingFunctions()) {
    const Body *B = Model.body(F);
    // Whoever waits in main() for ever means it.
    if (!B || F->isMain())
      continue;
    for (const Expr *E : B->calls()) {
      std::optional<Call> C = Resolver.resolve(E, B->makes(E));
      if (!C || !C->Receiver || !Resolver.row(*C, Meaning::TakeFuture))
        continue;
      const auto *Promise = dyn_cast_or_null<VarDecl>(namedBy(C->Receiver));
      if (!Promise || !Promise->hasLocalStorage() ||
          isa<ParmVarDecl>(Promise) || Promise->isInitCapture() ||
          Promise->getType()->isReferenceType() ||
          Promise->getType()->isPointerType() || B->uses(Promise).size() != 1 ||
          mentionsInText(*F, *Promise) != 2)
        continue;
      const VarDecl *Future = nullptr;
      for (const Stmt *S = E; S && isa<Expr>(S) && !Future; S = B->parent(S))
        Future = B->initialises(S);
      if (const Expr *Waits = Future ? waitFor(Model, *B, Future) : nullptr)
        Found.push_back({Promise, E, Waits});
    }
  }
  return Found;
}
