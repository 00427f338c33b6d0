//===--- Tidy.cpp - threadwise tidy: clang-tidy with our checks -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Configuration.h"
#include "ResourceDirectory.h"
#include "Verbs.h"
#include "clang-tidy/tool/ClangTidyMain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include <optional>
#include <string>

using namespace threadwise;

/// The value of `--name=value` or `--name value`, with one dash or two.
static std::optional<llvm::StringRef> valueOf(llvm::StringRef Name,
                                              Arguments Args) {
  for (size_t I = 0; I != Args.size(); ++I) {
    llvm::StringRef Arg = Args[I];
    if (Arg == "--")
      return std::nullopt;
    if (!Arg.consume_front("-"))
      continue;
    Arg.consume_front("-");
    if (!Arg.consume_front(Name))
      continue;
    if (Arg.consume_front("="))
      return Arg;
    if (Arg.empty() && I + 1 != Args.size())
      return llvm::StringRef(Args[I + 1]);
  }
  return std::nullopt;
}

static std::vector<std::string> sourcesAmong(Arguments Args) {
  std::vector<std::string> Sources;
  for (llvm::StringRef Arg : Args) {
    if (Arg == "--")
      break;
    if (!Arg.starts_with("-") && llvm::sys::fs::is_regular_file(Arg))
      Sources.push_back(Arg.str());
  }
  return Sources;
}

static bool configurationIsGood(Arguments Args) {
  ConfigurationSource From;
  From.Text = valueOf("config", Args).value_or("").str();
  From.File = valueOf("config-file", Args).value_or("").str();
  From.Checks = valueOf("checks", Args).value_or("").str();
  From.WarningsAsErrors =
      valueOf("warnings-as-errors", Args).value_or("").str();
  return verifyConfiguration(From, sourcesAmong(Args)) ==
         ConfigurationState::Good;
}

int threadwise::tidyVerb(const char *Program, Arguments Args) {
  if (!configurationIsGood(Args))
    return CouldNotAnalyse;
  llvm::SmallVector<const char *, 32> Argv = {Program};
  // First, so that the user's own -resource-dir comes later and wins.
  std::string ResourceArg =
      "--extra-arg-before=-resource-dir=" + resourceDirectory();
  Argv.push_back(ResourceArg.c_str());
  Argv.append(Args.begin(), Args.end());
  Argv.push_back(nullptr);
  return clang::tidy::clangTidyMain(Argv.size() - 1, Argv.data());
}
