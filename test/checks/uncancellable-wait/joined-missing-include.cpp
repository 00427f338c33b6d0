// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
#include "uploader.h"
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
