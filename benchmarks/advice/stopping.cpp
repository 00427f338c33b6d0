//===--- stopping.cpp - how long a wait takes to end ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A thread blocks, its owner stops it: the milliseconds until it has ended,
/// for each kind of wait with its way out and without. One that has not ended
/// after Patience never will; it is freed by what no owner could do. Advice
/// `cancellable-waits`.
///
//===----------------------------------------------------------------------===//

#include "measure.h"
#include <atomic>
#include <benchmark/benchmark.h>
#include <condition_variable>
#include <deque>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <semaphore>
#include <stop_token>
#include <string>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {
using namespace std::chrono_literals;
constexpr auto Patience = 1500ms;
/// The timeout of the loops that look at a flag now and then.
constexpr auto Period = 100ms;

/// A thread's wait, and how its owner ends it.
struct Waiter {
  virtual ~Waiter() = default;
  /// What the thread does; returns once it is to end.
  virtual void run() = 0;
  virtual void stop() = 0;
  /// Frees a thread that stop() left waiting.
  virtual void rescue() {}
};

// ---- Condition variables ----

struct Condition : Waiter {
  std::mutex Guard;
  std::condition_variable_any Changed;
  std::deque<int> Items;
  bool Stop = false;

  void set(bool Notify) {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Stop = true;
    }
    if (Notify)
      Changed.notify_all();
  }
  void stop() override { set(true); }
  void rescue() override {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Items.push_back(0);
    }
    Changed.notify_all();
  }
};
struct ItemsOnly : Condition {
  void run() override {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, [this] { return !Items.empty(); });
  }
};
struct FlagInPredicate : Condition {
  void run() override {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, [this] { return Stop || !Items.empty(); });
  }
};
struct FlagNotNotified : FlagInPredicate {
  void stop() override { set(false); }
};
struct FlagEachPeriod : Condition {
  void run() override {
    std::unique_lock<std::mutex> Lock(Guard);
    while (!Stop && Items.empty())
      Changed.wait_for(Lock, Period);
  }
  void stop() override { set(false); }
};
struct TokenNotHandedOn : ItemsOnly {
  std::stop_source Source;
  void stop() override { Source.request_stop(); }
};
struct TokenHandedOn : Condition {
  std::stop_source Source;
  void run() override {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock, Source.get_token(), [this] { return !Items.empty(); });
  }
  void stop() override { Source.request_stop(); }
};

// ---- Semaphores, latches, atomics, futures ----

struct Semaphore : Waiter {
  std::counting_semaphore<> Permits{0};
  std::atomic<bool> Stop{false};
  void run() override { Permits.acquire(); }
  void stop() override { Stop = true; }
  void rescue() override { Permits.release(); }
};
struct SemaphoreReleased : Semaphore {
  void stop() override {
    Stop = true;
    Permits.release();
  }
};
struct SemaphoreEachPeriod : Semaphore {
  void run() override {
    while (!Stop && !Permits.try_acquire_for(Period)) {
    }
  }
};

struct ArrivalSkipped : Waiter {
  std::latch Done{1};
  void run() override { Done.wait(); }
  void stop() override {}
  void rescue() override { Done.count_down(); }
};
struct ArrivalOnEachPath : ArrivalSkipped {
  void stop() override { Done.count_down(); }
};

struct AtomicNotNotified : Waiter {
  std::atomic<int> State{0};
  void run() override { State.wait(0); }
  void stop() override { State = 1; }
  void rescue() override { State.notify_all(); }
};
struct AtomicNotified : AtomicNotNotified {
  void stop() override {
    State = 1;
    State.notify_all();
  }
};

struct PromiseForgotten : Waiter {
  std::optional<std::promise<void>> Answer{std::promise<void>()};
  std::future<void> Result = Answer->get_future();
  void run() override { Result.wait(); }
  void stop() override {}
  void rescue() override { Answer.reset(); }
};
struct PromiseSet : PromiseForgotten {
  void stop() override { Answer->set_value(); }
};
struct PromiseDestroyed : PromiseForgotten {
  void stop() override { Answer.reset(); }
};

