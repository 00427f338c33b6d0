//===--- driver.cpp - times each kernel in both forms ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Prints a line a kernel: its name, half, file, line, items, whether its cost
/// is knowable, and the nanoseconds of one run in its sequential and in its
/// parallel form. The two run in turns, and the fastest of each counts, so that
/// what else the machine does weighs on both alike.
///
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include "pool.h"
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace {
struct Entry {
  std::string Name, File;
  int Line;
  double Items;
  Sight S;
  double (*Run[2])();
};
std::vector<Entry> &kernels() {
  static std::vector<Entry> All;
  return All;
}

using Clock = std::chrono::steady_clock;
volatile double Sink;

double nanoseconds(double (*Run)(), unsigned Times) {
  auto Start = Clock::now();
  for (unsigned I = 0; I < Times; ++I) {
    Sink = Run();
    asm volatile("" : : : "memory");
  }
  std::chrono::duration<double, std::nano> Took = Clock::now() - Start;
  return Took.count() / Times;
}

double empty() { return 0; }
/// What the loop of nanoseconds() costs itself.
double overhead() {
  static const double Best = [] {
    double Least = 1e18;
    for (int Turn = 0; Turn < 20; ++Turn)
      Least = std::min(Least, nanoseconds(empty, 100000));
    return Least;
  }();
  return Best;
}

void time(const Entry &E) {
  double Best[2] = {1e18, 1e18};
  unsigned Times[2];
  for (int Which : {0, 1}) {
    double Once = 1e18;
    for (int Turn = 0; Turn < 5; ++Turn)
      Once = std::min(Once, nanoseconds(E.Run[Which], 1));
    Times[Which] = unsigned(std::clamp(3e6 / Once, 1.0, 1e5));
  }
  for (int Turn = 0; Turn < 9; ++Turn)
    for (int Which : {0, 1}) {
      E.Run[Which](); // what sleeps is awake again
      Best[Which] =
          std::min(Best[Which], nanoseconds(E.Run[Which], Times[Which]));
    }
  std::printf("%s %s %d %.0f %s %.2f %.2f\n", E.Name.c_str(), E.File.c_str(),
              E.Line, E.Items, E.S == Sight::Knowable ? "knowable" : "opaque",
              std::max(Best[0] - overhead(), 0.01),
              std::max(Best[1] - overhead(), 0.01));
  std::fflush(stdout);
}

/// Resident memory of this process, in KiB.
double resident() {
  long Pages = 0, Resident = 0;
  if (std::FILE *F = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(F, "%ld %ld", &Pages, &Resident) != 2)
      Resident = 0;
    std::fclose(F);
  }
  return double(Resident) * double(sysconf(_SC_PAGESIZE)) / 1024;
}

/// What one more thread costs while so many others wait.
void liveThreads() {
  for (unsigned Count : {1u, 10u, 100u, 1000u, 10000u}) {
    std::mutex Guard;
    std::condition_variable Changed;
    bool Stop = false;
    std::atomic<unsigned> Waiting{0};
    std::vector<std::thread> Threads;
    Threads.reserve(Count);
    double Before = resident();
    auto Start = Clock::now();
    for (unsigned I = 0; I < Count; ++I)
      Threads.emplace_back([&] {
        std::unique_lock<std::mutex> Lock(Guard);
        ++Waiting;
        Changed.wait(Lock, [&] { return Stop; });
      });
    std::chrono::duration<double, std::nano> Made = Clock::now() - Start;
    while (Waiting < Count)
      std::this_thread::yield();
    double Memory = resident() - Before;
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Stop = true;
    }
    Start = Clock::now();
    Changed.notify_all();
    for (std::thread &T : Threads)
      T.join();
    std::chrono::duration<double, std::nano> Ended = Clock::now() - Start;
    std::printf("%u %.0f %.0f %.1f %.2f\n", Count, Made.count() / Count,
                Ended.count() / Count, Memory / Count, Memory / 1024);
  }
}

/// A linear congruential generator: the same numbers everywhere.
unsigned next() {
  static unsigned State = 12345;
  return State = State * 1664525u + 1013904223u;
}
} // namespace

Kernel::Kernel(const char *Name, const char *File, int Line, double Items,
               Sight S, double (*Sequential)(), double (*Parallel)()) {
  // The half and the file: the last two parts of the path.
  std::string Path = File;
  std::size_t Slash = Path.rfind('/');
  Slash = Path.rfind('/', Slash - 1);
  kernels().push_back(
      {Name, Path.substr(Slash + 1), Line, Items, S, {Sequential, Parallel}});
}

std::vector<double> someDoubles(std::size_t Count) {
  std::vector<double> Result(Count);
  for (double &D : Result)
    D = (next() >> 8) / double(1 << 24) + 0.5;
  return Result;
}

std::vector<int> someInts(std::size_t Count) {
  std::vector<int> Result(Count);
  for (int &I : Result)
    I = int(next() >> 8);
  return Result;
}

std::string someText(std::size_t Count) {
  std::string Result(Count, ' ');
  for (char &C : Result)
    C = "etaoinshrdlu,. 0123456789"[(next() >> 8) % 25];
  return Result;
}

__attribute__((noinline)) int opaque(int N) {
  asm volatile("" : "+r"(N) : : "memory");
  return N;
}

ThreadPool &pool() {
  static ThreadPool One;
  return One;
}

int main(int Count, char **Arguments) {
  if (Count > 1 && !std::strcmp(Arguments[1], "--live-threads")) {
    liveThreads();
    return 0;
  }
  for (const Entry &E : kernels())
    if (Count < 2 || E.Name.find(Arguments[1]) != std::string::npos)
      time(E);
}
