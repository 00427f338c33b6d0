// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <condition_variable>
#include <mutex>
#include <ostream>
#include <queue>
#include <string>
#include <thread>
#include <utility>

/// Writes lines on a thread of its own: the terminal may be slow. The
/// destructor ends it once everything is written.
class Console {
public:
  explicit Console(std::ostream &out)
      : out(out), writer([this] { writeAll(); }) {}
  Console(const Console &) = delete;
  Console &operator=(const Console &) = delete;

  ~Console() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    changed.notify_one();
    writer.join();
  }

  void say(std::string line) {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      lines.push(std::move(line));
    }
    changed.notify_one();
  }

private:
  void writeAll() {
    std::unique_lock<std::mutex> lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return stopping || !lines.empty(); });
      if (lines.empty())
        return;
      const std::string line = std::move(lines.front());
      lines.pop();
      lock.unlock();
      out << line << '\n';
      lock.lock();
    }
  }

  std::ostream &out;
  std::mutex mutex;
  std::condition_variable changed;
  std::queue<std::string> lines;
  bool stopping = false;
  std::thread writer; // last: it uses the members above
};
