// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A whole histogram a thread: only the lines at the boundary are shared.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Bins {
  int Red[256], Green[256], Blue[256];
};
void run(long Rounds) {
  std::vector<Bins> All(2);
  std::vector<unsigned char> Image(Rounds);
  for (long I = 0; I < Rounds; ++I)
    Image[I] = static_cast<unsigned char>(I * 7);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([&, T] {
      for (unsigned char Pixel : Image) {
        All[T].Red[Pixel]++;
        All[T].Green[Pixel]++;
        All[T].Blue[Pixel]++;
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
