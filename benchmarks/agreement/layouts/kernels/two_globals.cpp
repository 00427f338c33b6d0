// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two counters side by side, each written by a thread of its own.
#include "../layout.h"

namespace VARIANT {
namespace {
APART std::atomic<long> produced{0};
APART std::atomic<long> consumed{0};
void produce(long Rounds) {
  for (long I = 0; I < Rounds; ++I)
    produced.fetch_add(1, std::memory_order_relaxed);
}
void consume(long Rounds) {
  for (long I = 0; I < Rounds; ++I)
    consumed.fetch_add(1, std::memory_order_relaxed);
}
void run(long Rounds) {
  std::thread One(produce, Rounds), Other(consume, Rounds);
  One.join();
  Other.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
