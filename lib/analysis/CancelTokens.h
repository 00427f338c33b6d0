//===--- CancelTokens.h - stop tokens that a wait ignores -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CANCELTOKENS_H
#define THREADWISE_ANALYSIS_CANCELTOKENS_H

#include "model/ConcurrencyModel.h"

namespace threadwise {

/// A stop token that is in scope at \p W, of which it has an overload for one,
/// and that nothing hands on to it; null when there is none.
const clang::NamedDecl *tokenInScope(const ConcurrencyModel &Model,
                                     const Wait &W);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CANCELTOKENS_H
