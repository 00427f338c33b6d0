//===--- UnknownMacros.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/UnknownMacros.h"
#include "model/Names.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace threadwise;
using namespace clang;

/// More macros in a row, or names in a qualified one, are not looked through: a
/// file may be anything.
static constexpr size_t MaxRun = 8;

/// `FOO_API`, not `T` nor `Foo`.
static bool looksLikeMacro(const RawToken &T) {
  return T.isName() && T.Text.size() > 2 &&
         llvm::none_of(T.Text, isLowercase) &&
         llvm::count_if(T.Text, isUppercase) > 1;
}

/// Does the name say that it decorates a declaration? Asked where two such
/// names stand side by side and one of them is the type.
static bool saysDecoration(llvm::StringRef Name) {
  return hasWord(Name, {"api", "export", "exports", "import", "public",
                        "inline", "call", "decl", "winapi", "callback",
                        "jniexport", "jnicall", "static", "extern", "linkage",
                        "visible", "func", "function"});
}

static bool saysLoop(llvm::StringRef Name) {
  return hasWord(Name, {"foreach"}) ||
         (hasWord(Name, {"for"}) && hasWord(Name, {"each"}));
}

/// Keywords that begin a declaration and that no type stands in front of.
static bool beginsDeclaration(tok::TokenKind Kind) {
  switch (Kind) {
  case tok::kw_static:
  case tok::kw_inline:
  case tok::kw_virtual:
  case tok::kw_explicit:
  case tok::kw_constexpr:
  case tok::kw_template:
  case tok::kw_class:
  case tok::kw_struct:
  case tok::kw_union:
  case tok::kw_enum:
  case tok::kw_friend:
  case tok::kw_extern:
  case tok::kw_typedef:
  case tok::kw_using:
  case tok::kw_namespace:
  case tok::kw_public:
  case tok::kw_protected:
  case tok::kw_private:
  case tok::tilde:
    return true;
  default:
    return isBuiltinType(Kind);
  }
}

/// Stands it in front of a declaration's type?
static bool specifiesDeclaration(tok::TokenKind Kind) {
  return Kind == tok::kw_static || Kind == tok::kw_inline ||
         Kind == tok::kw_virtual || Kind == tok::kw_extern ||
         Kind == tok::kw_constexpr || Kind == tok::kw_explicit ||
         Kind == tok::kw_friend;
}

/// Stands it behind a function's parameters? Another macro can stand there,
/// too.
static bool qualifiesFunction(const RawToken &T) {
  return T.is(tok::kw_const) || T.is(tok::kw_noexcept) ||
         T.Text == "override" || T.Text == "final";
}

namespace {

enum class Scope : uint8_t { Declarations, Enumerators, Code };

enum class Role { Decoration, Loop, Ambiguous, Other };

/// One file's tokens, and what each use of an unknown macro is.
class MacroUses {
public:
  explicit MacroUses(llvm::ArrayRef<RawToken> Tokens);

  /// What the name at \p I is there; \p Arguments tells whether it has any.
  Role roleAt(size_t I, bool &Arguments) const;

private:
  llvm::ArrayRef<RawToken> T;
  std::vector<Scope> ScopeAt;
  /// For a closing parenthesis its opening one, and the other way round.
  std::vector<size_t> Partner;

  const RawToken &at(size_t I) const { return T[std::min(I, T.size() - 1)]; }
  bool endsArguments(size_t Close) const;
  bool opensDeclaration(size_t I) const;
  size_t pastArguments(size_t I) const;
  bool isTypeEnd(size_t I) const;
  bool isFunctionName(size_t I) const;
  bool isTypeAndName(size_t I) const;
  bool precedesDeclaration(size_t I) const;
  bool isLoneLine(size_t I, size_t Next) const;
  bool decoratesFunction(size_t I, size_t Next) const;
  bool trailsDeclarator(size_t I, size_t Next) const;
  size_t behindScopes(size_t I) const;
};

} // namespace

