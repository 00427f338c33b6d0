//===--- WindowsNames.h - what windows.h would declare ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_WINDOWSNAMES_H
#define THREADWISE_VOCABULARY_WINDOWSNAMES_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace threadwise {

/// A declaration or a directive that gives \p Name what it means in
/// `<windows.h>`, for a machine that has none: the types and constants without
/// which clang loses whole functions. Empty for other names.
std::string windowsDefinitionOf(llvm::StringRef Name);

/// Is it a macro of the headers of Windows that stands in a declaration, and
/// says nothing that matters here: a calling convention, an annotation?
bool isWindowsAnnotation(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_WINDOWSNAMES_H
