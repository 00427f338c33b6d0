//===--- NameSurroundings.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/NameSurroundings.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;

static bool isWordCharacter(char C) {
  return clang::isAsciiIdentifierContinue(C);
}

/// Is what follows \p Head among the arguments of a template?
static bool endsInArguments(llvm::StringRef Head) {
  unsigned Angles = 0, Rounds = 0;
  for (char C : llvm::reverse(Head.take_back(512))) {
    if (llvm::StringRef(";{}=").contains(C) || (C == '(' && !Rounds))
      return false;
    if (C == '<' && !Rounds && !Angles)
      return true;
    Rounds += (C == ')') - (C == '(');
    Angles += !Rounds && C == '>';
    Angles -= !Rounds && C == '<';
  }
  return false;
}

Surroundings threadwise::surroundings(llvm::StringRef Text, size_t Offset,
                                      size_t Length) {
  Surroundings Seen;
  if (Offset + Length > Text.size())
    return Seen;
  llvm::StringRef Head = Text.take_front(Offset).rtrim();
  while (Head.consume_back("::")) {
    while (!Head.empty() && isWordCharacter(Head.back()))
      Head = Head.drop_back();
    Head = Head.rtrim();
  }
  if (!Head.empty())
    Seen.Before = Head.back();
  llvm::StringRef Tail = Text.drop_front(Offset + Length);
  Seen.AfterIsWord =
      !Tail.empty() && isspace(static_cast<unsigned char>(Tail.front()));
  Tail = Tail.ltrim();
  if (Tail.empty())
    return Seen;
  Seen.After = Tail.front();
  Seen.AfterIsWord &= isWordCharacter(Seen.After);
  Seen.Next = Tail.size() > 1 ? Tail[1] : 0;
  Seen.IsInArguments = Seen.After == ',' && endsInArguments(Head);
  llvm::StringRef Name = Tail.ltrim("*& \t");
  if ((Seen.After == '*' || Seen.After == '&') && Name.size() != Tail.size()) {
    llvm::StringRef Rest = Name.drop_while(isWordCharacter);
    Seen.PointerThenWord =
        Rest.size() != Name.size() &&
        (Rest.ltrim().empty() ||
         llvm::StringRef("=;,)({").contains(Rest.ltrim().front()));
  }
  return Seen;
}

std::optional<llvm::SmallVector<llvm::StringRef, 4>>
threadwise::templateArguments(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 4> Arguments;
  size_t Begin = 0;
  unsigned Depth = 0, Round = 0;
  for (size_t At = 0; At < Text.size(); ++At) {
    const char C = Text[At];
    if (C == '(')
      ++Round;
    else if (C == ')' && !Round--)
      return std::nullopt;
    else if (C == '<' && Depth++ == 0)
      Begin = At + 1;
    else if ((C == ',' || C == '>') && Depth == 1 && !Round) {
      if (llvm::StringRef Argument = Text.slice(Begin, At).trim();
          !Argument.empty())
        Arguments.push_back(Argument);
      Begin = At + 1;
    }
    if (C == '>' && --Depth == 0) {
      llvm::StringRef Rest = Text.drop_front(At + 1).ltrim();
      if (Rest.empty() || !(isWordCharacter(Rest.front()) ||
                            llvm::StringRef("&*>,){;").contains(Rest.front()) ||
                            Rest.starts_with("::")))
        return std::nullopt;
      return Arguments;
    }
    if (!isWordCharacter(C) && !isspace(static_cast<unsigned char>(C)) &&
        !llvm::StringRef("<>,:*&().[]'").contains(C))
      return std::nullopt;
    if (C == '&' && Text.substr(At + 1).starts_with("&"))
      return std::nullopt; // most often `a < b && c > d`
  }
  return std::nullopt;
}

bool threadwise::isIterated(llvm::StringRef Text, llvm::StringRef Name) {
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos;
       At = Text.find(Name, At + 1)) {
    llvm::StringRef Head = Text.take_front(At).rtrim();
    llvm::StringRef Tail = Text.drop_front(At + Name.size()).ltrim();
    if (Head.consume_back(":") && !Head.ends_with(":") && Tail.starts_with(")"))
      return true;
  }
  return false;
}

