//===--- Bounds.h - how many can be alive at once ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_BOUNDS_H
#define THREADWISE_ANALYSIS_BOUNDS_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace threadwise {

enum class BoundKind : uint8_t {
  AtMost,    ///< something keeps the number low; Because says what and where
  Unbounded, ///< it grows with data; Because says with which, and what is
             ///< missing
  Unknown,   ///< Because names what was not seen
};

/// How the number grows.
enum class Growth : uint8_t { PerItem, PerCall, Recursion };

/// How many of what a spawn starts can be alive at once.
struct Bound {
  BoundKind Kind = BoundKind::Unknown;
  Growth Grows = Growth::PerItem;
  /// What one start stands for: `element of 'urls'`, `accepted connection`,
  /// `call of 'handle'`, `level of 'sort'`.
  std::string Per;
  /// In the order in which a person would be convinced.
  llvm::SmallVector<Evidence, 4> Because;

  bool isUnbounded() const { return Kind == BoundKind::Unbounded; }
};

namespace bounds {

/// The number of threads alive at once that \p S accounts for. A constant
/// count from \p LargeConstant (tasks) on is no bound that helps.
Bound aliveAtOnce(const ConcurrencyModel &Model, const Spawn &S,
                  uint64_t LargeConstant);

} // namespace bounds
} // namespace threadwise

#endif // THREADWISE_ANALYSIS_BOUNDS_H
