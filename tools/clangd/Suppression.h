//===--- Suppression.h - "leave it as it is, because" -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_SUPPRESSION_H
#define THREADWISE_CLANGD_SUPPRESSION_H

#include "OpenDocuments.h"
#include "llvm/Support/JSON.h"

namespace threadwise {

/// The command that puts the cursor where the reason belongs.
extern const llvm::StringLiteral ShowReasonCommand;

/// One code action for each finding of ours among the diagnostics that \p
/// Params (of textDocument/codeAction) is about: it writes
/// `// NOLINTNEXTLINE(check): ` above the line. A suppression without a reason
/// is what it must not become, so it is offered here and never made by `--fix`.
/// \p CanShow: the client lets a server place the cursor.
llvm::json::Array suppressions(const llvm::json::Value &Params,
                               const OpenDocuments &Documents, bool CanShow);

} // namespace threadwise

#endif // THREADWISE_CLANGD_SUPPRESSION_H
