// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A list of links a thread, each end moved on for each link (the shape of a
// known bug in a reverse index).
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Links {
  std::vector<int> Found;
};
void run(long Rounds) {
  alignas(64) Links All[2];
  for (Links &L : All)
    L.Found.reserve(1024);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (long I = 0; I < Rounds; ++I) {
        if (All[T].Found.size() == 1024)
          All[T].Found.clear();
        All[T].Found.push_back(static_cast<int>(opaque(I)));
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
