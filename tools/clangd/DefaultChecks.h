//===--- DefaultChecks.h - on where nobody says otherwise -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_DEFAULTCHECKS_H
#define THREADWISE_CLANGD_DEFAULTCHECKS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace threadwise {

/// The list of checks that a file is read with, given the list \p Checks that
/// its configuration asks for. A list that names one of ours as wanted is kept
/// as it is. Else all of ours are added, before the first that it excludes:
/// what is excluded stays so.
std::string withOurChecks(llvm::StringRef Checks);

} // namespace threadwise

#endif // THREADWISE_CLANGD_DEFAULTCHECKS_H
