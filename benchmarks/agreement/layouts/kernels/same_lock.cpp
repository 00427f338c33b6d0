// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two members written under one lock: the lock is the cost.
#include "../layout.h"
#include <mutex>

namespace VARIANT {
namespace {
class Totals {
public:
  void in() {
    std::lock_guard<std::mutex> Guard(lock_);
    ++in_;
  }
  void out() {
    std::lock_guard<std::mutex> Guard(lock_);
    ++out_;
  }

private:
  std::mutex lock_;
  APART long in_ = 0;
  APART long out_ = 0;
};
void run(long Rounds) {
  static Totals All;
  std::thread One([Rounds] {
    for (long I = 0; I < Rounds; ++I)
      All.in();
  });
  std::thread Other([Rounds] {
    for (long I = 0; I < Rounds; ++I)
      All.out();
  });
  One.join();
  Other.join();
}
KERNEL(500000)
} // namespace
} // namespace VARIANT
