// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two indices of a ring side by side; each side reads both on every
// operation. Fixed as the page advises: a line each, and a remembered copy of
// the other side's index; padding alone gains nothing.
#include "../layout.h"

namespace VARIANT {
namespace {
#ifndef FIXED
class Ring {
public:
  bool push(int Value) {
    const unsigned Head = head_.load(std::memory_order_relaxed);
    if (Head - tail_.load(std::memory_order_acquire) == 1024)
      return false;
    slots_[Head % 1024] = Value;
    head_.store(Head + 1, std::memory_order_release);
    return true;
  }
  bool pop(int &Value) {
    const unsigned Tail = tail_.load(std::memory_order_relaxed);
    if (head_.load(std::memory_order_acquire) == Tail)
      return false;
    Value = slots_[Tail % 1024];
    tail_.store(Tail + 1, std::memory_order_release);
    return true;
  }

private:
  int slots_[1024];
  std::atomic<unsigned> head_{0};
  std::atomic<unsigned> tail_{0};
};
#else
class Ring {
public:
  bool push(int Value) {
    const unsigned Head = head_.load(std::memory_order_relaxed);
    if (Head - seenTail_ == 1024) {
      seenTail_ = tail_.load(std::memory_order_acquire);
      if (Head - seenTail_ == 1024)
        return false;
    }
    slots_[Head % 1024] = Value;
    head_.store(Head + 1, std::memory_order_release);
    return true;
  }
  bool pop(int &Value) {
    const unsigned Tail = tail_.load(std::memory_order_relaxed);
    if (seenHead_ == Tail) {
      seenHead_ = head_.load(std::memory_order_acquire);
      if (seenHead_ == Tail)
        return false;
    }
    Value = slots_[Tail % 1024];
    tail_.store(Tail + 1, std::memory_order_release);
    return true;
  }

private:
  int slots_[1024];
  alignas(64) std::atomic<unsigned> head_{0};
  unsigned seenTail_ = 0;
  alignas(64) std::atomic<unsigned> tail_{0};
  unsigned seenHead_ = 0;
};
#endif
void run(long Rounds) {
  static Ring Queue;
  std::thread Consumer([Rounds] {
    int Value;
    for (long I = 0; I < Rounds;)
      if (Queue.pop(Value))
        ++I;
  });
  for (long I = 0; I < Rounds;)
    if (Queue.push(static_cast<int>(I)))
      ++I;
  Consumer.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
