//===--- StandardHeaders.h - where the standard library has it --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_STANDARDHEADERS_H
#define THREADWISE_VOCABULARY_STANDARDHEADERS_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// The header of the C++ standard library that declares `std::Name`, for what
/// concurrent code is made of; empty for other names.
llvm::StringRef standardHeaderOf(llvm::StringRef Name);

/// The header of C or of POSIX that declares `::Name`, for what concurrent code
/// is made of; empty for other names.
llvm::StringRef systemHeaderOf(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_STANDARDHEADERS_H
