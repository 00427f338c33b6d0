//===--- openmp.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <cmath>

namespace omp_axis {
double Position[3] = {1, 2, 3}, Velocity[3] = {0.1, 0.2, 0.3}, Step = 0.01;
double sequential() {
  for (int Axis = 0; Axis < 3; ++Axis)
    Position[Axis] += Velocity[Axis] * Step;
  return Position[1];
}
double parallel() {
#pragma omp parallel for
  for (int Axis = 0; Axis < 3; ++Axis)
    Position[Axis] += Velocity[Axis] * Step;
  return Position[1];
}
KERNEL(omp_axis, 3, Knowable)
} // namespace omp_axis

namespace omp_saxpy_31 {
std::vector<double> X = someDoubles(31), Y = someDoubles(31);
double A = 0.001;
double sequential() {
  for (int I = 0; I < 31; ++I)
    Y[I] += A * X[I];
  return Y[30];
}
double parallel() {
#pragma omp parallel for
  for (int I = 0; I < 31; ++I)
    Y[I] += A * X[I];
  return Y[30];
}
KERNEL(omp_saxpy_31, 31, Knowable)
} // namespace omp_saxpy_31

namespace omp_saxpy_large {
std::vector<double> X = someDoubles(200000), Y = someDoubles(200000);
double A = 0.001;
double sequential() {
  for (int I = 0; I < 200000; ++I)
    Y[I] += A * X[I];
  return Y[30];
}
double parallel() {
#pragma omp parallel for
  for (int I = 0; I < 200000; ++I)
    Y[I] += A * X[I];
  return Y[30];
}
KERNEL(omp_saxpy_large, 200000, Knowable)
} // namespace omp_saxpy_large

namespace omp_task_addition {
std::vector<int> A = someInts(1000), B = someInts(1000);
double sequential() {
  for (int I = 0; I < 1000; ++I)
    A[I] += B[I];
  return A[8];
}
double parallel() {
#pragma omp parallel
#pragma omp single
  for (int I = 0; I < 1000; ++I) {
#pragma omp task firstprivate(I)
    A[I] += B[I];
  }
  return A[8];
}
KERNEL(omp_task_addition, 1000, Knowable)
} // namespace omp_task_addition

namespace omp_sections_small {
double A[16], B[16];
double sequential() {
  for (int I = 0; I < 16; ++I)
    A[I] += 0.5;
  for (int I = 0; I < 16; ++I)
    B[I] += 0.25;
  return A[3] + B[3];
}
double parallel() {
#pragma omp parallel sections
  {
#pragma omp section
    for (int I = 0; I < 16; ++I)
      A[I] += 0.5;
#pragma omp section
    for (int I = 0; I < 16; ++I)
      B[I] += 0.25;
  }
  return A[3] + B[3];
}
KERNEL(omp_sections_small, 1, Knowable)
} // namespace omp_sections_small

namespace omp_guard_low {
int Count = 12;
std::vector<double> Values = someDoubles(12);
double sequential() {
  for (int I = 0; I < Count; ++I)
    Values[I] *= 0.999;
  return Values[2];
}
double parallel() {
  int N = Count;
#pragma omp parallel for if (N > 10)
  for (int I = 0; I < N; ++I)
    Values[I] *= 0.999;
  return Values[2];
}
KERNEL(omp_guard_low, 12, Knowable)
} // namespace omp_guard_low

namespace omp_dynamic_one {
std::vector<int> Values = someInts(50000);
double sequential() {
  for (int I = 0; I < 50000; ++I)
    Values[I] ^= 21;
  return Values[2];
}
double parallel() {
#pragma omp parallel for schedule(dynamic)
  for (int I = 0; I < 50000; ++I)
    Values[I] ^= 21;
  return Values[2];
}
KERNEL(omp_dynamic_one, 50000, Knowable)
} // namespace omp_dynamic_one

namespace omp_transcendental {
std::vector<double> X = someDoubles(20000), Y(20000);
double sequential() {
  for (int I = 0; I < 20000; ++I)
    Y[I] = std::sin(X[I]) * std::exp(-X[I]);
  return Y[5];
}
double parallel() {
#pragma omp parallel for
  for (int I = 0; I < 20000; ++I)
    Y[I] = std::sin(X[I]) * std::exp(-X[I]);
  return Y[5];
}
KERNEL(omp_transcendental, 20000, Knowable)
} // namespace omp_transcendental

namespace omp_triangle {
double Row[48], Factor = 0.001;
double sequential() {
  for (int K = 0; K < 48; ++K)
    for (int I = K + 1; I < 48; ++I)
      Row[I] -= Row[K] * Factor;
  return Row[40];
}
double parallel() {
  for (int K = 0; K < 48; ++K) {
#pragma omp parallel for
    for (int I = K + 1; I < 48; ++I)
      Row[I] -= Row[K] * Factor;
  }
  return Row[40];
}
KERNEL(omp_triangle, 1128, Knowable)
} // namespace omp_triangle
