// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One thread writes, nobody else touches the line.
#include "../layout.h"

namespace VARIANT {
namespace {
struct Progress {
  APART std::atomic<long> Done{0};
  APART long Total = 0;
};
void run(long Rounds) {
  static Progress P;
  P.Total = Rounds;
  std::thread Writer([Rounds] {
    for (long I = 0; I < Rounds; ++I)
      P.Done.store(I, std::memory_order_relaxed);
  });
  Writer.join();
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
