// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counter a thread, written once a microsecond.
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
      for (long I = 0; I < Rounds; ++I) {
        Counters[T].N++;
        for (int Step = 0; Step < 1000; ++Step)
          opaque(Step);
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(5000)
} // namespace
} // namespace VARIANT
