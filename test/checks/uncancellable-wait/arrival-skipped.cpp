// Paths that skip the arrival for which somebody waits at a latch or barrier.
// RUN: %threadwise %s uncancellable-wait -std=c++20
#include <barrier>
#include <exception>
#include <functional>
#include <iostream>
#include <latch>
#include <memory>
#include <pthread.h>
#include <string>
#include <thread>
#include <vector>

bool load(const std::string &name);
void log(const char *text);

// The task gives up early.
void loadAll(const std::string &first, const std::string &second) {
  std::latch loaded(2);
  std::jthread one([&] {
    if (!load(first))
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path does not arrive at 'loaded': whoever waits for it waits forever
    loaded.count_down();
  });
  std::jthread two([&] {
    load(second);
    loaded.count_down();
  });
  loaded.wait();
}

// A handler that swallows the exception and goes on.
void worker(std::latch &done) {
  try {
    load("worker");
    done.count_down();
  } catch (const std::exception &e) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler does not arrive at 'done'
    std::cerr << e.what();
  }
}

// Of a function that somebody else starts, only a failure counts.
void step(std::latch &done, bool failed, bool idle) {
  if (idle)
    return;
  if (failed)
    return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this path does not arrive at 'done'
  done.count_down();
}

class Engine {
public:
  void start() {
    thread = std::thread([this] {
      const bool error = !load("engine");
      if (error)
        return;
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this path does not arrive at 'ready'
      ready.arrive_and_wait();
      run();
    });
    ready.arrive_and_wait();
  }

private:
  void run();
  std::barrier<> ready{2};
  std::thread thread;
};

static pthread_barrier_t startLine;

static void *runner(void *name) {
  if (!load(static_cast<const char *>(name)))
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this path does not arrive at 'startLine'
  pthread_barrier_wait(&startLine);
  return nullptr;
}

void race(const char *name) {
  pthread_t thread;
  pthread_create(&thread, nullptr, runner, const_cast<char *>(name));
  pthread_barrier_wait(&startLine);
  pthread_join(thread, nullptr);
}

// The project's own, by the names that the field has for it.
class CountDownLatch {
public:
  explicit CountDownLatch(int count);
  void countDown();
  void await();
};

template <typename Pool, typename Item>
void each(Pool &pool, std::vector<Item> &items) {
  CountDownLatch pending(items.size());
  for (Item &item : items)
    pool.submit([&] {
      if (item.hasFailed())
        return;
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this path does not arrive at 'pending'
      item.process();
      pending.countDown();
    });
  pending.await();
}

#define GIVE_UP_IF(condition)                                                  \
  if (condition)                                                               \
  return

void checked(std::latch &done, bool error) {
  GIVE_UP_IF(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this path does not arrive at 'done'
  done.count_down();
}

void known(std::latch &done, bool error) {
  if (error)
    return; // NOLINT(threadwise-uncancellable-wait): the caller counts it down
  done.count_down();
}

// Each path arrives.
void both(std::latch &done, bool error) {
  if (error) {
    log("failed");
    done.count_down();
    return;
  }
  done.count_down();
}

// An object arrives on each path.
struct Arrival {
  std::latch &at;
  ~Arrival() { at.count_down(); }
};
void guarded(std::latch &done, bool error) {
  Arrival arrival{done};
  if (error)
    return;
  load("guarded");
}

// A function of the object that is not in sight may arrive.
class Opener {
  void start() {
    thread = std::thread([this] {
      if (open())
        return;
      ready.arrive_and_wait();
    });
    ready.arrive_and_wait();
  }
  bool open();
  std::barrier<> ready{2};
  std::thread thread;
};

// Handed on to who arrives.
void finish(std::latch &done);
void handed(std::latch &done, bool error) {
  if (error) {
    finish(done);
    return;
  }
  done.count_down();
}

// The last of several, and a place that is entered again.
void last(std::latch &done, int &remaining) {
  if (--remaining > 0)
    return;
  done.count_down();
}
class Watcher {
public:
  void onEvent(bool ok) {
    if (!ok)
      return; // the next event may be the one
    seen.count_down();
  }
  void wait() { seen.wait(); }

private:
  std::latch seen{1};
};

// The rounds of all threads end together.
void rounds(std::barrier<> &round, const bool &failed) {
  std::thread thread([&] {
    for (;;) {
      if (failed)
        return;
      round.arrive_and_wait();
    }
  });
  thread.join();
}

// The process ends.
void fatal(std::latch &done, bool error) {
  if (error)
    std::terminate();
  done.count_down();
}
