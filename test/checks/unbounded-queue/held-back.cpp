// What holds a producer back, or is no queue of work.
// RUN: %threadwise %s unbounded-queue -std=c++17,c++20
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <semaphore.h>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

// Waits for room.
template <class T> class BlockingQueue {
public:
  void push(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    notFull_.wait(lock, [this] { return queue_.size() < capacity_; });
    queue_.push_back(std::move(value));
    notEmpty_.notify_one();
  }
  T pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    notEmpty_.wait(lock, [this] { return !queue_.empty(); });
    T value = std::move(queue_.front());
    queue_.pop_front();
    notFull_.notify_one();
    return value;
  }

private:
  std::deque<T> queue_;
  size_t capacity_ = 100;
  std::mutex mutex_;
  std::condition_variable notEmpty_, notFull_;
};

// Says no; by a helper; drops the oldest; drops in the consumer.
class Variants {
public:
  bool tryPush(int i) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (refuse_.size() >= 100)
      return false;
    refuse_.push(i);
    ready_.notify_one();
    return true;
  }
  bool offer(int i) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (isFull())
      return false;
    helped_.push_back(i);
    ready_.notify_one();
    return true;
  }
  void pushNewest(int i) {
    std::lock_guard<std::mutex> lock(mutex_);
    newest_.push_back(i);
    if (newest_.size() > 100)
      newest_.pop_front();
    ready_.notify_one();
  }
  void pushLogged(int i) {
    std::lock_guard<std::mutex> lock(mutex_);
    logged_.push_back(i);
    ready_.notify_one();
  }
  void run() {
    std::lock_guard<std::mutex> lock(mutex_);
    while (logged_.size() > 100)
      logged_.pop_front();
    refuse_.pop();
    helped_.erase(helped_.begin());
    newest_.pop_front();
    --pending_;
    counted_.pop();
  }
  bool pushCounted(int i) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (pending_ >= limit_)
      return false;
    ++pending_;
    counted_.push(i);
    ready_.notify_one();
    return true;
  }

private:
  bool isFull() const { return helped_.size() == limit_; }
  std::queue<int> refuse_, counted_;
  std::vector<int> helped_;
  std::deque<int> newest_, logged_;
  size_t pending_ = 0, limit_ = 100;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// In the caller.
class Unchecked {
public:
  void push(int i) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push(i);
    ready_.notify_one();
  }
  void pop() {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.pop();
  }
  size_t size() {
    std::lock_guard<std::mutex> lock(mutex_);
    return items_.size();
  }

private:
  std::queue<int> items_;
  std::mutex mutex_;
  std::condition_variable ready_;
};
void feed(Unchecked &queue, int i) {
  if (queue.size() < 1000)
    queue.push(i);
}

// A semaphore's permit.
class Permits {
public:
  void push(int i) {
    sem_wait(&room_);
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push(i);
    ready_.notify_one();
  }
  void pop() {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.pop();
    sem_post(&room_);
  }

private:
  sem_t room_;
  std::queue<int> items_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// Each producer waits for its own item: as many are queued as there are
// producers.
struct Write {
  bool done = false;
  std::condition_variable cv;
};
class Writer {
public:
  void write() {
    Write w;
    std::unique_lock<std::mutex> lock(mutex_);
    writers_.push_back(&w);
    while (!w.done && &w != writers_.front())
      w.cv.wait(lock);
    writers_.pop_front();
  }
  int call(int x) {
    auto task = std::make_shared<std::packaged_task<int()>>([x] { return x; });
    std::future<int> result = task->get_future();
    {
      std::lock_guard<std::mutex> lock(mutex_);
      calls_.push([task] { (*task)(); });
    }
    ready_.notify_one();
    return result.get();
  }
  void run() {
    std::lock_guard<std::mutex> lock(mutex_);
    calls_.pop();
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Write *> writers_;
  std::queue<std::function<void()>> calls_;
};

// A pool of objects: what is pushed was popped before.
struct Connection {};
class Connections {
public:
  std::unique_ptr<Connection> acquire() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (kept_.empty())
      return std::make_unique<Connection>();
    auto c = std::move(kept_.back());
    kept_.pop_back();
    return c;
  }
  void release(std::unique_ptr<Connection> c) {
    std::lock_guard<std::mutex> lock(mutex_);
    kept_.push_back(std::move(c));
  }

private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> kept_;
};

// A registry: looked up and erased by key, walked without taking out.
class Listeners {
public:
  void add(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    ids_.push_back(id);
  }
  void remove(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    ids_.erase(std::find(ids_.begin(), ids_.end(), id));
  }
  void fire() {
    std::lock_guard<std::mutex> lock(mutex_);
    for (int id : ids_)
      call(id);
  }
  void call(int id);

private:
  std::mutex mutex_;
  std::vector<int> ids_;
};

// Results, read once by one owner.
std::vector<int> collect(const std::vector<int> &inputs) {
  std::vector<int> results;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      std::lock_guard<std::mutex> lock(mutex);
      results.push_back(1);
    });
  for (auto &thread : threads)
    thread.join();
  return results;
}

