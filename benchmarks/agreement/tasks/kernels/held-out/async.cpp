//===--- async.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <cctype>
#include <future>
#include <map>
#include <numeric>

namespace async_upper {
std::string Text = someText(64);
double sequential() {
  for (int I = 0; I < 64; ++I)
    Text[I] = static_cast<char>(std::toupper(Text[I]));
  return Text[9];
}
double parallel() {
  std::vector<std::future<void>> Done;
  for (int I = 0; I < 64; ++I)
    Done.push_back(std::async(std::launch::async, [I] {
      Text[I] = static_cast<char>(std::toupper(Text[I]));
    }));
  for (auto &F : Done)
    F.wait();
  return Text[9];
}
KERNEL(async_upper, 64, Knowable)
} // namespace async_upper

namespace async_row_sum {
std::vector<double> Table = someDoubles(40 * 32);
double sequential() {
  double Sum = 0;
  for (int Row = 0; Row < 40; ++Row)
    for (int I = 0; I < 32; ++I)
      Sum += Table[Row * 32 + I];
  return Sum;
}
double parallel() {
  std::vector<std::future<double>> Rows;
  for (int Row = 0; Row < 40; ++Row)
    Rows.push_back(std::async(std::launch::async, [Row] {
      double Sum = 0;
      for (int I = 0; I < 32; ++I)
        Sum += Table[Row * 32 + I];
      return Sum;
    }));
  double Sum = 0;
  for (auto &R : Rows)
    Sum += R.get();
  return Sum;
}
KERNEL(async_row_sum, 40, Knowable)
} // namespace async_row_sum

namespace async_merge_sort {
std::vector<int> Source = someInts(200), Work;
void sortPart(int *V, int N) {
  if (N < 2)
    return;
  sortPart(V, N / 2);
  sortPart(V + N / 2, N - N / 2);
  std::inplace_merge(V, V + N / 2, V + N);
}
void sortAsync(int *V, int N) {
  if (N < 2)
    return;
  auto Left = std::async(std::launch::async, sortAsync, V, N / 2);
  sortAsync(V + N / 2, N - N / 2);
  Left.get();
  std::inplace_merge(V, V + N / 2, V + N);
}
double sequential() {
  Work = Source;
  sortPart(Work.data(), 200);
  return Work[1];
}
double parallel() {
  Work = Source;
  sortAsync(Work.data(), 200);
  return Work[1];
}
KERNEL(async_merge_sort, 0, Opaque)
} // namespace async_merge_sort

namespace async_lookup {
std::map<int, int> Ages = {{1, 30}, {2, 40}, {3, 50}, {4, 60}};
double sequential() {
  int Sum = 0;
  for (int I = 0; I < 40; ++I)
    Sum += Ages.find(I % 4 + 1)->second;
  return Sum;
}
double parallel() {
  std::vector<std::future<int>> Found;
  for (int I = 0; I < 40; ++I)
    Found.push_back(std::async(std::launch::async,
                               [I] { return Ages.find(I % 4 + 1)->second; }));
  int Sum = 0;
  for (auto &F : Found)
    Sum += F.get();
  return Sum;
}
KERNEL(async_lookup, 40, Opaque)
} // namespace async_lookup

namespace async_primes {
int count(int First) {
  int Primes = 0;
  for (int N = First; N < First + 2000; ++N) {
    bool IsPrime = true;
    for (int D = 3; D < 100; D += 2)
      if (N % D == 0)
        IsPrime = false;
    Primes += IsPrime;
  }
  return Primes;
}
int Base = 100001;
double sequential() {
  int Sum = 0;
  for (int I = 0; I < 6; ++I)
    Sum += count(Base + I * 2000);
  return Sum;
}
double parallel() {
  std::vector<std::future<int>> Parts;
  for (int I = 0; I < 6; ++I)
    Parts.push_back(std::async(std::launch::async, count, Base + I * 2000));
  int Sum = 0;
  for (auto &P : Parts)
    Sum += P.get();
  return Sum;
}
KERNEL(async_primes, 6, Knowable)
} // namespace async_primes
