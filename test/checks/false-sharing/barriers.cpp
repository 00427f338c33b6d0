// RUN: %threadwise %s false-sharing -std=c++17-or-later

// Arrivals counted beside what the others spin on.

#include <atomic>
#include <chrono>
#include <thread>

void relax();

class SenseBarrier {
public:
  explicit SenseBarrier(unsigned Threads) : threads_(Threads) {}
  void wait() {
    const unsigned Sense = sense_.load(std::memory_order_relaxed);
    if (arrived_.fetch_add(1) + 1 == threads_) {
      arrived_.store(0);
      sense_.store(Sense + 1);
      return;
    }
    while (sense_.load(std::memory_order_acquire) == Sense)
      std::this_thread::yield();
  }

private:
  const unsigned threads_;
  std::atomic<unsigned> arrived_{0};
  std::atomic<unsigned> sense_{0};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sense_' and 'arrived_' share a cache line: each thread that arrives takes it from all that wait already
};

struct Apart {
  alignas(64) std::atomic<unsigned> Arrived{0};
  alignas(64) std::atomic<unsigned> Passed{0};
};
void waitApart(Apart &B, unsigned Threads) {
  const unsigned Round = B.Passed.load();
  if (B.Arrived.fetch_add(1) + 1 == Threads) {
    B.Arrived.store(0);
    B.Passed.fetch_add(1);
    return;
  }
  while (B.Passed.load() == Round) {
  }
}

// Whoever waits sleeps.
struct Sleepy {
  std::atomic<unsigned> Arrived{0};
  std::atomic<unsigned> Passed{0};
};
void waitAsleep(Sleepy &B, unsigned Threads) {
  const unsigned Round = B.Passed.load();
  if (B.Arrived.fetch_add(1) + 1 == Threads) {
    B.Arrived.store(0);
    B.Passed.fetch_add(1);
    return;
  }
  while (B.Passed.load() == Round)
    std::this_thread::sleep_for(std::chrono::microseconds(50));
}

// A gate that another function opens.
struct Gate {
  std::atomic<unsigned> Waiting{0};
  std::atomic<bool> Open{false};
};
void pass(Gate &G) {
  G.Waiting.fetch_add(1);
  while (!G.Open.load()) {
  }
}
void open(Gate &G) { G.Open.store(true); }

// A lock that is waited for in turns.
class TicketLock {
public:
  void lock() {
    const unsigned Mine = next_.fetch_add(1);
    while (serving_.load() != Mine) {
    }
  }
  void unlock() { serving_.store(serving_.load() + 1); }

private:
  std::atomic<unsigned> next_{0};
  std::atomic<unsigned> serving_{0};
};
