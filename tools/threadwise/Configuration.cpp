//===--- Configuration.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Configuration.h"
#include "NearestName.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/GlobList.h"
#include "report/Escape.h"
#include "support/CompatTooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>

using namespace threadwise;
using namespace clang::tidy;

static constexpr llvm::StringLiteral OurPrefix = "threadwise";
static constexpr llvm::StringLiteral AllOurChecks = "threadwise-*";

const std::vector<std::string> &threadwise::checkNames() {
  static const std::vector<std::string> Names = [] {
    ClangTidyCheckFactories Factories;
    for (const auto &Module : ClangTidyModuleRegistry::entries())
      Module.instantiate()->addCheckFactories(Factories);
    std::vector<std::string> Ours;
    for (const auto &Factory : Factories)
      if (Factory.getKey().starts_with(OurPrefix))
        Ours.push_back(Factory.getKey().str());
    llvm::sort(Ours);
    return Ours;
  }();
  return Names;
}

static const llvm::StringSet<> &optionNames() {
  static const llvm::StringSet<> Names = [] {
    ClangTidyOptions Options = ClangTidyOptions::getDefaults();
    Options.Checks = ("-*," + AllOurChecks).str();
    llvm::StringSet<> Ours;
    for (const auto &Option : compat::checkOptions(Options))
      Ours.insert(Option.getKey());
    return Ours;
  }();
  return Names;
}

/// A key that clang-tidy dropped, and that projects' files still have: they are
/// no less readable for it.
static constexpr llvm::StringLiteral DroppedKey = "AnalyzeTemporaryDtors:";

/// Reads a configuration as clang-tidy does, but for what it dropped over time.
static llvm::ErrorOr<ClangTidyOptions> parse(llvm::MemoryBufferRef Text,
                                             DiagCallback Complain) {
  if (!Text.getBuffer().contains(DroppedKey))
    return parseConfigurationWithDiags(Text, Complain);
  // A comment in its place keeps the lines of messages.
  std::string Kept;
  for (llvm::StringRef Line : llvm::split(Text.getBuffer(), '\n'))
    Kept += (Line.starts_with(DroppedKey) ? "#" : Line.str()) + "\n";
  return parseConfigurationWithDiags({Kept, Text.getBufferIdentifier()},
                                     Complain);
}

namespace {
/// The `.clang-tidy` files of the project. As in clang-tidy itself, one that
/// cannot be read is as good as none; it is reported once, or not at all when
/// \p Unreadable is null.
class ProjectFiles : public FileOptionsProvider {
public:
  explicit ProjectFiles(bool *Unreadable)
      : FileOptionsProvider(ClangTidyGlobalOptions(),
                            ClangTidyOptions::getDefaults(),
                            ClangTidyOptions()) {
    ConfigHandlers = {
        {".clang-tidy", [this, Unreadable](llvm::MemoryBufferRef Text) {
           const bool Tell =
               Unreadable && Told.insert(Text.getBufferIdentifier()).second;
           llvm::ErrorOr<ClangTidyOptions> Options =
               parse(Text, [Tell](const llvm::SMDiagnostic &Problem) {
                 if (Tell)
                   Problem.print(nullptr, llvm::errs(), /*ShowColors=*/false);
               });
           if (Options)
             return Options;
           if (Unreadable)
             *Unreadable = true;
           return llvm::ErrorOr<ClangTidyOptions>(ClangTidyOptions());
         }}};
  }

private:
  llvm::StringSet<> Told;
};
} // namespace

static std::unique_ptr<ClangTidyOptionsProvider>
sameForAllFiles(llvm::MemoryBufferRef Text) {
  llvm::ErrorOr<ClangTidyOptions> Options =
      parse(Text, [](const llvm::SMDiagnostic &Problem) {
        Problem.print(nullptr, llvm::errs(), /*ShowColors=*/false);
      });
  if (!Options)
    return nullptr;
  return std::make_unique<ConfigOptionsProvider>(
      ClangTidyGlobalOptions(), ClangTidyOptions::getDefaults(), *Options,
      ClangTidyOptions());
}

