// RUN: %threadwise %s uncancellable-wait -std=c++17
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

using Job = std::function<void()>;

// A worker pool as found: the flag is atomic, so nobody took the lock for it.
class Pool {
public:
  explicit Pool(unsigned N) {
    for (unsigned I = 0; I < N; ++I)
      Workers.emplace_back([this] { run(); });
  }
  ~Pool() {
    Stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is changed without the lock of the 'wait' that tests it: a waiter between its test and its sleep misses the notification
    Wake.notify_all();
    for (auto &T : Workers)
      T.join();
  }
  void submit(Job J) {
    {
      std::lock_guard<std::mutex> Lock(M);
      Jobs.push(std::move(J));
    }
    Wake.notify_one();
  }

private:
  void run() {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return Stop || !Jobs.empty(); });
      if (Stop)
        return;
      Job J = std::move(Jobs.front());
      Jobs.pop();
      Lock.unlock();
      J();
    }
  }
  std::vector<std::thread> Workers;
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stop{false};
};

// Under the lock: fine.
class StoppedUnderLock {
public:
  StoppedUnderLock() : Worker([this] { run(); }) {}
  ~StoppedUnderLock() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    Wake.notify_all();
    Worker.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    while (!Stop)
      Wake.wait(Lock);
  }
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
  std::thread Worker;
};

// The lock is taken and released between the change and the notification: who
// tested before sleeps by now.
class Barrier {
public:
  void stop() {
    Stop = true;
    { std::lock_guard<std::mutex> Lock(M); }
    Wake.notify_all();
  }
  void pause(bool On) {
    Paused = On;
    std::lock_guard<std::mutex> Lock(M);
    Wake.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [&] { return Stop.load() || !Paused; });
  }

private:
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stop{false}, Paused{false};
};

// A helper changes the flag; its callers hold the lock, or their names say so.
class ByHelper {
public:
  void stop() {
    std::lock_guard<std::mutex> Lock(M);
    markDone();
  }
  void failLocked() {
    Done = true;
    Wake.notify_all();
  }
  void finish(std::unique_lock<std::mutex> &) {
    Done = true;
    Wake.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(M);
    while (!Done)
      Wake.wait(Lock);
  }

private:
  void markDone() {
    Done = true;
    Wake.notify_all();
  }
  std::mutex M;
  std::condition_variable Wake;
  bool Done = false;
};

// The notification stands in a helper; the flag is set to what ends the wait.
class Gate {
public:
  void open() {
    IsOpen = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'IsOpen' is changed without the lock of the 'wait' that tests it
    wakeAll();
  }
  void shut() { // nobody waits for this
    IsOpen = false;
    wakeAll();
  }
  void pass() {
    std::unique_lock<std::mutex> Lock(M);
    while (!isOpen())
      Changed.wait(Lock);
  }

private:
  bool isOpen() const { return IsOpen; }
  void wakeAll() { Changed.notify_all(); }
  std::mutex M;
  std::condition_variable Changed;
  bool IsOpen = false;
};

// A wait that comes back by itself tests again.
class Ticker {
public:
  void stop() {
    Stop = true;
    Wake.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    while (!Stop)
      Wake.wait_for(Lock, std::chrono::seconds(1));
  }

private:
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stop{false};
};

// Locals that threads share.
int handshake() {
  std::mutex M;
  std::condition_variable Ready;
  bool IsReady = false;
  int Value = 0;
  std::thread Worker([&] {
    Value = 42;
    IsReady = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'IsReady' is changed without the lock of the 'wait' that tests it
    Ready.notify_one();
  });
  std::unique_lock<std::mutex> Lock(M);
  Ready.wait(Lock, [&] { return IsReady; });
  Worker.join();
  return Value;
}

// Locks that are spelled as conversions, that a function hands over, and that a
// function takes and gives up on the way to the notification.
class Spelled {
public:
  void stopByAuto() {
    {
      auto Lock = std::unique_lock<std::mutex>(M);
      Stop = true;
    }
    Wake.notify_all();
  }
  void stopByDeduction() {
    {
      const auto Lock = std::lock_guard{M};
      Stop = true;
    }
    Wake.notify_all();
  }
  void stopByHelper() {
    {
      auto Lock = grab();
      Stop = true;
    }
    Wake.notify_all();
  }
  void stopAndClear() {
    Stop = true;
    clear();
    Wake.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [this] { return Stop.load(); });
  }

private:
  std::unique_lock<std::mutex> grab() {
    return std::unique_lock<std::mutex>(M);
  }
  void clear() {
    std::lock_guard<std::mutex> Lock(M);
    Items = 0;
  }
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stop{false};
  int Items = 0;
};

