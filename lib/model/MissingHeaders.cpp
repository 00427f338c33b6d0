//===--- MissingHeaders.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/MissingHeaders.h"
#include "model/RawTokens.h"
#include "model/UnknownMacros.h"
#include "vocabulary/StandardHeaders.h"
#include "vocabulary/WindowsNames.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral Mark =
    "// threadwise: for missing headers\n";

/// A unit with more includes than this is left alone.
static constexpr size_t MaxIncludes = 200;

/// Of the headers beside the main file, no more than these are read.
static constexpr size_t MaxFiles = 8;

namespace {

/// What files name, and what of it they declare themselves.
class NamesInUse {
public:
  explicit NamesInUse(llvm::ArrayRef<RawFile> Files);

  std::set<std::string> headers() const;
  /// Those of std that are used as types without it.
  std::set<std::string> standardTypes() const;
  /// With those of windows.h.
  std::set<std::string> windowsDefinitions() const;

private:
  llvm::StringSet<> Standard, System, Declared, Annotations, InDirectives;
  llvm::StringSet<> UsedAsType, UsedOtherwise;
  bool HasUsingDirective = false;

  void read(llvm::ArrayRef<RawToken> Tokens);
  bool isOwn(llvm::StringRef Name) const {
    return Declared.contains(Name) || InDirectives.contains(Name);
  }
};

} // namespace

NamesInUse::NamesInUse(llvm::ArrayRef<RawFile> Files) {
  for (const RawFile &File : Files) {
    read(File.Tokens);
    for (const auto &Name : File.InDirectives)
      InDirectives.insert(Name.getKey());
  }
}

/// `::name`, with no class or namespace in front.
static bool isGlobal(llvm::ArrayRef<RawToken> Tokens, size_t I) {
  return I < 2 || !(Tokens[I - 2].isName() || Tokens[I - 2].is(tok::greater));
}

/// Is \p I the namespace of a using-directive?
static bool isUsed(llvm::ArrayRef<RawToken> Tokens, size_t I) {
  return I > 1 && Tokens[I - 1].is(tok::kw_namespace) &&
         Tokens[I - 2].is(tok::kw_using);
}

static bool usesStandardNamespace(llvm::ArrayRef<RawToken> Tokens) {
  for (size_t I = 2; I < Tokens.size(); ++I)
    if (Tokens[I].Text == "std" && isUsed(Tokens, I))
      return true;
  return false;
}

void NamesInUse::read(llvm::ArrayRef<RawToken> Tokens) {
  const bool AllStandard = usesStandardNamespace(Tokens);
  for (size_t I = 0; I + 1 < Tokens.size(); ++I) {
    const RawToken &Token = Tokens[I];
    if (!Token.isName())
      continue;
    if (isWindowsAnnotation(Token.Text)) {
      Annotations.insert(Token.Text);
      continue;
    }
    const tok::TokenKind Before = I > 0 ? Tokens[I - 1].Kind : tok::eof;
    const tok::TokenKind After = Tokens[I + 1].Kind;
    HasUsingDirective |= isUsed(Tokens, I);
    if (AllStandard ||
        (Before == tok::coloncolon && I > 1 && Tokens[I - 2].Text == "std"))
      Standard.insert(Token.Text);
    if (Before == tok::period || Before == tok::arrow ||
        (Before == tok::coloncolon && !isGlobal(Tokens, I)))
      continue;
    // `int accept(…)`, `typedef int BOOL;`, `enum { FALSE, TRUE }`.
    const bool EndsDeclarator =
        After != tok::identifier && After != tok::star && After != tok::amp &&
        I > 0 && (Tokens[I - 1].canEndType() || Before == tok::tilde);
    const bool IsDeclared =
        EndsDeclarator ||
        (Before == tok::l_brace &&
         (After == tok::comma || After == tok::equal)) ||
        ((Before == tok::kw_struct || Before == tok::kw_class) &&
         (After == tok::l_brace || After == tok::colon || After == tok::semi));
    (IsDeclared ? Declared : System).insert(Token.Text);
    const bool IsType = After == tok::identifier || After == tok::less ||
                        (Before == tok::less && After == tok::greater);
    (IsType ? UsedAsType : UsedOtherwise).insert(Token.Text);
  }
}