static std::unique_ptr<ClangTidyOptionsProvider>
fromFile(llvm::StringRef File) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (Text)
    return sameForAllFiles(**Text);
  llvm::errs() << "threadwise: cannot read '" << File
               << "': " << Text.getError().message() << '\n';
  return nullptr;
}

/// Null, with a message printed, when what the user names cannot be read.
/// \p Unreadable lives as long as the result.
static std::unique_ptr<ClangTidyOptionsProvider>
open(const ConfigurationSource &From, bool *Unreadable = nullptr) {
  if (!From.Text.empty())
    return sameForAllFiles({From.Text, "--config"});
  if (!From.File.empty())
    return fromFile(From.File);
  return std::make_unique<ProjectFiles>(Unreadable);
}

/// The first line of the file that holds \p Name outside a comment; 0 when
/// there is none, or no such file.
static unsigned lineOf(llvm::StringRef Name, llvm::StringRef File) {
  auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Text)
    return 0;
  llvm::SmallVector<llvm::StringRef, 64> Lines;
  (*Text)->getBuffer().split(Lines, '\n');
  for (const auto &[Index, Line] : llvm::enumerate(Lines))
    if (Line.split('#').first.contains(Name))
      return Index + 1;
  return 0;
}

static void complain(llvm::StringRef Source, llvm::StringRef Kind,
                     llvm::StringRef Name,
                     llvm::ArrayRef<llvm::StringRef> Known) {
  llvm::errs() << report::forTerminal(Source);
  if (unsigned Line = lineOf(Name, Source))
    llvm::errs() << ':' << Line;
  llvm::errs() << ": error: unknown " << Kind << " '"
               << report::forTerminal(Name) << '\'' << didYouMean(Name, Known)
               << '\n';
}

/// A `Checks` list may be written over several lines.
static llvm::SmallVector<llvm::StringRef, 16>
splitGlobs(llvm::StringRef Globs) {
  llvm::SmallVector<llvm::StringRef, 16> All;
  llvm::SplitString(Globs, All, ",\n");
  for (llvm::StringRef &Glob : All)
    Glob = Glob.trim();
  return All;
}

static bool verifyCheckGlobs(llvm::StringRef Globs, llvm::StringRef Source) {
  bool Good = true;
  for (llvm::StringRef Glob : splitGlobs(Globs)) {
    Glob.consume_front("-");
    if (!Glob.starts_with(OurPrefix))
      continue;
    GlobList Matching(Glob);
    if (llvm::any_of(checkNames(), [&](llvm::StringRef Name) {
          return Matching.contains(Name);
        }))
      continue;
    llvm::SmallVector<llvm::StringRef, 16> Known(checkNames().begin(),
                                                 checkNames().end());
    complain(Source, "check", Glob, Known);
    Good = false;
  }
  return Good;
}

static bool verifyOptionNames(const ClangTidyOptions::OptionMap &Options,
                              llvm::StringRef Source) {
  std::vector<llvm::StringRef> Unknown;
  for (llvm::StringRef Name : Options.keys())
    if (Name.starts_with(OurPrefix) && !optionNames().contains(Name))
      Unknown.push_back(Name);
  llvm::sort(Unknown);
  for (llvm::StringRef Name : Unknown) {
    llvm::SmallVector<llvm::StringRef, 32> Known(optionNames().keys());
    llvm::sort(Known);
    complain(Source, "option", Name, Known);
  }
  return Unknown.empty();
}

