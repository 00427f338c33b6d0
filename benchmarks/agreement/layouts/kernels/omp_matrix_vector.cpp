// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each thread writes a block of the result: only the boundary is shared.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
void run(long Rounds) {
  constexpr long N = 512;
  std::vector<double> Matrix(N * N, 0.5), X(N, 1), Out(N);
  for (long Turn = 0; Turn < Rounds; ++Turn) {
#pragma omp parallel for num_threads(2)
    for (long I = 0; I < N; ++I)
      for (long K = 0; K < N; ++K)
        Out[I] += Matrix[I * N + K] * X[K];
  }
}
KERNEL(100)
} // namespace
} // namespace VARIANT
