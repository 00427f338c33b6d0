// RUN: %threadwise %s false-sharing -std=c++17 --allow-errors
// Templates of a missing header in the signatures of both sides.
#include "tasks.h"
#include <array>
#include <atomic>
#include <cstdint>

class LocalQueue {
public:
  bool push(runtime::Task<> &task) {
    std::uint32_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) == 256)
      return false;
    buffer_[tail & 255] = task;
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }
  runtime::Optional<runtime::Task<>> pop() {
    std::uint32_t head = head_.load(std::memory_order_acquire);
    if (head == tail_.load(std::memory_order_acquire))
      return {};
    runtime::Task<> task = buffer_[head & 255];
    head_.store(head + 1, std::memory_order_release);
    return task;
  }

private:
  std::atomic<std::uint32_t> head_{0};
  std::atomic<std::uint32_t> tail_{0};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'head_' and 'tail_' share a cache line
  std::array<runtime::Task<>, 256> buffer_;
};