static std::string absolute(llvm::StringRef File) {
  llvm::SmallString<128> Path(File);
  llvm::sys::fs::make_absolute(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

ConfigurationState
threadwise::verifyConfiguration(const ConfigurationSource &From,
                                llvm::ArrayRef<std::string> Sources) {
  bool Unreadable = false;
  std::unique_ptr<ClangTidyOptionsProvider> Options = open(From, &Unreadable);
  if (!Options)
    return ConfigurationState::Wrong;
  // One file of a folder has the options of all.
  std::vector<std::string> Files;
  llvm::StringSet<> Folders;
  for (const std::string &Source : Sources) {
    std::string File = absolute(Source);
    if (Folders.insert(llvm::sys::path::parent_path(File)).second)
      Files.push_back(std::move(File));
  }
  if (Files.empty()) // options that hold for every file are verified still
    Files.push_back(absolute("none"));
  bool Good = verifyCheckGlobs(From.Checks, "--checks");
  Good &= verifyCheckGlobs(From.WarningsAsErrors, "--warnings-as-errors");
  llvm::StringSet<> Verified;
  for (const std::string &File : Files)
    for (const auto &[Raw, Source] : Options->getRawOptions(File)) {
      if (!Verified.insert(Source).second)
        continue;
      llvm::StringRef Shown = From.File.empty() ? Source : From.File;
      for (const std::optional<std::string> &Globs :
           {Raw.Checks, Raw.WarningsAsErrors})
        if (Globs)
          Good &= verifyCheckGlobs(*Globs, Shown);
      Good &= verifyOptionNames(Raw.CheckOptions, Shown);
    }
  if (!Good)
    return ConfigurationState::Wrong;
  return Unreadable ? ConfigurationState::Unreadable : ConfigurationState::Good;
}

/// Those of our checks that the project's own `Checks` leave on: exactly those
/// that it names, if it names any; else all but those that it excludes. What
/// it says of other checks, `-*` above all, was not meant for ours.
static std::vector<std::string> enabledChecks(llvm::StringRef ProjectChecks) {
  llvm::SmallVector<llvm::StringRef, 16> Globs = splitGlobs(ProjectChecks);
  bool NamesOurs = llvm::any_of(
      Globs, [](llvm::StringRef Glob) { return Glob.starts_with(OurPrefix); });
  std::string Effective = NamesOurs ? ProjectChecks.str() : AllOurChecks.str();
  if (!NamesOurs)
    for (llvm::StringRef Glob : Globs)
      if (Glob.starts_with("-") && Glob.drop_front().starts_with(OurPrefix))
        Effective += "," + Glob.str();
  GlobList List(Effective);
  std::vector<std::string> Enabled;
  for (const std::string &Name : checkNames())
    if (List.contains(Name))
      Enabled.push_back(Name);
  return Enabled;
}

namespace {
class CheckOptionsProvider : public ClangTidyOptionsProvider {
public:
  explicit CheckOptionsProvider(const ConfigurationSource &From)
      : MoreChecks(From.Checks), Project(open(From)) {}

  bool isUsable() const { return Project != nullptr; }

  const ClangTidyGlobalOptions &getGlobalOptions() override {
    return Project->getGlobalOptions();
  }

  std::vector<OptionsSource> getRawOptions(llvm::StringRef File) override {
    std::vector<OptionsSource> Raw = Project->getRawOptions(File);
    std::string ProjectChecks;
    for (const OptionsSource &Source : Raw)
      if (Source.first.Checks)
        ProjectChecks += "," + *Source.first.Checks;
    ClangTidyOptions Ours;
    Ours.Checks = "-*," + llvm::join(enabledChecks(ProjectChecks), ",");
    if (!MoreChecks.empty())
      *Ours.Checks += "," + MoreChecks;
    // Which headers are shown is decided where their full paths are known.
    Ours.HeaderFilterRegex = ".*";
    Ours.SystemHeaders = false;
    Raw.emplace_back(std::move(Ours), "threadwise check");
    return Raw;
  }

private:
  std::string MoreChecks;
  std::unique_ptr<ClangTidyOptionsProvider> Project;
};
} // namespace

std::unique_ptr<ClangTidyOptionsProvider>
threadwise::checkOptionsProvider(const ConfigurationSource &From) {
  auto Provider = std::make_unique<CheckOptionsProvider>(From);
  if (!Provider->isUsable())
    return nullptr;
  return Provider;
}
