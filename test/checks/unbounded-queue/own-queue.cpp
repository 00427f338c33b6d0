// Queues of the project's own, as members of classes, in templates, at file
// scope, as locals that tasks share.
// RUN: %threadwise %s unbounded-queue -std=c++11,c++17,c++20
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

// The template that half of the world's projects have in a header; nothing
// instantiates it here.
template <class T> class SafeQueue {
public:
  void push(T value) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      queue_.push(std::move(value));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'push' back: 'queue_' grows as long as items come faster than they are taken out
    }
    ready_.notify_one();
  }

  bool pop(T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (queue_.empty())
      ready_.wait(lock);
    value = std::move(queue_.front());
    queue_.pop();
    return true;
  }

  bool empty() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return queue_.empty();
  }

  size_t size() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return queue_.size();
  }

private:
  std::queue<T> queue_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
};

class ThreadPool {
public:
  explicit ThreadPool(unsigned n) {
    for (unsigned i = 0; i < n; ++i)
      workers.emplace_back([this] {
        for (;;) {
          std::function<void()> task;
          {
            std::unique_lock<std::mutex> lock(mutex);
            condition.wait(lock, [this] { return stop || !tasks.empty(); });
            if (stop && tasks.empty())
              return;
            task = std::move(tasks.front());
            tasks.pop();
          }
          task();
        }
      });
  }
  template <class F> void enqueue(F &&f) {
    {
      std::unique_lock<std::mutex> lock(mutex);
      if (stop)
        throw std::runtime_error("enqueue on stopped ThreadPool");
      tasks.emplace([f]() { f(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'emplace' back: 'tasks' grows
    }
    condition.notify_one();
  }

private:
  std::vector<std::thread> workers;
  std::queue<std::function<void()>> tasks;
  std::mutex mutex;
  std::condition_variable condition;
  bool stop = false;
};

// The consumer swaps all lines out.
class AsyncLogger {
public:
  void log(const std::string &line) {
    std::lock_guard<std::mutex> guard(mutex_);
    lines_.push_back(line);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'lines_' grows
  }

private:
  void run() {
    while (!done_) {
      std::vector<std::string> batch;
      {
        std::lock_guard<std::mutex> guard(mutex_);
        batch.swap(lines_);
      }
      for (const std::string &line : batch)
        write(line);
    }
  }
  void write(const std::string &line);

  bool done_ = false;
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

// A wake-up only when the queue was empty is no limit, nor is a message.
struct Event {
  int kind;
};
void warn(size_t depth);
class EventLoop {
public:
  void onEvent(const Event &e) {
    std::lock_guard<std::mutex> guard(mutex_);
    events_.push_back(e);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'events_' grows
    if (events_.size() > 1000)
      warn(events_.size());
    if (events_.size() == 1)
      wake_.notify_one();
  }
  void dispatch();

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Event> events_; // taken out in another file
};

// The lock is taken by the callers.
class Mailbox {
public:
  void post(int message) {
    std::lock_guard<std::mutex> guard(mutex_);
    postLocked(message);
  }
  void postTwice(int message) {
    std::lock_guard<std::mutex> guard(mutex_);
    postLocked(message);
    postLocked(message);
  }
  bool take(int &message) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (messages_.empty())
      return false;
    message = messages_.front();
    messages_.erase(messages_.begin());
    return true;
  }

private:
  void postLocked(int message) {
    messages_.push_back(message);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'messages_' grows
  }
  std::mutex mutex_;
  std::vector<int> messages_;
};

// Behind a pointer to the implementation.
struct Shared {
  std::mutex mutex;
  std::condition_variable ready;
  std::list<std::string> requests;
};
class Dispatcher {
public:
  void submit(std::string request) {
    std::unique_lock<std::mutex> lock(shared->mutex);
    shared->requests.emplace_back(std::move(request));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'emplace_back' back: 'requests' grows
    lock.unlock();
    shared->ready.notify_one();
  }
  std::shared_ptr<Shared> shared;
};

// At file scope.
static std::mutex jobsMutex;
static std::queue<int> jobs;
void addJob(int id) {
  std::lock_guard<std::mutex> guard(jobsMutex);
  jobs.push(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing holds this 'push' back: 'jobs' grows
}
bool nextJob(int &id);
void addJobs() {
  int id;
  while (nextJob(id))
    addJob(id);
}
void *worker(void *) {
  for (;;) {
    std::lock_guard<std::mutex> guard(jobsMutex);
    if (!jobs.empty())
      jobs.pop();
  }
}

// A local that tasks share.
bool readLine(std::string &line);
void pump() {
  std::queue<std::string> lines;
  std::mutex mutex;
  bool done = false;
  std::thread consumer([&] {
    while (!done) {
      std::lock_guard<std::mutex> guard(mutex);
      if (!lines.empty())
        lines.pop();
    }
  });
  std::string line;
  while (readLine(line)) {
    std::lock_guard<std::mutex> guard(mutex);
    lines.push(line);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'lines' grows
  }
  done = true;
  consumer.join();
}

// Handed over by reference: a producer as tutorials write it.
void produce(std::queue<int> &numbers, std::mutex &mutex,
             std::condition_variable &ready) {
  for (int i = 0;; ++i) {
    std::unique_lock<std::mutex> lock(mutex);
    numbers.push(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'numbers' grows
    lock.unlock();
    ready.notify_one();
  }
}

// One queue a worker.
struct Task {};
class Router {
public:
  void route(size_t key, Task task) {
    std::lock_guard<std::mutex> guard(mutex_);
    inboxes_[key % inboxes_.size()].push_back(task);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'inboxes_' grows
  }
  bool next(size_t worker, Task &task) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (inboxes_[worker].empty())
      return false;
    task = inboxes_[worker].front();
    inboxes_[worker].pop_front();
    return true;
  }

private:
  std::mutex mutex_;
  std::vector<std::deque<Task>> inboxes_;
};
bool receive(size_t &key, Task &task);
void routeAll(Router &router) {
  size_t key;
  Task task;
  while (receive(key, task))
    router.route(key, task);
}

// Suppressed, with a reason.
class Audit {
public:
  void add(int record) {
    std::lock_guard<std::mutex> guard(mutex_);
    // An audit record may not be lost, and there are few.
    records_.push(record); // NOLINT(threadwise-unbounded-queue)
  }
  void write() {
    std::lock_guard<std::mutex> guard(mutex_);
    records_.pop();
  }

private:
  std::mutex mutex_;
  std::queue<int> records_;
};

// What finds no room in the ring goes here, where there is always room.
class OverflowQueue {
  struct Ring {
    bool full() const;
    void push_back(int);
  };
  Ring ring_;
  std::deque<int> overflow_;
  std::mutex mutex_;
  std::condition_variable ready_;

public:
  void push(int item) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (!overflow_.empty() || ring_.full())
        overflow_.push_back(item);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing holds this 'push_back' back: 'overflow_' grows as long as items come faster than they are taken out
      else
        ring_.push_back(item);
    }
    ready_.notify_one();
  }
  int pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !overflow_.empty(); });
    int item = overflow_.front();
    overflow_.pop_front();
    return item;
  }
};

