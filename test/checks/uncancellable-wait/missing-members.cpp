// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
// REQUIRES: llvm-22-or-later
//
// Classes whose headers are missing, and what their functions say of their
// members. Older clang keeps less of a call in error.

#include "player.h"
#include <condition_variable>
#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

// The initialisers of members make no types of them.
Camera::Camera(int device) : device_{device}, isActive_{true} {}
Camera::~Camera() {
  isActive_ = false;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'isActive_' is changed without the lock of the 'wait' that tests it
  answered_.notify_all();
}
void Camera::ask() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (isActive_)
    answered_.wait(lock);
}

// A class that is declared in the missing one, and defined here; two locks of
// the missing one are two.
class Player::Private {
public:
  ~Private() {
    isStopping = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'isStopping' is changed without the lock of the 'wait' that tests it
    wake.notify_all();
    thread.join();
  }
  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    wake.wait(lock, [this] { return isStopping; });
  }

private:
  std::mutex mutex;
  std::condition_variable wake;
  bool isStopping = false;
  std::thread thread{[this] { run(); }};
};
void Pool::join() {
  std::unique_lock<std::mutex> lock(workersMutex_);
  isJoining_ = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'isJoining_' is changed without the lock of the 'wait' that tests it
  added_.notify_all();
}
void Pool::runOne() {
  std::unique_lock<std::mutex> lock(tasksMutex_);
  added_.wait(lock, [this] { return isJoining_ || !tasks_.empty(); });
}

// An object is asked for what the functions of its class name by themselves:
// clang must not ask for the size of that.
Level::Level() : value_(0), depth_{1} {}
void Level::raise() { value_ = value_ + depth_; }
int copyLevel(Level *from, unsigned char value) {
  from->value_ = value;
  Level other;
  other.value_++;
  for (auto part : other.depth_)
    value += part;
  return -other.value_ + from->depth_(value);
}

// A base class of another file starts the thread, and joins it.
void Server::listen() {
  while (isRunning_) {
    int connection = accept(listener_, nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'accept' blocks on 'listener_', and closing the descriptor does not wake it: the loop that should stop waits on
    if (connection >= 0)
      serve(connection);
  }
}
bool Server::stopListening() {
  close(listener_);
  return Base::stopListening();
}

// It is shut down first.
void QuietServer::listen() {
  while (isRunning_)
    serve(accept(quiet_, nullptr, nullptr));
}
void QuietServer::stopListening() {
  shutdown(quiet_, SHUT_RDWR);
  close(quiet_);
}

// Asked before it is accepted on.
void PollingServer::listen() {
  while (isRunning_)
    if (isReadable(polled_))
      serve(accept(polled_, nullptr, nullptr));
}
void PollingServer::stopListening() { close(polled_); }

// Closed when the loop is over.
void OnceServer::listen() {
  while (isRunning_)
    serve(accept(once_, nullptr, nullptr));
  release();
}
void OnceServer::release() { close(once_); }
