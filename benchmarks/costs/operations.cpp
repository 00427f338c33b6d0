//===--- operations.cpp - what a processor does ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Each result waits for the one before: the upper end of the cost table.

#include <benchmark/benchmark.h>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

template <class T, class F>
static void chain(benchmark::State &State, T First, F Next) {
  T Value = First;
  for (auto _ : State) {
    Value = Next(Value);
    benchmark::DoNotOptimize(Value);
  }
}

static void operation(const char *Name, void (*Run)(benchmark::State &)) {
  benchmark::RegisterBenchmark((std::string("operation/") + Name).c_str(), Run);
}

static volatile uint64_t Divisor = 7;
static volatile double RealDivisor = 1.0000001;
static int (*volatile Indirect)(int) = [](int X) { return X + 1; };
__attribute__((noinline)) static int direct(int X) {
  benchmark::ClobberMemory();
  return X + 1;
}

static const bool Registered = [] {
  using benchmark::State;
  operation("integer", [](State &S) {
    chain(S, uint64_t(1), [](uint64_t X) { return X + 3; });
  });
  operation("multiply", [](State &S) {
    chain(S, uint64_t(3), [](uint64_t X) { return X * 7; });
  });
  operation("divide_by_constant", [](State &S) {
    chain(S, uint64_t(1) << 60,
          [](uint64_t X) { return X / 7 + (1ull << 60); });
  });
  operation("divide", [](State &S) {
    const uint64_t D = Divisor;
    chain(S, uint64_t(1) << 60,
          [D](uint64_t X) { return X / D + (1ull << 60); });
  });
  operation("floating",
            [](State &S) { chain(S, 1.0, [](double X) { return X + 1e-9; }); });
  operation("floating_divide", [](State &S) {
    const double D = RealDivisor;
    chain(S, 1e300, [D](double X) { return X / D; });
  });
  operation("branch", [](State &S) {
    std::mt19937 Random(1);
    std::vector<uint8_t> Coins(4096);
    for (uint8_t &C : Coins)
      C = Random() & 1;
    size_t I = 0;
    long Heads = 0;
    for (auto _ : S) {
      if (Coins[I++ & 4095])
        benchmark::DoNotOptimize(++Heads);
    }
  });
  operation("iteration", [](State &S) {
    for (auto _ : S)
      benchmark::ClobberMemory();
  });
  operation("call", [](State &S) { chain(S, 1, direct); });
  operation("indirect_call",
            [](State &S) { chain(S, 1, [](int X) { return Indirect(X); }); });
  operation("access", [](State &S) {
    std::vector<int> V(4096, 1);
    size_t I = 0;
    for (auto _ : S)
      benchmark::DoNotOptimize(V[I++ & 4095]);
  });
  operation("random_access", [](State &S) {
    // A walk through 256 KiB in an order that cannot be foreseen.
    std::vector<uint32_t> Next(65536);
    std::iota(Next.begin(), Next.end(), 0);
    std::mt19937 Random(1);
    for (size_t I = Next.size() - 1; I > 0; --I)
      std::swap(Next[I], Next[Random() % I]);
    uint32_t At = 0;
    for (auto _ : S)
      benchmark::DoNotOptimize(At = Next[At]);
  });
  operation("allocate", [](State &S) {
    for (auto _ : S) {
      int *P = new int(1);
      benchmark::DoNotOptimize(P);
      delete P;
    }
  });
  operation("dynamic_cast", [](State &S) {
    struct Shape {
      virtual ~Shape() = default;
    };
    struct Round : Shape {
      int Radius = 1;
    };
    struct Ring : Round {};
    const std::unique_ptr<Shape> Some(new Ring);
    Shape *At = Some.get();
    for (auto _ : S) {
      benchmark::DoNotOptimize(At);
      benchmark::DoNotOptimize(dynamic_cast<Round *>(At));
    }
  });
  operation("move_handle", [](State &S) {
    std::vector<std::string> Texts{"one that is too long to be kept inside",
                                   "short"};
    for (auto _ : S) {
      std::string Taken(std::move(Texts[0]));
      benchmark::DoNotOptimize(Taken.data());
      Texts[0] = std::move(Texts[1]);
      Texts[1] = std::move(Taken);
    }
    S.SetItemsProcessed(S.iterations() * 3);
  });
  // A byte of a block of 1 MiB: what no nearer cache holds, each way.
  operation("copy_byte", [](State &S) {
    std::vector<char> From(1 << 20, 1), To(1 << 20);
    for (auto _ : S) {
      std::memcpy(To.data(), From.data(), From.size());
      benchmark::ClobberMemory();
    }
    S.SetItemsProcessed(S.iterations() * int64_t(From.size()));
  });
  operation("throw", [](State &S) {
    for (auto _ : S)
      try {
        throw 1;
      } catch (int) {
      }
  });
  return true;
}();
