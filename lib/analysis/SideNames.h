//===--- SideNames.h - names of the two sides of something ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_SIDENAMES_H
#define THREADWISE_ANALYSIS_SIDENAMES_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// Do two names say that they are the two sides of one thing: `head_` and
/// `tail_`, `readPos` and `writePos`, `produced` and `consumed`?
bool nameTwoSides(llvm::StringRef A, llvm::StringRef B);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_SIDENAMES_H
