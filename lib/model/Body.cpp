//===--- Body.cpp ---------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Body.h"
#include "model/LostReturn.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// Deeper nesting is machine-made: what lies below stays unknown.
static constexpr unsigned MaxDepth = 512;

Body::Body(const FunctionDecl &F) : F(F), Root(F.getBody()) {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isWritten() && Init->getInit()) {
        Made.insert({Init->getInit(), typeMade(*Init)});
        walk(Init->getInit(), nullptr, 0);
      }
  for (const FieldDecl *Field : defaultInitialised(F)) {
    Made.insert({Field->getInClassInitializer(), Field->getType()});
    walk(Field->getInClassInitializer(), nullptr, 0);
  }
  if (Root)
    walk(Root, nullptr, 0);
}

/// Before C++17 `auto f = [] {…};` copies what the variable is made from.
static const Expr *elidedInto(const Expr *Init) {
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Init))
    Init = Cleanups->getSubExpr();
  const auto *Copy = dyn_cast<CXXConstructExpr>(Init);
  return Copy && Copy->isElidable() && Copy->getNumArgs() == 1 ? Copy->getArg(0)
                                                               : nullptr;
}

void Body::walk(const Stmt *S, const Stmt *Parent, unsigned Depth) {
  if (!S || Depth > MaxDepth)
    return;
  unsigned Begin = Order.size();
  if (!Nodes.insert({S, {Parent, Begin, Begin}}).second)
    return; // shared by two parents: the first one read is kept
  Order.push_back(S);

  if (isa<CallExpr, CXXConstructExpr, CXXUnresolvedConstructExpr>(S))
    Calls.push_back(cast<Expr>(S));
  else if (isa<ParenListExpr, InitListExpr, RecoveryExpr>(S) && Made.count(S))
    Calls.push_back(cast<Expr>(S));
  else if (isFailedCall(*S))
    Calls.push_back(cast<Expr>(S));
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    Uses[cast<NamedDecl>(Ref->getDecl()->getCanonicalDecl())].push_back(Ref);
  else if (const auto *Member = dyn_cast<MemberExpr>(S))
    Uses[cast<NamedDecl>(Member->getMemberDecl()->getCanonicalDecl())]
        .push_back(Member);
  else if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(S)) {
    if (const FieldDecl *Field = fieldNamed(*Dependent))
      Uses[cast<NamedDecl>(Field->getCanonicalDecl())].push_back(Dependent);
  } else if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S))
    Loops.push_back(S);

  if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        if (const Expr *Init = Var->getInit()) {
          InitOf.insert({Init, Var});
          if (const Expr *Elided = elidedInto(Init))
            InitOf.insert({Elided, Var});
          Made.insert({Init, Var->getType()});
        }
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        walk(Var->getInit(), S, Depth + 1);
  } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    // The desugared begin, end and increment repeat what is written.
    walk(Range->getInit(), S, Depth + 1);
    walk(Range->getRangeInit(), S, Depth + 1);
    walk(Range->getBody(), S, Depth + 1);
  } else if (const auto *Directive = dyn_cast<OMPExecutableDirective>(S)) {
    for (const OMPClause *Clause : Directive->clauses())
      for (const Stmt *Child : Clause->children())
        walk(Child, S, Depth + 1);
    if (Directive->hasAssociatedStmt())
      walk(Directive->getRawStmt(), S, Depth + 1);
  } else if (const auto *Captured = dyn_cast<CapturedStmt>(S)) {
    walk(Captured->getCapturedStmt(), S, Depth + 1);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      walk(Init, S, Depth + 1);
    if (const Stmt *Return =
            lostReturn(*Lambda, F, [this](llvm::StringRef Name) {
              return localNamed(Name);
            }))
      LostReturns[Lambda->getBody()] = Return;
    walk(Lambda->getBody(), S, Depth + 1);
  } else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    if (const Expr *Init = New->getInitializer())
      Made.insert({Init, New->getAllocatedType()});
    for (const Stmt *Child : New->children())
      walk(Child, S, Depth + 1);
  } else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S)) {
    (void)Default; // written elsewhere
  } else {
    for (const Stmt *Child : S->children())
      walk(Child, S, Depth + 1);
    walk(LostReturns.lookup(S), S, Depth + 1);
    if (const auto *Lost = dyn_cast<RecoveryExpr>(S))
      walk(meant(*Lost), S, Depth + 1);
  }
  Nodes.find(S)->second.End = Order.size();
}

/// The last variable of this name that was declared on the way here.
ValueDecl *Body::localNamed(llvm::StringRef Name) const {
  for (const Stmt *S : llvm::reverse(Order))
    if (const auto *Decls = dyn_cast<DeclStmt>(S))
      for (Decl *D : Decls->decls())
        if (auto *Var = dyn_cast<VarDecl>(D))
          if (Var->getIdentifier() && Var->getName() == Name)
            return Var;
  for (ParmVarDecl *Parameter : F.parameters())
    if (Parameter->getIdentifier() && Parameter->getName() == Name)
      return Parameter;
  return nullptr;
}

/// A mention of a variable whose declaration is in error has lost its name:
/// `std::unique_lock lock(mutex_);` of an unknown mutex deduces no type.
const Expr *Body::meant(const RecoveryExpr &Lost) {
  if (!Lost.subExpressions().empty() || Lost.getBeginLoc().isMacroID() ||
      Lost.getBeginLoc() != Lost.getEndLoc())
    return nullptr;
  const ASTContext &Context = F.getASTContext();
  llvm::StringRef Word = Lexer::getSourceText(
      CharSourceRange::getTokenRange(Lost.getSourceRange()),
      Context.getSourceManager(), Context.getLangOpts());
  ValueDecl *D = isValidAsciiIdentifier(Word) ? localNamed(Word) : nullptr;
  if (!D)
    return nullptr;
  const Expr *Ref = DeclRefExpr::Create(
      Context, NestedNameSpecifierLoc(), SourceLocation(), D,
      /*RefersToEnclosingVariableOrCapture=*/false, Lost.getBeginLoc(),
      Context.DependentTy, VK_LValue);
  Meant[&Lost] = Ref;
  return Ref;
}

