//===--- lost_wake_up.cpp - a stop flag that is set without the lock ------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// How many stops of a million get lost when the flag is set, and the condition
/// notified, between the test of the flag and the wait. Advice
/// `cancellable-waits`.
///
//===----------------------------------------------------------------------===//

#include "measure.h"
#include <atomic>
#include <benchmark/benchmark.h>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace {
/// Nothing else notifies: one that still waits this long after the stop has
/// missed its wake-up.
constexpr auto Lost = std::chrono::milliseconds(20);
/// The stop comes at each of so many distances from the test of the flag.
constexpr unsigned Distances = 64;

class Worker {
public:
  /// What a worker's loop does when its queue is empty; false where the stop
  /// was not heard.
  bool waitForStop() {
    std::unique_lock<std::mutex> Lock(Guard);
    while (!Stop) {
      const Clock::time_point Began = Clock::now();
      // The stopper may have lost its core for as long as this took.
      if (Changed.wait_for(Lock, Lost) == std::cv_status::timeout && Stop &&
          Stopped.load() < Began + Lost / 2)
        return false;
    }
    return true;
  }
  void stopUnderTheLock() {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Stop = true;
    }
    notify();
  }
  void stopWithoutTheLock() {
    Stop = true;
    notify();
  }
  void restart() {
    Stopped = Clock::time_point::max();
    Stop = false;
  }

private:
  std::mutex Guard;
  std::condition_variable Changed;
  std::atomic<bool> Stop{false};
  /// When the last stop had notified.
  std::atomic<Clock::time_point> Stopped{Clock::time_point::max()};

  void notify() {
    Changed.notify_all();
    Stopped = Clock::now();
  }
};

void delay(unsigned Steps) {
  for (unsigned I = 0; I < Steps; ++I)
    benchmark::ClobberMemory();
}

void stops(benchmark::State &State, void (Worker::*Stop)()) {
  Worker W;
  std::atomic<size_t> Round{0}, Done{0};
  std::atomic<bool> End{false};
  size_t Missed = 0;
  std::thread Waiting([&] {
    for (size_t Next = 1;; ++Next) {
      while (Round.load(std::memory_order_acquire) < Next)
        if (End)
          return;
      Missed += !W.waitForStop();
      Done.store(Next, std::memory_order_release);
    }
  });
  size_t Now = 0;
  for (auto _ : State) {
    W.restart();
    Round.store(++Now, std::memory_order_release);
    delay(Now % Distances * 16);
    (W.*Stop)();
    while (Done.load(std::memory_order_acquire) < Now) {
    }
  }
  End = true;
  Waiting.join();
  State.counters["lost_per_million"] = 1e6 * double(Missed) / double(Now);
}
} // namespace

BENCHMARK_CAPTURE(stops, without, &Worker::stopWithoutTheLock)
    ->Name("lost_wake_up/flag_set_without_the_lock")
    ->Iterations(2000)
    ->UseRealTime();
BENCHMARK_CAPTURE(stops, under, &Worker::stopUnderTheLock)
    ->Name("lost_wake_up/flag_set_under_the_lock")
    ->Iterations(2000)
    ->UseRealTime();
