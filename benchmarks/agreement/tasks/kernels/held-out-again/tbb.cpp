//===--- tbb.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <execution>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

namespace tbb_axpy_24 {
std::array<float, 24> X, Y;
double sequential() {
  for (int I = 0; I < 24; ++I)
    Y[I] += 0.5f * X[I];
  return Y[3];
}
double parallel() {
  tbb::parallel_for(0, 24, [](int I) { Y[I] += 0.5f * X[I]; });
  return Y[3];
}
KERNEL(tbb_axpy_24, 24, Knowable)
} // namespace tbb_axpy_24

namespace tbb_distance_field {
std::vector<float> Field(300 * 300);
void row(int Y) {
  for (int X = 0; X < 300; ++X)
    Field[Y * 300 + X] =
        std::sqrt(float((X - 150) * (X - 150) + (Y - 150) * (Y - 150))) - 60;
}
double sequential() {
  for (int Y = 0; Y < 300; ++Y)
    row(Y);
  return Field[3];
}
double parallel() {
  tbb::parallel_for(0, 300, [](int Y) { row(Y); });
  return Field[3];
}
KERNEL(tbb_distance_field, 300, Knowable)
} // namespace tbb_distance_field

namespace par_transform_40 {
std::array<int, 40> From = {9, 8, 7}, To;
double sequential() {
  std::transform(From.begin(), From.end(), To.begin(),
                 [](int V) { return V / 7 + V % 3; });
  return To[2];
}
double parallel() {
  std::transform(std::execution::par, From.begin(), From.end(), To.begin(),
                 [](int V) { return V / 7 + V % 3; });
  return To[2];
}
KERNEL(par_transform_40, 40, Knowable)
} // namespace par_transform_40

namespace par_for_each_text {
std::array<char, 48> Line = {'a', 'b'};
double sequential() {
  std::for_each(Line.begin(), Line.end(),
                [](char &C) { C = C >= 'a' && C <= 'z' ? C - 32 : C; });
  return Line[1];
}
double parallel() {
  std::for_each(std::execution::par, Line.begin(), Line.end(),
                [](char &C) { C = C >= 'a' && C <= 'z' ? C - 32 : C; });
  return Line[1];
}
KERNEL(par_for_each_text, 48, Knowable)
} // namespace par_for_each_text
