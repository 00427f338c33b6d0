//===--- NameList.h - names in one string -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_NAMELIST_H
#define THREADWISE_VOCABULARY_NAMELIST_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// Is \p Name one of \p Names, which spaces part? For tables that have many
/// names a row, and are asked seldom.
inline bool isListed(llvm::StringRef Names, llvm::StringRef Name) {
  while (!Names.empty()) {
    auto [First, Rest] = Names.split(' ');
    if (First == Name)
      return true;
    Names = Rest;
  }
  return false;
}

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_NAMELIST_H
