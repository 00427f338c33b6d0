// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Costs a thread in rows padded for a shorter line (the shape of a known bug
// in a clustering program).
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
constexpr int Stride = IsFixed ? 8 : 4; // doubles: 64 or 32 bytes
double *work;
void assign(int Thread, long Rounds) {
  double *Own = &work[Thread * Stride];
  for (long I = 0; I < Rounds; ++I)
    Own[opaque(I) & 3] += 1.5;
}
void run(long Rounds) {
  std::vector<double> Space(64);
  work = reinterpret_cast<double *>(
      (reinterpret_cast<unsigned long>(Space.data()) + 63) & ~63ul);
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back(assign, T, Rounds);
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
