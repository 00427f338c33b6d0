// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <utility>

/// A queue between two threads, one that pushes and one that pops; neither
/// waits for the other.
template <typename T, std::size_t N> class Ring {
public:
  /// False when there is no room.
  bool push(T item) {
    const std::size_t at = head.load(std::memory_order_relaxed);
    const std::size_t next = (at + 1) % N;
    if (next == tail.load(std::memory_order_acquire))
      return false;
    slots[at] = std::move(item);
    head.store(next, std::memory_order_release);
    return true;
  }

  /// False when there is nothing.
  bool pop(T &item) {
    const std::size_t at = tail.load(std::memory_order_relaxed);
    if (at == head.load(std::memory_order_acquire))
      return false;
    item = std::move(slots[at]);
    tail.store((at + 1) % N, std::memory_order_release);
    return true;
  }

private:
  std::array<T, N> slots;
  std::atomic<std::size_t> head{0};
  std::atomic<std::size_t> tail{0};
};
