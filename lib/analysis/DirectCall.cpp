//===--- DirectCall.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/DirectCall.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace threadwise;
using namespace clang;

static std::string sourceOf(const ASTContext &Context, SourceRange Range) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range),
                              Context.getSourceManager(), Context.getLangOpts())
      .str();
}

/// `f(a, b)` for what `std::async(std::launch::async, f, a, b)` runs.
static std::string directCall(const ConcurrencyModel &Model, const Spawn &S) {
  const ASTContext &Context = Model.context();
  if (!S.Entry.Spelled || S.Entry.Object || S.Wrapper)
    return {};
  const Expr *Spelled = unwrap(S.Entry.Spelled);
  std::string Text = sourceOf(Context, Spelled->getSourceRange());
  if (Text.empty())
    return {};
  if (S.Entry.Lambda && Spelled == S.Entry.Lambda) {
    // A lambda may capture by value what it then changes; called in place it
    // does the same with its own copy.
    if (S.Entry.Lambda->getCallOperator()->getNumParams() !=
        S.Entry.Bound.size())
      return {};
  } else {
    const auto *Ref = dyn_cast<DeclRefExpr>(Spelled);
    const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    if (!F || isa<CXXMethodDecl>(F) ||
        F->getNumParams() != S.Entry.Bound.size())
      return {};
    // A thread gets copies; a direct call would let the function change the
    // caller's own objects.
    for (const ParmVarDecl *P : F->parameters())
      if (P->getType()->isLValueReferenceType() &&
          !P->getType().getNonReferenceType().isConstQualified())
        return {};
  }
  std::string Arguments;
  for (const Expr *Argument : S.Entry.Bound) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    if (!Arguments.empty())
      Arguments += ", ";
    Arguments += sourceOf(Context, Argument->getSourceRange());
  }
  return Text + "(" + Arguments + ")";
}

llvm::SmallVector<FixItHint, 2>
threadwise::directCallFixes(const ConcurrencyModel &Model, const Spawn &S,
                            const Overlap &Seen) {
  llvm::SmallVector<FixItHint, 2> Fixes;
  const Body &B = *S.In;
  const SourceManager &SM = Model.context().getSourceManager();
  if (!Seen.Wait || S.Site->getBeginLoc().isMacroID() ||
      S.Site->getEndLoc().isMacroID() || Seen.Wait->getEndLoc().isMacroID() ||
      S.Site->isTypeDependent() || S.Site->containsErrors())
    return Fixes;
  // What a thread throws ends the process; the direct call would let it out.
  if (S.Kind != SpawnKind::Async)
    return Fixes;
  std::string Direct = directCall(Model, S);
  if (Direct.empty())
    return Fixes;

  if (S.Kept.Is == Fate::WaitedAtOnce) {
    Fixes.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(S.Site->getBeginLoc(),
                                       Seen.Wait->getEndLoc()),
        Direct));
    return Fixes;
  }
  // `auto f = std::async(…); use(f.get());`: the variable has no other use.
  const auto *Var = dyn_cast_or_null<VarDecl>(S.Kept.Owner);
  if (!Var || B.uses(Var).size() != 1 || S.Kept.Waits.size() != 1)
    return Fixes;
  const Stmt *Declaration = B.fullStatement(S.Site);
  const auto *Decls = dyn_cast<DeclStmt>(Declaration);
  if (!Decls || !Decls->isSingleDecl())
    return Fixes;
  std::optional<Token> After = Lexer::findNextToken(
      Seen.Wait->getEndLoc(), SM, Model.context().getLangOpts());
  if (!After)
    return Fixes;
  Fixes.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getTokenRange(Seen.Wait->getSourceRange()), Direct));
  Fixes.push_back(FixItHint::CreateRemoval(
      CharSourceRange::getTokenRange(Decls->getSourceRange())));
  return Fixes;
}
