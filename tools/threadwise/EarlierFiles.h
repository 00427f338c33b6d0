//===--- EarlierFiles.h - the sources of another commit ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_EARLIERFILES_H
#define THREADWISE_TOOL_EARLIERFILES_H

#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <string>

namespace threadwise {

/// For the absolute name of a file of today, the file with its content of then.
using EarlierContents = std::map<std::string, std::string>;

/// This machine's files, those of \p Then with their earlier content, by
/// whatever name they are opened. What is new since stays in sight.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withEarlierFiles(const EarlierContents &Then);

/// What has changed below a folder since the current branch left a revision,
/// as it was then, in a scratch folder that goes with this.
class EarlierTree {
public:
  static llvm::Expected<EarlierTree> at(const std::string &Ref,
                                        const std::string &Root);
  EarlierTree(EarlierTree &&Other);
  ~EarlierTree();

  const EarlierContents &contents() const { return Contents; }

private:
  EarlierTree() = default;
  std::string Folder;
  EarlierContents Contents;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_EARLIERFILES_H
