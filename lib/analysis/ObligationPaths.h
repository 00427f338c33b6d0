//===--- ObligationPaths.h - paths that leave a waiter waiting --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_OBLIGATIONPATHS_H
#define THREADWISE_ANALYSIS_OBLIGATIONPATHS_H

#include "model/Evidence.h"
#include "model/Obligations.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace threadwise {

enum class LeftBy : uint8_t {
  Exit,        ///< a return, a throw, or the end of the function
  Handler,     ///< an exception that a handler swallows
  MissingCase, ///< a value for which a switch has no case
  Thrown,      ///< an exception of the caller's own function
};

/// What becomes of a promise or latch in the function or lambda that settles
/// it.
struct ObligationPaths {
  /// Some path neither settles it, destroys it nor hands it on.
  bool IsLeft = false;
  LeftBy By = LeftBy::Exit;
  /// For Thrown: the function that the caller has handed over.
  const clang::ParmVarDecl *Thrower = nullptr;
  clang::SourceRange At; ///< where the path leaves
  /// Not left: by proof, not by ignorance.
  bool IsFine = false;
  /// In the order in which a person would be convinced.
  llvm::SmallVector<Evidence, 4> Because;
};

ObligationPaths obligationPaths(const ConcurrencyModel &Model,
                                const Obligation &P);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_OBLIGATIONPATHS_H
