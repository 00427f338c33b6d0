// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A thread_local counter lies with its thread.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Counter {
  long N;
};
thread_local Counter own;
void run(long Rounds) {
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([Rounds] {
      for (long I = 0; I < Rounds; ++I)
        own.N += opaque(1);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
