//===--- MissingHeaders.h - what missing headers would include --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_MISSINGHEADERS_H
#define THREADWISE_MODEL_MISSINGHEADERS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class Preprocessor;
} // namespace clang

namespace threadwise {

/// A file that misses its own header most often misses `<thread>` and
/// `<vector>` with it, and nothing of the standard library that it uses is
/// declared. Where an include of the main file is missing, the headers of what
/// it names in `std` are included first. To be called before the unit is
/// parsed; nothing changes in a unit that misses nothing.
void includeWhatMissingHeadersWould(clang::Preprocessor &PP);

/// The directives that do it, for a main file of this text in \p Folder.
std::string standardIncludesFor(llvm::StringRef Text, llvm::StringRef Folder);

} // namespace threadwise

#endif // THREADWISE_MODEL_MISSINGHEADERS_H
