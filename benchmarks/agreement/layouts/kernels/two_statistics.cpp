// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two statistics that each thread writes both: no side has its own.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct Stats {
  APART std::atomic<long> Hits{0};
  APART std::atomic<long> Misses{0};
  void hit() { Hits.fetch_add(1, std::memory_order_relaxed); }
  void miss() { Misses.fetch_add(1, std::memory_order_relaxed); }
};
void run(long Rounds) {
  static Stats All;
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([Rounds] {
      for (long I = 0; I < Rounds; ++I)
        if (opaque(I) % 2)
          All.hit();
        else
          All.miss();
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
