//===--- tbb.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/task_group.h>

namespace tbb_for_16 {
double Values[16];
double sequential() {
  for (int I = 0; I < 16; ++I)
    Values[I] = Values[I] * 0.5 + 1;
  return Values[4];
}
double parallel() {
  tbb::parallel_for(0, 16, [](int I) { Values[I] = Values[I] * 0.5 + 1; });
  return Values[4];
}
KERNEL(tbb_for_16, 16, Knowable)
} // namespace tbb_for_16

namespace tbb_simple_grain {
std::vector<int> Values = someInts(20000);
double sequential() {
  for (int I = 0; I < 20000; ++I)
    Values[I] ^= 21;
  return Values[2];
}
double parallel() {
  tbb::parallel_for(
      tbb::blocked_range<int>(0, 20000),
      [](const tbb::blocked_range<int> &R) {
        for (int I = R.begin(); I != R.end(); ++I)
          Values[I] ^= 21;
      },
      tbb::simple_partitioner());
  return Values[2];
}
KERNEL(tbb_simple_grain, 20000, Knowable)
} // namespace tbb_simple_grain

namespace tbb_reduce_large {
std::vector<double> Values = someDoubles(500000);
double sequential() {
  double Sum = 0;
  for (int I = 0; I < 500000; ++I)
    Sum += Values[I] * Values[I];
  return Sum;
}
double parallel() {
  return tbb::parallel_reduce(
      tbb::blocked_range<int>(0, 500000), 0.0,
      [](const tbb::blocked_range<int> &R, double Sum) {
        for (int I = R.begin(); I != R.end(); ++I)
          Sum += Values[I] * Values[I];
        return Sum;
      },
      [](double A, double B) { return A + B; });
}
KERNEL(tbb_reduce_large, 500000, Knowable)
} // namespace tbb_reduce_large

namespace tbb_invoke_small {
double A[4] = {1, 2, 3, 4}, B[4] = {1, 2, 3, 4};
void halve(double *V) {
  for (int I = 0; I < 4; ++I)
    V[I] = V[I] * 0.5 + 1;
}
double sequential() {
  halve(A);
  halve(B);
  return A[0] + B[0];
}
double parallel() {
  tbb::parallel_invoke([] { halve(A); }, [] { halve(B); });
  return A[0] + B[0];
}
KERNEL(tbb_invoke_small, 1, Knowable)
} // namespace tbb_invoke_small

namespace tbb_group_small {
std::vector<int> A = someInts(1000), B = someInts(1000);
double sequential() {
  for (int I = 0; I < 1000; ++I)
    A[I] += B[I];
  return A[8];
}
double parallel() {
  tbb::task_group Group;
  for (int I = 0; I < 1000; ++I)
    Group.run([I] { A[I] += B[I]; });
  Group.wait();
  return A[8];
}
KERNEL(tbb_group_small, 1000, Knowable)
} // namespace tbb_group_small
