//===--- Drawing.h - figures of a finding as pictures -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_DRAWING_H
#define THREADWISE_TOOL_REPORT_DRAWING_H

#include "RunRecord.h"
#include "llvm/Support/raw_ostream.h"

namespace threadwise::report {

/// What the figures of a finding allow, each drawing with its sentence: whose
/// bytes share a cache line; the work beside what starting it costs.
/// \p Number tells the findings of one page apart.
void draw(const Finding &F, unsigned Number, llvm::raw_ostream &Out);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_DRAWING_H
