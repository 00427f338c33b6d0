// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A factor keeps the threads' elements a line apart already.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Unused {
  long N;
};
void run(long Rounds) {
  std::vector<long> Counters(64);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        Counters[T * 16] += opaque(1);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