MacroUses::MacroUses(llvm::ArrayRef<RawToken> Tokens)
    : T(Tokens), ScopeAt(Tokens.size(), Scope::Declarations),
      Partner(Tokens.size(), 0) {
  llvm::SmallVector<Scope, 16> Open;
  llvm::SmallVector<size_t, 16> Parens;
  // Where what stands in front of the next brace begins.
  size_t Head = 0;
  for (size_t I = 0; I < T.size(); ++I) {
    const Scope Current = Open.empty() ? Scope::Declarations : Open.back();
    ScopeAt[I] = Current;
    switch (T[I].Kind) {
    case tok::l_paren:
      Parens.push_back(I);
      break;
    case tok::r_paren:
      if (!Parens.empty()) {
        Partner[I] = Parens.back();
        Partner[Parens.pop_back_val()] = I;
      }
      break;
    case tok::l_brace: {
      Scope Opened = Scope::Code;
      if (Current != Scope::Code && I > 0 && !T[I - 1].is(tok::r_paren))
        for (size_t Word = Head; Word < I; ++Word) {
          const tok::TokenKind Kind = T[Word].Kind;
          if (Kind == tok::kw_enum) {
            Opened = Scope::Enumerators;
            break;
          }
          if (Kind == tok::kw_class || Kind == tok::kw_struct ||
              Kind == tok::kw_union || Kind == tok::kw_namespace ||
              (Kind == tok::kw_extern && tok::isStringLiteral(T[I - 1].Kind)))
            Opened = Scope::Declarations;
        }
      Open.push_back(Opened);
      Head = I + 1;
      break;
    }
    case tok::r_brace:
      if (!Open.empty())
        Open.pop_back();
      Head = I + 1;
      break;
    case tok::semi:
      Head = I + 1;
      break;
    default:
      break;
    }
  }
}

/// Is it the end of the arguments of a name that is no keyword?
bool MacroUses::endsArguments(size_t Close) const {
  return T[Close].is(tok::r_paren) && Partner[Close] > 0 &&
         T[Partner[Close] - 1].isName();
}

/// Can the type of a declaration stand at \p I?
bool MacroUses::opensDeclaration(size_t I) const {
  for (size_t Run = 0; I > 0 && looksLikeMacro(T[I - 1]); ++Run, --I)
    if (Run == MaxRun || T[I].FollowsDirective)
      return Run < MaxRun;
  if (I == 0 || T[I].FollowsDirective || specifiesDeclaration(T[I - 1].Kind))
    return true;
  const RawToken &Before = T[I - 1];
  if (Before.is(tok::semi) || Before.is(tok::l_brace) ||
      Before.is(tok::r_brace))
    return true;
  if (I > 1 && Before.is(tok::colon))
    return T[I - 2].is(tok::kw_public) || T[I - 2].is(tok::kw_private) ||
           T[I - 2].is(tok::kw_protected);
  if (I > 1 && tok::isStringLiteral(Before.Kind))
    return T[I - 2].is(tok::kw_extern);
  if (!Before.is(tok::greater))
    return false;
  // `template <class T>`
  int Depth = 0;
  for (size_t At = I; At-- > 0;) {
    if (T[At].is(tok::greater))
      ++Depth;
    else if (T[At].is(tok::greatergreater))
      Depth += 2;
    else if (T[At].is(tok::less) && --Depth <= 0)
      return At > 0 && T[At - 1].is(tok::kw_template);
    else if (T[At].is(tok::semi) || T[At].is(tok::r_brace))
      return false;
  }
  return false;
}

/// The token behind the name at \p I and its arguments.
size_t MacroUses::pastArguments(size_t I) const {
  return at(I + 1).is(tok::l_paren) && Partner[I + 1] ? Partner[I + 1] + 1
                                                      : I + 1;
}

/// Can a type end with this token?
bool MacroUses::isTypeEnd(size_t I) const {
  return T[I].canEndType() && !looksLikeMacro(T[I]);
}

/// The last name of `a::b::c`.
size_t MacroUses::behindScopes(size_t I) const {
  for (size_t Run = 0;
       Run < MaxRun && at(I).isName() && at(I + 1).is(tok::coloncolon); ++Run)
    I += 2;
  return I;
}

/// Is it `name(`, also `Class::name(`?
bool MacroUses::isFunctionName(size_t I) const {
  I = behindScopes(I);
  if (at(I).is(tok::tilde))
    ++I;
  return at(I).isName() && at(I + 1).is(tok::l_paren);
}

/// Is it `type name`, also `type *`, with a type that is a name?
bool MacroUses::isTypeAndName(size_t I) const {
  I = behindScopes(I);
  const RawToken &After = at(I + 1);
  return at(I).isName() && (After.isName() || After.is(tok::star) ||
                            After.is(tok::amp) || After.is(tok::less));
}

/// Does what no type can precede follow it, perhaps behind more macros?
bool MacroUses::precedesDeclaration(size_t I) const {
  for (size_t Run = 0; Run < MaxRun && looksLikeMacro(at(I)); ++Run)
    ++I;
  return beginsDeclaration(at(I).Kind);
}

/// Does the macro at \p I fill its line, where a declaration can begin?
bool MacroUses::isLoneLine(size_t I, size_t Next) const {
  return T[I].StartsLine && opensDeclaration(I) &&
         (at(Next).StartsLine || at(Next).is(tok::eof)) &&
         (at(Next).isName() || at(Next).is(tok::r_brace) ||
          at(Next).is(tok::eof) || beginsDeclaration(at(Next).Kind));
}

