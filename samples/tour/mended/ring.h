// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <utility>

/// A queue between two threads, one that pushes and one that pops; neither
/// waits for the other. Each has a cache line of its own, and asks for the
/// other's only when the ring looks full or empty.
template <typename T, std::size_t N> class Ring {
public:
  /// False when there is no room.
  bool push(T item) {
    const std::size_t at = head.load(std::memory_order_relaxed);
    const std::size_t next = (at + 1) % N;
    if (next == seenTail) {
      seenTail = tail.load(std::memory_order_acquire);
      if (next == seenTail)
        return false;
    }
    slots[at] = std::move(item);
    head.store(next, std::memory_order_release);
    return true;
  }

  /// False when there is nothing.
  bool pop(T &item) {
    const std::size_t at = tail.load(std::memory_order_relaxed);
    if (at == seenHead) {
      seenHead = head.load(std::memory_order_acquire);
      if (at == seenHead)
        return false;
    }
    item = std::move(slots[at]);
    tail.store((at + 1) % N, std::memory_order_release);
    return true;
  }

private:
  static constexpr std::size_t line = 64;

  std::array<T, N> slots;
  alignas(line) std::atomic<std::size_t> head{0};
  std::size_t seenTail = 0; // the pushing side's alone
  alignas(line) std::atomic<std::size_t> tail{0};
  std::size_t seenHead = 0; // the popping side's alone
};
