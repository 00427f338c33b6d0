//===--- ChangedUnits.h - what a change can affect --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_CHANGEDUNITS_H
#define THREADWISE_TOOL_CHANGEDUNITS_H

#include "UnitResult.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

namespace threadwise {

/// The commit where the current branch left \p Ref.
llvm::Expected<std::string> branchPoint(const std::string &Ref,
                                        const std::string &Root);

/// The files below \p Root that differ from where the current branch left
/// \p Ref, also those that git does not know yet. Absolute.
llvm::Expected<llvm::StringSet<>> changedFiles(const std::string &Ref,
                                               const std::string &Root);

/// Those of \p Units that are one of \p Files or include one, as clang's own
/// scanner sees includes. One that cannot be scanned counts.
std::vector<UnitJob> unitsWith(std::vector<UnitJob> Units,
                               const llvm::StringSet<> &Files);

} // namespace threadwise

#endif // THREADWISE_TOOL_CHANGEDUNITS_H
