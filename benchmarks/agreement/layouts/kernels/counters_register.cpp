// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same sum, which the optimiser keeps in a register.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Counter {
  long N = 0;
};
void run(long Rounds) {
  std::vector<Counter> Counters(2);
  std::vector<int> Data(Rounds, 1);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (int Value : Data)
        Counters[T].N += Value;
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
