// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A few mutexes in an array, chosen by a key.
#include "../layout.h"
#include <mutex>
#include <vector>

namespace VARIANT {
namespace {
struct APART Stripe {
  std::mutex Lock;
};
Stripe stripes[8];
long values[1024];
void put(unsigned Key, long Value) {
  std::lock_guard<std::mutex> Guard(stripes[Key % 8].Lock);
  values[Key % 1024] = Value;
}
void run(long Rounds) {
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([Rounds, T] {
      unsigned Key = T * 512;
      for (long I = 0; I < Rounds; ++I, Key += 2)
        put(Key % 1024 / 512 == unsigned(T) ? Key + T : Key + T, I);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(1000000)
} // namespace
} // namespace VARIANT
