// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counted in a local variable, stored once.
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
      long Own = 0;
      for (long I = 0; I < Rounds; ++I)
        Own += opaque(I);
      Counters[T].N = Own;
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
