//===--- Drawing.h - figures of a finding as pictures -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_DRAWING_H
#define THREADWISE_TOOL_REPORT_DRAWING_H

#include "RunRecord.h"
#include "llvm/Support/raw_ostream.h"

namespace threadwise::report {

/// A member as the evidence places it: `bytes 8 to 15: 'Tail', written by …`.
struct PlacedMember {
  unsigned First = 0, Last = 0;
  std::string Name;
};
std::vector<PlacedMember> placedMembers(const Finding &F);

/// The first figure of a sentence that is followed by `ns`; digits may be
/// grouped by commas.
std::optional<double> nanosecondsIn(llvm::StringRef Sentence);

/// For a finding of false sharing: the bytes of the line, and whose they are.
/// \p Number tells drawings of one page apart. Draws nothing for others.
void drawCacheLine(const Finding &F, unsigned Number, llvm::raw_ostream &Out);
/// For a task that is too small: the work beside what starting it costs.
void drawWorkAgainstStart(const Finding &F, llvm::raw_ostream &Out);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_DRAWING_H
