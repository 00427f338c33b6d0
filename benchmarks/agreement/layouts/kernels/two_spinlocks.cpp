// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two locks of a byte, side by side, each taken by a thread of its own.
#include "../layout.h"

namespace VARIANT {
namespace {
class SpinLock {
public:
  void lock() {
    while (held_.exchange(true, std::memory_order_acquire)) {
    }
  }
  void unlock() { held_.store(false, std::memory_order_release); }

private:
  std::atomic<bool> held_{false};
};

class Ends {
public:
  void push() {
    pushLock_.lock();
    pushLock_.unlock();
  }
  void pop() {
    popLock_.lock();
    popLock_.unlock();
  }

private:
  APART SpinLock pushLock_;
  APART SpinLock popLock_;
};
Ends ends;
void run(long Rounds) {
  std::thread One([Rounds] {
    for (long I = 0; I < Rounds; ++I)
      ends.push();
  });
  std::thread Other([Rounds] {
    for (long I = 0; I < Rounds; ++I)
      ends.pop();
  });
  One.join();
  Other.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
