//===--- UserError.h - an error that the user can do something about ------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_USERERROR_H
#define THREADWISE_TOOL_USERERROR_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace threadwise {

/// \p Message says the next step where there is one.
inline llvm::Error userError(const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

} // namespace threadwise

#endif // THREADWISE_TOOL_USERERROR_H
