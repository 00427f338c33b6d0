// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A limit that one thread only reads, beside a counter that another one writes.
#include "../layout.h"

namespace VARIANT {
namespace {
class Gate {
public:
  explicit Gate(long Rounds) : rounds_(Rounds) {}
  void run() {
    std::thread Count(&Gate::count, this), Compare(&Gate::compare, this);
    Count.join();
    Compare.join();
  }
  void allow(long Limit) { limit_ = Limit; }

private:
  const long rounds_;
  APART long limit_ = 100;
  APART std::atomic<long> hits_{0};

  void count() {
    for (long I = 0; I < rounds_; ++I)
      hits_.fetch_add(1, std::memory_order_relaxed);
  }
  void compare() {
    long Over = 0;
    for (long I = 0; I < rounds_; ++I)
      Over += opaque(I) > limit_;
    opaque(Over);
  }
};
void run(long Rounds) { Gate(Rounds).run(); }
KERNEL(2000000)
} // namespace
} // namespace VARIANT
