//===--- library.cpp - functions whose bodies are not followed ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cctype>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

template <class F> static void chain(benchmark::State &State, F Next) {
  double Value = 0.5;
  for (auto _ : State) {
    Value = Next(Value);
    benchmark::DoNotOptimize(Value);
  }
}

static void row(const char *Name, void (*Run)(benchmark::State &)) {
  benchmark::RegisterBenchmark(Name, Run);
}

/// An element of an algorithm over 1,000.
template <class F> static void each(benchmark::State &State, F Run) {
  std::vector<int> V(1000);
  std::iota(V.begin(), V.end(), 0);
  for (auto _ : State) {
    Run(V);
    benchmark::ClobberMemory();
  }
  State.SetItemsProcessed(State.iterations() * int64_t(V.size()));
}

static const bool Registered = [] {
  using benchmark::State;
  row("libm/fabs",
      [](State &S) { chain(S, [](double X) { return std::fabs(X) + 0.1; }); });
  row("libm/sqrt",
      [](State &S) { chain(S, [](double X) { return std::sqrt(X + 1); }); });
  row("libm/floor",
      [](State &S) { chain(S, [](double X) { return std::floor(X) + 0.5; }); });
  row("libm/fmod", [](State &S) {
    chain(S, [](double X) { return std::fmod(X + 123456.7, 3.1); });
  });
  row("libm/sin",
      [](State &S) { chain(S, [](double X) { return std::sin(X) + 1; }); });
  row("libm/exp",
      [](State &S) { chain(S, [](double X) { return std::exp(-X); }); });
  row("libm/pow", [](State &S) {
    chain(S, [](double X) { return std::pow(X + 1, 0.7); });
  });
  row("text/tolower", [](State &S) {
    int C = 'A';
    for (auto _ : S)
      benchmark::DoNotOptimize(C = std::tolower(C) ^ 32);
  });
  row("text/to_string", [](State &S) {
    int N = 1000;
    for (auto _ : S)
      benchmark::DoNotOptimize(std::to_string(++N));
  });
  row("library/clock", [](State &S) {
    for (auto _ : S)
      benchmark::DoNotOptimize(std::chrono::steady_clock::now());
  });
  row("library/push_back", [](State &S) {
    for (auto _ : S) {
      std::vector<int> V;
      for (int I = 0; I < 1000; ++I)
        V.push_back(I);
      benchmark::DoNotOptimize(V.data());
    }
    S.SetItemsProcessed(S.iterations() * 1000);
  });
  row("algorithm/accumulate", [](State &S) {
    each(S, [](std::vector<int> &V) {
      benchmark::DoNotOptimize(std::accumulate(V.begin(), V.end(), 0));
    });
  });
  row("algorithm/fill", [](State &S) {
    each(S, [](std::vector<int> &V) {
      int *Data = V.data();
      benchmark::DoNotOptimize(Data); // somebody may read it
      std::fill(V.begin(), V.end(), 1);
      benchmark::ClobberMemory();
    });
  });
  row("algorithm/sort", [](State &S) {
    std::mt19937 Random(1);
    std::vector<int> Shuffled(1000);
    for (int &X : Shuffled)
      X = int(Random());
    each(S, [&](std::vector<int> &V) {
      V = Shuffled;
      std::sort(V.begin(), V.end());
    });
    // Per element and halving.
    S.SetItemsProcessed(S.iterations() * 10000);
  });
  return true;
}();
