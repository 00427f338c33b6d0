// The examples of docs/checks/unbounded-queue.md: DocsTest compares the text.
// RUN: %threadwise %s unbounded-queue
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <queue>
#include <utility>

struct Picture {};
struct Request {};
struct Position {};
struct Record {};

class Uploads {
public:
  void onReceived(Picture picture) { // called per picture; never waits, never fails
    {
      std::lock_guard<std::mutex> lock(mutex);
      pending.push(std::move(picture));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'push' back: 'pending' grows as long as items come faster than they are taken out
    }
    ready.notify_one();
  }

  Picture next() {
    std::unique_lock<std::mutex> lock(mutex);
    ready.wait(lock, [this] { return !pending.empty(); });
    Picture picture = std::move(pending.front());
    pending.pop();
    return picture;
  }

private:
  std::mutex mutex;
  std::condition_variable ready;
  std::queue<Picture> pending;
};

class BoundedUploads {
public:
  void add(Picture picture) { // waits for room
    {
      std::unique_lock<std::mutex> lock(mutex);
      room.wait(lock, [this] { return pending.size() < capacity; });
      pending.push(std::move(picture));
    }
    ready.notify_one();
  }

  Picture next() {
    std::unique_lock<std::mutex> lock(mutex);
    ready.wait(lock, [this] { return !pending.empty(); });
    Picture picture = std::move(pending.front());
    pending.pop();
    lock.unlock();
    room.notify_one();
    return picture;
  }

private:
  static constexpr std::size_t capacity = 1000;
  std::mutex mutex;
  std::condition_variable ready, room;
  std::queue<Picture> pending;
};

class Requests {
public:
  bool offer(Request request);
  Request next() {
    std::lock_guard<std::mutex> lock(mutex);
    Request request = pending.front();
    pending.pop_front();
    return request;
  }

private:
  static constexpr std::size_t capacity = 1000;
  std::mutex mutex;
  std::condition_variable ready;
  std::deque<Request> pending;
};

bool Requests::offer(Request request) {
  std::lock_guard<std::mutex> lock(mutex);
  if (pending.size() >= capacity)
    return false; // the caller answers 503
  pending.push_back(std::move(request));
  ready.notify_one();
  return true;
}

class Positions {
public:
  void update(Position position);
  Position next() {
    std::lock_guard<std::mutex> lock(mutex);
    Position position = latest.front();
    latest.pop_front();
    return position;
  }

private:
  static constexpr std::size_t capacity = 1000;
  std::size_t dropped = 0;
  std::mutex mutex;
  std::condition_variable ready;
  std::deque<Position> latest;
};

void Positions::update(Position position) {
  std::lock_guard<std::mutex> lock(mutex);
  latest.push_back(position);
  if (latest.size() > capacity) {
    latest.pop_front();
    ++dropped;
  }
  ready.notify_one();
}

std::mutex mutex;
std::condition_variable ready;
std::queue<Record> records;

void audit(Record record) {
  std::lock_guard<std::mutex> lock(mutex);
  // An audit record may not be lost, and there are a few a day.
  records.push(record); // NOLINT(threadwise-unbounded-queue)
  ready.notify_one();
}
