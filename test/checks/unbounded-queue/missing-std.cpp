// RUN: %threadwise %s unbounded-queue -std=c++17 --allow-errors
//
// The using-directive that lets the project write `mutex` stands in a header
// that is missing.

#include "common.h"

class Queue {
public:
  void push(Job job) {
    lock_guard<mutex> guard(mutex_);
    jobs_.push_back(move(job));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'jobs_' grows as long as items come faster than they are taken out
    cond_.notify_one();
  }
  Job pop() {
    unique_lock<mutex> guard(mutex_);
    cond_.wait(guard, [this] { return !jobs_.empty(); });
    Job job = move(jobs_.front());
    jobs_.pop_front();
    return job;
  }

private:
  mutex mutex_;
  condition_variable cond_;
  deque<Job> jobs_;
};