// ---- Queues ----

struct Queue : Waiter {
  std::mutex Guard;
  std::condition_variable HasItems;
  std::deque<std::optional<int>> Items;
  bool Closed = false;
  std::atomic<bool> Stop{false};

  std::optional<int> pop() {
    std::unique_lock<std::mutex> Lock(Guard);
    HasItems.wait(Lock, [this] { return Closed || !Items.empty(); });
    if (Items.empty())
      return std::nullopt;
    std::optional<int> First = Items.front();
    Items.pop_front();
    return First;
  }
  void push(std::optional<int> Item) {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Items.push_back(Item);
    }
    HasItems.notify_one();
  }
  void run() override {
    while (!Stop && pop()) {
    }
  }
  void stop() override { Stop = true; }
  void rescue() override { push(std::nullopt); }
};
struct QueueSentinel : Queue {
  void stop() override { push(std::nullopt); }
};
struct QueueClosed : Queue {
  void stop() override {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Closed = true;
    }
    HasItems.notify_all();
  }
};

// ---- Descriptors ----

/// A socket that somebody is connected to.
struct Connection : Waiter {
  int Ours = -1, Theirs = -1;
  Connection() {
    int Both[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, Both) == 0) {
      Ours = Both[0];
      Theirs = Both[1];
    }
  }
  ~Connection() override {
    close(Ours);
    close(Theirs);
  }
  void run() override {
    char Byte;
    while (recv(Ours, &Byte, 1, 0) > 0) {
    }
  }
  void rescue() override { shutdown(Theirs, SHUT_RDWR); }
};
struct RecvClosed : Connection {
  void stop() override {
    close(Ours);
    Ours = -1;
  }
};
struct RecvShutDown : Connection {
  void stop() override { shutdown(Ours, SHUT_RDWR); }
};

struct Listener : Waiter {
  int Socket = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in Address{};
  Listener() {
    Address.sin_family = AF_INET;
    Address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t Length = sizeof(Address);
    if (bind(Socket, (sockaddr *)&Address, Length) != 0 ||
        listen(Socket, 1) != 0 ||
        getsockname(Socket, (sockaddr *)&Address, &Length) != 0) {
      perror("a listening socket");
      std::exit(1);
    }
  }
  ~Listener() override { close(Socket); }
  void run() override {
    int Peer = accept(Socket, nullptr, nullptr);
    if (Peer >= 0)
      close(Peer);
  }
  void rescue() override {
    int Peer = socket(AF_INET, SOCK_STREAM, 0);
    connect(Peer, (sockaddr *)&Address, sizeof(Address));
    close(Peer);
  }
};
struct AcceptClosed : Listener {
  void stop() override {
    close(Socket);
    Socket = -1;
  }
};
struct AcceptShutDown : Listener {
  void stop() override { shutdown(Socket, SHUT_RDWR); }
};

struct PollForever : Connection {
  std::atomic<bool> Stop{false};
  void run() override {
    pollfd Watched = {Ours, POLLIN, 0};
    while (!Stop)
      poll(&Watched, 1, -1);
  }
  void stop() override { Stop = true; }
};
struct PollEachPeriod : PollForever {
  void run() override {
    pollfd Watched = {Ours, POLLIN, 0};
    while (!Stop)
      poll(&Watched, 1, int(Period.count()));
  }
};
struct PollWithEvent : PollForever {
  int Event = eventfd(0, 0);
  ~PollWithEvent() override { close(Event); }
  void run() override {
    pollfd Watched[] = {{Ours, POLLIN, 0}, {Event, POLLIN, 0}};
    while (!Stop)
      poll(Watched, 2, -1);
  }
  void stop() override {
    Stop = true;
    eventfd_write(Event, 1);
  }
};

