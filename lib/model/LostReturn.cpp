//===--- LostReturn.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/LostReturn.h"
#include "model/UnknownNames.h"
#include "support/Compat.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

using namespace threadwise;
using namespace clang;

/// A predicate is short; what is longer is left unknown.
static constexpr unsigned MaxTokens = 200;
static constexpr unsigned MaxDepth = 32;

namespace {

class ReturnReader {
public:
  ReturnReader(ASTContext &Context, const FunctionDecl &In, LocalNames Locals)
      : Context(Context), In(In), Locals(Locals) {}

  const Stmt *read(SourceRange Block);

private:
  ASTContext &Context;
  const FunctionDecl &In;
  LocalNames Locals;
  std::vector<Token> Tokens;
  size_t At = 0;
  unsigned Depth = 0;

  bool lex(SourceRange Block);
  const Token &now() const { return Tokens[At]; }
  bool is(tok::TokenKind Kind) const { return now().is(Kind); }
  bool take(tok::TokenKind Kind);
  llvm::StringRef word() const {
    return is(tok::raw_identifier) ? now().getRawIdentifier() : "";
  }

  ValueDecl *lookUp(llvm::StringRef Name) const;
  Expr *mention(ValueDecl &D, SourceLocation Loc) const;
  Expr *binary(int Lowest);
  Expr *unary();
  Expr *postfix();
  Expr *primary();
  bool arguments(tok::TokenKind Close, llvm::SmallVectorImpl<Expr *> &Found);
};

} // namespace

bool ReturnReader::lex(SourceRange Block) {
  const SourceManager &SM = Context.getSourceManager();
  if (Block.isInvalid() || Block.getBegin().isMacroID() ||
      Block.getEnd().isMacroID())
    return false;
  auto [File, Begin] = SM.getDecomposedLoc(Block.getBegin());
  auto [EndFile, End] = SM.getDecomposedLoc(Block.getEnd());
  bool Invalid = false;
  llvm::StringRef Text = SM.getBufferData(File, &Invalid);
  if (Invalid || File != EndFile || Begin >= End || End > Text.size())
    return false;
  Lexer Raw(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + Begin + 1, Text.end());
  for (;;) {
    Token T;
    Raw.LexFromRawLexer(T);
    if (T.is(tok::eof) ||
        !SM.isBeforeInTranslationUnit(T.getLocation(), Block.getEnd()))
      break;
    if (Tokens.size() == MaxTokens)
      return false;
    Tokens.push_back(T);
  }
  Token Last;
  Last.startToken();
  Last.setKind(tok::eof);
  Tokens.push_back(Last);
  return true;
}

bool ReturnReader::take(tok::TokenKind Kind) {
  if (!is(Kind))
    return false;
  ++At;
  return true;
}

/// What \p Name means inside the lambda; null for what is not declared.
ValueDecl *ReturnReader::lookUp(llvm::StringRef Name) const {
  if (ValueDecl *Local = Locals(Name))
    return Local;
  IdentifierInfo &II = Context.Idents.get(Name);
  for (const DeclContext *DC = &In; DC; DC = DC->getLookupParent())
    if (isa<CXXRecordDecl, NamespaceDecl, TranslationUnitDecl>(DC))
      for (NamedDecl *D : DC->lookup(&II))
        if (isa<FieldDecl, VarDecl>(D))
          return cast<ValueDecl>(D);
  // What only the functions of an unknown class find.
  for (const DeclContext *DC = &In; DC; DC = DC->getParent())
    if (const auto *Record = dyn_cast<CXXRecordDecl>(DC);
        Record && isUnknownName(*Record))
      for (Decl *D : Record->decls())
        if (auto *Var = dyn_cast<VarDecl>(D);
            Var && Var->getIdentifier() == &II)
          return Var;
  return nullptr;
}

Expr *ReturnReader::mention(ValueDecl &D, SourceLocation Loc) const {
  QualType T = D.isInvalidDecl() ? Context.DependentTy
                                 : D.getType().getNonReferenceType();
  if (auto *Field = dyn_cast<FieldDecl>(&D)) {
    Expr *This = compat::implicitThis(
        Context, *cast<CXXRecordDecl>(Field->getParent()), Loc);
    return MemberExpr::CreateImplicit(Context, This, /*IsArrow=*/true, Field, T,
                                      VK_LValue, OK_Ordinary);
  }
  return DeclRefExpr::Create(
      Context, NestedNameSpecifierLoc(), SourceLocation(), &D,
      /*RefersToEnclosingVariableOrCapture=*/false, Loc, T, VK_LValue);
}

bool ReturnReader::arguments(tok::TokenKind Close,
                             llvm::SmallVectorImpl<Expr *> &Found) {
  if (take(Close))
    return true;
  do {
    Expr *E = binary(0);
    if (!E)
      return false;
    Found.push_back(E);
  } while (take(tok::comma));
  return take(Close);
}

Expr *ReturnReader::primary() {
  const SourceLocation Loc = now().getLocation();
  if (take(tok::l_paren)) {
    Expr *Inner = binary(0);
    return Inner && take(tok::r_paren) ? Inner : nullptr;
  }
  if (is(tok::numeric_constant)) {
    llvm::StringRef Digits(now().getLiteralData(), now().getLength());
    uint64_t Value = 0;
    if (Digits.rtrim("uUlLzZ").getAsInteger(0, Value))
      return nullptr;
    ++At;
    return IntegerLiteral::Create(
        Context, llvm::APInt(Context.getIntWidth(Context.LongTy), Value),
        Context.LongTy, Loc);
  }
  llvm::StringRef Name = word();
  if (Name.empty())
    return nullptr;
  ++At;
  if (Name == "true" || Name == "false")
    return CXXBoolLiteralExpr::Create(Context, Name == "true", Context.BoolTy,
                                      Loc);
  if (Name == "nullptr")
    return new (Context) CXXNullPtrLiteralExpr(Context.NullPtrTy, Loc);
  if (Name == "this") {
    // `this->stop_` is `stop_`.
    if (!take(tok::arrow) || word().empty())
      return nullptr;
    Name = word();
    ++At;
  }
  ValueDecl *D = lookUp(Name);
  return D ? mention(*D, Loc) : nullptr;
}