/// \p Text behind the `<…>` that it begins with; \p Text itself where it does
/// not, or where the end is not found.
static llvm::StringRef behindArguments(llvm::StringRef Text) {
  unsigned Depth = 0;
  for (size_t At = 0; At < Text.size(); ++At) {
    const char C = Text[At];
    Depth += C == '<';
    if (!Depth || llvm::StringRef(";{}=").contains(C))
      return Text;
    if (C == '>' && --Depth == 0)
      return Text.drop_front(At + 1);
  }
  return Text;
}

/// Does the line that begins with \p Head go on in code? A comment of several
/// lines is known by the stars that most people put in front of them.
static bool isInCode(llvm::StringRef Head) {
  llvm::StringRef Start = Head.ltrim();
  return !Start.starts_with("*") && !Start.starts_with("#") &&
         !Head.contains("//") && !Head.contains("/*") &&
         Head.count('"') % 2 == 0;
}

bool threadwise::isUsedAsType(llvm::StringRef Text, llvm::StringRef Name) {
  // `f(a * b)` may be either; most types are known by their first letter.
  const bool NamesType = Name.ends_with("_t") || clang::isUppercase(Name[0]);
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos;
       At = Text.find(Name, At + 1)) {
    const llvm::StringRef Before = Text.take_front(At);
    llvm::StringRef After = Text.drop_front(At + Name.size());
    if ((!Before.empty() && isWordCharacter(Before.back())) || After.empty() ||
        isWordCharacter(After.front()) ||
        !isInCode(Before.drop_front(Before.rfind('\n') + 1)))
      continue;
    if (After.starts_with("::"))
      return true;
    if (!NamesType)
      continue;
    const llvm::StringRef Head = Before.rtrim();
    // `x.name`, `x->name` is a member.
    if (Head.ends_with(".") || Head.ends_with("->"))
      continue;
    const Surroundings Around = surroundings(Text, At, Name.size());
    if (Around.PointerThenWord && !Head.empty() &&
        llvm::StringRef("{};(,<").contains(Head.back()))
      return true;
    if (!Around.AfterIsWord || Around.Before == ')')
      continue;
    // `Name item;`, `Name item = …`, `Name item(…)`, `f(Name item, …)`
    llvm::StringRef Rest = After.ltrim().drop_while(isWordCharacter).ltrim();
    if (!Rest.empty() && llvm::StringRef(";=(,){[").contains(Rest.front()) &&
        (Head.empty() || llvm::StringRef("{};(,>").contains(Head.back())))
      return true;
  }
  return false;
}

llvm::SmallVector<llvm::StringRef, 2>
threadwise::nestedClassesIn(llvm::StringRef Text, llvm::StringRef Scope) {
  llvm::SmallVector<llvm::StringRef, 2> Classes;
  for (size_t At = Text.find(Scope); At != llvm::StringRef::npos;
       At = Text.find(Scope, At + 1)) {
    llvm::StringRef Head = Text.take_front(At);
    if (Head.rtrim().size() == Head.size())
      continue;
    Head = Head.rtrim();
    if (!Head.ends_with("class") && !Head.ends_with("struct"))
      continue;
    llvm::StringRef Rest = Text.drop_front(At + Scope.size());
    if (!Rest.consume_front("::"))
      continue;
    llvm::StringRef Name = Rest.take_while(isWordCharacter);
    Rest = Rest.drop_front(Name.size()).ltrim();
    if (!Name.empty() && (Rest.starts_with("{") || Rest.starts_with("final") ||
                          (Rest.starts_with(":") && !Rest.starts_with("::"))))
      Classes.push_back(Name);
  }
  return Classes;
}

llvm::SmallVector<llvm::StringRef, 16>
threadwise::typesNamedIn(llvm::StringRef Text, llvm::StringRef Scope) {
  llvm::SmallVector<llvm::StringRef, 16> Types;
  for (size_t At = Text.find(Scope); At != llvm::StringRef::npos;
       At = Text.find(Scope, At + 1)) {
    if (At > 0 && isWordCharacter(Text[At - 1]))
      continue;
    llvm::StringRef Rest = behindArguments(Text.drop_front(At + Scope.size()));
    if (!Rest.consume_front("::"))
      continue;
    llvm::StringRef Name = Rest.take_while(isWordCharacter);
    if (Name.empty() || isdigit(static_cast<unsigned char>(Name.front())))
      continue;
    const Surroundings Around =
        surroundings(Text, Name.data() - Text.data(), Name.size());
    if (Around.AfterIsWord || Around.PointerThenWord)
      Types.push_back(Name);
  }
  return Types;
}
