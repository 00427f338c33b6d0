// The examples of docs/checks/false-sharing.md: DocsTest compares the text.
// RUN: %threadwise %s false-sharing
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

template <typename T, std::size_t N> class Ring {
public:
  bool push(const T &item) {
    std::size_t head = head_.load(std::memory_order_relaxed);
    std::size_t next = (head + 1) % N;
    if (next == tail_.load(std::memory_order_acquire))
      return false;
    slots_[head] = item;
    head_.store(next, std::memory_order_release);
    return true;
  }
  bool pop(T &item) {
    std::size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail == head_.load(std::memory_order_acquire))
      return false;
    item = slots_[tail];
    tail_.store((tail + 1) % N, std::memory_order_release);
    return true;
  }

private:
  T slots_[N];
  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0}; // on the line of head_
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'head_' and 'tail_' share a cache line: each 'push' takes it from 'pop', and the other way round
};

void countEach(int workers, const std::vector<int> &items, int (*rank)(int)) {
  std::vector<long> found(workers);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each thread writes its own element of 'found', but 8 of them share a cache line: every write takes it from another thread
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i)
    threads.emplace_back([&, i] {
      for (int item : items)
        if (rank(item) > i)
          ++found[i];
    });
  for (std::thread &thread : threads)
    thread.join();
}

void countLocally(int workers, const std::vector<int> &items, int (*rank)(int)) {
  std::vector<long> found(workers);
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i)
    threads.emplace_back([&, i] {
      long mine = 0;
      for (int item : items)
        if (rank(item) > i)
          ++mine;
      found[i] = mine;
    });
  for (std::thread &thread : threads)
    thread.join();
}

template <typename T, std::size_t N> class PaddedRing {
public:
  bool push(const T &item) {
    std::size_t head = head_.load(std::memory_order_relaxed);
    std::size_t next = (head + 1) % N;
    if (next == seenTail_) {
      seenTail_ = tail_.load(std::memory_order_acquire);
      if (next == seenTail_)
        return false;
    }
    slots_[head] = item;
    head_.store(next, std::memory_order_release);
    return true;
  }
  bool pop(T &item) {
    std::size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail == seenHead_) {
      seenHead_ = head_.load(std::memory_order_acquire);
      if (tail == seenHead_)
        return false;
    }
    item = slots_[tail];
    tail_.store((tail + 1) % N, std::memory_order_release);
    return true;
  }

private:
  static constexpr std::size_t line = 64; // or the standard's constant of <new>

  T slots_[N];
  alignas(line) std::atomic<std::size_t> head_{0};
  std::size_t seenTail_ = 0; // the producer's alone
  alignas(line) std::atomic<std::size_t> tail_{0};
  std::size_t seenHead_ = 0; // the consumer's alone
};

int entries[64];
std::atomic<unsigned> written{0};
std::atomic<unsigned> taken{0}; // NOLINT(threadwise-false-sharing): one thread on both sides

void append(int entry) { entries[written++ % 64] = entry; }
int take() { return entries[taken++ % 64]; }
