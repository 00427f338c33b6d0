//===--- library.cpp - functions whose bodies are not followed ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <unistd.h>
#include <unordered_map>
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
  row("memory/copy_32", [](State &S) {
    char From[64] = "a text of some length", To[64];
    size_t Size = 32;
    for (auto _ : S) {
      benchmark::DoNotOptimize(Size);
      std::memcpy(To, From, Size);
      benchmark::ClobberMemory();
    }
  });
  row("memory/clear_32", [](State &S) {
    char To[64];
    size_t Size = 32;
    for (auto _ : S) {
      benchmark::DoNotOptimize(Size);
      std::memset(To, 0, Size);
      benchmark::ClobberMemory();
    }
  });
  row("memory/malloc", [](State &S) {
    for (auto _ : S) {
      void *P = std::malloc(16);
      benchmark::DoNotOptimize(P);
      std::free(P);
    }
  });
  row("text/length_16", [](State &S) {
    const char *Text = "sixteen letters.";
    for (auto _ : S) {
      benchmark::DoNotOptimize(Text);
      benchmark::DoNotOptimize(std::strlen(Text));
    }
  });
  row("text/atoi", [](State &S) {
    const char *Text = "123456";
    for (auto _ : S) {
      benchmark::DoNotOptimize(Text);
      benchmark::DoNotOptimize(std::atoi(Text));
    }
  });
  row("text/stoi", [](State &S) {
    std::string Text = "123456";
    for (auto _ : S) {
      benchmark::DoNotOptimize(Text);
      benchmark::DoNotOptimize(std::stoi(Text));
    }
  });
  row("text/snprintf", [](State &S) {
    char Text[32];
    int N = 1000;
    for (auto _ : S) {
      benchmark::DoNotOptimize(
          std::snprintf(Text, sizeof Text, "%d %g", ++N, 0.1));
      benchmark::ClobberMemory();
    }
  });
  row("text/make_short", [](State &S) {
    for (auto _ : S) {
      std::string Text("abc");
      benchmark::DoNotOptimize(Text.data());
    }
  });
  row("text/make_40", [](State &S) {
    for (auto _ : S) {
      std::string Text("forty letters are too many to keep here.");
      benchmark::DoNotOptimize(Text.data());
    }
  });
  row("text/append", [](State &S) {
    std::string Text;
    for (auto _ : S) {
      if (Text.size() > 4096)
        Text = std::string();
      Text += "abc";
      benchmark::DoNotOptimize(Text.data());
    }
  });
  row("text/compare", [](State &S) {
    std::string Text = "a keyword";
    for (auto _ : S) {
      benchmark::DoNotOptimize(Text);
      benchmark::DoNotOptimize(Text == "a keyword");
    }
  });
  row("text/substr", [](State &S) {
    std::string Text = "some text of which the first word is taken";
    for (auto _ : S)
      benchmark::DoNotOptimize(Text.substr(0, 4));
  });
  row("library/rand", [](State &S) {
    for (auto _ : S)
      benchmark::DoNotOptimize(std::rand());
  });
  row("library/vector_of_16", [](State &S) {
    for (auto _ : S) {
      std::vector<int> V(16);
      benchmark::DoNotOptimize(V.data());
    }
  });
  // 65,536 entries, in an order that cannot be foreseen.
  row("library/map_find", [](State &S) {
    std::map<int, int> Entries;
    for (int I = 0; I < 65536; ++I)
      Entries[I * 7] = I;
    uint32_t At = 1;
    for (auto _ : S) {
      At = At * 1664525 + 1013904223;
      benchmark::DoNotOptimize(Entries.find(int(At >> 16) * 7));
    }
  });
  row("library/map_find_in_16", [](State &S) {
    std::map<int, int> Entries;
    for (int I = 0; I < 16; ++I)
      Entries[I * 7] = I;
    uint32_t At = 1;
    for (auto _ : S) {
      At = At * 1664525 + 1013904223;
      benchmark::DoNotOptimize(Entries.find(int(At >> 28) * 7));
    }
  });
  row("library/map_insert", [](State &S) {
    std::map<int, int> Entries;
    uint32_t At = 1;
    for (auto _ : S) {
      At = At * 1664525 + 1013904223;
      if (Entries.size() == 65536)
        Entries.clear();
      benchmark::DoNotOptimize(Entries[int(At)] = 1);
    }
  });
  row("library/hash_find", [](State &S) {
    std::unordered_map<int, int> Entries;
    for (int I = 0; I < 65536; ++I)
      Entries[I * 7] = I;
    uint32_t At = 1;
    for (auto _ : S) {
      At = At * 1664525 + 1013904223;
      benchmark::DoNotOptimize(Entries.count(int(At >> 16) * 7));
    }
  });
  row("library/hash_insert", [](State &S) {
    std::unordered_map<int, int> Entries;
    uint32_t At = 1;
    for (auto _ : S) {
      At = At * 1664525 + 1013904223;
      if (Entries.size() == 65536)
        Entries.clear();
      benchmark::DoNotOptimize(Entries[int(At)] = 1);
    }
  });
  row("library/make_unique", [](State &S) {
    for (auto _ : S)
      benchmark::DoNotOptimize(std::make_unique<int>(1));
  });
  row("library/make_shared", [](State &S) {
    for (auto _ : S)
      benchmark::DoNotOptimize(std::make_shared<int>(1));
  });
  row("system/getppid", [](State &S) {
    for (auto _ : S)
      benchmark::DoNotOptimize(getppid());
  });
  // A halving of 1,000.
  row("algorithm/lower_bound", [](State &S) {
    std::vector<int> V(1000);
    std::iota(V.begin(), V.end(), 0);
    uint32_t At = 1;
    for (auto _ : S) {
      At = At * 1664525 + 1013904223;
      benchmark::DoNotOptimize(
          std::lower_bound(V.begin(), V.end(), int(At >> 22)));
    }
    S.SetItemsProcessed(S.iterations() * 10);
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