// Handles that are joined.
class Spawner {
public:
  void start() {
    std::lock_guard<std::mutex> lock(mutex_);
    threads_.emplace_back([] {});
  }
  void joinAll() {
    std::vector<std::thread> all;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      all.swap(threads_);
    }
    for (auto &t : all)
      t.join();
  }

private:
  std::mutex mutex_;
  std::vector<std::thread> threads_;
};

// An object is queued once at a time.
struct Node {
  bool queued = false;
};
class Scheduler {
public:
  void schedule(Node *node) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (node->queued)
      return;
    node->queued = true;
    ready_.push_back(node);
    wake_.notify_one();
  }
  void scheduleId(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (known_.insert(id).second)
      ids_.push_back(id);
    wake_.notify_one();
  }
  void scheduleUnique(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (std::find(unique_.begin(), unique_.end(), id) == unique_.end())
      unique_.push_back(id);
    wake_.notify_one();
  }
  void scheduleOne(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (one_.empty())
      one_.push_back(id);
    wake_.notify_one();
  }
  void run() {
    std::lock_guard<std::mutex> lock(mutex_);
    ready_.front()->queued = false;
    ready_.pop_front();
    ids_.pop_front();
    unique_.pop_front();
    one_.pop_front();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Node *> ready_;
  std::unordered_set<int> known_;
  std::deque<int> ids_, unique_, one_;
};

// A work list: whoever takes out puts in what it found.
class Crawler {
public:
  void work() {
    for (;;) {
      int page = 0;
      {
        std::lock_guard<std::mutex> lock(mutex_);
        if (pages_.empty())
          return;
        page = pages_.back();
        pages_.pop_back();
      }
      std::lock_guard<std::mutex> lock(mutex_);
      for (int i = 0; i < page; ++i)
        pages_.push_back(i);
    }
  }

private:
  std::mutex mutex_;
  std::vector<int> pages_;
};

// Filled once, before it is worked off.
class Batch {
public:
  void start(const std::vector<std::string> &files) {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const std::string &file : files)
      work_.push(file);
  }
  bool next(std::string &file) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (work_.empty())
      return false;
    file = work_.front();
    work_.pop();
    return true;
  }

private:
  std::mutex mutex_;
  std::queue<std::string> work_;
};

// One thread owns it.
class Owner {
public:
  void add(int i) { items_.push(i); }
  void run() {
    while (!items_.empty())
      items_.pop();
  }

private:
  std::queue<int> items_;
};

// The caller chooses the type of the queue.
template <class T, class Container> class Adapter {
public:
  void push(T value) {
    std::lock_guard<std::mutex> lock(mutex_);
    container_.push(std::move(value));
    ready_.notify_one();
  }
  void pop() {
    std::lock_guard<std::mutex> lock(mutex_);
    container_.pop();
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  Container container_;
};

// Only a poison pill.
class Stopper {
public:
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push(-1);
    ready_.notify_one();
  }
  void run() {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.pop();
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::queue<int> items_;
};

// Only while there is room.
class WhileRoom {
  std::deque<int> items_;
  std::mutex mutex_;
  bool full() const;

public:
  void push(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!full())
      items_.push_back(item);
  }
  int pop() {
    std::lock_guard<std::mutex> lock(mutex_);
    int item = items_.front();
    items_.pop_front();
    return item;
  }
};

// All of it is in before the first thread starts.
void drain(int items) {
  std::queue<int> work;
  std::mutex mutex;
  {
    std::lock_guard<std::mutex> lock(mutex);
    for (int i = 0; i < items; ++i)
      work.push(i);
  }
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([&] {
      for (;;) {
        std::lock_guard<std::mutex> lock(mutex);
        if (work.empty())
          return;
        work.pop();
      }
    });
  for (auto &worker : workers)
    worker.join();
}

