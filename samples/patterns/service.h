// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
///
/// A busy service in layers: an edge that refuses, a snapshot that readers take
/// without a lock, a bounded number of calls to the back ends, a quorum for
/// the tail, a rate limit per tenant, a refresh in the background, and signals.
#pragma once

#include "failure_policies.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <semaphore>
#include <string>

using Clock = std::chrono::steady_clock;

/// What a service owes to those who run it. Exported with its metrics.
struct Signals {
  std::atomic<int> inFlight{0}; ///< constant at rest; alert on growth
  std::atomic<int> queued{0};
  std::atomic<int> inBackEnds{0};
  std::atomic<unsigned long> answered{0}, refused{0}, limited{0}, failed{0};
};

/// Counts one more as long as it lives.
class Gauge {
public:
  explicit Gauge(std::atomic<int> &value) : value(value) { ++value; }
  Gauge(const Gauge &) = delete;
  Gauge &operator=(const Gauge &) = delete;
  ~Gauge() { --value; }

private:
  std::atomic<int> &value;
};

/// State that all read and one replaces.
template <typename T> class Snapshot {
public:
  std::shared_ptr<const T> read() const { return std::atomic_load(&current); }
  void replace(T next) {
    std::atomic_store(&current, std::make_shared<const T>(std::move(next)));
  }

private:
  std::shared_ptr<const T> current = std::make_shared<const T>();
};

/// Calls a function every period on a thread of its own, which the destructor
/// ends, also while it waits.
class Background {
public:
  Background(std::chrono::milliseconds period, std::function<void()> refresh)
      : thread([=](std::stop_token stop) {
          std::mutex mutex;
          std::condition_variable_any never;
          std::unique_lock lock(mutex);
          while (!never.wait_for(lock, stop, period, [] { return false; }) &&
                 !stop.stop_requested())
            refresh();
        }) {}

private:
  std::jthread thread;
};

/// A bucket of permits for each tenant, filled at a fixed rate.
class RateLimit {
public:
  RateLimit(double perSecond, double burst)
      : perSecond(perSecond), burst(burst) {}

  bool admits(const std::string &tenant, Clock::time_point now) {
    const std::lock_guard lock(mutex);
    const auto [found, isNew] = buckets.try_emplace(tenant, Bucket{burst, now});
    Bucket &bucket = found->second;
    const std::chrono::duration<double> since = now - bucket.at;
    bucket.permits =
        std::min(burst, bucket.permits + since.count() * perSecond);
    bucket.at = now;
    if (bucket.permits < 1)
      return false;
    bucket.permits -= 1;
    return true;
  }

private:
  struct Bucket {
    double permits;
    Clock::time_point at;
  };
  const double perSecond, burst;
  std::mutex mutex;
  std::map<std::string, Bucket> buckets;
};

/// The edge: a fixed number of workers, and a queue that says no when it is
/// full. A request that it took is answered, also on the way down.
class Edge {
public:
  Edge(unsigned workers, std::size_t maxQueued, Signals &signals)
      : maxQueued(maxQueued), signals(signals) {
    for (unsigned i = 0; i < workers; ++i)
      threads.emplace_back([this](std::stop_token stop) { work(stop); });
  }

  /// False when the service is full: refuse now rather than answer late.
  [[nodiscard]] bool handle(std::function<void()> request) {
    {
      const std::lock_guard lock(mutex);
      if (queue.size() == maxQueued) {
        ++signals.refused;
        return false;
      }
      queue.push_back(std::move(request));
      ++signals.queued;
    }
    changed.notify_one();
    return true;
  }

private:
  void work(const std::stop_token &stop) {
    std::unique_lock lock(mutex);
    while (changed.wait(lock, stop, [this] { return !queue.empty(); })) {
      const std::function<void()> request = std::move(queue.front());
      queue.pop_front();
      --signals.queued;
      lock.unlock();
      {
        const Gauge live(signals.inFlight);
        request();
      }
      lock.lock();
    }
  }

  const std::size_t maxQueued;
  Signals &signals;
  std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<std::function<void()>> queue;
  std::vector<std::jthread> threads; // last: they use the members above
};

/// The replicas of one back end.
class BackEnd {
public:
  using Ask = std::function<int(std::size_t replica, const std::string &item,
                                std::stop_token stop)>;

  BackEnd(std::size_t replicas, int maxCalls, Ask ask, Signals &signals)
      : replicas(replicas), ask(std::move(ask)), signals(signals),
        room(maxCalls) {}

  /// The first answer of any replica; throws QuorumLost when all fail.
  int lookUp(const std::string &item) {
    const auto call = [&](std::size_t replica, std::stop_token stop) {
      const Permit permit(room, stop); // over all requests
      const Gauge live(signals.inBackEnds);
      return ask(replica, item, stop);
    };
    const auto parallel = static_cast<unsigned>(replicas);
    return quorum(/*needed=*/1, replicas, parallel, call).front();
  }

private:
  struct Stopped : std::runtime_error {
    Stopped() : std::runtime_error("the answer is no longer needed") {}
  };

  /// What the back end can take. The wait for it ends when another replica has
  /// answered.
  class Permit {
  public:
    Permit(std::counting_semaphore<> &room, const std::stop_token &stop)
        : room(room) {
      while (!room.try_acquire_for(std::chrono::milliseconds(5)))
        if (stop.stop_requested())
          throw Stopped();
    }
    Permit(const Permit &) = delete;
    Permit &operator=(const Permit &) = delete;
    ~Permit() { room.release(); }

  private:
    std::counting_semaphore<> &room;
  };

  const std::size_t replicas;
  const Ask ask;
  Signals &signals;
  std::counting_semaphore<> room;
};
