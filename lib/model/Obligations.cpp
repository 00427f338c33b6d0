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
  return Lambda ? Lambda->getBody() : In->root();
}

/// The variable or field of the promise or latch \p E.
static const NamedDecl *holderOf(const Body &B, const CalleeResolver &Resolver,
                                 const Expr *E) {
  AccessPath Path = accessPath(B, Resolver, E);
  const NamedDecl *D = Path.LastField ? Path.LastField : Path.Base;
  if (!D || Path.IsElement || !isa<FieldDecl, VarDecl>(D))
    return nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(D))
    D = patternOf(Field);
  return cast<NamedDecl>(D->getCanonicalDecl());
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
      const NamedDecl *Holder =
          Object ? holderOf(*B, Resolver, withoutAddressOf(Object)) : nullptr;
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
      auto It = llvm::find_if(Found, [&](const Obligation &P) {
        return P.Holder == Holder && P.In == B && P.Lambda == Lambda;
      });
      if (It == Found.end()) {
        Obligation P;
        P.Kind = Kind;
        P.Holder = Holder;
        P.How = reachOf(*B, *Holder, Lambda);
        P.In = B;
        P.Lambda = Lambda;
        Found.push_back(std::move(P));
        It = std::prev(Found.end());
      }
      It->Sets.push_back(E);
    }
  }
  for (Obligation &P : Found) {
    P.Awaited = Awaited.lookup(P.Holder);
    for (const Obligation &Other : Found)
      if (Other.Holder == P.Holder &&
          (Other.In != P.In || Other.Lambda != P.Lambda))
        P.OtherSetters.push_back(&Other.In->function());
    for (const Spawn &S : Model.spawns())
      if (P.Lambda ? S.Entry.Lambda == P.Lambda
                   : (S.Entry.Function &&
                      keyOf(S.Entry.Function) == keyOf(&P.In->function())))
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
