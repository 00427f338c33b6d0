//===--- RawTokens.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/RawTokens.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using namespace threadwise;
using namespace clang;

std::vector<llvm::StringRef> threadwise::includesOf(llvm::StringRef Text) {
  std::vector<llvm::StringRef> Found;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    if (!Line.consume_front("include"))
      continue;
    Line = Line.ltrim();
    if (Line.empty() || (Line.front() != '"' && Line.front() != '<'))
      continue;
    size_t End = Line.find(Line.front() == '<' ? '>' : '"', 1);
    if (End != llvm::StringRef::npos && !Line.contains('\\'))
      Found.push_back(Line.take_front(End + 1));
  }
  return Found;
}

bool threadwise::isBuiltinType(tok::TokenKind Kind) {
  switch (Kind) {
  case tok::kw_void:
  case tok::kw_bool:
  case tok::kw_char:
  case tok::kw_short:
  case tok::kw_int:
  case tok::kw_long:
  case tok::kw_float:
  case tok::kw_double:
  case tok::kw_signed:
  case tok::kw_unsigned:
  case tok::kw_auto:
    return true;
  default:
    return false;
  }
}

bool RawToken::canEndType() const {
  return isName() || isBuiltinType(Kind) || Kind == tok::star ||
         Kind == tok::amp || Kind == tok::greater;
}

RawFile threadwise::readRawFile(llvm::StringRef Text,
                                const LangOptions &LangOpts) {
  RawFile File;
  File.Includes = includesOf(Text);
  IdentifierTable Keywords(LangOpts);
  Lexer Lex(SourceLocation(), LangOpts, Text.begin(), Text.begin(), Text.end());
  Token Tok;
  bool InDirective = false, InInclude = false, FollowsDirective = false;
  do {
    Lex.LexFromRawLexer(Tok);
    const char *At = Lex.getBufferLocation() - Tok.getLength();
    llvm::StringRef Written(At, Tok.is(tok::eof) ? 0 : Tok.getLength());
    if (Tok.isAtStartOfLine() || Tok.is(tok::eof)) {
      FollowsDirective |= InDirective;
      InDirective = Tok.is(tok::hash);
      InInclude = false;
      if (InDirective)
        continue;
    }
    if (InDirective) {
      if (Tok.isNot(tok::raw_identifier) || InInclude)
        continue;
      if (Written == "include" || Written == "include_next") {
        InInclude = true;
        continue;
      }
      File.InDirectives.insert(Written);
      continue;
    }
    tok::TokenKind Kind = Tok.getKind();
    if (Kind == tok::raw_identifier)
      Kind = Keywords.get(Written).getTokenID();
    File.Tokens.push_back(
        {Kind, Written, Tok.isAtStartOfLine(), FollowsDirective});
    FollowsDirective = false;
  } while (Tok.isNot(tok::eof));
  return File;
}
