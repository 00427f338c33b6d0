//===--- DatabaseSearch.h - finds or makes compile_commands.json -*- C++ -*-==//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_DATABASESEARCH_H
#define THREADWISE_TOOL_DATABASESEARCH_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace threadwise {

/// The compile_commands.json of \p Build, a folder or the file itself.
llvm::Expected<std::string> databaseIn(llvm::StringRef Build);

/// Looks in \p Start and above, and in the usual build folders there; of
/// several, the newest. The error says how to get one.
llvm::Expected<std::string> findDatabase(llvm::StringRef Start);

/// Has CMake configure \p Source in a scratch folder of the user's cache.
llvm::Expected<std::string> configureDatabase(llvm::StringRef Source);

} // namespace threadwise

#endif // THREADWISE_TOOL_DATABASESEARCH_H
