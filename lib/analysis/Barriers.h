//===--- Barriers.h - arrivals beside what the others spin on ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A barrier of one function: each thread counts itself in, and all but the
/// last one read another place until the last one writes that. Where both lie
/// on one cache line, each arrival takes the line from all that wait already.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_BARRIERS_H
#define THREADWISE_ANALYSIS_BARRIERS_H

#include "analysis/Heat.h"
#include "analysis/Layout.h"
#include "model/AtomicAccess.h"
#include <vector>

namespace threadwise {

struct Barrier {
  const AtomicAccess *Arrive = nullptr; ///< counts a thread in
  const AtomicAccess *Spun = nullptr;   ///< read until it changes
  const AtomicAccess *Opened = nullptr; ///< where the last one changes it
  const clang::Stmt *Loop = nullptr;
  Heat HowOften;
  /// First is the one with the lower address; AreSwapped: the one spun on.
  Neighbours Where;
};

/// \p Line is the size of a cache line in bytes.
std::vector<Barrier> barriers(const ConcurrencyModel &Model, uint64_t Line);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_BARRIERS_H
