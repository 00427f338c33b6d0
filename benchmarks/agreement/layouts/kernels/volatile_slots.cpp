// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A volatile counter a thread.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Counter {
  volatile long N = 0;
};
void run(long Rounds) {
  std::vector<Counter> Counters(2);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        Counters[T].N = Counters[T].N + 1;
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