// The consumer makes a copy of what it takes, no element of its own.
class CopyingQueue {
  std::queue<std::string> tasks_;
  std::mutex mutex_;
  std::condition_variable ready_;

public:
  void add(std::string task) {
    std::lock_guard<std::mutex> lock(mutex_);
    tasks_.push(task);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'tasks_' grows as long as items come faster than they are taken out
    ready_.notify_one();
  }
  std::shared_ptr<std::string> take() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !tasks_.empty(); });
    auto task = std::make_shared<std::string>(tasks_.front());
    tasks_.pop();
    return task;
  }
};

// A lock of FreeRTOS.
extern "C" int xSemaphoreTake(void *, unsigned);
extern "C" int xSemaphoreGive(void *);
template <class T> class TaskMailbox {
  void *lock_;
  std::queue<T> queue_;

public:
  void push(const T &value) {
    if (xSemaphoreTake(lock_, ~0u) == 1) {
      queue_.push(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'push' back: 'queue_' grows as long as items come faster than they are taken out
      xSemaphoreGive(lock_);
    }
  }
  bool pop(T &value) {
    if (xSemaphoreTake(lock_, ~0u) == 1) {
      if (!queue_.empty()) {
        value = queue_.front();
        queue_.pop();
      }
      xSemaphoreGive(lock_);
    }
    return true;
  }
};

// The side that takes out is a static function of a template, which is handed
// the object.
template <class Item> class Handed {
  void add(Item item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back: 'items_' grows as long as items come faster than they are taken out
  }
  static Item take(const std::shared_ptr<Handed> &self) {
    std::unique_lock<std::mutex> lock(self->mutex_);
    Item item = self->items_.front();
    self->items_.pop_front();
    return item;
  }
  std::deque<Item> items_;
  std::mutex mutex_;
};

// Elements that link themselves, under a lock and by compare-and-exchange.
struct Node {
  Node *next;
  int value;
};
class LinkedQueue {
public:
  void add(int value) {
    Node *node = new Node{nullptr, value};
    std::lock_guard<std::mutex> lock(mutex_);
    if (last_)
      last_->next = node;
    else
      first_ = node;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds back what is linked in here: 'first_' grows as long as items come faster than they are taken out
    last_ = node;
    ready_.notify_one();
  }
  Node *take() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!first_)
      ready_.wait(lock);
    Node *node = first_;
    first_ = node->next;
    if (!first_)
      last_ = nullptr;
    return node;
  }