/// Is it `type FOO name(`?
bool MacroUses::decoratesFunction(size_t I, size_t Next) const {
  if (I == 0 || !isFunctionName(Next))
    return false;
  if (!opensDeclaration(I))
    return isTypeEnd(I - 1);
  return looksLikeMacro(T[I - 1]) && saysDecoration(T[I].Text) &&
         !saysDecoration(T[I - 1].Text);
}

/// Is it `f(…) FOO {`, or `type name FOO;`?
bool MacroUses::trailsDeclarator(size_t I, size_t Next) const {
  const RawToken &After = at(Next);
  const bool EndsThere =
      After.is(tok::semi) || After.is(tok::equal) || After.is(tok::l_brace);
  const RawToken &Before = T[I - 1];
  size_t Parameters = I - 1;
  for (size_t Run = 0;
       Run < MaxRun && Parameters > 0 &&
       (qualifiesFunction(T[Parameters]) || looksLikeMacro(T[Parameters]));
       ++Run)
    --Parameters;
  // Where another macro follows, it is asked for itself.
  if (endsArguments(Parameters))
    return EndsThere || qualifiesFunction(After) || looksLikeMacro(After);
  return EndsThere && I > 1 && Before.isName() && !looksLikeMacro(Before) &&
         isTypeEnd(I - 2);
}

Role MacroUses::roleAt(size_t I, bool &Arguments) const {
  const size_t Next = pastArguments(I);
  Arguments = Next != I + 1;
  const RawToken &After = at(Next);
  const tok::TokenKind Before = I > 0 ? T[I - 1].Kind : tok::eof;
  if ((Before == tok::kw_class || Before == tok::kw_struct ||
       Before == tok::kw_union || Before == tok::kw_enum) &&
      After.isName()) {
    const RawToken &Behind = at(Next + 1);
    if (Behind.is(tok::l_brace) || Behind.is(tok::colon) ||
        Behind.is(tok::coloncolon) || Behind.is(tok::less) ||
        Behind.Text == "final")
      return Role::Decoration;
    // In C it is a variable of that type.
    return Behind.is(tok::semi) ? Role::Ambiguous : Role::Other;
  }
  const bool Opens = opensDeclaration(I);
  if (Opens && !Arguments && precedesDeclaration(I))
    return Role::Decoration;
  if (ScopeAt[I] == Scope::Code)
    return Arguments && saysLoop(T[I].Text) && !After.is(tok::semi)
               ? Role::Loop
               : Role::Other;
  if (ScopeAt[I] == Scope::Enumerators)
    return Role::Other;
  if (Opens && isLoneLine(I, Next))
    return isFunctionName(Next) || looksLikeMacro(After) ? Role::Ambiguous
                                                         : Role::Decoration;
  if (Opens && After.isName() && !Arguments) {
    const bool Decorates = isTypeAndName(Next) && (!looksLikeMacro(After) ||
                                                   saysDecoration(T[I].Text));
    if (Decorates)
      return Role::Decoration;
    if (!decoratesFunction(I, Next))
      return Role::Ambiguous;
  }
  if (decoratesFunction(I, Next) || (I > 0 && trailsDeclarator(I, Next)))
    return Role::Decoration;
  return Role::Other;
}

std::map<std::string, UnknownMacro>
threadwise::unknownMacrosIn(llvm::ArrayRef<RawFile> Files) {
  struct Uses {
    bool IsDecoration = false, IsLoop = false, HasArguments = false,
         HasNone = false;
  };
  std::map<std::string, Uses> Candidates;
  llvm::StringSet<> Excluded;
  for (const RawFile &File : Files) {
    for (const auto &Name : File.InDirectives)
      Excluded.insert(Name.getKey());
    MacroUses Macros(File.Tokens);
    for (size_t I = 0; I < File.Tokens.size(); ++I) {
      const RawToken &Token = File.Tokens[I];
      if (!Token.isName() ||
          (!looksLikeMacro(Token) && Token.Text != "foreach"))
        continue;
      bool Arguments = false;
      Role Found = Macros.roleAt(I, Arguments);
      if (Found == Role::Other)
        Excluded.insert(Token.Text);
      Uses &Known = Candidates[Token.Text.str()];
      Known.IsDecoration |= Found == Role::Decoration;
      Known.IsLoop |= Found == Role::Loop;
      (Arguments ? Known.HasArguments : Known.HasNone) = true;
    }
  }
  std::map<std::string, UnknownMacro> Macros;
  for (const auto &[Name, Known] : Candidates) {
    if (Excluded.contains(Name) || (Known.HasArguments && Known.HasNone) ||
        Known.IsDecoration == Known.IsLoop)
      continue;
    Macros.emplace(Name, Known.IsLoop         ? UnknownMacro::Loop
                         : Known.HasArguments ? UnknownMacro::Swallows
                                              : UnknownMacro::Word);
  }
  return Macros;
}
