// The classes are declared in headers that are missing, the standard library's
// with them: clang drops what a predicate returns, deduces no guard, and knows
// neither the mutex nor the functions of C.
// LLVM 16 keeps more of the last predicate, and so more is found.
// REQUIRES: llvm-19-or-later
// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
#include "uploader.h"

using namespace std;

Uploader::~Uploader() {
  aborting_ = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'aborting_' is changed without the lock of the 'wait' that tests it
  // CHECK-MESSAGES: :[[@LINE+5]]:53: note: the waiter tests 'aborting_' here under the lock, and then waits
  ready_.notify_all();
}
void Uploader::run() {
  unique_lock<Mutex> lock(mutex_);
  ready_.wait(lock, [&] { return !parts_.empty() || aborting_; });
}

// Deduced from what is unknown.
void Waiter::wait() {
  std::unique_lock lock(mutex_);
  condition_.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' has no predicate and no loop that tests one
}
void Waiter::signal() { condition_.notify_one(); }

// Set under the lock, and tested as a comparison.
void Counter::add(int n) {
  std::lock_guard<std::mutex> lock(mutex_);
  done_ += n;
  changed_.notify_all();
}
void Counter::stop() {
  std::lock_guard<std::mutex> lock(mutex_);
  stop_ = true;
  changed_.notify_all();
}
void Counter::wait(int n) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] { return stop_ or done_ >= n; });
}

// What the text says cannot all be read: nothing is claimed.
void Opaque::stop() {
  stop_ = true;
  changed_.notify_all();
}
void Opaque::wait() {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] { return ready(stop_) ? true : left_; });
}

// The class is known, its mutex is not: no overload fits the call.
#include <condition_variable>
class Known {
  void stop();
  void run();
  bool stop_ = false;
  Mutex mutex_;
  std::condition_variable changed_;
};
void Known::stop() {
  stop_ = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop_' is changed without the lock of the 'wait' that tests it
  changed_.notify_all();
}
void Known::run() {
  std::unique_lock<Mutex> lock(mutex_);
  changed_.wait(lock, [&] { return this->stop_; });
}
