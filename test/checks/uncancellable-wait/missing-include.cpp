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

// Templates of a missing header, in signatures and members: what they take is
// types here, a value there, and the next use may differ.
class Relay {
public:
  lib::Result<int, 4> take(const lib::Shared<Session> &session) {
    std::unique_lock<std::mutex> lock(mutex_);
    cv_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and no loop that tests one
    lib::Result<long, 8> wide;
    return next_;
  }
  void put(Buffer<Item<char>> *bytes) { cv_.notify_one(); }

private:
  lib::Result<int, 4> next_;
  lib::Table<std::mutex *, lib::Shared<Session>> all_;
  std::mutex mutex_;
  std::condition_variable cv_;
};

// A comparison with what is not declared is one.
std::mutex relay_mutex;
std::condition_variable relay_cv;
void waitForRelay(int n) {
  if (limit_of_relay < n && n > 3) {
    std::unique_lock<std::mutex> lock(relay_mutex);
    relay_cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and no loop that tests one
  }
}

// The queue, and what yields, are of headers that are missing.
void Actor::Run() {
  Message message;
  while (!done_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop keeps a core busy while 'message_queue_' has no item
    if (message_queue_.pop(message)) {
      message();
    }
    boost::this_thread::yield();
  }
}

// What is tested before the lock is a name of a missing header: it may be
// anything, and is no test under the lock.
std::mutex requestMutex;
std::condition_variable requestCond;
void serveRequests() {
  while (true) {
    if (state::stopped == current)
      break;
    std::unique_lock<std::mutex> lock(requestMutex);
    requestCond.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and tests nothing under its lock
    serveOne();
  }
}
