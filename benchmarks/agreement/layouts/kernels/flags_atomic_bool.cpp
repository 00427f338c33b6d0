// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A flag a thread, set and cleared on each operation.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Flag {
  std::atomic<bool> Busy{false};
};
void run(long Rounds) {
  std::vector<Flag> Flags(2);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I) {
        Flags[T].Busy.store(true, std::memory_order_release);
        opaque(I);
        Flags[T].Busy.store(false, std::memory_order_release);
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
