//===--- NearestName.h - what a misspelt name was meant to be ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_NEARESTNAME_H
#define THREADWISE_TOOL_NEARESTNAME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace threadwise {

/// The name of \p Known that is nearest to \p Given, empty when none is near.
llvm::StringRef nearestName(llvm::StringRef Given,
                            llvm::ArrayRef<llvm::StringRef> Known);

/// `; did you mean 'x'?`, or nothing.
std::string didYouMean(llvm::StringRef Given,
                       llvm::ArrayRef<llvm::StringRef> Known);

} // namespace threadwise

#endif // THREADWISE_TOOL_NEARESTNAME_H
