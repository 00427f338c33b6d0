//===--- Replacements.h - what has the limit that is missing ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ADVICE_REPLACEMENTS_H
#define THREADWISE_ADVICE_REPLACEMENTS_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// The remedy for a queue type that grows: what the same library offers that
/// has a limit. For a type without an entry, what every queue needs.
llvm::StringRef boundedReplacement(llvm::StringRef TypeName);

} // namespace threadwise

#endif // THREADWISE_ADVICE_REPLACEMENTS_H
