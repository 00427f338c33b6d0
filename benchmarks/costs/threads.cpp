//===--- threads.cpp - starts and waits of the standard library -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include <atomic>
#include <benchmark/benchmark.h>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

static void nothing() {}

/// As the starter sees it: the join is not timed.
static void threadCreate(benchmark::State &State) {
  for (auto _ : State) {
    std::thread T(nothing);
    State.PauseTiming();
    T.join();
    State.ResumeTiming();
  }
}
BENCHMARK(threadCreate)->Name("start/thread_create");

static void threadWithJoin(benchmark::State &State) {
  for (auto _ : State)
    std::thread(nothing).join();
}
BENCHMARK(threadWithJoin)->Name("start/thread_with_join")->UseRealTime();

static void asyncCreate(benchmark::State &State) {
  for (auto _ : State) {
    auto F = std::async(std::launch::async, nothing);
    State.PauseTiming();
    F.get();
    State.ResumeTiming();
  }
}
BENCHMARK(asyncCreate)->Name("start/async_create");

static void asyncWithGet(benchmark::State &State) {
  for (auto _ : State)
    std::async(std::launch::async, nothing).get();
}
BENCHMARK(asyncWithGet)->Name("start/async_with_get")->UseRealTime();

namespace {
/// The pool that most programs have: a queue, a lock, a condition variable.
class Pool {
public:
  explicit Pool(unsigned Count) {
    for (unsigned I = 0; I < Count; ++I)
      Threads.emplace_back([this] { run(); });
  }
  ~Pool() {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Stop = true;
    }
    Ready.notify_all();
    for (std::thread &T : Threads)
      T.join();
  }
  void submit(std::function<void()> Task) {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Tasks.push_back(std::move(Task));
    }
    Ready.notify_one();
  }

private:
  std::mutex Guard;
  std::condition_variable Ready;
  std::deque<std::function<void()>> Tasks;
  bool Stop = false;
  std::vector<std::thread> Threads;

  void run() {
    for (;;) {
      std::function<void()> Task;
      {
        std::unique_lock<std::mutex> Lock(Guard);
        Ready.wait(Lock, [this] { return Stop || !Tasks.empty(); });
        if (Tasks.empty())
          return;
        Task = std::move(Tasks.front());
        Tasks.pop_front();
      }
      Task();
    }
  }
};
} // namespace

static void poolTasks(benchmark::State &State) {
  Pool P(2);
  const int Count = int(State.range(0));
  for (auto _ : State) {
    std::atomic<int> Left{Count};
    std::promise<void> Done;
    for (int I = 0; I < Count; ++I)
      P.submit([&] {
        if (--Left == 0)
          Done.set_value();
      });
    Done.get_future().wait();
  }
  State.SetItemsProcessed(State.iterations() * Count);
}
BENCHMARK(poolTasks)->Name("start/pool_of_1024")->Arg(1024)->UseRealTime();
BENCHMARK(poolTasks)->Name("start/pool_of_one")->Arg(1)->UseRealTime();

static void wakeUp(benchmark::State &State) {
  std::mutex Guard;
  std::condition_variable Changed;
  int Turn = 0;
  std::thread Other([&] {
    std::unique_lock<std::mutex> Lock(Guard);
    for (;;) {
      Changed.wait(Lock, [&] { return Turn != 0; });
      if (Turn == 2)
        return;
      Turn = 0;
      Changed.notify_all();
    }
  });
  for (auto _ : State) {
    std::unique_lock<std::mutex> Lock(Guard);
    Turn = 1;
    Changed.notify_all();
    Changed.wait(Lock, [&] { return Turn == 0; });
  }
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Turn = 2;
  }
  Changed.notify_all();
  Other.join();
}
BENCHMARK(wakeUp)->Name("wait/condition_round_trip")->UseRealTime();

static std::mutex SharedMutex;
static void mutexOf(benchmark::State &State) {
  for (auto _ : State) {
    std::lock_guard<std::mutex> Lock(SharedMutex);
    benchmark::ClobberMemory();
  }
}
BENCHMARK(mutexOf)->Name("lock/mutex")->Threads(2)->UseRealTime();

static std::atomic<long> SharedCount;
static void atomicOf(benchmark::State &State) {
  for (auto _ : State)
    SharedCount.fetch_add(1, std::memory_order_relaxed);
}
BENCHMARK(atomicOf)->Name("lock/atomic")->Threads(2)->UseRealTime();

/// A cache line that goes to the other core and back.
static void lineTransfer(benchmark::State &State) {
  alignas(64) std::atomic<int> Turn{0};
  std::thread Other([&] {
    for (;;) {
      int Now = Turn.load(std::memory_order_acquire);
      if (Now == 2)
        return;
      if (Now == 1)
        Turn.store(0, std::memory_order_release);
    }
  });
  for (auto _ : State) {
    Turn.store(1, std::memory_order_release);
    while (Turn.load(std::memory_order_acquire) == 1) {
    }
  }
  Turn.store(2);
  Other.join();
}
BENCHMARK(lineTransfer)->Name("wait/line_round_trip")->UseRealTime();
