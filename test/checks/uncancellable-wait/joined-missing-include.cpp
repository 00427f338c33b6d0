// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
#include "uploader.h"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

Uploader::Uploader() {
  thread_ = std::thread(&Uploader::run, this);
}

Uploader::~Uploader() {
  thread_.join();
}

void Uploader::add(int part) {
  std::lock_guard<std::mutex> lock(mutex_);
  parts_.push_back(part);
  changed_.notify_one();
}

void Uploader::run() {
  while (true) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (parts_.empty())
      changed_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its loop reads only 'parts_'
    upload();
  }
}

// Members whose initialisers name what the missing header has.
class Beat {
public:
  Beat() : thread_(&Beat::run, this) {}
  ~Beat() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stop_) {
      std::size_t wait = waitMilliseconds_;
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: '~Beat' joins a thread that sleeps for as long as 'DEFAULT_HEARTBEAT_INTERVAL' says at a time
      send();
    }
  }
  void send();
  std::size_t waitMilliseconds_ = DEFAULT_HEARTBEAT_INTERVAL;
  std::atomic<bool> stop_{STOPPED_AT_START};
  std::thread thread_;
};
