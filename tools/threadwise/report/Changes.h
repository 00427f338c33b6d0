//===--- Changes.h - the lines that a change touches ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_CHANGES_H
#define THREADWISE_TOOL_REPORT_CHANGES_H

#include "Review.h"
#include <set>

namespace threadwise::report {

class Changes {
public:
  /// \p Patch is a unified diff, of git or of diff -u; the error says what it
  /// is instead.
  static llvm::Expected<Changes> ofPatch(llvm::StringRef Patch);
  /// All of its lines are new.
  void addNewFile(std::string File) { New.insert(std::move(File)); }

  /// Is a line of the place new or different, or was one beside it deleted?
  bool touch(const Location &At) const;

private:
  std::set<std::string> New;
  std::map<std::string, std::set<unsigned>> Lines;
};

/// Keeps what has its place, or any of its evidence, on a changed line.
void keepTouched(Review &R, const Changes &C);

/// What `git` prints in \p Folder.
llvm::Expected<std::string> git(llvm::StringRef Folder,
                                llvm::ArrayRef<llvm::StringRef> Arguments);

/// The names that git prints with `-z`.
llvm::Expected<std::vector<std::string>>
gitNames(llvm::StringRef Folder, llvm::ArrayRef<llvm::StringRef> Arguments);

/// What git neither has nor is told to ignore, relative to \p Folder.
llvm::Expected<std::vector<std::string>> untrackedFiles(llvm::StringRef Folder);

/// A patch in the file \p FileOrRange, or else what git says of that range.
llvm::Expected<Changes> changesOf(const std::string &FileOrRange,
                                  llvm::StringRef Root);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_CHANGES_H