// What was taken is given back. The other side is a static function of a
// template, which is handed the object.
template <class Resource> class Bench {
  void release(Resource resource) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      bench_.push_back(resource);
    }
    back_.notify_one();
  }
  static Resource get(const std::shared_ptr<Bench> &self) {
    std::unique_lock<std::mutex> lock(self->mutex_);
    while (self->bench_.empty())
      self->back_.wait(lock);
    Resource resource = self->bench_.front();
    self->bench_.pop_front();
    return resource;
  }
  std::deque<Resource> bench_;
  std::mutex mutex_;
  std::condition_variable back_;
};

// A count that is given at the start ends the pushes.
class Rounds {
public:
  explicit Rounds(int count) : left_(count), more_(count) {}
  bool next(int value) {
    const int left = --left_;
    if (left <= 0)
      return false;
    std::lock_guard<std::mutex> lock(mutex_);
    values_.push_back(value);
    ready_.notify_one();
    return true;
  }
  void another(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (more_-- > 0) {
      others_.push_back(value);
      ready_.notify_one();
    }
  }
  void take() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !values_.empty() || !others_.empty(); });
    if (!values_.empty())
      values_.pop_front();
    if (!others_.empty())
      others_.pop_front();
  }

private:
  std::atomic<int> left_;
  int more_;
  std::deque<int> values_, others_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// The item says whether it is queued already.
struct Storage {
  bool setNeedsTick();
};
class Ticker {
public:
  void need(Storage *storage) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!storage->setNeedsTick()) {
      ticks_.push_back(storage);
      ready_.notify_one();
    }
  }
  Storage *next() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !ticks_.empty(); });
    Storage *storage = ticks_.front();
    ticks_.pop_front();
    return storage;
  }

private:
  std::deque<Storage *> ticks_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// Filled anew: what was left of the last path is thrown away.
class Path {
public:
  void set(const std::vector<int> &points) {
    std::lock_guard<std::mutex> lock(mutex_);
    points_.clear();
    for (int point : points)
      points_.push_back(point);
    ready_.notify_one();
  }
  int next() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !points_.empty(); });
    int point = points_.back();
    points_.pop_back();
    return point;
  }

private:
  std::vector<int> points_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// Those that wait: as many as there are threads. Whoever has something looks
// for one of them.
struct Event {
  void wait();
  void set();
};
class Exchange {
  struct Waiter {
    Event available;
    int value = 0;
  };

public:
  int take() {
    Waiter *me = new Waiter;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      waiters_.push_back(me);
    }
    me->available.wait();
    int value = me->value;
    delete me;
    return value;
  }
  void give(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (waiters_.empty())
      return;
    Waiter *waiter = waiters_.front();
    waiters_.pop_front();
    waiter->value = value;
    waiter->available.set();
  }

private:
  std::deque<Waiter *> waiters_;
  std::mutex mutex_;
};

// A schedule.
class Timestamp {
public:
  bool operator<(const Timestamp &other) const;
};
class Schedule {
public:
  void at(Timestamp due, int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.insert({due, job});
    ready_.notify_one();
  }
  int next() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !jobs_.empty(); });
    int job = jobs_.begin()->second;
    jobs_.erase(jobs_.begin());
    return job;
  }

private:
  std::multimap<Timestamp, int> jobs_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// A list of those that there are: nothing works on it.
class Registry {
public:
  void add(std::shared_ptr<Storage> storage) {
    std::lock_guard<std::mutex> lock(mutex_);
    storages_.push_back(storage);
  }
  void clear() {
    std::vector<std::shared_ptr<Storage>> used;
    for (auto &storage : storages_)
      if (storage.use_count() != 1)
        used.push_back(storage);
    storages_.swap(used);
  }

private:
  std::vector<std::shared_ptr<Storage>> storages_;
  std::mutex mutex_;
};

// The lock of the program guards what the items come from.
static std::mutex poolLock;
int takeFromPool(int item);
class Builder {
public:
  void add(const Builder &other) {
    std::lock_guard<std::mutex> lock(poolLock);
    for (int item : other.items_)
      items_.push_back(takeFromPool(item));
  }
  std::vector<int> commit() {
    std::vector<int> items;
    items.swap(items_);
    return items;
  }

private:
  std::vector<int> items_;
};

// A list under a lock: nobody is woken for what is in it.
class Notes {
public:
  void note(const std::string &key) {
    std::lock_guard<std::mutex> lock(mutex_);
    data_.push_back(key);
  }
  std::vector<std::string> report() {
    std::lock_guard<std::mutex> lock(mutex_);
    std::vector<std::string> taken;
    taken.swap(data_);
    return taken;
  }

private:
  std::vector<std::string> data_;
  std::mutex mutex_;
};

