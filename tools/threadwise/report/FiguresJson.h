//===--- FiguresJson.h - the numbers of a finding as JSON -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_FIGURESJSON_H
#define THREADWISE_TOOL_REPORT_FIGURESJSON_H

#include "model/Figures.h"
#include "llvm/Support/JSON.h"

namespace threadwise {

/// What is empty is left out; docs/run-record.md describes the rest.
llvm::json::Value toJSON(const Figures &F);
bool fromJSON(const llvm::json::Value &V, Figures &F, llvm::json::Path P);

} // namespace threadwise

#endif // THREADWISE_TOOL_REPORT_FIGURESJSON_H
