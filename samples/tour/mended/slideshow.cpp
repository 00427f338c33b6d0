// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace {

/// Threads that are made once and run one round of work at a time.
class Crew {
public:
  explicit Crew(unsigned size) {
    for (unsigned member = 0; member < size; ++member)
      threads.emplace_back([this, member] { live(member); });
  }
  Crew(const Crew &) = delete;
  Crew &operator=(const Crew &) = delete;

  ~Crew() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    changed.notify_all();
    for (std::thread &thread : threads)
      thread.join();
  }

  unsigned size() const { return static_cast<unsigned>(threads.size()); }

  /// Calls work(member) on each thread, and returns once all are done.
  void run(const std::function<void(unsigned)> &work) {
    std::unique_lock<std::mutex> lock(mutex);
    current = &work;
    ++round;
    busy = size();
    changed.notify_all();
    changed.wait(lock, [this] { return busy == 0; });
  }

private:
  void live(unsigned member) {
    std::unique_lock<std::mutex> lock(mutex);
    for (unsigned long done = 0;; ++done) {
      changed.wait(lock, [&] { return stopping || round != done; });
      if (stopping)
        return;
      const std::function<void(unsigned)> &work = *current;
      lock.unlock();
      work(member);
      lock.lock();
      if (--busy == 0)
        changed.notify_all();
    }
  }

  std::mutex mutex;
  std::condition_variable changed;
  const std::function<void(unsigned)> *current = nullptr;
  unsigned long round = 0;
  unsigned busy = 0;
  bool stopping = false;
  std::vector<std::thread> threads;
};

} // namespace

void play(const std::function<bool(Image &)> &next,
          const std::function<void(const Image &)> &show) {
  Crew crew(std::max(1u, std::thread::hardware_concurrency()));
  Image image;
  const std::function<void(unsigned)> sharpenBand = [&](unsigned band) {
    sharpen(image, image.height * band / crew.size(),
            image.height * (band + 1) / crew.size());
  };
  while (next(image)) {
    crew.run(sharpenBand);
    show(image);
  }
}
