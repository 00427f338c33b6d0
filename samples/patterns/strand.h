// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
///
/// A pool with a fixed number of threads, and strands on it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

class Strand;

/// Runs the strands that have something in their inbox.
class Pool {
public:
  Pool(unsigned size, std::size_t maxStrands) : maxStrands(maxStrands) {
    for (unsigned i = 0; i < size; ++i)
      threads.emplace_back([this](std::stop_token stop) { work(stop); });
  }

private:
  friend class Strand;

  /// A strand is in the list once at most, so this is all that there can be.
  void makeReady(Strand &strand) {
    {
      const std::lock_guard lock(mutex);
      if (ready.size() == maxStrands)
        throw std::logic_error("more strands than the pool was made for");
      ready.push_back(&strand);
    }
    changed.notify_one();
  }

  void work(const std::stop_token &stop);

  const std::size_t maxStrands;
  std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<Strand *> ready;
  std::vector<std::jthread> threads; // last: they use the members above
};

/// One owner's inbox: its messages run one after the other, in the order in
/// which they came, on whatever thread of the pool is free.
class Strand {
public:
  Strand(Pool &pool, std::size_t capacity) : pool(pool), capacity(capacity) {}
  Strand(const Strand &) = delete;
  Strand &operator=(const Strand &) = delete;

  /// Waits until what was posted has run. Nobody posts any more.
  ~Strand() {
    std::unique_lock lock(mutex);
    idle.wait(lock, [this] { return !isReady; });
  }

  /// False when the inbox is full: the sender is told, nothing is kept.
  [[nodiscard]] bool post(std::function<void()> message) {
    const std::lock_guard lock(mutex);
    if (inbox.size() == capacity)
      return false;
    inbox.push_back(std::move(message));
    if (!std::exchange(isReady, true))
      pool.makeReady(*this);
    return true;
  }

private:
  friend class Pool;

  /// A few messages, then the next strand's turn.
  void drain() {
    constexpr int turn = 16;
    std::unique_lock lock(mutex);
    for (int i = 0; i < turn && !inbox.empty(); ++i) {
      const std::function<void()> message = std::move(inbox.front());
      inbox.pop_front();
      lock.unlock();
      message();
      lock.lock();
    }
    if (!inbox.empty()) {
      pool.makeReady(*this);
      return;
    }
    isReady = false;
    idle.notify_all();
  }

  Pool &pool;
  const std::size_t capacity;
  std::mutex mutex;
  std::condition_variable idle;
  std::deque<std::function<void()>> inbox;
  bool isReady = false; ///< in the pool's list, or being drained
};

inline void Pool::work(const std::stop_token &stop) {
  std::unique_lock lock(mutex);
  while (changed.wait(lock, stop, [this] { return !ready.empty(); })) {
    Strand &strand = *ready.front();
    ready.pop_front();
    lock.unlock();
    strand.drain();
    lock.lock();
  }
}
