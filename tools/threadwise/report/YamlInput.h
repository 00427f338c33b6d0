//===--- YamlInput.h - what clang-tidy --export-fixes writes ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_YAMLINPUT_H
#define THREADWISE_TOOL_REPORT_YAMLINPUT_H

#include "RunRecord.h"
#include "SourceFiles.h"

namespace threadwise::report {

/// A record that says what was found and cannot say what was looked at. Lines
/// and the code of places come from \p Sources, as far as they are there.
llvm::Expected<RunRecord> readExportedFixes(llvm::StringRef Text,
                                            SourceFiles &Sources);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_YAMLINPUT_H