private:
  Node *first_ = nullptr, *last_ = nullptr;
  std::mutex mutex_;
  std::condition_variable ready_;
};
class LinkedStack {
public:
  void push(int value) {
    Node *node = new Node{nullptr, value};
    node->next = top_.load();
    while (!top_.compare_exchange_weak(node->next, node))
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing holds back what is linked in here: 'top_' grows as long as items come faster than they are taken out
      ;
  }
  Node *takeAll() { return top_.exchange(nullptr); }

private:
  std::atomic<Node *> top_{nullptr};
};
// A registry: what is taken out is looked for.
class Registry {
public:
  void add(Node *node) {
    std::lock_guard<std::mutex> lock(mutex_);
    node->next = all_;
    all_ = node;
  }
  void remove(Node *node) {
    std::lock_guard<std::mutex> lock(mutex_);
    Node *before = nullptr;
    for (Node *each = all_; each; each = each->next) {
      if (each == node) {
        if (before)
          before->next = each->next;
        else
          all_ = each->next;
        return;
      }
      before = each;
    }
  }

private:
  Node *all_ = nullptr;
  std::mutex mutex_;
};

// The last part of each hands it over: that is no count of all pushes.
struct Parcel {
  std::atomic<int> parts;
};
class Assembly {
public:
  void receive(Parcel *parcel) {
    if (--parcel->parts == 0) {
      std::lock_guard<std::mutex> lock(mutex_);
      whole_.push_back(parcel);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'push_back' back
      ready_.notify_one();
    }
  }
  Parcel *take() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !whole_.empty(); });
    Parcel *parcel = whole_.front();
    whole_.pop_front();
    return parcel;
  }

private:
  std::deque<Parcel *> whole_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

// The lock of the program guards the one object, also where items are taken.
static std::mutex mailLock;
class MailQueue {
public:
  void send(int letter) {
    std::lock_guard<std::mutex> lock(mailLock);
    letters_.push_back(letter);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push_back' back
  }
  bool receive(int &letter) {
    std::lock_guard<std::mutex> lock(mailLock);
    if (letters_.empty())
      return false;
    letter = letters_.front();
    letters_.pop_front();
    return true;
  }

private:
  std::deque<int> letters_;
};

// Tasks that come from outside: whoever accepts connections hands them over.
int acceptNext(int listener);
class Executor {
public:
  virtual ~Executor() = default;
  virtual void enqueue(std::function<void()> task) = 0;
};
class FixedPool : public Executor {
public:
  void enqueue(std::function<void()> task) override {
    std::lock_guard<std::mutex> lock(mutex);
    tasks.push(std::move(task));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'tasks' grows
    added.notify_one();
  }
  void work() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !tasks.empty(); });
    tasks.front()();
    tasks.pop();
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  std::queue<std::function<void()>> tasks;
};
void serveAll(Executor &executor, int listener, void (*serve)(int)) {
  while (listener >= 0) {
    int connection = acceptNext(listener);
    executor.enqueue([connection, serve] { serve(connection); });
  }
}
