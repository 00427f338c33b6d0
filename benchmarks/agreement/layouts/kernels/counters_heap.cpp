// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A heap array; the function called in the loop is not in sight.
#include "../layout.h"
#include <memory>
#include <vector>

namespace VARIANT {
namespace {
struct APART Counter {
  long N;
};
void count(int Worker, Counter *Counters, long Rounds) {
  for (long I = 0; I < Rounds; ++I)
    Counters[Worker].N += opaque(1);
}
void run(long Rounds) {
  std::unique_ptr<Counter[]> Counters(new Counter[2]());
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.push_back(std::thread(count, T, Counters.get(), Rounds));
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