const Stmt *Body::parent(const Stmt *S) const {
  auto It = Nodes.find(S);
  return It == Nodes.end() ? nullptr : It->second.Parent;
}

const Stmt *Body::userOf(const Stmt *S) const {
  const Stmt *P = parent(S);
  while (P && (isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr>(P) ||
               (isa<RecoveryExpr>(P) &&
                (cast<RecoveryExpr>(P)->subExpressions().size() == 1 ||
                 Meant.count(cast<Expr>(P))))))
    P = parent(P);
  return P;
}

bool Body::contains(const Stmt *Outer, const Stmt *S) const {
  auto O = Nodes.find(Outer), I = Nodes.find(S);
  return O != Nodes.end() && I != Nodes.end() &&
         O->second.Begin <= I->second.Begin && I->second.Begin < O->second.End;
}

bool Body::precedes(const Stmt *A, const Stmt *B) const {
  auto X = Nodes.find(A), Y = Nodes.find(B);
  return X != Nodes.end() && Y != Nodes.end() &&
         X->second.Begin < Y->second.Begin;
}

bool Body::endsBefore(const Stmt *A, const Stmt *B) const {
  auto X = Nodes.find(A), Y = Nodes.find(B);
  return X != Nodes.end() && Y != Nodes.end() &&
         X->second.End <= Y->second.Begin;
}

const VarDecl *Body::initialises(const Stmt *S) const {
  return InitOf.lookup(S);
}

llvm::ArrayRef<const Expr *> Body::uses(const NamedDecl *D) const {
  if (!D)
    return {};
  auto It = Uses.find(cast<NamedDecl>(D->getCanonicalDecl()));
  if (It == Uses.end())
    return {};
  return It->second;
}

llvm::ArrayRef<const Stmt *> Body::below(const Stmt *S) const {
  auto It = Nodes.find(S);
  if (It == Nodes.end())
    return {};
  return llvm::ArrayRef<const Stmt *>(Order).slice(
      It->second.Begin, It->second.End - It->second.Begin);
}

const CXXForRangeStmt *Body::rangeLoopOf(const VarDecl *Var) const {
  for (const Stmt *S : Loops)
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
      if (Range->getLoopVariable() == Var)
        return Range;
  return nullptr;
}

const Stmt *Body::enclosingLoop(const Stmt *S) const {
  for (const Stmt *P = parent(S), *Child = S; P; Child = P, P = parent(P)) {
    if (isa<LambdaExpr>(P))
      return nullptr;
    if (const Stmt *Inside = loopBody(P)) {
      if (Child == Inside)
        return P;
      // A condition and an increment run in each iteration, too.
      if (isa<ForStmt>(P) && Child != cast<ForStmt>(P)->getInit())
        return P;
      if (isa<WhileStmt, DoStmt>(P))
        return P;
    }
  }
  return nullptr;
}

const LambdaExpr *Body::enclosingLambda(const Stmt *S) const {
  for (const Stmt *P = parent(S), *Child = S; P; Child = P, P = parent(P))
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P))
      if (Child == Lambda->getBody())
        return Lambda;
  return nullptr;
}

const Stmt *Body::fullStatement(const Stmt *S) const {
  const Stmt *Whole = S;
  for (const Stmt *P = parent(S); P; P = parent(P)) {
    if (isa<LambdaExpr>(P) || !isa<Expr, DeclStmt, ReturnStmt>(P))
      break;
    Whole = P;
  }
  return Whole;
}

bool threadwise::isFailedCall(const Stmt &S) {
  const auto *Recovery = dyn_cast<RecoveryExpr>(&S);
  if (!Recovery || Recovery->subExpressions().empty())
    return false;
  const Expr *Called = Recovery->subExpressions().front();
  if (Called->getEndLoc() == Recovery->getEndLoc())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Called))
    return isa<FunctionDecl>(Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(Called))
    return isa<FunctionDecl>(Member->getMemberDecl());
  return isa<OverloadExpr>(Called);
}

const Expr *threadwise::asCall(const Stmt *S) {
  return S && (isa<CallExpr>(S) || isFailedCall(*S)) ? cast<Expr>(S) : nullptr;
}

const Stmt *threadwise::loopBody(const Stmt *S) {
  if (const auto *For = dyn_cast_or_null<ForStmt>(S))
    return For->getBody();
  if (const auto *Range = dyn_cast_or_null<CXXForRangeStmt>(S))
    return Range->getBody();
  if (const auto *While = dyn_cast_or_null<WhileStmt>(S))
    return While->getBody();
  if (const auto *Do = dyn_cast_or_null<DoStmt>(S))
    return Do->getBody();
  return nullptr;
}

const Expr *threadwise::conditionOf(const Stmt *S) {
  if (const auto *For = dyn_cast_or_null<ForStmt>(S))
    return For->getCond();
  if (const auto *While = dyn_cast_or_null<WhileStmt>(S))
    return While->getCond();
  if (const auto *Do = dyn_cast_or_null<DoStmt>(S))
    return Do->getCond();
  if (const auto *If = dyn_cast_or_null<IfStmt>(S))
    return If->getCond();
  if (const auto *Choice = dyn_cast_or_null<ConditionalOperator>(S))
    return Choice->getCond();
  if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(S))
    return Switch->getCond();
  return nullptr;
}
