//===--- algorithms.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <execution>
#include <numeric>

namespace par_fill_32 {
std::array<int, 32> Values;
double sequential() {
  std::fill(Values.begin(), Values.end(), 7);
  return Values[3];
}
double parallel() {
  std::fill(std::execution::par, Values.begin(), Values.end(), 7);
  return Values[3];
}
KERNEL(par_fill_32, 32, Knowable)
} // namespace par_fill_32

namespace par_transform_12 {
std::array<double, 12> X = {1, 2, 3, 4}, Y;
double sequential() {
  std::transform(X.begin(), X.end(), Y.begin(),
                 [](double V) { return std::sqrt(V + 1); });
  return Y[3];
}
double parallel() {
  std::transform(std::execution::par, X.begin(), X.end(), Y.begin(),
                 [](double V) { return std::sqrt(V + 1); });
  return Y[3];
}
KERNEL(par_transform_12, 12, Knowable)
} // namespace par_transform_12

namespace par_for_each_heavy {
std::array<double, 4096> Values = {};
double sequential() {
  std::for_each(Values.begin(), Values.end(), [](double &V) {
    for (int I = 0; I < 100; ++I)
      V = V * 0.999 + 0.001;
  });
  return Values[4];
}
double parallel() {
  std::for_each(std::execution::par, Values.begin(), Values.end(),
                [](double &V) {
                  for (int I = 0; I < 100; ++I)
                    V = V * 0.999 + 0.001;
                });
  return Values[4];
}
KERNEL(par_for_each_heavy, 4096, Knowable)
} // namespace par_for_each_heavy

namespace par_sort_large {
std::vector<int> Source = someInts(200000), Work;
double sequential() {
  Work = Source;
  std::sort(Work.begin(), Work.end());
  return Work[7];
}
double parallel() {
  Work = Source;
  std::sort(std::execution::par, Work.begin(), Work.end());
  return Work[7];
}
KERNEL(par_sort_large, 0, Opaque)
} // namespace par_sort_large
