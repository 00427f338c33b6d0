//===--- ChangedUnits.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ChangedUnits.h"
#include "CompilerFlags.h"
#include "Paths.h"
#include "UserError.h"
#include "report/Changes.h"
#include "support/CompatTooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using llvm::StringRef;

llvm::Expected<std::string> threadwise::branchPoint(const std::string &Ref,
                                                    const std::string &Root) {
  if (StringRef(Ref).starts_with("-"))
    return userError("'" + Ref + "' is no revision of git");
  llvm::Expected<std::string> Base =
      report::git(Root, {"merge-base", Ref, "HEAD"});
  if (!Base)
    return Base.takeError();
  return StringRef(*Base).trim().str();
}

llvm::Expected<llvm::StringSet<>>
threadwise::changedFiles(const std::string &Ref, const std::string &Root) {
  llvm::Expected<std::string> Commit = branchPoint(Ref, Root);
  if (!Commit)
    return Commit.takeError();
  llvm::Expected<std::vector<std::string>> Changed =
      report::gitNames(Root, {"diff", "--name-only", "-z", "--relative",
                              "--no-renames", *Commit});
  if (!Changed)
    return Changed.takeError();
  llvm::Expected<std::vector<std::string>> New = report::untrackedFiles(Root);
  if (!New)
    return New.takeError();
  llvm::StringSet<> Files;
  for (const auto *Names : {&*Changed, &*New})
    for (StringRef Name : *Names)
      Files.insert(realPath(inFolder(Root, Name)));
  return Files;
}

/// The names in what make reads: spaces in them have a backslash before, and
/// lines are continued with one.
static std::vector<std::string> namesOf(StringRef Rule) {
  std::vector<std::string> Names(1);
  Rule = Rule.split(": ").second;
  for (size_t I = 0; I < Rule.size(); ++I) {
    char C = Rule[I];
    if (C == '\\' && I + 1 < Rule.size() && Rule[I + 1] != '\n' &&
        (Rule[I + 1] == ' ' || Rule[I + 1] == '#'))
      Names.back() += Rule[++I];
    else if (C == '$' && I + 1 < Rule.size() && Rule[I + 1] == '$')
      Names.back() += Rule[++I];
    else if (llvm::isSpace(C) ||
             (C == '\\' && I + 1 < Rule.size() && Rule[I + 1] == '\n'))
      Names.emplace_back();
    else
      Names.back() += C;
  }
  llvm::erase_if(Names, [](const std::string &Name) { return Name.empty(); });
  return Names;
}

static bool includes(const UnitJob &Job, const llvm::StringSet<> &Files) {
  std::optional<std::string> Rule =
      compat::makeRule(forParsing(Job.CommandLine, Job.File), Job.Directory);
  if (!Rule)
    return true;
  return llvm::any_of(namesOf(*Rule), [&](const std::string &Name) {
    return Files.contains(realPath(llvm::sys::path::is_absolute(Name)
                                       ? Name
                                       : inFolder(Job.Directory, Name)));
  });
}

std::vector<UnitJob> threadwise::unitsWith(std::vector<UnitJob> Units,
                                           const llvm::StringSet<> &Files) {
  llvm::erase_if(Units, [&](const UnitJob &Job) {
    return !Files.contains(realPath(Job.File)) && !includes(Job, Files);
  });
  return Units;
}
