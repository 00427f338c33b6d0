// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small histogram a thread, its bins chosen by data.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Bins {
  int Count[4];
};
void run(long Rounds) {
  std::vector<Bins> All(2);
  std::vector<unsigned char> Data(Rounds);
  for (long I = 0; I < Rounds; ++I)
    Data[I] = static_cast<unsigned char>(I * 7);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (unsigned char Value : Data)
        All[T].Count[Value & 3]++;
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
