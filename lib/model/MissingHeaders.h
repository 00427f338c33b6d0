//===--- MissingHeaders.h - what missing headers would say ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A file that misses its own header most often misses `<thread>`, `<vector>`,
/// `<pthread.h>` and the project's macros with it: nothing that it uses is
/// declared, and clang loses what stands behind the first unknown macro. A
/// third of real defects sit in such files.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_MISSINGHEADERS_H
#define THREADWISE_MODEL_MISSINGHEADERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class LangOptions;
class Preprocessor;
} // namespace clang

namespace threadwise {

/// Where an include of the main file, or of a header beside it, is missing: the
/// headers of the standard library and of the system for what the files name
/// are included first, and macros that they use and nobody defines are defined
/// as what stands there. To be called before the unit is parsed; nothing
/// changes in a unit that misses nothing.
void standInForMissingHeaders(clang::Preprocessor &PP);

/// A file's text, and the folder that its quoted includes are looked for in.
struct FileText {
  llvm::StringRef Text, Folder;
};

/// The directives that do it; empty where the files include nothing, or need
/// nothing.
std::string directivesForMissingHeaders(llvm::ArrayRef<FileText> Files,
                                        const clang::LangOptions &LangOpts);

} // namespace threadwise

#endif // THREADWISE_MODEL_MISSINGHEADERS_H
