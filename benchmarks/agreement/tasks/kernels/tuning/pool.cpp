//===--- pool.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "pool.h"
#include "kernel.h"
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace pool_clamp {
std::vector<int> Pixels = someInts(500), Out(500);
double sequential() {
  for (int I = 0; I < 500; ++I)
    Out[I] = std::min(Pixels[I], 255);
  return Out[7];
}
double parallel() {
  for (int I = 0; I < 500; ++I)
    pool().submit([I] { Out[I] = std::min(Pixels[I], 255); });
  pool().wait();
  return Out[7];
}
KERNEL(pool_clamp, 500, Knowable)
} // namespace pool_clamp

namespace pool_matrix {
std::vector<double> A = someDoubles(8 * 64 * 64), B = someDoubles(64 * 64);
std::vector<double> C(8 * 64 * 64);
void multiply(int Which) {
  const double *Left = A.data() + Which * 64 * 64;
  double *Result = C.data() + Which * 64 * 64;
  for (int I = 0; I < 64; ++I)
    for (int J = 0; J < 64; ++J) {
      double Sum = 0;
      for (int K = 0; K < 64; ++K)
        Sum += Left[I * 64 + K] * B[K * 64 + J];
      Result[I * 64 + J] = Sum;
    }
}
double sequential() {
  for (int I = 0; I < 8; ++I)
    multiply(I);
  return C[77];
}
double parallel() {
  for (int I = 0; I < 8; ++I)
    pool().submit([I] { multiply(I); });
  pool().wait();
  return C[77];
}
KERNEL(pool_matrix, 8, Knowable)
} // namespace pool_matrix

namespace pool_format {
char Lines[200][32];
double sequential() {
  for (int I = 0; I < 200; ++I)
    std::snprintf(Lines[I], sizeof Lines[I], "%d: %d", I, I * 3);
  return Lines[5][0];
}
double parallel() {
  for (int I = 0; I < 200; ++I)
    pool().submit(
        [I] { std::snprintf(Lines[I], sizeof Lines[I], "%d: %d", I, I * 3); });
  pool().wait();
  return Lines[5][0];
}
KERNEL(pool_format, 200, Opaque)
} // namespace pool_format

namespace pool_distance {
struct Point {
  double X, Y, Z;
};
std::vector<Point> Points(500, Point{1, 2, 3});
std::vector<double> Distances(500);
double length(const Point &P) {
  return std::sqrt(P.X * P.X + P.Y * P.Y + P.Z * P.Z);
}
double sequential() {
  for (int I = 0; I < 500; ++I)
    Distances[I] = length(Points[I]);
  return Distances[3];
}
double parallel() {
  for (int I = 0; I < 500; ++I)
    pool().submit([I] { Distances[I] = length(Points[I]); });
  pool().wait();
  return Distances[3];
}
KERNEL(pool_distance, 500, Knowable)
} // namespace pool_distance
