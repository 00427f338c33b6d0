// clang 19 keeps less of a call whose object it does not know: the queue in
// line 35 goes unseen there.
// REQUIRES: llvm-22
// RUN: %threadwise %s unbounded-queue -std=c++17 --allow-errors
//
// Headers are missing: of the containers, the locks, of the class itself.

#include "base/mutex.h"
#include "server.h"
#include <queue>
#include <deque>
#include <mutex>
#include <string>

// The class is in the missing header.
void Server::onMessage(const Message &message) {
  std::lock_guard<std::mutex> guard(queueMutex_);
  queue_.push_back(message);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing holds this 'push_back' back: 'queue_' grows
  cond_.notify_one();
}

void Server::run() {
  while (running_) {
    std::lock_guard<std::mutex> guard(queueMutex_);
    handle(queue_.front());
    queue_.pop_front();
  }
}

// The lock and its guard are; the consumer is in another file.
class Uploader {
public:
  void onChanged(const std::string &path) {
    base::MutexLocker lock(&mutex_);
    paths_.push_back(path);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'paths_' grows
    wakeUp_.Signal();
  }
  void upload();

private:
  base::Mutex mutex_;
  base::CondVar wakeUp_;
  std::deque<std::string> paths_;
};

// The container is.
class Recorder {
public:
  void add(int frame) {
    std::lock_guard<std::mutex> guard(mutex_);
    frames_.push(frame);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'frames_' grows
  }
  void run() {
    std::lock_guard<std::mutex> guard(mutex_);
    write(frames_.front());
    frames_.pop();
  }
  void write(int frame);

private:
  std::mutex mutex_;
  media::FrameFifo frames_;
};

// A worker that puts back what it took out, by whatever name its queue has for it.
void Server::work() {
  while (running_) {
    Task task;
    if (tasks_.waitDequeue(task)) {
      std::lock_guard<std::mutex> guard(taskMutex_);
      tasks_.enqueue(std::move(task));
      cond_.notify_one();
    }
  }
}

// With a limit.
void Server::onRequest(const Request &request) {
  std::lock_guard<std::mutex> guard(requestMutex_);
  if (requests_.size() >= maxRequests_)
    return;
  requests_.push_back(request);
  cond_.notify_one();
}

void Server::onTick(const Tick &tick) {
  std::lock_guard<std::mutex> guard(tickMutex_);
  if (ticksFull())
    return;
  ticks_.push_back(tick);
  cond_.notify_one();
}

// Functions of C have one name, whatever header is missing.
template <typename T> class Mailbox {
public:
  void push(const T &value) {
    if (xSemaphoreTake(lock_, portMAX_DELAY) == pdTRUE) {
      items_.push(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'push' back: 'items_' grows as long as items come faster than they are taken out
      xSemaphoreGive(lock_);
    }
  }
  bool pop(T &value) {
    bool found = false;
    if (xSemaphoreTake(lock_, portMAX_DELAY) == pdTRUE) {
      if (!items_.empty()) {
        value = items_.front();
        items_.pop();
        found = true;
      }
      xSemaphoreGive(lock_);
    }
    return found;
  }

private:
  std::queue<T> items_;
  SemaphoreHandle_t lock_;
};

// What is added is of a type about which nothing is known.
class Connection {
public:
  void sendLater(const Buffer &buffer) {
    std::lock_guard<std::mutex> guard(mutex_);
    pendingBuffers_.push_back(buffer);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'pendingBuffers_' grows
  }
  void sendNext() {
    std::lock_guard<std::mutex> guard(mutex_);
    send(pendingBuffers_.front());
    pendingBuffers_.pop_front();
  }

private:
  void send(const any::Value &buffer);
  std::mutex mutex_;
  std::deque<any::Value> pendingBuffers_;
};

// Requests that are found again by their key, and threads that are joined.
void Server::request(Id id, const Request &request) {
  std::lock_guard<std::mutex> guard(pendingMutex_);
  pendingRequests_.insert(std::make_pair(id, request));
  pendingReplies_.emplace(id, request);
  cond_.notify_one();
}
void Server::spawn(int count) {
  std::lock_guard<std::mutex> guard(workersMutex_);
  while (count-- > 0)
    workers_.emplace_back(std::bind(&Server::work, this));
  cond_.notify_all();
}