// What is queued is lent by a pool, which waits while it has none.
class Gate {
public:
  template <class Predicate>
  void wait(std::unique_lock<std::mutex> &lock, Predicate predicate) {
    changed.wait(lock, predicate);
  }
  void notify() { changed.notify_all(); }

private:
  std::condition_variable changed;
};
class BlockPool {
public:
  void reserve(unsigned char *&block) {
    std::unique_lock<std::mutex> lock(mutex);
    gate.wait(lock, [this] { return left > 0; });
    block = memory + --left * 4096;
  }
  void release(unsigned char *) {
    std::lock_guard<std::mutex> lock(mutex);
    ++left;
    gate.notify();
  }

private:
  std::mutex mutex;
  Gate gate;
  int left = 16;
  unsigned char *memory = nullptr;
};
class FilledBlocks {
public:
  void push(unsigned char *block, unsigned long size) {
    std::lock_guard<std::mutex> lock(mutex);
    blocks.push_back(std::make_pair(block, size));
    filled.notify_one();
  }
  std::pair<unsigned char *, unsigned long> pop() {
    std::unique_lock<std::mutex> lock(mutex);
    filled.wait(lock, [this] { return !blocks.empty(); });
    auto first = blocks.front();
    blocks.pop_front();
    return first;
  }

private:
  std::mutex mutex;
  std::condition_variable filled;
  std::deque<std::pair<unsigned char *, unsigned long>> blocks;
};

// Filled before the workers start, and by the workers, who split what they took
// out.
template <class T> class Ranges {
public:
  void push(T *first, T *last) {
    std::lock_guard<std::mutex> lock(mutex);
    tasks.push_back({first, last});
    added.notify_one();
  }
  bool pop(T *&first, T *&last) {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !tasks.empty() || stopped; });
    if (tasks.empty())
      return false;
    first = tasks.front().first;
    last = tasks.front().second;
    tasks.pop_front();
    return true;
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::deque<std::pair<T *, T *>> tasks;
  bool stopped = false;
};
template <class T> class RangeSorter {
public:
  explicit RangeSorter(Ranges<T> &ranges) : ranges(ranges) {}
  void operator()() {
    T *first, *last;
    while (ranges.pop(first, last))
      split(first, last);
  }

private:
  void split(T *first, T *last) {
    if (last - first > 1000)
      ranges.push(first, first + (last - first) / 2);
  }
  Ranges<T> &ranges;
};
template <class T> void sortParts(Ranges<T> &ranges, T *data, int parts) {
  for (int i = 0; i < parts; ++i)
    ranges.push(data + i, data + i + 1);
  std::thread worker{RangeSorter<T>(ranges)};
  worker.join();
}

// The program's own tasks; nobody in sight hands them over in a loop.
class Work {
public:
  virtual ~Work() = default;
  virtual void execute() = 0;
};
class OwnPool {
public:
  void add(Work *work) {
    std::lock_guard<std::mutex> lock(mutex);
    tasks.push_back(work);
    added.notify_one();
  }
  void post(std::function<void()> function) {
    std::lock_guard<std::mutex> lock(mutex);
    functions.push_back(std::move(function));
    added.notify_one();
  }
  void work() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !tasks.empty() || !functions.empty(); });
    if (tasks.empty()) {
      functions.front()();
      functions.pop_front();
      return;
    }
    tasks.front()->execute();
    tasks.pop_front();
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::deque<Work *> tasks;
  std::deque<std::function<void()>> functions;
};

// What is uploaded, and how often, another file decides.
class Uploader {
public:
  void add(int picture) {
    std::lock_guard<std::mutex> lock(mutex);
    pictures.push_back(picture);
    added.notify_one();
  }
  int take() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !pictures.empty(); });
    const int first = pictures.front();
    pictures.pop_front();
    return first;
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::deque<int> pictures;
};

// Threads that say that they are there, to be joined.
class Joined {
public:
  void add(pthread_t thread) {
    std::lock_guard<std::mutex> lock(mutex);
    threads_queue.push_back(thread);
  }
  void joinAll() {
    std::lock_guard<std::mutex> lock(mutex);
    while (!threads_queue.empty()) {
      pthread_join(threads_queue.front(), nullptr);
      threads_queue.pop_front();
    }
  }

private:
  std::mutex mutex;
  std::deque<pthread_t> threads_queue;
};
