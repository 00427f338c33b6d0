//===--- GuardFix.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/GuardFix.h"
#include "analysis/TripCount.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Lex/Lexer.h"

using namespace threadwise;
using namespace clang;

/// Variables, members, numbers, sums of these, and `v.size()`.
static bool isHarmless(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (isa<IntegerLiteral, CXXThisExpr>(E))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return !Ref->getDecl()->getType().isVolatileQualified();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isHarmless(Member->getBase());
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return !recordOf(Cast->getType()) && isHarmless(Cast->getSubExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return !Binary->isAssignmentOp() && isHarmless(Binary->getLHS()) &&
           isHarmless(Binary->getRHS());
  const auto *Called = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = Called ? Called->getMethodDecl() : nullptr;
  return Method && Method->isConst() && !Called->getNumArgs() &&
         isHarmless(Called->getImplicitObjectArgument());
}

/// As it is written; empty where a macro takes part.
static std::string textOf(const ConcurrencyModel &Model, const Expr *E,
                          bool IsOperand) {
  const SourceManager &SM = Model.context().getSourceManager();
  SourceRange At = E->getSourceRange();
  if (At.isInvalid() || At.getBegin().isMacroID() || At.getEnd().isMacroID())
    return "";
  llvm::StringRef Text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(At), SM, Model.context().getLangOpts());
  if (Text.contains('\n'))
    return "";
  bool IsSum = isa<BinaryOperator>(E->IgnoreImpCasts());
  return IsSum && IsOperand ? "(" + Text.str() + ")" : Text.str();
}

/// `n`, or `n - k`.
static std::string countText(const ConcurrencyModel &Model,
                             const ParallelRegion &R) {
  std::optional<Iteration> I = iterationOf(*R.In, R.Loops.front());
  if (!I || !I->First || !I->Last || (I->Step != 1 && I->Step != -1))
    return "";
  const Expr *High = I->Step > 0 ? I->Last : I->First;
  const Expr *Low = I->Step > 0 ? I->First : I->Last;
  if (!isHarmless(High) || !isHarmless(Low))
    return "";
  std::optional<int64_t> From = valueOf(Model, *R.In, Low);
  if (From && *From >= 0 && *From <= 1)
    return textOf(Model, High, /*IsOperand=*/false);
  std::string To = textOf(Model, High, /*IsOperand=*/true);
  std::string Without = textOf(Model, Low, /*IsOperand=*/true);
  return To.empty() || Without.empty() ? "" : To + " - " + Without;
}

/// Behind `#pragma omp parallel for`, in front of its clauses.
static SourceLocation behindName(const ConcurrencyModel &Model,
                                 SourceLocation Pragma) {
  const SourceManager &SM = Model.context().getSourceManager();
  const LangOptions &Options = Model.context().getLangOpts();
  if (Pragma.isInvalid() || Pragma.isMacroID())
    return {};
  SourceLocation End;
  bool SawFor = false;
  Token Next;
  if (Lexer::getRawToken(Pragma, Next, SM, Options))
    return {};
  for (unsigned Words = 0; Words < 8; ++Words) {
    if (Next.is(tok::raw_identifier)) {
      llvm::StringRef Word = Next.getRawIdentifier();
      if (SawFor ? Word == "simd" : Word == "for") {
        SawFor = true;
        End = Next.getEndLoc();
      } else if (SawFor ||
                 (Word != "pragma" && Word != "omp" && Word != "parallel")) {
        break;
      }
    } else if (Next.isNot(tok::hash)) {
      break;
    }
    std::optional<Token> Following =
        Lexer::findNextToken(Next.getLocation(), SM, Options);
    if (!Following)
      break;
    Next = *Following;
  }
  return End;
}

std::vector<FixItHint> threadwise::guardFixes(const ConcurrencyModel &Model,
                                              const ParallelRegion &R,
                                              uint64_t Count) {
  if (!Count || R.Kind != RegionKind::TeamLoop || R.Loops.size() != 1)
    return {};
  if (R.If) {
    // The number that lets too few through.
    const auto *Test = dyn_cast<BinaryOperator>(unwrap(R.If));
    if (!Test || (Test->getOpcode() != BO_GT && Test->getOpcode() != BO_GE))
      return {};
    const auto *Number = dyn_cast<IntegerLiteral>(unwrap(Test->getRHS()));
    if (!Number || Number->getLocation().isMacroID())
      return {};
    return {FixItHint::CreateReplacement(Number->getSourceRange(),
                                         std::to_string(Count))};
  }
  std::string Text = countText(Model, R);
  SourceLocation At = behindName(Model, R.Site->getBeginLoc());
  if (Text.empty() || At.isInvalid())
    return {};
  return {FixItHint::CreateInsertion(At, " if (" + Text + " > " +
                                             std::to_string(Count) + ")")};
}
