//===--- UndeclaredNames.h - what a missing header declared -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Where a header is missing, clang drops `void Missing::run() { … }` with its
/// whole body, and in any body each statement that names a member or a global
/// that it does not know. A third of real defects sit in such files.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_UNDECLAREDNAMES_H
#define THREADWISE_TOOL_UNDECLAREDNAMES_H

#include "clang/Sema/ExternalSemaSource.h"

namespace clang {
class Sema;
}

namespace threadwise {

/// Has \p S, which is about to report a name as undeclared, go on with a
/// declaration made up on the spot: an empty class for a name before `::` in a
/// declarator, an invalid variable (clang keeps what is around it as a recovery
/// expression) for one in an expression. The error is reported all the same.
void declareWhatIsMissing(clang::Sema &S);

} // namespace threadwise

#endif // THREADWISE_TOOL_UNDECLAREDNAMES_H
