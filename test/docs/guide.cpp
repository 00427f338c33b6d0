// The code of docs/guide.md: DocsTest compares the text. Every check is silent.
// RUN: %threadwise %s '*'
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

void forEachInParallel(size_t count, unsigned limit,
                       const std::function<void(size_t)> &body) {
  std::atomic<size_t> next{0};
  auto work = [&] {
    for (size_t i; (i = next++) < count;)
      body(i);
  };
  std::vector<std::future<void>> workers;
  for (unsigned i = 0; i < limit; ++i)
    workers.push_back(std::async(std::launch::async, work));
  for (std::future<void> &worker : workers)
    worker.get();
}

unsigned workersFromEnvironment() {
  if (const char *text = std::getenv("THUMBNAIL_WORKERS"))
    if (unsigned long chosen = std::strtoul(text, nullptr, 10))
      return static_cast<unsigned>(chosen);
  return std::max(1u, std::thread::hardware_concurrency());
}

class Worker {
public:
  Worker() : worker([this] { work(); }) {}

  ~Worker() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    changed.notify_all(); // every waiter looks again
    worker.join();
  }

private:
  void work() {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [this] { return stopping; });
  }

  std::mutex mutex;
  std::condition_variable changed;
  bool stopping = false;
  std::thread worker;
};

struct Live {
  explicit Live(std::atomic<int> &gauge) : gauge(gauge) { ++gauge; }
  ~Live() { --gauge; }
  std::atomic<int> &gauge; // exported with the other metrics
};

void useAll() {
  std::atomic<int> gauge{0};
  Live live(gauge);
  Worker worker;
  forEachInParallel(4, workersFromEnvironment(), [](size_t) {});
}
