//===--- openmp.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <cmath>

namespace omp_quaternion {
double Q[4] = {1, 0.5, 0.25, 0.125};
double sequential() {
  double Norm =
      std::sqrt(Q[0] * Q[0] + Q[1] * Q[1] + Q[2] * Q[2] + Q[3] * Q[3]);
  for (int I = 0; I < 4; ++I)
    Q[I] /= Norm;
  return Q[2];
}
double parallel() {
  double Norm =
      std::sqrt(Q[0] * Q[0] + Q[1] * Q[1] + Q[2] * Q[2] + Q[3] * Q[3]);
#pragma omp parallel for
  for (int I = 0; I < 4; ++I)
    Q[I] /= Norm;
  return Q[2];
}
KERNEL(omp_quaternion, 4, Knowable)
} // namespace omp_quaternion

namespace omp_stencil_small {
std::vector<float> Now(64, 1.0f), Next(64);
double sequential() {
  for (int I = 1; I < 63; ++I)
    Next[I] = 0.25f * Now[I - 1] + 0.5f * Now[I] + 0.25f * Now[I + 1];
  return Next[5];
}
double parallel() {
#pragma omp parallel for
  for (int I = 1; I < 63; ++I)
    Next[I] = 0.25f * Now[I - 1] + 0.5f * Now[I] + 0.25f * Now[I + 1];
  return Next[5];
}
KERNEL(omp_stencil_small, 62, Knowable)
} // namespace omp_stencil_small

namespace omp_stencil_large {
std::vector<float> Now(600 * 600, 1.0f), Next(600 * 600);
double sequential() {
  for (int Y = 1; Y < 599; ++Y)
    for (int X = 1; X < 599; ++X)
      Next[Y * 600 + X] =
          0.25f * (Now[Y * 600 + X - 1] + Now[Y * 600 + X + 1] +
                   Now[(Y - 1) * 600 + X] + Now[(Y + 1) * 600 + X]);
  return Next[700];
}
double parallel() {
#pragma omp parallel for
  for (int Y = 1; Y < 599; ++Y)
    for (int X = 1; X < 599; ++X)
      Next[Y * 600 + X] =
          0.25f * (Now[Y * 600 + X - 1] + Now[Y * 600 + X + 1] +
                   Now[(Y - 1) * 600 + X] + Now[(Y + 1) * 600 + X]);
  return Next[700];
}
KERNEL(omp_stencil_large, 598, Knowable)
} // namespace omp_stencil_large

namespace omp_collapse_tiny {
double A[4][4], B[4][4];
double sequential() {
  for (int I = 0; I < 4; ++I)
    for (int J = 0; J < 4; ++J)
      A[I][J] = B[J][I] + 1;
  return A[1][2];
}
double parallel() {
#pragma omp parallel for collapse(2)
  for (int I = 0; I < 4; ++I)
    for (int J = 0; J < 4; ++J)
      A[I][J] = B[J][I] + 1;
  return A[1][2];
}
KERNEL(omp_collapse_tiny, 16, Knowable)
} // namespace omp_collapse_tiny

namespace omp_task_fib {
int Start = 12;
int fib(int N) { return N < 2 ? N : fib(N - 1) + fib(N - 2); }
int fibTask(int N) {
  if (N < 2)
    return N;
  int A, B;
#pragma omp task shared(A)
  A = fibTask(N - 1);
  B = fibTask(N - 2);
#pragma omp taskwait
  return A + B;
}
double sequential() { return fib(Start); }
double parallel() {
  int Result = 0;
#pragma omp parallel
#pragma omp single
  Result = fibTask(Start);
  return Result;
}
KERNEL(omp_task_fib, 0, Knowable)
} // namespace omp_task_fib

namespace omp_called_small {
double V[3] = {1, 2, 3}, W[3] = {4, 5, 6};
void addTo(double *To, const double *From, int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    To[I] += From[I] * 0.001;
}
double sequential() {
  for (int I = 0; I < 3; ++I)
    V[I] += W[I] * 0.001;
  return V[1];
}
double parallel() {
  addTo(V, W, 3);
  return V[1];
}
KERNEL(omp_called_small, 3, Knowable)
} // namespace omp_called_small

namespace omp_histogram {
std::vector<int> Values = someInts(200000);
std::vector<int> Bins(256 * 64);
double sequential() {
  for (int Block = 0; Block < 64; ++Block)
    for (int I = 0; I < 3125; ++I)
      ++Bins[Block * 256 + (Values[Block * 3125 + I] & 255)];
  return Bins[3];
}
double parallel() {
#pragma omp parallel for
  for (int Block = 0; Block < 64; ++Block)
    for (int I = 0; I < 3125; ++I)
      ++Bins[Block * 256 + (Values[Block * 3125 + I] & 255)];
  return Bins[3];
}
KERNEL(omp_histogram, 64, Knowable)
} // namespace omp_histogram

namespace omp_opaque_items {
int Out[2000];
double sequential() {
  for (int I = 0; I < 2000; ++I)
    Out[I] = opaque(I);
  return Out[4];
}
double parallel() {
#pragma omp parallel for
  for (int I = 0; I < 2000; ++I)
    Out[I] = opaque(I);
  return Out[4];
}
KERNEL(omp_opaque_items, 2000, Opaque)
} // namespace omp_opaque_items
