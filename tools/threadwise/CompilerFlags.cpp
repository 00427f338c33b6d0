//===--- CompilerFlags.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "CompilerFlags.h"
#include "ResourceDirectory.h"
#include "support/CompatTooling.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace threadwise;
using namespace clang;
namespace options = threadwise::compat::options;
using llvm::StringRef;

/// The arguments that clang's driver would read as one, and what it takes them
/// for.
namespace {
struct Argument {
  llvm::opt::OptSpecifier Is;
  llvm::ArrayRef<std::string> Words;
};
} // namespace

static bool isForMsvc(const CommandLine &Command) {
  StringRef Compiler = llvm::sys::path::stem(Command.front());
  return Compiler.equals_insensitive("cl") || Compiler.contains("clang-cl") ||
         llvm::is_contained(Command, "--driver-mode=cl");
}

/// \p Use decides for each argument whether it stays.
static CommandLine filter(const CommandLine &Command,
                          llvm::function_ref<bool(const Argument &)> Use) {
  llvm::SmallVector<const char *, 64> Words;
  for (const std::string &Word : llvm::drop_begin(Command))
    Words.push_back(Word.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  llvm::opt::InputArgList Parsed =
      compat::parseDriverArguments(Words, MissingIndex, MissingCount);
  CommandLine Out = {Command.front()};
  llvm::ArrayRef<std::string> All = llvm::ArrayRef(Command).drop_front();
  size_t From = 0;
  auto TakeUntil = [&](size_t To, llvm::opt::OptSpecifier Is) {
    Argument A = {Is, All.slice(From, To - From)};
    if (!A.Words.empty() && Use(A))
      llvm::append_range(Out, A.Words);
    From = To;
  };
  llvm::opt::OptSpecifier Is;
  for (const llvm::opt::Arg *A : Parsed) {
    TakeUntil(A->getIndex(), Is);
    Is = A->getOption().getID();
  }
  TakeUntil(MissingCount ? MissingIndex : All.size(), Is);
  return Out;
}

static bool serves(const Argument &A) {
  StringRef First = A.Words.front();
  if (A.Is == options::OPT_UNKNOWN)
    return false; // of another compiler
  // Another compiler, or another version of clang, wrote it.
  if (A.Is == options::OPT_include_pch)
    return false;
  // Here a warning is no reason to stop.
  return !First.starts_with("-Werror") && First != "-pedantic-errors";
}

/// Removes `-Xclang -include-pch -Xclang FILE`: the header itself follows.
static void dropPrecompiledHeaders(CommandLine &Command) {
  for (size_t I = 0; I + 3 < Command.size();) {
    if (Command[I] == "-Xclang" && Command[I + 1] == "-include-pch" &&
        Command[I + 2] == "-Xclang")
      Command.erase(Command.begin() + I, Command.begin() + I + 4);
    else
      ++I;
  }
}

static bool names(const CommandLine &Command, StringRef Prefix) {
  return llvm::any_of(Command,
                      [&](StringRef Word) { return Word.starts_with(Prefix); });
}

/// The folder of gcc's omp.h; empty when there is none.
static std::string headersOfGcc() {
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator At("/usr/lib/gcc", Error),
       End;
       At != End && !Error; At.increment(Error)) {
    if (At.level() == 3)
      At.no_push();
    if (llvm::sys::path::filename(At->path()) == "omp.h")
      return llvm::sys::path::parent_path(At->path()).str();
  }
  return "";
}

/// clang's driver finds headers from where it believes to be installed.
static std::string compilerPath(StringRef Compiler) {
  if (Compiler.contains('/'))
    return Compiler.str();
  llvm::ErrorOr<std::string> Found = llvm::sys::findProgramByName(Compiler);
  return Found ? *Found : Compiler.str();
}

CommandLine threadwise::forParsing(CommandLine Command,
                                   const std::string &File) {
  using namespace tooling;
  if (Command.empty())
    return Command;
  for (const ArgumentsAdjuster &Adjust :
       {getClangStripOutputAdjuster(), getClangStripDependencyFileAdjuster(),
        getStripPluginsAdjuster(), getClangSyntaxOnlyAdjuster()})
    Command = Adjust(Command, File);
  Command.front() = compilerPath(Command.front());
  if (isForMsvc(Command))
    return Command;
  dropPrecompiledHeaders(Command);
  Command = filter(Command, serves);
  CommandLine Headers;
  std::string Own = resourceDirectory();
  if (!Own.empty() && !names(Command, "-resource-dir"))
    Headers.push_back("-resource-dir=" + Own);
  if (names(Command, "-fopenmp") &&
      !llvm::sys::fs::exists(Own + "/include/omp.h")) {
    Headers.push_back("-idirafter");
    Headers.push_back(headersOfGcc());
  }
  Command.insert(Command.begin() + 1, Headers.begin(), Headers.end());
  return Command;
}

CommandLine threadwise::forParsingAtLeast(const CommandLine &Command) {
  static constexpr StringRef Needed[] = {"-D",
                                         "-U",
                                         "-I",
                                         "-i",
                                         "-std",
                                         "-stdlib",
                                         "-x",
                                         "-resource-dir",
                                         "-fsyntax-only",
                                         "-fopenmp",
                                         "-pthread",
                                         "--driver-mode",
                                         "--sysroot",
                                         "-target",
                                         "--target"};
  return filter(Command, [](const Argument &A) {
    StringRef First = A.Words.front();
    return First == "--" || !First.starts_with("-") ||
           llvm::any_of(Needed, [&](StringRef Prefix) {
             return First.starts_with(Prefix);
           });
  });
}
