// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An atomic count a thread, read and stored relaxed.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Mark {
  std::atomic<long> N{0};
};
Mark marks[2];
void run(long Rounds) {
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        marks[T].N.store(marks[T].N.load(std::memory_order_relaxed) + 1,
                         std::memory_order_relaxed);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
