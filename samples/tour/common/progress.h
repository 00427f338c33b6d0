// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ring.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>
#include <utility>

/// Says now and then what was done last, on a thread of its own.
class Progress {
public:
  explicit Progress(std::ostream &out) : out(out), teller([this] { tell(); }) {}
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

  ~Progress() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    wake.notify_one();
    teller.join();
  }

  /// Never waits: what does not fit is not told.
  void done(std::string name) { recent.push(std::move(name)); }

private:
  void tell() {
    std::unique_lock<std::mutex> lock(mutex);
    while (!wake.wait_for(lock, std::chrono::milliseconds(200),
                          [this] { return stopping; })) {
      std::string name;
      while (recent.pop(name))
        out << "done: " << name << '\n';
    }
  }

  std::ostream &out;
  std::mutex mutex;
  std::condition_variable wake;
  Ring<std::string, 64> recent;
  bool stopping = false;
  std::thread teller; // last: it uses the members above
};
