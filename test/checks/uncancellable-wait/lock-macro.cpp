// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
// LLVM 16 drops the call of a name that nothing declares.
// REQUIRES: llvm-19-or-later
#include "project.h"
#include <condition_variable>
#include <mutex>

// A macro of a header that is missing takes the lock that it names.
class Promised {
public:
  void set() {
    PROJECT_LOCK(mutex_);
    isSet_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return isSet_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool isSet_ = false;
};

// The macro names another lock.
class Counted {
public:
  void add() {
    PROJECT_LOCK(countMutex_);
    count_ += 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'count_' is changed without the lock of the 'wait' that tests it
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return count_ > 3; });
  }

private:
  std::mutex countMutex_, mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};
