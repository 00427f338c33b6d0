// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
// REQUIRES: llvm-22-or-later
//
// A library whose headers are missing: its names say what they are. Older clang
// drops the wait, which asks an unknown class for a member with a guard whose
// construction is in error.

#include "requests.h"

boost::mutex requestMutex;
boost::condition_variable requestCond;
void serveRequests() {
  while (true) {
    if (state::stopped == current)
      break;
    boost::unique_lock<boost::mutex> lock(requestMutex);
    requestCond.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and tests nothing under its lock
    serveOne();
  }
}

// Types that another file names; the list that is taken has none.
void Appender::log(int line) {
  boost::mutex::scoped_lock lock(queue_mutex_);
  queue_.push_back(line);
  added_.notify_all();
}
void Appender::write() {
  while (!stopping_) {
    Lines local;
    {
      boost::mutex::scoped_lock lock(queue_mutex_);
      if (stopping_)
        return;
      added_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' does not ask whether 'queue_' has items: what came before it stays there until the next notification
      local.swap(queue_);
    }
    flush(local);
  }
}

// A lambda that runs later holds no lock of whoever hands it over.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
class Client {
public:
  bool waitFor(unsigned timeout) {
    std::unique_lock<std::mutex> lock(mutex_);
    return connected_.wait_for(lock, std::chrono::seconds(timeout), [this] { return isConnected_.load(); });
  }
  void connect() {
    socket_.async_connect(address(), [this](const asio::error_code &error) {
      if (error)
        return;
      isConnected_ = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'isConnected_' is changed without the lock of the 'wait_for' that tests it
      connected_.notify_one();
    });
  }
  void reconnect() {
    onError_ = [this] { connect(); };
  }

private:
  int address();
  asio::ip::tcp::socket socket_;
  std::function<void()> onError_;
  std::mutex mutex_;
  std::condition_variable connected_;
  std::atomic<bool> isConnected_{false};
};
