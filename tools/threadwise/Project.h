//===--- Project.h - which units there are, and which headers ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_PROJECT_H
#define THREADWISE_TOOL_PROJECT_H

#include "CheckRequest.h"
#include "UnitResult.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace threadwise {

class Project {
public:
  /// Finds the database and the units that \p Request names. The error is a
  /// message for the user that says the next step.
  static llvm::Expected<Project> open(const CheckRequest &Request);

  /// In the order of their paths, one for each command that differs.
  const std::vector<UnitJob> &units() const { return Units; }

  /// The headers below the folders to analyse that are not among \p Included,
  /// each with the flags of the nearest unit.
  std::vector<UnitJob> headerUnits(const llvm::StringSet<> &Included) const;

  /// All headers below the folders to analyse.
  const std::vector<std::string> &headers() const;

  /// Sources below the folders to analyse that the database does not know.
  std::vector<std::string> sourcesWithoutCommand() const;

  /// The folder that the project's own files lie under.
  const std::string &root() const { return Root; }
  /// Where the build puts sources that it fetched; may be empty.
  const std::string &fetchedRoot() const { return FetchedRoot; }
  /// The compile_commands.json; empty when flags were given instead.
  const std::string &databasePath() const { return DatabasePath; }

private:
  llvm::Error load(const CheckRequest &Request);
  llvm::Error loadDatabase(llvm::StringRef File);
  void findRoot();
  llvm::Error chooseUnits(const CheckRequest &Request);
  std::vector<UnitJob> unitsOf(const std::string &File) const;
  std::vector<std::string>
  filesBelow(llvm::function_ref<bool(llvm::StringRef)> Wanted) const;

  std::string DatabasePath, BuildFolder, Root, FetchedRoot;
  /// Answers for files that it does not hold as well.
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
  std::vector<std::string> KnownFiles;
  std::vector<std::string> Folders; ///< to look for headers in
  mutable std::optional<std::vector<std::string>> Headers;
  std::vector<UnitJob> Units;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_PROJECT_H
