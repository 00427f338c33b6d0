// RUN: %threadwise -std=c++14-or-later %s uncancellable-wait
// A pop with a time limit waits: the loop around it keeps no core busy.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace moodycamel {
template <typename T> class BlockingConcurrentQueue {
public:
  bool try_dequeue(T &Item);
  bool wait_dequeue_timed(T &Item, std::int64_t Microseconds);
};
} // namespace moodycamel
namespace folly {
template <typename T> class UMPMCQueue {
public:
  template <typename Rep, typename Period>
  bool try_dequeue_for(T &Item, const std::chrono::duration<Rep, Period> &Limit);
};
} // namespace folly

void handle(int Item);

class Worker {
public:
  Worker() : Thread([this] { run(); }) {}
  ~Worker() {
    Done = true;
    Thread.join();
  }

private:
  void run() {
    while (!Done) {
      int Item;
      if (Items.wait_dequeue_timed(Item, 100000))
        handle(Item);
    }
  }
  moodycamel::BlockingConcurrentQueue<int> Items;
  std::atomic<bool> Done{false};
  std::thread Thread;
};

class SharedWorker {
public:
  SharedWorker() : Thread([this] { run(); }) {}
  ~SharedWorker() {
    Done = true;
    Thread.join();
  }

private:
  void run() {
    while (!Done) {
      int Item;
      if (Items.try_dequeue_for(Item, std::chrono::milliseconds(100)))
        handle(Item);
    }
  }
  folly::UMPMCQueue<int> Items;
  std::atomic<bool> Done{false};
  std::thread Thread;
};

class BusyWorker {
public:
  BusyWorker() : Thread([this] { run(); }) {}
  ~BusyWorker() {
    Done = true;
    Thread.join();
  }

private:
  void run() {
    while (!Done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Items' has no item: it waits for nothing
      int Item;
      if (Items.try_dequeue(Item))
        handle(Item);
    }
  }
  moodycamel::BlockingConcurrentQueue<int> Items;
  std::atomic<bool> Done{false};
  std::thread Thread;
};
