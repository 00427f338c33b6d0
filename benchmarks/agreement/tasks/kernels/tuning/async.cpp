//===--- async.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <cstdlib>
#include <future>

namespace async_square {
std::vector<int> Numbers = someInts(200);
double sequential() {
  long Sum = 0;
  for (int I = 0; I < 200; ++I)
    Sum += Numbers[I] * Numbers[I];
  return Sum;
}
double parallel() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 200; ++I)
    Results.push_back(std::async(std::launch::async,
                                 [I] { return Numbers[I] * Numbers[I]; }));
  long Sum = 0;
  for (std::future<int> &F : Results)
    Sum += F.get();
  return Sum;
}
KERNEL(async_square, 200, Knowable)
} // namespace async_square

namespace async_polynomial {
std::vector<double> X = someDoubles(100);
double Coefficients[9] = {1, 0.5, 0.25, 3, 2, 0.125, 1, 7, 0.1};
double horner(double At) {
  double Sum = 0;
  for (int I = 0; I < 9; ++I)
    Sum = Sum * At + Coefficients[I];
  return Sum;
}
double sequential() {
  double Sum = 0;
  for (int I = 0; I < 100; ++I)
    Sum += horner(X[I]);
  return Sum;
}
double parallel() {
  std::vector<std::future<double>> Results;
  for (int I = 0; I < 100; ++I)
    Results.push_back(std::async(std::launch::async, horner, X[I]));
  double Sum = 0;
  for (std::future<double> &F : Results)
    Sum += F.get();
  return Sum;
}
KERNEL(async_polynomial, 100, Knowable)
} // namespace async_polynomial

namespace async_fib {
int Start = 10;
int fib(int N) { return N < 2 ? N : fib(N - 1) + fib(N - 2); }
int fibAsync(int N) {
  if (N < 2)
    return N;
  auto Left = std::async(std::launch::async, fibAsync, N - 1);
  int Right = fibAsync(N - 2);
  return Left.get() + Right;
}
double sequential() { return fib(Start); }
double parallel() { return fibAsync(Start); }
KERNEL(async_fib, 0, Knowable)
} // namespace async_fib

namespace async_words {
std::string Text = someText(4 * 65536);
int count(int First) {
  int Words = 0;
  for (int I = First; I < First + 65536; ++I)
    Words += Text[I] == ' ';
  return Words;
}
double sequential() {
  int Sum = 0;
  for (int I = 0; I < 4; ++I)
    Sum += count(I * 65536);
  return Sum;
}
double parallel() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 4; ++I)
    Results.push_back(std::async(std::launch::async, count, I * 65536));
  int Sum = 0;
  for (std::future<int> &F : Results)
    Sum += F.get();
  return Sum;
}
KERNEL(async_words, 4, Knowable)
} // namespace async_words

namespace async_parse {
std::vector<std::string> Lines(50, "12345");
double sequential() {
  long Sum = 0;
  for (const std::string &Line : Lines)
    Sum += std::strtol(Line.c_str(), nullptr, 10);
  return Sum;
}
double parallel() {
  std::vector<std::future<long>> Results;
  for (const std::string &Line : Lines)
    Results.push_back(std::async(std::launch::async, [&Line] {
      return std::strtol(Line.c_str(), nullptr, 10);
    }));
  long Sum = 0;
  for (std::future<long> &F : Results)
    Sum += F.get();
  return Sum;
}
KERNEL(async_parse, 50, Opaque)
} // namespace async_parse
