// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors

#include "server.h"
#include <condition_variable>
#include <mutex>
#include <thread>

void Server::run() {
  while (running_) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (queue_.empty())
      cv_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its loop reads only 'queue_'
    process(queue_.front());
  }
}

void Server::stop() {
  running_ = false;
  cv_.notify_all();
  thread_.join();
}

void Server::waitUntilReady() {
  std::unique_lock<std::mutex> lock(ready_mutex_);
  while (!ready_)
    ready_cv_.wait(lock);
}

void Server::onReady() {
  ready_ = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ready_' is changed without the lock of the 'wait' that tests it
  ready_cv_.notify_one();
}

void Server::waitForEvent() {
  std::unique_lock<std::mutex> lock(event_mutex_);
  event_cv_.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' has no predicate and no loop that tests one
}
