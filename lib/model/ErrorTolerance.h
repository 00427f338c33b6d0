//===--- ErrorTolerance.h - who reads the compiler's errors -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_ERRORTOLERANCE_H
#define THREADWISE_MODEL_ERRORTOLERANCE_H

namespace threadwise {

/// What stands behind an error is worth reading: the checks tell clang to go on
/// after errors that end the parse, and to invent the names that are missing.
/// An editor's user reads the errors themselves: there, they stay what clang
/// makes of them. To be called before the first check is made.
void leaveErrorsAsTheyAre();
bool errorsAreLeftAsTheyAre();

} // namespace threadwise

#endif // THREADWISE_MODEL_ERRORTOLERANCE_H
