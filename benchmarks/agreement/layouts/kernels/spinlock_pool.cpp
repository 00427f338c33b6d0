// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pool of spinlocks, chosen by the address of what they guard (the shape of
// a known bug in a smart pointer).
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
class APART Spinlock {
public:
  void lock() {
    while (Taken.exchange(true, std::memory_order_acquire))
      ;
  }
  void unlock() { Taken.store(false, std::memory_order_release); }

private:
  std::atomic<bool> Taken{false};
};
Spinlock pool[41];
Spinlock &lockFor(unsigned long Address) { return pool[Address % 41]; }
void run(long Rounds) {
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([Rounds, T] {
      unsigned long Address = 4096 + T * 88;
      for (long I = 0; I < Rounds; ++I) {
        Spinlock &Lock = lockFor(Address + I % 3 * 8);
        Lock.lock();
        Lock.unlock();
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
