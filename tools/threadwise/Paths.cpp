//===--- Paths.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string threadwise::realPath(StringRef Path) {
  llvm::SmallString<128> Real;
  if (!fs::real_path(Path, Real))
    return std::string(Real);
  Real = Path;
  fs::make_absolute(Real);
  path::remove_dots(Real, /*remove_dot_dot=*/true);
  return std::string(Real);
}

std::string threadwise::absolutePath(StringRef File, StringRef Folder) {
  llvm::SmallString<128> Path(path::is_absolute(File) ? File.str()
                                                      : inFolder(Folder, File));
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

std::string threadwise::shownPath(StringRef Path) {
  llvm::SmallString<128> Here;
  if (fs::current_path(Here))
    return Path.str();
  StringRef Rest = Path;
  if (Rest.consume_front(Here) && Rest.consume_front("/"))
    return Rest.str();
  return Path.str();
}

std::string threadwise::inFolder(StringRef Folder, StringRef Name) {
  llvm::SmallString<128> Path(Folder);
  path::append(Path, Name);
  return std::string(Path);
}

bool threadwise::isBelow(StringRef Path, StringRef Folder) {
  return !Folder.empty() && Path.consume_front(Folder) &&
         (Path.empty() || Path.starts_with("/") || Folder.ends_with("/"));
}

bool threadwise::isRepository(StringRef Folder) {
  for (StringRef Name : {".git", ".hg", ".svn"})
    if (fs::exists(inFolder(Folder, Name)))
      return true;
  return false;
}

std::string threadwise::topOfRepository(StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    if (isRepository(Folder))
      return Folder.str();
  return "";
}
