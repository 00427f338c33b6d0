//===--- Replacements.h - what has the limit that is missing ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ADVICE_REPLACEMENTS_H
#define THREADWISE_ADVICE_REPLACEMENTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// The remedy for a queue that grows, or for a function of an executor that has
/// one inside: what the same library offers that has a limit. Of several
/// \p Names the first with an entry counts; without one, the remedy of \p Form.
llvm::StringRef boundedReplacement(llvm::ArrayRef<llvm::StringRef> Names,
                                   llvm::StringRef Form);

} // namespace threadwise

#endif // THREADWISE_ADVICE_REPLACEMENTS_H
