//===--- Recursion.h - does a spawn start itself ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_RECURSION_H
#define THREADWISE_ANALYSIS_RECURSION_H

#include "analysis/Bounds.h"
#include <optional>

namespace threadwise {

/// The bound of a spawn that the function starts anew at each level of its own
/// recursion; none when there is no recursion through the spawn.
std::optional<Bound> recursionOf(const ConcurrencyModel &Model, const Spawn &S);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_RECURSION_H
