// Wake-ups for items that get lost, and what is fine.
// RUN: %threadwise %s uncancellable-wait -std=c++11-or-later --both-stdlibs

#include <condition_variable>
#include <deque>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

void flush(const std::vector<int> &);
void run(int);

// Asks whether to stop, and not whether there are lines.
class Appender {
public:
  void log(int line) {
    std::lock_guard<std::mutex> lock(mutex);
    lines.push_back(line);
    added.notify_all();
  }
  void write() {
    while (!stopping) {
      std::vector<int> local;
      {
        std::unique_lock<std::mutex> lock(mutex);
        if (stopping)
          return;
        added.wait(lock);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' does not ask whether 'lines' has items: what came before it stays there until the next notification
        if (stopping)
          return;
        local.swap(lines);
      }
      flush(local);
    }
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex);
    stopping = true;
    added.notify_all();
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::vector<int> lines;
  bool stopping = false;
};

// Asks for both; keeps the lock from one wait to the next.
class CarefulAppender {
public:
  void log(int line) {
    std::lock_guard<std::mutex> lock(mutex);
    lines.push_back(line);
    added.notify_all();
  }
  void write() {
    while (!stopping) {
      std::vector<int> local;
      std::unique_lock<std::mutex> lock(mutex);
      if (lines.empty() && !stopping)
        added.wait(lock);
      local.swap(lines);
      lock.unlock();
      flush(local);
    }
  }
  void writeLocked() {
    std::unique_lock<std::mutex> lock(mutex);
    while (!stopping) {
      added.wait(lock);
      std::vector<int> local;
      local.swap(lines);
      flush(local);
    }
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex);
    stopping = true;
    added.notify_all();
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::vector<int> lines;
  bool stopping = false;
};

// For any number of threads: one of them is woken for the first item only.
template <class T> class BoundedQueue {
public:
  void push(T item) {
    std::unique_lock<std::mutex> lock(mutex);
    room.wait(lock, [this] { return items.size() < capacity; });
    const bool wasEmpty = items.empty();
    items.push_back(item);
    if (wasEmpty)
      added.notify_one();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: one waiter is woken, and only for the first change of 'items': of several that wait, the others sleep on
  }
  T pop() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !items.empty(); });
    const bool wasFull = isFull();
    T first = items.front();
    items.pop_front();
    lock.unlock();
    if (wasFull)
      room.notify_one();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: one waiter is woken, and only for the first change of 'items'
    return first;
  }

private:
  bool isFull() const { return items.size() == capacity; }
  std::mutex mutex;
  std::condition_variable added, room;
  std::deque<T> items;
  unsigned capacity = 16;
};

// All are woken; each push wakes one; who is woken takes all.
template <class T> class FineQueue {
public:
  void push(T item) {
    std::unique_lock<std::mutex> lock(mutex);
    const bool wasEmpty = items.empty();
    items.push_back(item);
    if (wasEmpty)
      added.notify_all();
  }
  void pushEach(T item) {
    std::unique_lock<std::mutex> lock(mutex);
    items.push_back(item);
    if (!paused)
      added.notify_one();
  }
  T pop() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !items.empty(); });
    T first = items.front();
    items.pop_front();
    return first;
  }
  void add(T item) {
    std::unique_lock<std::mutex> lock(mutex);
    const bool wasEmpty = batch.empty();
    batch.push_back(item);
    if (wasEmpty)
      added.notify_one();
  }
  std::deque<T> takeAll() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !batch.empty(); });
    std::deque<T> all;
    all.swap(batch);
    return all;
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::deque<T> items, batch;
  bool paused = false;
};

// As many workers as the program likes; or one.
class Jobs {
public:
  explicit Jobs(int count) {
    for (int i = 0; i < count; ++i)
      workers.emplace_back([this] { work(); });
    single = std::thread([this] { workAlone(); });
  }
  void add(int job) {
    std::lock_guard<std::mutex> lock(mutex);
    jobs.push(job);
    if (jobs.size() == 1)
      added.notify_one();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: one waiter is woken, and only for the first change of 'jobs'
  }
  void addForOne(int job) {
    std::lock_guard<std::mutex> lock(mutex);
    own.push(job);
    if (own.size() == 1)
      addedForOne.notify_one();
  }
  ~Jobs() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    added.notify_all();
    addedForOne.notify_all();
    for (std::thread &worker : workers)
      worker.join();
    single.join();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex);
      added.wait(lock, [this] { return stopping || !jobs.empty(); });
      if (stopping)
        return;
      const int job = jobs.front();
      jobs.pop();
      lock.unlock();
      run(job);
    }
  }
  void workAlone() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex);
      addedForOne.wait(lock, [this] { return stopping || !own.empty(); });
      if (stopping)
        return;
      const int job = own.front();
      own.pop();
      lock.unlock();
      run(job);
    }
  }
  std::mutex mutex;
  std::condition_variable added, addedForOne;
  std::queue<int> jobs, own;
  std::vector<std::thread> workers;
  std::thread single;
  bool stopping = false;
};
