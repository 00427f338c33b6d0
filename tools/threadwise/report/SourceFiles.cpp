//===--- SourceFiles.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "SourceFiles.h"
#include "../Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// No source that people read is larger.
static constexpr uint64_t LargestSource = 64ull << 20;

SourceFiles::SourceFiles(std::string Root)
    : Root(Root.empty() ? "" : realPath(Root)) {}

SourceFiles::Source &SourceFiles::source(StringRef File) {
  auto [Entry, New] = Known.try_emplace(File);
  Source &S = Entry->second;
  if (!New || Root.empty() || File.empty() || File.contains('\0'))
    return S;
  std::string Path = realPath(
      llvm::sys::path::is_absolute(File) ? File.str() : inFolder(Root, File));
  S.IsOutside = !isBelow(Path, Root);
  fs::file_status Status;
  // A pipe would be waited for, a device never end.
  if (S.IsOutside || fs::status(Path, Status) || !fs::is_regular_file(Status) ||
      Status.getSize() > LargestSource)
    return S;
  if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
    S.Buffer = std::move(*Buffer);
  else
    return S;
  S.LineStarts.push_back(0);
  StringRef Text = S.Buffer->getBuffer();
  for (size_t At = Text.find('\n'); At != StringRef::npos;
       At = Text.find('\n', At + 1))
    S.LineStarts.push_back(At + 1);
  return S;
}

SourceFiles::Comparison SourceFiles::compare(StringRef File, StringRef Hash) {
  Source &S = source(File);
  if (S.IsOutside)
    return Comparison::Outside;
  if (!S.Buffer)
    return Comparison::Missing;
  return hashOf(S.Buffer->getBuffer()) == Hash ? Comparison::Same
                                               : Comparison::Changed;
}

const llvm::MemoryBuffer *SourceFiles::text(StringRef File) {
  return source(File).Buffer.get();
}

StringRef SourceFiles::line(StringRef File, unsigned Number) {
  Source &S = source(File);
  if (!Number || Number > S.LineStarts.size())
    return "";
  return S.Buffer->getBuffer()
      .drop_front(S.LineStarts[Number - 1])
      .take_until([](char C) { return C == '\n'; })
      .rtrim('\r');
}

std::pair<unsigned, unsigned> SourceFiles::position(StringRef File,
                                                    unsigned Offset) {
  Source &S = source(File);
  if (!S.Buffer)
    return {0, 0};
  Offset = std::min<size_t>(Offset, S.Buffer->getBufferSize());
  auto After = llvm::upper_bound(S.LineStarts, Offset);
  unsigned Line = After - S.LineStarts.begin();
  return {Line, Offset - S.LineStarts[Line - 1] + 1};
}

unsigned SourceFiles::characterColumn(StringRef File, unsigned Line,
                                      unsigned Column) {
  if (!Column)
    return 0;
  StringRef Before = line(File, Line).take_front(Column - 1);
  unsigned Followers = llvm::count_if(Before, [](char C) {
    return (static_cast<unsigned char>(C) & 0xC0) == 0x80;
  });
  return Column - Followers;
}
