// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

/// Tells a subscriber about new pictures, behind the caller's back: on one
/// thread of its own, which the destructor ends once everything is told.
template <typename Picture> class Announcer {
public:
  explicit Announcer(std::function<void(const Picture &)> subscriber)
      : subscriber(std::move(subscriber)), teller([this] { tellAll(); }) {}
  Announcer(const Announcer &) = delete;
  Announcer &operator=(const Announcer &) = delete;

  ~Announcer() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    changed.notify_all();
    teller.join();
  }

  /// Waits while too many announcements are untold.
  void announce(Picture picture) {
    {
      std::unique_lock<std::mutex> lock(mutex);
      changed.wait(lock, [this] { return untold.size() < maxUntold; });
      untold.push_back(std::move(picture));
    }
    changed.notify_all();
  }

private:
  static constexpr std::size_t maxUntold = 256;

  void tellAll() {
    std::unique_lock<std::mutex> lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return stopping || !untold.empty(); });
      if (untold.empty())
        return;
      const Picture picture = std::move(untold.front());
      untold.pop_front();
      lock.unlock();
      changed.notify_all();
      subscriber(picture);
      lock.lock();
    }
  }

  std::function<void(const Picture &)> subscriber;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Picture> untold;
  bool stopping = false;
  std::thread teller; // last: it uses the members above
};
