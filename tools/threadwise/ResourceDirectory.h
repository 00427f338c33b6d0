//===--- ResourceDirectory.h - where stddef.h and omp.h are -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_RESOURCEDIRECTORY_H
#define THREADWISE_TOOL_RESOURCEDIRECTORY_H

#include <string>

namespace threadwise {

/// The directory of the compiler's own headers for the LLVM of this build:
/// clang looks beside the running program, which is right for clang only.
/// Empty when none was found.
std::string resourceDirectory();

} // namespace threadwise

#endif // THREADWISE_TOOL_RESOURCEDIRECTORY_H