// The lock is held from before the start of the thread that notifies under it.
class Started {
public:
  void start() {
    std::unique_lock<std::mutex> Lock(M);
    T = std::thread([this] {
      std::lock_guard<std::mutex> Own(M);
      Ready.notify_one();
    });
    Ready.wait(Lock);
  }
  void startUnlocked() {
    std::unique_lock<std::mutex> Lock(M);
    T = std::thread([this] { Early.notify_one(); });
    Early.wait(Lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and no loop that tests one
  }

private:
  std::mutex M;
  std::condition_variable Ready, Early;
  std::thread T;
};

// A handler does without the lock what could not be done with it.
class Reluctant {
public:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    while (Running)
      C.wait(Lock);
  }
  void stop() {
    try {
      std::lock_guard<std::mutex> Lock(M);
      Running = false;
      C.notify_all();
    } catch (...) {
      Running = false;
      C.notify_all();
    }
  }

private:
  bool Running = true;
  std::mutex M;
  std::condition_variable C;
};

// The flag is set in a function of its own; whoever calls it notifies.
class InTwoSteps {
public:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    C.wait(Lock, [this] { return Stop.load(); });
  }
  void request() {
    Stop.store(true);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is changed without the lock of the 'wait' that tests it
  }
  ~InTwoSteps() {
    request();
    C.notify_all();
    T.join();
  }

private:
  std::atomic<bool> Stop{false};
  std::mutex M;
  std::condition_variable C;
  std::thread T;
};

class InTwoStepsLocked {
public:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    C.wait(Lock, [this] { return Stop; });
  }
  void request() { Stop = true; }
  ~InTwoStepsLocked() {
    {
      std::lock_guard<std::mutex> Lock(M);
      request();
    }
    C.notify_all();
    T.join();
  }

private:
  bool Stop = false;
  std::mutex M;
  std::condition_variable C;
  std::thread T;
};

// A wait that comes back by itself, and late.
class Exporter {
public:
  void stop() {
    Stopping = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stopping' is changed without the lock of the 'wait_for' that tests it
    Wake.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait_for(Lock, std::chrono::seconds(5), [this] { return Stopping.load(); });
  }

private:
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stopping{false};
};

// Soon enough.
class Poller {
public:
  void stop() {
    Stopping = true;
    Wake.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait_for(Lock, std::chrono::milliseconds(100), [this] { return Stopping.load(); });
  }

private:
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stopping{false};
};

// A thread that is put into its pointer with reset().
class Pointed {
public:
  void start() { Thread.reset(new std::thread(&Pointed::run, this)); }
  ~Pointed() {
    Stop = true;
    Thread->join();
  }

private:
  void run() {
    while (!Stop) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return !Jobs.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its predicate reads only 'Jobs'
      Jobs.pop_front();
    }
  }
  std::mutex M;
  std::condition_variable Wake;
  std::unique_ptr<std::thread> Thread;
  std::atomic<bool> Stop{false};
  std::deque<int> Jobs;
};

// An operation of a list that the class has: who calls it holds the lock.
class Links {
public:
  bool empty() const { return !head; }
  void push(int *item) { head = item; }

private:
  int *head = nullptr;
};
class LinkedMailbox {
public:
  void add(int *item) {
    {
      std::lock_guard<std::mutex> lock(mutex);
      items.push(item);
    }
    added.notify_one();
  }
  void take() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !items.empty(); });
  }

private:
  std::mutex mutex;
  std::condition_variable added;
  Links items;
};

// For derived classes, which are elsewhere and take the lock.
class Stream {
public:
  void waitForInput() {
    std::unique_lock<std::mutex> lock(mutex);
    given.wait(lock, [this] { return input != nullptr; });
  }

protected:
  void setInput(int *other) {
    input = other;
    given.notify_one();
  }
  std::mutex mutex;

private:
  std::condition_variable given;
  int *input = nullptr;
};

// The links of an element, which its own operation changes.
struct Node {
  Node *next, *previous;
};
class Hook {
public:
  void unlink() {
    siblings.next->previous = siblings.previous;
    siblings.previous->next = siblings.next;
  }

private:
  Node siblings;
};
class HookList {
public:
  bool empty() const { return head.next == &head; }

private:
  Node head;
};
class Clients {
public:
  void remove(Hook &client) {
    client.unlink();
    if (clients.empty())
      drained.notify_one();
  }
  void drain() {
    std::unique_lock<std::mutex> lock(mutex);
    drained.wait(lock, [this] { return clients.empty(); });
  }

private:
  std::mutex mutex;
  std::condition_variable drained;
  HookList clients;
};

// The lock is taken by whoever calls the caller of the caller.
class TaskList {
public:
  void start(int task) {
    std::lock_guard<std::mutex> lock(mutex);
    addFirst(task);
  }
  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return head != 0; });
  }

private:
  void addFirst(int task) { addOne(task); }
  void addOne(int task) { addBetween(task); }
  void addBetween(int task) {
    head = task;
    added.notify_one();
  }
  std::mutex mutex;
  std::condition_variable added;
  int head = 0;
};