Expr *ReturnReader::postfix() {
  Expr *E = primary();
  while (E) {
    const SourceLocation Loc = now().getLocation();
    if (is(tok::period) || is(tok::arrow)) {
      const bool IsArrow = is(tok::arrow);
      ++At;
      llvm::StringRef Name = word();
      if (Name.empty())
        return nullptr;
      DeclarationNameInfo Info(DeclarationName(&Context.Idents.get(Name)),
                               now().getLocation());
      ++At;
      E = CXXDependentScopeMemberExpr::Create(
          Context, E, E->getType(), IsArrow, Loc, NestedNameSpecifierLoc(),
          SourceLocation(), nullptr, Info, nullptr);
    } else if (take(tok::l_paren)) {
      llvm::SmallVector<Expr *, 4> Given;
      if (!arguments(tok::r_paren, Given))
        return nullptr;
      E = CallExpr::Create(Context, E, Given, Context.DependentTy, VK_PRValue,
                           Loc, FPOptionsOverride());
    } else if (take(tok::l_square)) {
      llvm::SmallVector<Expr *, 1> Index;
      if (!arguments(tok::r_square, Index) || Index.size() != 1)
        return nullptr;
      E = new (Context) ArraySubscriptExpr(
          E, Index.front(), Context.DependentTy, VK_LValue, OK_Ordinary, Loc);
    } else {
      break;
    }
  }
  return E;
}

Expr *ReturnReader::unary() {
  const SourceLocation Loc = now().getLocation();
  std::optional<UnaryOperatorKind> Operator;
  if (is(tok::exclaim))
    Operator = UO_LNot;
  else if (is(tok::star))
    Operator = UO_Deref;
  else if (is(tok::minus))
    Operator = UO_Minus;
  if (!Operator)
    return postfix();
  ++At;
  Expr *Operand = ++Depth > MaxDepth ? nullptr : unary();
  --Depth;
  if (!Operand)
    return nullptr;
  return UnaryOperator::Create(Context, Operand, *Operator, Context.DependentTy,
                               VK_PRValue, OK_Ordinary, Loc,
                               /*CanOverflow=*/false, FPOptionsOverride());
}

namespace {
struct Infix {
  BinaryOperatorKind Operator;
  int Level;
};
} // namespace

static std::optional<Infix> infix(const Token &T) {
  switch (T.getKind()) {
  case tok::pipepipe:
    return Infix{BO_LOr, 0};
  case tok::ampamp:
    return Infix{BO_LAnd, 1};
  case tok::equalequal:
    return Infix{BO_EQ, 2};
  case tok::exclaimequal:
    return Infix{BO_NE, 2};
  case tok::less:
    return Infix{BO_LT, 3};
  case tok::lessequal:
    return Infix{BO_LE, 3};
  case tok::greater:
    return Infix{BO_GT, 3};
  case tok::greaterequal:
    return Infix{BO_GE, 3};
  case tok::plus:
    return Infix{BO_Add, 4};
  case tok::minus:
    return Infix{BO_Sub, 4};
  case tok::raw_identifier:
    if (T.getRawIdentifier() == "or")
      return Infix{BO_LOr, 0};
    if (T.getRawIdentifier() == "and")
      return Infix{BO_LAnd, 1};
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Precedence climbing; operators of a level below \p Lowest end it.
Expr *ReturnReader::binary(int Lowest) {
  if (++Depth > MaxDepth)
    return nullptr;
  Expr *Left = unary();
  while (Left) {
    std::optional<Infix> Next = infix(now());
    if (!Next || Next->Level < Lowest)
      break;
    const SourceLocation Loc = now().getLocation();
    ++At;
    Expr *Right = binary(Next->Level + 1);
    if (!Right)
      return nullptr;
    Left = BinaryOperator::Create(Context, Left, Right, Next->Operator,
                                  Context.DependentTy, VK_PRValue, OK_Ordinary,
                                  Loc, FPOptionsOverride());
  }
  --Depth;
  return Left;
}

const Stmt *ReturnReader::read(SourceRange Block) {
  if (!lex(Block) || word() != "return")
    return nullptr;
  const SourceLocation Loc = now().getLocation();
  ++At;
  Expr *Given = binary(0);
  if (!Given || !take(tok::semi) || !is(tok::eof))
    return nullptr;
  return ReturnStmt::Create(Context, Loc, Given, nullptr);
}

const Stmt *threadwise::lostReturn(const LambdaExpr &Lambda,
                                   const FunctionDecl &In, LocalNames Locals) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Lambda.getBody());
  if (!Block || !Block->body_empty() || !Lambda.getCallOperator() ||
      !Lambda.getCallOperator()->isInvalidDecl())
    return nullptr;
  // Nodes are made as the parser makes them: in the unit's context.
  auto &Context = const_cast<ASTContext &>(In.getASTContext());
  return ReturnReader(Context, In, Locals).read(Block->getSourceRange());
}
