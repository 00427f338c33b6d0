//===--- Paths.h - files and folders ----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_PATHS_H
#define THREADWISE_TOOL_PATHS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace threadwise {

/// Absolute, without symbolic links where the file exists.
std::string realPath(llvm::StringRef Path);
/// Without dots; links stay. \p Folder is what a relative one is relative to.
std::string absolutePath(llvm::StringRef File, llvm::StringRef Folder);
/// Shorter when it lies below the current folder.
std::string shownPath(llvm::StringRef Path);
std::string inFolder(llvm::StringRef Folder, llvm::StringRef Name);
/// Also true of the folder itself; nothing lies below an empty path.
bool isBelow(llvm::StringRef Path, llvm::StringRef Folder);
/// Under version control, as its topmost folder.
bool isRepository(llvm::StringRef Folder);
/// The repository that \p Folder lies in; empty when there is none.
std::string topOfRepository(llvm::StringRef Folder);

} // namespace threadwise

#endif // THREADWISE_TOOL_PATHS_H
