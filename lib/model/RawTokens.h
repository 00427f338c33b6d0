//===--- RawTokens.h - a file's tokens, before preprocessing ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_RAWTOKENS_H
#define THREADWISE_MODEL_RAWTOKENS_H

#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <vector>

namespace clang {
class LangOptions;
} // namespace clang

namespace threadwise {

/// A token as it is written: no macro is expanded, no include is followed.
struct RawToken {
  clang::tok::TokenKind Kind;
  llvm::StringRef Text;
  bool StartsLine;
  /// A preprocessor directive stands between the token before and this one.
  bool FollowsDirective;

  bool is(clang::tok::TokenKind K) const { return Kind == K; }
  /// An identifier that is no keyword.
  bool isName() const { return Kind == clang::tok::identifier; }
  /// `int`, `Name`, `*`, `&`, `>`: a declarator may follow it.
  bool canEndType() const;
};

/// What one file has written in it.
struct RawFile {
  /// All but those of directives, with one of kind `eof` at the end.
  std::vector<RawToken> Tokens;
  /// The names that directives other than `#include` mention.
  llvm::StringSet<> InDirectives;
  std::vector<llvm::StringRef> Includes;
};

/// What stands between the quotes or brackets of each include of \p Text, with
/// them. Reads lines only: it is asked of every unit.
std::vector<llvm::StringRef> includesOf(llvm::StringRef Text);

/// Can this keyword alone name a type?
bool isBuiltinType(clang::tok::TokenKind Kind);

/// Reads \p Text, which the result refers to.
RawFile readRawFile(llvm::StringRef Text, const clang::LangOptions &LangOpts);

} // namespace threadwise

#endif // THREADWISE_MODEL_RAWTOKENS_H
