// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An argument structure a thread, summed into in its loop (the shape of a
// known bug in a linear regression): the optimiser keeps the sums in registers
// and only stores them.
#include "../layout.h"
#include <pthread.h>
#include <stdlib.h>
#include <vector>

namespace VARIANT {
namespace {
struct Point {
  char X, Y;
};
struct APART Args {
  Point *Points;
  long N;
  long long SX, SY, SXX, SYY, SXY;
};
void *regress(void *Given) {
  Args *A = static_cast<Args *>(Given);
  for (long I = 0; I < A->N; ++I) {
    A->SX += A->Points[I].X;
    A->SXX += A->Points[I].X * A->Points[I].X;
    A->SY += A->Points[I].Y;
    A->SYY += A->Points[I].Y * A->Points[I].Y;
    A->SXY += A->Points[I].X * A->Points[I].Y;
  }
  return nullptr;
}
void run(long Rounds) {
  std::vector<Point> Points(Rounds, Point{1, 2});
  pthread_t Ids[2];
  void *Raw = aligned_alloc(64, 2 * sizeof(Args) + 64);
  // Where an allocator would put it, behind its header.
  Args *All =
      reinterpret_cast<Args *>(static_cast<char *>(Raw) + (IsFixed ? 0 : 16));
  for (int T = 0; T < 2; ++T) {
    All[T] = Args{Points.data(), Rounds, 0, 0, 0, 0, 0};
    pthread_create(&Ids[T], nullptr, regress, &All[T]);
  }
  for (int T = 0; T < 2; ++T)
    pthread_join(Ids[T], nullptr);
  free(Raw);
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
