//===--- NothingBetween.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/NothingBetween.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace threadwise;
using namespace clang;

namespace {

class Between {
public:
  Between(const ConcurrencyModel &Model, const Body &B, const Stmt *Start,
          const Stmt *Wait)
      : Model(Model), B(B), Start(Start), Wait(Wait) {}

  bool isEmpty() const;

private:
  const ConcurrencyModel &Model;
  const Body &B;
  const Stmt *Start, *Wait;

  bool asksHandle(const Expr *E) const;
  bool leaves(const Stmt *Branch) const;
  bool isQuiet(const Stmt *S) const;
  bool onlyAsks(const Stmt *S, const NamedDecl *Result) const;
  bool testsResult(const Stmt *S) const;
  bool comesFirst(const Stmt *Top) const;
  bool losesCode(const Stmt *Before, const Stmt *After) const;
};

} // namespace

const Stmt *threadwise::statementOf(const Body &B, const Stmt *E) {
  const Stmt *Child = E;
  for (const Stmt *P = B.parent(E); P; Child = P, P = B.parent(P)) {
    if (isa<CompoundStmt>(P))
      return Child;
    if (isa<LambdaExpr>(P))
      return nullptr;
    // What a range-for goes over is evaluated once.
    if (loopBody(P) && (!isa<CXXForRangeStmt>(P) || Child == loopBody(P)))
      return nullptr;
  }
  return nullptr;
}

/// `t.joinable()`, `f.valid()`
bool Between::asksHandle(const Expr *E) const {
  std::optional<Call> C = Model.resolver().resolve(E);
  return C && (C->Name == "joinable" || C->Name == "valid");
}

static bool neverReturns(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  const auto *Called = E ? dyn_cast<CallExpr>(unwrap(E)) : nullptr;
  const FunctionDecl *F = Called ? Called->getDirectCallee() : nullptr;
  return (F && F->isNoReturn()) || (E && isa<CXXThrowExpr>(unwrap(E)));
}

/// Does \p Branch end with a jump?
bool Between::leaves(const Stmt *Branch) const {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Branch))
    Branch = Block->body_empty() ? nullptr : Block->body_back();
  return Branch &&
         (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt>(Branch) ||
          neverReturns(Branch));
}

/// Nothing is called in \p S, or nothing is there.
bool Between::isQuiet(const Stmt *S) const {
  return !S || llvm::none_of(B.below(S), [&](const Stmt *Inner) {
    const auto *E = dyn_cast<CallExpr>(Inner);
    return E && !asksHandle(E);
  });
}

/// \p S calls nothing that comes back and mentions no variable but \p Result.
bool Between::onlyAsks(const Stmt *S, const NamedDecl *Result) const {
  return llvm::all_of(B.below(S), [&](const Stmt *Inner) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
      return !isa<VarDecl>(Ref->getDecl()) || Ref->getDecl() == Result;
    if (const auto *E = dyn_cast<CallExpr>(Inner))
      return neverReturns(E) || asksHandle(E);
    return !isa<MemberExpr, LambdaExpr>(Inner) ||
           (isa<MemberExpr>(Inner) &&
            isa<CXXMethodDecl>(cast<MemberExpr>(Inner)->getMemberDecl()));
  });
}

/// `if (rc) return rc;`, `assert(rc == 0);`, where \c rc is what the start gave
/// back.
bool Between::testsResult(const Stmt *S) const {
  const NamedDecl *Result = nullptr;
  for (const Stmt *P = Start; P && !Result; P = B.userOf(P)) {
    Result = B.initialises(P);
    if (const Assignment Assigns = asAssignment(P))
      Result = namedBy(Assigns.Target);
    if (!isa<Expr>(P))
      break;
  }
  if (!Result)
    return false;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getElse() && If->getCond() && leaves(If->getThen()) &&
           onlyAsks(If->getCond(), Result);
  return isa<Expr>(S) && onlyAsks(S, Result);
}

static const Stmt *firstOf(const CompoundStmt &Block) {
  for (const Stmt *Child : Block.body())
    if (!isa<NullStmt>(Child))
      return Child;
  return nullptr;
}

