//===--- openmp.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <cmath>
#include <complex>

namespace omp_givens {
std::vector<std::complex<double>> R(24 * 24, {0.5, 0.25});
std::complex<double> C{0.8, 0.1}, S{0.6, -0.1};
double sequential() {
  for (int I = 0; I < 23; ++I)
    for (int J = I + 1; J < 24; ++J) {
      std::complex<double> Old = R[I * 24 + J];
      R[I * 24 + J] = C * Old + S * R[I * 24 + 24 + J];
      R[I * 24 + 24 + J] = C * R[I * 24 + 24 + J] - S * Old;
    }
  return R[5].real();
}
double parallel() {
  for (int I = 0; I < 23; ++I) {
#pragma omp parallel for
    for (int J = I + 1; J < 24; ++J) {
      std::complex<double> Old = R[I * 24 + J];
      R[I * 24 + J] = C * Old + S * R[I * 24 + 24 + J];
      R[I * 24 + 24 + J] = C * R[I * 24 + 24 + J] - S * Old;
    }
  }
  return R[5].real();
}
KERNEL(omp_givens, 276, Knowable)
} // namespace omp_givens

namespace omp_clip_rows {
double Values[20] = {1, 2, 3};
double sequential() {
  for (int I = 0; I < 20; ++I)
    Values[I] = std::min(std::max(Values[I] * 1.01, 0.0), 5.0);
  return Values[1];
}
double parallel() {
#pragma omp parallel for schedule(static)
  for (int I = 0; I < 20; ++I)
    Values[I] = std::min(std::max(Values[I] * 1.01, 0.0), 5.0);
  return Values[1];
}
KERNEL(omp_clip_rows, 20, Knowable)
} // namespace omp_clip_rows

namespace omp_nbody {
double X[400], Force[400];
struct Place {
  Place() {
    for (int I = 0; I < 400; ++I)
      X[I] = I * 0.37;
  }
} place;
double sequential() {
  for (int I = 0; I < 400; ++I) {
    double Sum = 0;
    for (int J = 0; J < 400; ++J) {
      double D = X[I] - X[J];
      Sum += D / std::sqrt(D * D + 0.01);
    }
    Force[I] = Sum;
  }
  return Force[7];
}
double parallel() {
#pragma omp parallel for
  for (int I = 0; I < 400; ++I) {
    double Sum = 0;
    for (int J = 0; J < 400; ++J) {
      double D = X[I] - X[J];
      Sum += D / std::sqrt(D * D + 0.01);
    }
    Force[I] = Sum;
  }
  return Force[7];
}
KERNEL(omp_nbody, 400, Knowable)
} // namespace omp_nbody

namespace omp_reduction_8 {
double V[8] = {1, 2, 3, 4, 5, 6, 7, 8};
double sequential() {
  double Sum = 0;
  for (int I = 0; I < 8; ++I)
    Sum += V[I] * V[I];
  return Sum;
}
double parallel() {
  double Sum = 0;
#pragma omp parallel for reduction(+ : Sum)
  for (int I = 0; I < 8; ++I)
    Sum += V[I] * V[I];
  return Sum;
}
KERNEL(omp_reduction_8, 8, Knowable)
} // namespace omp_reduction_8
