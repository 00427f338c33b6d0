// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A member function of the thread's own element writes it.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
class APART Meter {
public:
  void tick(long N) {
    count_ += 1;
    sum_ += N;
  }

private:
  volatile long count_ = 0;
  volatile long sum_ = 0;
};
void run(long Rounds) {
  std::vector<Meter> Meters(2);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I)
        Meters[T].tick(I);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
