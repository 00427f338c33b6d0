//===--- algorithms.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <execution>
#include <numeric>

namespace par_for_each_16 {
std::array<double, 16> Values = {};
double sequential() {
  for (double &V : Values)
    V = V * 0.5 + 1;
  return Values[4];
}
double parallel() {
  std::for_each(std::execution::par, Values.begin(), Values.end(),
                [](double &V) { V = V * 0.5 + 1; });
  return Values[4];
}
KERNEL(par_for_each_16, 16, Knowable)
} // namespace par_for_each_16

namespace par_transform_large {
std::vector<double> X = someDoubles(100000), Y(100000);
double sequential() {
  std::transform(X.begin(), X.end(), Y.begin(),
                 [](double V) { return std::exp(-V); });
  return Y[5];
}
double parallel() {
  std::transform(std::execution::par, X.begin(), X.end(), Y.begin(),
                 [](double V) { return std::exp(-V); });
  return Y[5];
}
KERNEL(par_transform_large, 100000, Opaque)
} // namespace par_transform_large

namespace par_sort_50 {
std::array<int, 50> Source, Work;
double sequential() {
  for (int I = 0; I < 50; ++I)
    Source[I] = I * 37 % 50;
  Work = Source;
  std::sort(Work.begin(), Work.end());
  return Work[7];
}
double parallel() {
  for (int I = 0; I < 50; ++I)
    Source[I] = I * 37 % 50;
  Work = Source;
  std::sort(std::execution::par, Work.begin(), Work.end());
  return Work[7];
}
KERNEL(par_sort_50, 50, Knowable)
} // namespace par_sort_50

namespace par_reduce_24 {
std::array<double, 24> Values = {1, 2, 3};
double sequential() {
  return std::accumulate(Values.begin(), Values.end(), 0.0);
}
double parallel() {
  return std::reduce(std::execution::par, Values.begin(), Values.end(), 0.0);
}
KERNEL(par_reduce_24, 24, Knowable)
} // namespace par_reduce_24
