// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An atomic counter a thread.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Counter {
  std::atomic<long> N{0};
};
void run(long Rounds) {
  std::vector<Counter> Counters(2);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        Counters[T].N.fetch_add(1, std::memory_order_relaxed);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
