// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same, but for the reader, which remembers the limit for its loop.
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
    const long Limit = limit_, Rounds = rounds_;
    long Over = 0;
    for (long I = 0; I < Rounds; ++I)
      Over += opaque(I) > Limit;
    opaque(Over);
  }
};
void run(long Rounds) { Gate(Rounds).run(); }
KERNEL(2000000)
} // namespace
} // namespace VARIANT
