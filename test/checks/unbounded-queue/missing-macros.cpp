// RUN: %threadwise %s unbounded-queue -std=c++17 --allow-errors
//
// Annotations of a missing header behind members and functions.

#include "annotations.h"

class LIB_EXPORT Queue final {
public:
  void push(Job job) EXCLUDES(mutex_) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(std::move(job));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'jobs_' grows as long as items come faster than they are taken out
    cond_.notify_one();
  }

  Job pop() EXCLUDES(mutex_) {
    std::unique_lock<std::mutex> lock(mutex_);
    cond_.wait(lock, [this] { return !jobs_.empty(); });
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }

private:
  std::mutex mutex_;
  std::condition_variable cond_;
  std::deque<Job> jobs_ GUARDED_BY(mutex_);
};
