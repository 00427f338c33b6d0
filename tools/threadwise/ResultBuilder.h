//===--- ResultBuilder.h - what a unit gave, as plain data ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_RESULTBUILDER_H
#define THREADWISE_TOOL_RESULTBUILDER_H

#include "EnclosingNames.h"
#include "UnitResult.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace threadwise {

/// What parsing tells, beside the diagnostics.
struct ParseRecord {
  bool HasAst = false;
  llvm::StringSet<> Read, Missing;
  EnclosingNames Names;
};

/// Turns what clang-tidy gathered into plain data with absolute paths.
class ResultBuilder {
public:
  /// \p Sources is what the unit was read from.
  ResultBuilder(const UnitJob &Job, const AnalysisSettings &Settings,
                llvm::vfs::FileSystem &Sources);
  ~ResultBuilder();

  UnitResult build(const ParseRecord &Record,
                   llvm::ArrayRef<clang::tidy::ClangTidyError> Errors,
                   std::vector<Verdict> Verdicts);

private:
  class Ownership;
  class LineIndex;
  Message message(const clang::tooling::DiagnosticMessage &From);
  Message::Span span(llvm::StringRef File, unsigned Offset, unsigned Length);
  void add(const clang::tidy::ClangTidyError &Error,
           const EnclosingNames &Names);
  void addVerdicts(std::vector<Verdict> Verdicts);
  void connect();
  std::string path(llvm::StringRef File) const;

  const UnitJob &Job;
  std::unique_ptr<Ownership> Owner;
  std::unique_ptr<LineIndex> Lines;
  UnitResult Result;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_RESULTBUILDER_H
