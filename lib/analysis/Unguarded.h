//===--- Unguarded.h - does anything test how much there is -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// For parallel code whose count is only known at run time: what stands before
/// it that tests the count, and what proves that small counts occur.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_UNGUARDED_H
#define THREADWISE_ANALYSIS_UNGUARDED_H

#include "analysis/Cost.h"
#include "model/ParallelRegion.h"
#include "model/Spawn.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

/// Whether a test of the count stands before a place.
struct Guarding {
  enum : uint8_t {
    None,      ///< nothing tests it
    ByNumber,  ///< it is at least AtLeast
    Otherwise, ///< something that cannot be read as a number decides
  } Is = None;
  uint64_t AtLeast = 0;
  Evidence Because;
};

/// What tests the count of \p R before it starts.
Guarding guardOf(const ConcurrencyModel &Model, const ParallelRegion &R);

/// The proof that \p R runs with so few elements that \p Start outweighs them.
std::optional<Evidence> smallCountOf(const ConcurrencyModel &Model,
                                     const ParallelRegion &R, const Cost &One,
                                     double Start);

/// What is known of a function that starts itself again in parallel.
struct SelfStart {
  /// What takes the smallest part that is still started.
  Cost Level;
  Guarding Guard;
  Evidence Again;
};

/// None when the work of \p S, or the block of a task directive, does not enter
/// the function in which it stands again.
std::optional<SelfStart> selfStartOf(const ConcurrencyModel &Model,
                                     const Spawn &S);
std::optional<SelfStart> selfStartOf(const ConcurrencyModel &Model,
                                     const ParallelRegion &R);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_UNGUARDED_H
