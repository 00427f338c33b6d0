// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counter a thread, in a vector; what it counts is not in sight.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Counter {
  long N = 0;
};
void run(long Rounds) {
  std::vector<Counter> Counters(2);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        if (opaque(I) >= 0)
          Counters[T].N++;
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
