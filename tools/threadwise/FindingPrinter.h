//===--- FindingPrinter.h - findings as clang prints them -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_FINDINGPRINTER_H
#define THREADWISE_TOOL_FINDINGPRINTER_H

#include "UnitResult.h"
#include <memory>

namespace threadwise {

/// Prints to standard output in clang's format: place, message, check, the line
/// with what is meant underlined, notes; in colour on a terminal.
class FindingPrinter {
public:
  FindingPrinter();
  ~FindingPrinter();
  void print(const Finding &F);

private:
  struct Clang;
  std::unique_ptr<Clang> Through;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_FINDINGPRINTER_H
