//===--- driver.cpp - times each kernel as found and fixed ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Prints a line a kernel: its file, and how much faster the fixed one is. The
/// two are run in turns, and the fastest run of each counts, so that what else
/// the machine does weighs on both alike.
///
//===----------------------------------------------------------------------===//

#include "layout.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>

namespace {
struct Pair {
  void (*Run[2])(long) = {nullptr, nullptr};
  long Rounds = 0;
};
std::map<std::string, Pair> &kernels() {
  static std::map<std::string, Pair> All;
  return All;
}

double seconds(void (*Run)(long), long Rounds) {
  auto Start = std::chrono::steady_clock::now();
  Run(Rounds);
  std::chrono::duration<double> Took = std::chrono::steady_clock::now() - Start;
  return Took.count();
}

/// The false-sharing distance: two threads, each with a counter of its own.
void sweep() {
  alignas(4096) static volatile char Bytes[1024];
  for (unsigned Distance = 4; Distance <= 256; Distance *= 2) {
    double Best = 1e9;
    for (int Turn = 0; Turn < 5; ++Turn) {
      auto Count = [Distance](int Which) {
        auto *Mine = reinterpret_cast<volatile int *>(
            const_cast<char *>(Bytes) + Which * Distance);
        for (long I = 0; I < 5000000; ++I)
          *Mine = *Mine + 1;
      };
      auto Start = std::chrono::steady_clock::now();
      std::thread Other(Count, 1);
      Count(0);
      Other.join();
      std::chrono::duration<double> Took =
          std::chrono::steady_clock::now() - Start;
      Best = std::min(Best, Took.count());
    }
    std::printf("distance %u %.2f\n", Distance, Best / 5000000 * 1e9);
  }
}
} // namespace

Kernel::Kernel(const char *File, bool Fixed, void (*Run)(long), long Rounds) {
  const char *Slash = std::strrchr(File, '/');
  Pair &P = kernels()[Slash ? Slash + 1 : File];
  P.Run[Fixed] = Run;
  P.Rounds = Rounds;
}

long opaqueCalls;
__attribute__((noinline)) long opaque(long N) {
  asm volatile("" : "+r"(N) : : "memory");
  return N;
}

void busyFor(unsigned Nanoseconds) {
  auto End =
      std::chrono::steady_clock::now() + std::chrono::nanoseconds(Nanoseconds);
  while (std::chrono::steady_clock::now() < End)
    ;
}

int main(int Count, char **Arguments) {
  if (Count > 1 && !std::strcmp(Arguments[1], "--sweep")) {
    sweep();
    return 0;
  }
  for (auto &[Name, P] : kernels()) {
    if (Count > 1 && Name.find(Arguments[1]) == std::string::npos)
      continue;
    double Best[2] = {1e9, 1e9};
    for (int Turn = 0; Turn < 9; ++Turn)
      for (int Which : {0, 1})
        Best[Which] = std::min(Best[Which], seconds(P.Run[Which], P.Rounds));
    std::printf("%s %.2f\n", Name.c_str(), Best[0] / Best[1]);
    std::fflush(stdout);
  }
}
