//===--- measure.h - what the benchmarks of the advice share --*- C++ -*---===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_BENCHMARKS_ADVICE_MEASURE_H
#define THREADWISE_BENCHMARKS_ADVICE_MEASURE_H

#include <algorithm>
#include <chrono>
#include <vector>

using Clock = std::chrono::steady_clock;

/// Work that takes until \p Time and keeps its core busy: a sleep is never as
/// short as the items here.
inline void workUntil(Clock::time_point Time) {
  while (Clock::now() < Time) {
  }
}

inline double milliseconds(Clock::duration D) {
  return std::chrono::duration<double, std::milli>(D).count();
}

/// The value below which \p Share of \p All lie; 0 where there are none.
inline double quantile(std::vector<double> &All, double Share) {
  if (All.empty())
    return 0;
  auto Nth = All.begin() + long(Share * double(All.size() - 1));
  std::nth_element(All.begin(), Nth, All.end());
  return *Nth;
}

#endif // THREADWISE_BENCHMARKS_ADVICE_MEASURE_H
