// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Partial sums indexed by the thread's number, as textbooks show it: the
// optimiser keeps the sum in a register and only stores it.
#include "../layout.h"
#include <omp.h>
#include <vector>

namespace VARIANT {
namespace {
struct APART Partial {
  double Sum = 0;
};
void run(long Rounds) {
  std::vector<double> Data(Rounds, 0.5);
  std::vector<Partial> Sums(2);
#pragma omp parallel for num_threads(2)
  for (long I = 0; I < Rounds; ++I)
    Sums[omp_get_thread_num()].Sum += Data[I];
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
