// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same as a reduction.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct APART Total {
  double Sum = 0;
};
void run(long Rounds) {
  std::vector<double> Data(Rounds, 0.5);
  Total All;
  double Sum = 0;
#pragma omp parallel for num_threads(2) reduction(+ : Sum)
  for (long I = 0; I < Rounds; ++I)
    Sum += Data[I];
  All.Sum = Sum;
}
KERNEL(5000000)
} // namespace
} // namespace VARIANT