std::set<std::string> NamesInUse::headers() const {
  std::set<std::string> Headers;
  for (const auto &Name : Standard) {
    llvm::StringRef Header = standardHeaderOf(Name.getKey());
    if (!Header.empty())
      Headers.insert(Header.str());
  }
  for (const auto &Name : System) {
    llvm::StringRef Header = systemHeaderOf(Name.getKey());
    if (!Header.empty() && !isOwn(Name.getKey()))
      Headers.insert(Header.str());
  }
  return Headers;
}

/// The directive that lets a project write `mutex` stands in its headers.
std::set<std::string> NamesInUse::standardTypes() const {
  static constexpr llvm::StringLiteral Telling[] = {
      "vector",      "unique_ptr", "shared_ptr",
      "unique_lock", "lock_guard", "condition_variable"};
  static constexpr llvm::StringLiteral Types[] = {
      "vector",     "unique_ptr",     "shared_ptr", "unique_lock",
      "lock_guard", "mutex",          "thread",     "condition_variable",
      "atomic",     "future",         "promise",    "packaged_task",
      "deque",      "list",           "queue",      "map",
      "set",        "string",         "function",   "unordered_map",
      "weak_ptr",   "recursive_mutex"};
  auto IsUsed = [&](llvm::StringRef Name) {
    return UsedAsType.contains(Name) && !UsedOtherwise.contains(Name) &&
           !isOwn(Name);
  };
  std::set<std::string> Found;
  if (HasUsingDirective || llvm::none_of(Telling, IsUsed))
    return Found;
  for (llvm::StringRef Name : Types)
    if (IsUsed(Name))
      Found.insert(Name.str());
  return Found;
}

std::set<std::string> NamesInUse::windowsDefinitions() const {
  std::set<std::string> Definitions;
  for (const auto &Name : System) {
    std::string Definition = windowsDefinitionOf(Name.getKey());
    if (!Definition.empty() && !isOwn(Name.getKey()))
      Definitions.insert(std::move(Definition));
  }
  for (const auto &Name : Annotations)
    if (!InDirectives.contains(Name.getKey()))
      Definitions.insert("#define " + Name.getKey().str());
  return Definitions;
}

/// The definition that lets clang read the code around the macro.
static std::string definitionOf(llvm::StringRef Name, UnknownMacro Kind) {
  std::string Macro = "#ifndef " + Name.str() + "\n#define " + Name.str();
  switch (Kind) {
  case UnknownMacro::Word:
    break;
  case UnknownMacro::Swallows:
    Macro += "(...)";
    break;
  case UnknownMacro::Loop:
    Macro += "(X, Items) for (X : Items)";
    break;
  }
  return Macro + "\n#endif\n";
}

/// An expression of the preprocessor: is one of the includes missing?
static std::string missingAny(llvm::ArrayRef<RawFile> Read,
                              llvm::ArrayRef<FileText> Files) {
  std::string Missing;
  for (size_t I = 0; I < Read.size(); ++I)
    for (llvm::StringRef Include : Read[I].Includes) {
      Missing += Missing.empty() ? "" : " || ";
      Missing += "(!__has_include(" + Include.str() + ")";
      // A quoted name is looked for beside the file that has it.
      if (Include.front() == '"')
        Missing += " && !__has_include(\"" + Files[I].Folder.str() + "/" +
                   Include.drop_front().drop_back().str() + "\")";
      Missing += ")";
    }
  return Missing;
}

