//===--- queues.cpp - a producer twice as fast as its consumer ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The same load on a queue without a limit, on one that blocks when it is full
/// and on one that drops: how many items wait, the memory that they hold, how
/// old an item is when its turn comes. Advice `measure-then-bound`,
/// `async-is-no-speed-up`, `littles-law`.
///
//===----------------------------------------------------------------------===//

#include "measure.h"
#include <benchmark/benchmark.h>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <malloc.h>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace {
constexpr auto ServiceTime = std::chrono::microseconds(20);
constexpr auto ArrivalTime = ServiceTime / 2;
constexpr size_t PayloadBytes = 4096;
/// 5 ms of work: what arrives while an item may still be of use.
constexpr size_t Capacity = 250;

struct Item {
  Clock::time_point Offered;
  std::unique_ptr<std::byte[]> Payload;
};

enum WhenFull { Grow, Block, Drop };

class Queue {
public:
  explicit Queue(WhenFull Policy) : Policy(Policy) {}

  /// False where the item was dropped.
  bool push(Item I) {
    {
      std::unique_lock<std::mutex> Lock(Guard);
      if (Policy == Block)
        HasRoom.wait(Lock, [this] { return Items.size() < Capacity; });
      if (Policy == Drop && Items.size() >= Capacity)
        return false;
      Items.push_back(std::move(I));
      Longest = std::max(Longest, Items.size());
    }
    HasItems.notify_one();
    return true;
  }
  /// Nothing once the queue is closed and empty.
  std::optional<Item> pop() {
    std::optional<Item> Result;
    {
      std::unique_lock<std::mutex> Lock(Guard);
      HasItems.wait(Lock, [this] { return Closed || !Items.empty(); });
      if (Items.empty())
        return Result;
      Result = std::move(Items.front());
      Items.pop_front();
    }
    HasRoom.notify_one();
    return Result;
  }
  void close() {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Closed = true;
    }
    HasItems.notify_all();
  }
  size_t longest() const { return Longest; }

private:
  const WhenFull Policy;
  std::mutex Guard;
  std::condition_variable HasItems, HasRoom;
  std::deque<Item> Items;
  size_t Longest = 0;
  bool Closed = false;
};

double heapMiB() {
  struct mallinfo2 Info = mallinfo2();
  return double(Info.uordblks + Info.hblkhd) / (1 << 20);
}

/// A producer that offers an item each ArrivalTime for range(0) ms.
void underOverload(benchmark::State &State, WhenFull Policy) {
  const auto Load = std::chrono::milliseconds(State.range(0));
  for (auto _ : State) {
    Queue Q(Policy);
    std::vector<double> Ages;
    Ages.reserve(size_t(Load / ArrivalTime) + 1);
    const double HeapBefore = heapMiB();
    std::thread Consumer([&] {
      while (std::optional<Item> I = Q.pop()) {
        Ages.push_back(milliseconds(Clock::now() - I->Offered));
        workUntil(Clock::now() + ServiceTime);
      }
    });

    size_t Offered = 0, Dropped = 0;
    const Clock::time_point Start = Clock::now(), End = Start + Load;
    for (Clock::time_point Next = Start; Next < End; ++Offered) {
      workUntil(Next);
      auto Payload = std::make_unique<std::byte[]>(PayloadBytes);
      Dropped += !Q.push({Clock::now(), std::move(Payload)});
      // One that was held back goes on from where it stands.
      Next = std::max(Next + ArrivalTime, Clock::now());
    }
    const double HeapAfter = heapMiB();
    const Clock::time_point Ended = Clock::now();
    Q.close();
    Consumer.join();

    State.SetIterationTime(milliseconds(Clock::now() - Start) / 1e3);
    State.counters["offered"] = double(Offered);
    State.counters["dropped"] = double(Dropped);
    State.counters["longest"] = double(Q.longest());
    State.counters["heap_MiB"] = HeapAfter - HeapBefore;
    State.counters["age_p50_ms"] = quantile(Ages, 0.5);
    State.counters["age_p99_ms"] = quantile(Ages, 0.99);
    State.counters["drain_ms"] = milliseconds(Clock::now() - Ended);
  }
}

void loads(benchmark::internal::Benchmark *B) {
  for (int Milliseconds : {250, 500, 1000, 2000})
    B->Arg(Milliseconds);
  B->ArgName("load_ms")->Iterations(1)->UseManualTime()->Unit(
      benchmark::kMillisecond);
}
} // namespace

BENCHMARK_CAPTURE(underOverload, unbounded, Grow)
    ->Name("queue/unbounded")
    ->Apply(loads);
BENCHMARK_CAPTURE(underOverload, blocks, Block)
    ->Name("queue/bounded_blocks")
    ->Apply(loads);
BENCHMARK_CAPTURE(underOverload, drops, Drop)
    ->Name("queue/bounded_drops")
    ->Apply(loads);
