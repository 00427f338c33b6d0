//===--- utilisation.cpp - how long a queue is at a load ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Items that arrive at random and take a random time, one server, a share of
/// its time that it is asked for: how many are there, how long each takes from
/// its arrival, and whether the one is the rate times the other. Advice
/// `headroom` (delay grows without limit as the utilisation nears one) and
/// `littles-law`.
///
//===----------------------------------------------------------------------===//

#include "measure.h"
#include <atomic>
#include <benchmark/benchmark.h>
#include <random>
#include <thread>

namespace {
/// A downstream that is waited for. It is done when it is done: that a busy
/// machine wakes the waiting thread late makes an item late, not all after it.
constexpr double ServiceMicroseconds = 2000;
constexpr size_t Count = 10000;

struct Visit {
  /// After the start.
  Clock::duration Arrival;
  Clock::duration Service;
  Clock::time_point Arrived, Left;
  /// Whom it met, itself not counted.
  size_t Met;
};

Clock::duration microseconds(double Number) {
  return std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double, std::micro>(Number));
}

std::vector<Visit> visitsAt(double Utilisation) {
  std::mt19937_64 Random(4711);
  std::exponential_distribution<double> Service(1 / ServiceMicroseconds);
  std::exponential_distribution<double> Gap(Utilisation / ServiceMicroseconds);
  std::vector<Visit> Result(Count);
  double Now = 0;
  for (Visit &V : Result) {
    Now += Gap(Random);
    V.Arrival = microseconds(Now);
    V.Service = microseconds(Service(Random));
  }
  return Result;
}

/// range(0): the utilisation in percent.
void queueAt(benchmark::State &State) {
  const double Utilisation = double(State.range(0)) / 100;
  for (auto _ : State) {
    std::vector<Visit> Visits = visitsAt(Utilisation);
    std::atomic<size_t> Arrived{0}, Left{0};
    std::thread Server([&] {
      Clock::time_point Done;
      for (Visit &V : Visits) {
        const size_t Index = size_t(&V - Visits.data());
        for (size_t Seen; (Seen = Arrived.load()) <= Index;)
          Arrived.wait(Seen);
        Done = std::max(Done, V.Arrived) + V.Service;
        std::this_thread::sleep_until(Done);
        V.Left = Clock::now();
        Left.store(Index + 1, std::memory_order_release);
      }
    });
    const Clock::time_point Start = Clock::now();
    for (Visit &V : Visits) {
      std::this_thread::sleep_until(Start + V.Arrival);
      const size_t Before = size_t(&V - Visits.data());
      V.Met = Before - Left.load(std::memory_order_acquire);
      V.Arrived = Clock::now();
      Arrived.store(Before + 1);
      Arrived.notify_one();
    }
    Server.join();

    double Met = 0, Busy = 0;
    std::vector<double> Delays;
    for (const Visit &V : Visits) {
      Met += double(V.Met);
      Busy += milliseconds(V.Service);
      Delays.push_back(milliseconds(V.Left - V.Arrived));
    }
    double InAll = 0;
    for (double Delay : Delays)
      InAll += Delay;
    const double Length = milliseconds(Visits.back().Left - Start);
    const double Rate = Count / Length, Delay = InAll / Count;
    State.SetIterationTime(Length / 1e3);
    State.counters["utilisation"] = Busy / Length;
    State.counters["in_system"] = Met / Count;
    State.counters["rate_x_delay"] = Rate * Delay;
    State.counters["theory"] = Utilisation / (1 - Utilisation);
    State.counters["delay_mean_us"] = Delay * 1e3;
    State.counters["delay_p99_us"] = quantile(Delays, 0.99) * 1e3;
  }
}
} // namespace

BENCHMARK(queueAt)
    ->Name("utilisation")
    ->ArgName("percent")
    ->Arg(30)
    ->Arg(50)
    ->Arg(70)
    ->Arg(80)
    ->Arg(90)
    ->Arg(95)
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