std::string
threadwise::directivesForMissingHeaders(llvm::ArrayRef<FileText> Files,
                                        const LangOptions &LangOpts) {
  std::vector<RawFile> Read;
  size_t Includes = 0;
  for (const FileText &File : Files) {
    Read.push_back(readRawFile(File.Text, LangOpts));
    Includes += Read.back().Includes.size();
  }
  if (Includes == 0 || Includes > MaxIncludes)
    return {};
  const NamesInUse Names(Read);
  std::set<std::string> Headers = Names.headers(), Types;
  if (LangOpts.CPlusPlus)
    Types = Names.standardTypes();
  for (const std::string &Type : Types)
    Headers.insert(standardHeaderOf(Type).str());
  std::string Needed;
  for (const std::string &Header : Headers)
    Needed += "#if __has_include(<" + Header + ">)\n#include <" + Header +
              ">\n#endif\n";
  for (const std::string &Type : Types)
    Needed += "using std::" + Type + ";\n";
  const std::set<std::string> Windows = Names.windowsDefinitions();
  if (!Windows.empty()) {
    Needed += "#if !__has_include(<windows.h>)\n";
    for (const std::string &Definition : Windows)
      Needed += Definition + "\n";
    Needed += "#endif\n";
  }
  for (const auto &[Name, Kind] : unknownMacrosIn(Read))
    if (windowsDefinitionOf(Name).empty() && !isWindowsAnnotation(Name))
      Needed += definitionOf(Name, Kind);
  if (Needed.empty())
    return {};
  return Mark.str() + "#if " + missingAny(Read, Files) + "\n" + Needed +
         "#endif\n";
}

/// Is \p Include, written in a file of \p Folder, where the unit looks for it?
/// A folder that is no plain one (a framework, a header map) counts as one that
/// has it: the preprocessor is asked again before anything is added.
static bool isThere(llvm::StringRef Include, llvm::StringRef Folder,
                    Preprocessor &PP) {
  FileManager &Files = PP.getFileManager();
  llvm::StringRef Name = Include.drop_front().drop_back();
  auto Has = [&](llvm::StringRef In) {
    llvm::SmallString<128> Path(In);
    llvm::sys::path::append(Path, Name);
    return static_cast<bool>(Files.getOptionalFileRef(Path));
  };
  if (Include.front() == '"' && Has(Folder))
    return true;
  for (const DirectoryLookup &Dir : PP.getHeaderSearchInfo().search_dir_range())
    if (!Dir.isNormalDir() || Has(Dir.getName()))
      return true;
  return false;
}

void threadwise::standInForMissingHeaders(Preprocessor &PP) {
  const PreprocessorOptions &Options = PP.getPreprocessorOpts();
  // A precompiled beginning of the file has been read with what it includes.
  if (!Options.ImplicitPCHInclude.empty() ||
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
  if (Folder.empty())
    Folder = ".";

  std::vector<std::unique_ptr<llvm::MemoryBuffer>> Buffers;
  std::vector<FileText> Files = {{Text, Folder}};
  bool Misses = false;
  for (size_t I = 0; I < Files.size(); ++I)
    for (llvm::StringRef Include : includesOf(Files[I].Text)) {
      if (!isThere(Include, Folder, PP)) {
        Misses = true;
        continue;
      }
      llvm::SmallString<128> Beside(Folder);
      llvm::sys::path::append(Beside, Include.drop_front().drop_back());
      if (Include.front() != '"' || Files.size() == MaxFiles ||
          llvm::sys::path::parent_path(Beside) != Folder)
        continue;
      if (auto Buffer = PP.getFileManager().getBufferForFile(Beside)) {
        Files.push_back({(*Buffer)->getBuffer(), Folder});
        Buffers.push_back(std::move(*Buffer));
      }
    }
  std::string Directives;
  if (Misses)
    Directives = directivesForMissingHeaders(Files, PP.getLangOpts());
  // The mark alone keeps the other checks of the unit from looking again.
  PP.setPredefines(Predefines.str() + "\n" +
                   (Directives.empty() ? Mark.str() : Directives));
}