// ---- Sleeps ----

struct SleepsASecond : Waiter {
  std::atomic<bool> Stop{false};
  void run() override {
    while (!Stop)
      std::this_thread::sleep_for(1s);
  }
  void stop() override { Stop = true; }
};
struct WaitsASecond : Condition {
  void run() override {
    std::unique_lock<std::mutex> Lock(Guard);
    while (!Changed.wait_for(Lock, 1s, [this] { return Stop; })) {
    }
  }
};

/// range(0): how many times.
template <typename Kind> void stopping(benchmark::State &State) {
  size_t Ended = 0, Asked = 0;
  for (auto _ : State) {
    Kind W;
    std::promise<void> Left;
    std::future<void> HasLeft = Left.get_future();
    std::thread T([&] {
      W.run();
      Left.set_value();
    });
    // Anywhere within a period, so that a timeout counts with its mean.
    std::this_thread::sleep_for(5ms + Period * (Asked++ % 10) / 10);
    const Clock::time_point Start = Clock::now();
    W.stop();
    if (HasLeft.wait_for(Patience) == std::future_status::ready)
      ++Ended;
    else
      W.rescue();
    State.SetIterationTime(milliseconds(Clock::now() - Start) / 1e3);
    T.join();
  }
  State.counters["ended_%"] = 100 * double(Ended) / double(Asked);
}

template <typename Kind> void add(const char *Name, int Times) {
  benchmark::RegisterBenchmark(Name, stopping<Kind>)
      ->Iterations(Times)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}
/// One that never ends costs Patience each time.
constexpr int Few = 3, Many = 20;

[[maybe_unused]] const bool Added = [] {
  add<ItemsOnly>("stop/condition/predicate_of_items_only", Few);
  add<FlagNotNotified>("stop/condition/flag_set_not_notified", Few);
  add<FlagInPredicate>("stop/condition/flag_in_predicate_notified", Many);
  add<FlagEachPeriod>("stop/condition/wait_for_100ms", Many);
  add<TokenNotHandedOn>("stop/condition/stop_token_not_handed_on", Few);
  add<TokenHandedOn>("stop/condition/stop_token", Many);
  add<Semaphore>("stop/semaphore/acquire", Few);
  add<SemaphoreReleased>("stop/semaphore/released_by_stop", Many);
  add<SemaphoreEachPeriod>("stop/semaphore/try_acquire_for_100ms", Many);
  add<ArrivalSkipped>("stop/latch/arrival_skipped", Few);
  add<ArrivalOnEachPath>("stop/latch/arrival_on_each_path", Many);
  add<AtomicNotNotified>("stop/atomic_wait/not_notified", Few);
  add<AtomicNotified>("stop/atomic_wait/notified", Many);
  add<PromiseForgotten>("stop/future/promise_kept_and_forgotten", Few);
  add<PromiseSet>("stop/future/promise_set", Many);
  add<PromiseDestroyed>("stop/future/promise_destroyed", Many);
  add<Queue>("stop/queue/flag_beside_the_pop", Few);
  add<QueueSentinel>("stop/queue/sentinel", Many);
  add<QueueClosed>("stop/queue/closed", Many);
  add<RecvClosed>("stop/recv/close", Few);
  add<RecvShutDown>("stop/recv/shutdown", Many);
  add<AcceptClosed>("stop/accept/close", Few);
  add<AcceptShutDown>("stop/accept/shutdown", Many);
  add<PollForever>("stop/poll/without_timeout", Few);
  add<PollEachPeriod>("stop/poll/timeout_100ms", Many);
  add<PollWithEvent>("stop/poll/eventfd", Many);
  add<SleepsASecond>("stop/sleep/sleep_for_1s", Few);
  add<WaitsASecond>("stop/sleep/wait_for_1s", Many);
  return true;
}();
} // namespace
