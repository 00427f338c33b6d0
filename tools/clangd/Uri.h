//===--- Uri.h - paths as the protocol writes them --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_URI_H
#define THREADWISE_CLANGD_URI_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace threadwise {

std::string fileUri(llvm::StringRef Path);
/// Empty for what is no file.
std::string pathOfUri(llvm::StringRef Uri);

} // namespace threadwise

#endif // THREADWISE_CLANGD_URI_H
