// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A row a thread of a small matrix of sums, written at an index from data.
#include "../layout.h"
#include <omp.h>
#include <vector>

namespace VARIANT {
namespace {
struct APART Row {
  double Sum[3];
};
Row rows[2];
void run(long Rounds) {
  std::vector<int> Axis(Rounds);
  for (long I = 0; I < Rounds; ++I)
    Axis[I] = static_cast<int>(I % 3);
#pragma omp parallel num_threads(2)
  {
    const int Tid = omp_get_thread_num();
#pragma omp for
    for (long I = 0; I < Rounds; ++I)
      rows[Tid].Sum[Axis[I]] += 0.5;
  }
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
