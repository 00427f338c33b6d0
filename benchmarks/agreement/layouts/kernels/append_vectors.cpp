// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A vector a thread, side by side: each push moves its end.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Bucket {
  std::vector<long> Items;
};
void run(long Rounds) {
  std::vector<Bucket> Buckets(2);
  for (Bucket &B : Buckets)
    B.Items.reserve(Rounds);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        Buckets[T].Items.push_back(I);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
