//===--- MissingHeaders.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/MissingHeaders.h"
#include "vocabulary/StandardHeaders.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral Mark =
    "// threadwise: for missing headers\n";

/// A unit with more includes than this is left alone.
static constexpr size_t MaxIncludes = 200;

/// What stands between the quotes or brackets of each include, with them.
static llvm::SmallVector<llvm::StringRef, 16> includesOf(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 16> Found;
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

/// The words behind `std::`, or all words under a using-directive.
static llvm::StringSet<> standardNamesIn(llvm::StringRef Text) {
  llvm::StringSet<> Names;
  const bool All = Text.contains("using namespace std;");
  for (size_t At = 0; At < Text.size();) {
    if (!isAsciiIdentifierContinue(Text[At])) {
      ++At;
      continue;
    }
    llvm::StringRef Word = Text.drop_front(At).take_while(
        [](char C) { return isAsciiIdentifierContinue(C); });
    if (All || Text.take_front(At).ends_with("std::"))
      Names.insert(Word);
    At += Word.size();
  }
  return Names;
}

std::string threadwise::standardIncludesFor(llvm::StringRef Text,
                                            llvm::StringRef Folder) {
  llvm::SmallVector<llvm::StringRef, 16> Includes = includesOf(Text);
  if (Includes.empty() || Includes.size() > MaxIncludes)
    return {};
  llvm::StringSet<> Headers;
  for (const auto &Name : standardNamesIn(Text)) {
    llvm::StringRef Header = standardHeaderOf(Name.getKey());
    if (!Header.empty())
      Headers.insert(Header);
  }
  if (Headers.empty())
    return {};
  std::string Missing;
  for (llvm::StringRef Include : Includes) {
    llvm::StringRef Name = Include.drop_front().drop_back();
    Missing += Missing.empty() ? "#if " : " || ";
    Missing += "(!__has_include(" + Include.str() + ")";
    // A quoted name is looked for beside the file that has it.
    if (Include.front() == '"')
      Missing +=
          " && !__has_include(\"" + Folder.str() + "/" + Name.str() + "\")";
    Missing += ")";
  }
  llvm::SmallVector<llvm::StringRef, 16> Sorted;
  for (const auto &Header : Headers)
    Sorted.push_back(Header.getKey());
  llvm::sort(Sorted);
  std::string Directives = Mark.str() + Missing + "\n";
  for (llvm::StringRef Header : Sorted)
    Directives += "#if __has_include(<" + Header.str() + ">)\n#include <" +
                  Header.str() + ">\n#endif\n";
  return Directives + "#endif\n";
}

void threadwise::includeWhatMissingHeadersWould(Preprocessor &PP) {
  const PreprocessorOptions &Options = PP.getPreprocessorOpts();
  // A precompiled beginning of the file has been read with what it includes.
  if (!PP.getLangOpts().CPlusPlus || !Options.ImplicitPCHInclude.empty() ||
      Options.PrecompiledPreambleBytes.first != 0)
    return;
  llvm::StringRef Predefines = PP.getPredefines();
  if (Predefines.contains(Mark))
    return; // another check of this unit did it
  const SourceManager &SM = PP.getSourceManager();
  FileID Main = SM.getMainFileID();
  auto File = SM.getFileEntryRefForID(Main);
  bool Invalid = Main.isInvalid();
  llvm::StringRef Text = Invalid ? "" : SM.getBufferData(Main, &Invalid);
  if (Invalid || !File)
    return;
  llvm::StringRef Folder = llvm::sys::path::parent_path(File->getName());
  std::string Directives =
      standardIncludesFor(Text, Folder.empty() ? "." : Folder);
  if (!Directives.empty())
    PP.setPredefines(Predefines.str() + "\n" + Directives);
}
