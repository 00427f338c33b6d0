//===--- tbb.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <cmath>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/task_group.h>

namespace tbb_normalise {
struct Vector {
  float X, Y, Z;
};
std::vector<Vector> Vectors(8, Vector{1, 2, 3});
void normalise(Vector &V) {
  float Length = std::sqrt(V.X * V.X + V.Y * V.Y + V.Z * V.Z);
  V.X /= Length;
  V.Y /= Length;
  V.Z /= Length;
}
double sequential() {
  for (int I = 0; I < 8; ++I)
    normalise(Vectors[I]);
  return Vectors[2].Y;
}
double parallel() {
  tbb::parallel_for(0, 8, [](int I) { normalise(Vectors[I]); });
  return Vectors[2].Y;
}
KERNEL(tbb_normalise, 8, Knowable)
} // namespace tbb_normalise

namespace tbb_black_scholes {
std::vector<double> Prices = someDoubles(20000), Out(20000);
double price(double S) {
  double D1 = (std::log(S / 1.1) + 0.06 * 0.5) / (0.3 * std::sqrt(0.5));
  double D2 = D1 - 0.3 * std::sqrt(0.5);
  return S / (1 + std::exp(-1.7 * D1)) - 1.07 / (1 + std::exp(-1.7 * D2));
}
double sequential() {
  for (int I = 0; I < 20000; ++I)
    Out[I] = price(Prices[I]);
  return Out[3];
}
double parallel() {
  tbb::parallel_for(tbb::blocked_range<int>(0, 20000),
                    [](const tbb::blocked_range<int> &R) {
                      for (int I = R.begin(); I < R.end(); ++I)
                        Out[I] = price(Prices[I]);
                    });
  return Out[3];
}
KERNEL(tbb_black_scholes, 20000, Knowable)
} // namespace tbb_black_scholes

namespace tbb_reduce_small {
std::vector<int> Values = someInts(40);
double sequential() {
  long Sum = 0;
  for (int I = 0; I < 40; ++I)
    Sum += Values[I];
  return Sum;
}
double parallel() {
  return tbb::parallel_reduce(
      tbb::blocked_range<int>(0, 40), 0L,
      [](const tbb::blocked_range<int> &R, long Sum) {
        for (int I = R.begin(); I != R.end(); ++I)
          Sum += Values[I];
        return Sum;
      },
      [](long A, long B) { return A + B; });
}
KERNEL(tbb_reduce_small, 40, Knowable)
} // namespace tbb_reduce_small

namespace tbb_invoke_large {
std::vector<double> A = someDoubles(100000), B = someDoubles(100000);
void damp(double *V) {
  for (int I = 0; I < 100000; ++I)
    V[I] = V[I] / (1 + V[I]);
}
double sequential() {
  damp(A.data());
  damp(B.data());
  return A[0] + B[0];
}
double parallel() {
  tbb::parallel_invoke([] { damp(A.data()); }, [] { damp(B.data()); });
  return A[0] + B[0];
}
KERNEL(tbb_invoke_large, 1, Knowable)
} // namespace tbb_invoke_large

namespace tbb_group_tree {
struct Tree {
  int Value = 1;
  Tree *Left = nullptr, *Right = nullptr;
};
std::vector<Tree> Nodes(255);
struct Link {
  Link() {
    for (int I = 0; I < 127; ++I) {
      Nodes[I].Left = &Nodes[2 * I + 1];
      Nodes[I].Right = &Nodes[2 * I + 2];
    }
  }
} link;
int sum(const Tree *T) {
  return T ? T->Value + sum(T->Left) + sum(T->Right) : 0;
}
int sumTasks(const Tree *T) {
  if (!T)
    return 0;
  int Left = 0, Right = 0;
  tbb::task_group Group;
  Group.run([&] { Left = sumTasks(T->Left); });
  Right = sumTasks(T->Right);
  Group.wait();
  return T->Value + Left + Right;
}
double sequential() { return sum(Nodes.data()); }
double parallel() { return sumTasks(Nodes.data()); }
KERNEL(tbb_group_tree, 0, Knowable)
} // namespace tbb_group_tree
