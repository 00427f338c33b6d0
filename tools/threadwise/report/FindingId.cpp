//===--- FindingId.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FindingId.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringMap.h"

using namespace threadwise;
using llvm::StringRef;

static constexpr llvm::StringLiteral Version = "tw1-";
static constexpr size_t DigitsOfId = 16;
/// Longer code tells places apart no better.
static constexpr size_t LongestExcerpt = 240;

std::string report::normalisedCode(StringRef Code) {
  std::string Text = Code.str(); // the lexer wants a zero at the end
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = true;
  const char *Begin = Text.c_str();
  clang::Lexer Lexer(clang::SourceLocation(), Language, Begin, Begin,
                     Begin + Text.size());
  std::string Out;
  unsigned Braces = 0;
  for (clang::Token Token; Out.size() < LongestExcerpt;) {
    Lexer.LexFromRawLexer(Token);
    if (Token.is(clang::tok::eof))
      break;
    if (Token.is(clang::tok::r_brace) && Braces)
      --Braces;
    if (!Braces) {
      if (!Out.empty())
        Out += ' ';
      Out.append(Lexer.getBufferLocation() - Token.getLength(),
                 Token.getLength());
    }
    if (Token.is(clang::tok::l_brace))
      ++Braces;
  }
  return Out;
}

/// Everything that counts, with a separator that no part contains.
static std::string keyOf(const report::Finding &F) {
  std::string Key;
  for (const std::string *Part : {&F.Check, &F.Form, &F.Function, &F.Excerpt}) {
    Key += *Part;
    Key += '\0';
  }
  return Key;
}

void report::assignIds(std::vector<Finding> &Findings) {
  struct Group {
    unsigned Number = 0;
    const Finding *Last = nullptr;
  };
  llvm::StringMap<Group> Groups;
  for (Finding &F : Findings) {
    std::string Key = keyOf(F);
    Group &Equal = Groups[Key];
    // One finding that several units show is one.
    if (!Equal.Last || Equal.Last->At.File != F.At.File ||
        Equal.Last->At.Offset != F.At.Offset || Equal.Last->Text != F.Text)
      ++Equal.Number;
    Equal.Last = &F;
    F.Id = Version.str() + hashOf(Key).substr(0, DigitsOfId);
    if (Equal.Number > 1)
      F.Id += "." + std::to_string(Equal.Number);
  }
}