/// Nothing that \p Top holds is done before the wait in it.
bool Between::comesFirst(const Stmt *Top) const {
  const Stmt *Whole = B.fullStatement(Wait);
  // `return compute() + f.get();` does work of its own, before or beside.
  if (Whole)
    for (const Stmt *Inner : B.below(Whole)) {
      const auto *E = dyn_cast<CallExpr>(Inner);
      if (E && E != Wait && !B.contains(Wait, E) && !B.contains(E, Wait) &&
          !asksHandle(E))
        return false;
    }
  const Stmt *Child = Wait;
  for (; Child != Top; Child = B.parent(Child)) {
    const Stmt *P = B.parent(Child);
    if (!P || isa<LambdaExpr>(P))
      return false;
    if (const auto *Block = dyn_cast<CompoundStmt>(P);
        Block && firstOf(*Block) != Child)
      return false;
    if (const auto *If = dyn_cast<IfStmt>(P);
        If && Child != If->getCond() && !B.contains(If->getCond(), Start) &&
        !isQuiet(If->getCond()))
      return false;
    if (loopBody(P) && (!isa<CXXForRangeStmt>(P) || Child == loopBody(P)))
      return false;
    if (isa<SwitchStmt>(P))
      return false;
  }
  return true;
}

/// Clang drops statements in which it cannot make sense of anything: in a unit
/// with errors the text decides whether nothing stands between two statements.
bool Between::losesCode(const Stmt *Before, const Stmt *After) const {
  const ASTContext &Context = Model.context();
  if (!Context.getDiagnostics().hasErrorOccurred())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Stop = SM.getFileLoc(After->getBeginLoc());
  SourceLocation At = SM.getFileLoc(Before->getEndLoc());
  for (unsigned Tokens = 0; Tokens < 4; ++Tokens) {
    std::optional<Token> Next =
        Lexer::findNextToken(At, SM, Context.getLangOpts());
    if (!Next)
      return true;
    if (Next->getLocation() == Stop)
      return false;
    if (Next->isNot(tok::semi))
      return true;
    At = Next->getLocation();
  }
  return true;
}

bool Between::isEmpty() const {
  const Stmt *First = statementOf(B, Start);
  if (!First)
    return false;
  const auto *If = dyn_cast<IfStmt>(First);
  const bool IsTested = If && If->getCond() && B.contains(If->getCond(), Start);
  // `if (pthread_create(…) == 0) pthread_join(…);`
  if (IsTested && B.contains(First, Wait))
    return comesFirst(First);
  // `if (pthread_create(…) != 0) return; pthread_join(…);`
  if (IsTested)
    for (const Stmt *Branch : {If->getThen(), If->getElse()})
      if (!leaves(Branch) && !isQuiet(Branch))
        return false;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(First));
  if (!Block || B.contains(First, Wait))
    return false;
  const Stmt *Before = nullptr;
  for (const Stmt *Child : Block->body()) {
    if (Child == First) {
      Before = Child;
      continue;
    }
    if (!Before || isa<NullStmt>(Child))
      continue;
    if (losesCode(Before, Child))
      return false;
    if (B.contains(Child, Wait))
      return comesFirst(Child);
    if (!testsResult(Child))
      return false;
    Before = Child;
  }
  return false;
}

bool threadwise::nothingBetween(const ConcurrencyModel &Model, const Body &B,
                                const Stmt *Start, const Stmt *Wait) {
  return Between(Model, B, Start, Wait).isEmpty();
}

/// `return;`, `return 0;`
static bool isPlainReturn(const Stmt *S) {
  const auto *Return = dyn_cast<ReturnStmt>(S);
  return Return && (!Return->getRetValue() ||
                    isa<IntegerLiteral, CXXBoolLiteralExpr>(
                        Return->getRetValue()->IgnoreParenImpCasts()));
}

bool threadwise::endsBlock(const Body &B, const Stmt *Start) {
  const Stmt *First = statementOf(B, Start);
  const auto *Block =
      First ? dyn_cast_or_null<CompoundStmt>(B.parent(First)) : nullptr;
  if (!Block)
    return false;
  bool Seen = false;
  for (const Stmt *Child : Block->body()) {
    if (Seen && !isPlainReturn(Child))
      return false;
    Seen |= Child == First;
  }
  return Seen;
}
