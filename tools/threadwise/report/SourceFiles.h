//===--- SourceFiles.h - the code that a report shows -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_SOURCEFILES_H
#define THREADWISE_TOOL_REPORT_SOURCEFILES_H

#include "RunRecord.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <vector>

namespace threadwise::report {

/// Reads only what lies below one folder, with symbolic links resolved: a
/// record from a stranger may name any file of this machine.
class SourceFiles {
public:
  /// Reads nothing when \p Root is empty.
  explicit SourceFiles(std::string Root);

  enum class Comparison { Same, Changed, Missing, Outside };
  Comparison compare(llvm::StringRef File, llvm::StringRef Hash);

  bool readsAnything() const { return !Root.empty(); }
  const std::string &root() const { return Root; }

  /// Without its end; empty where there is none.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);
  /// Null for what is not there or must not be read.
  const llvm::MemoryBuffer *text(llvm::StringRef File);

  /// The place of \p Offset; line 0 when the file cannot be read.
  std::pair<unsigned, unsigned> position(llvm::StringRef File, unsigned Offset);
  /// Columns count bytes; this counts characters.
  unsigned characterColumn(llvm::StringRef File, unsigned Line,
                           unsigned Column);

private:
  struct Source {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    bool IsOutside = false;
    std::vector<size_t> LineStarts;
  };
  Source &source(llvm::StringRef File);

  std::string Root;
  llvm::StringMap<Source> Known;
};

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_SOURCEFILES_H
