// RUN: %threadwise %s uncancellable-wait -std=c++17
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

class Announcer {
public:
  void announce() { Changed.notify_all(); }

  void waitForNews() {
    std::unique_lock<std::mutex> Lock(M);
    Changed.wait(Lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and no loop that tests one: a notification that comes first is lost, and it may return without one
  }
  void waitOnce() {
    std::unique_lock<std::mutex> Lock(M);
    if (News.empty())
      Changed.wait(Lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' has no predicate and no loop that tests one
    News.pop_front();
  }
  void handleForever() {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Changed.wait(Lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' has no predicate and no loop that tests one
      handle();
    }
  }
  // The loop is the caller's, with the lock: a primitive.
  void waitWith(std::unique_lock<std::mutex> &Lock) { Changed.wait(Lock); }
  void waitHeld() { Any.wait(M); }
  // Tested again, under the lock.
  void waitProperly() {
    std::unique_lock<std::mutex> Lock(M);
    while (News.empty())
      Changed.wait(Lock);
  }
  void waitAtTheEnd() {
    std::unique_lock<std::mutex> Lock(M);
    for (;;) {
      if (!News.empty())
        break;
      Changed.wait(Lock);
    }
  }

private:
  void handle();
  std::mutex M;
  std::condition_variable Changed;
  std::condition_variable_any Any;
  std::deque<int> News;
};

// The flag is tested, then the lock is taken, then the thread sleeps.
class Writer {
public:
  void start() { Worker = std::thread(&Writer::run, this); }
  void stop() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Running = false;
    }
    Wake.notify_one();
    Worker.join();
  }

private:
  void run() {
    while (Running) {
      std::unique_lock<std::mutex> Lock(M);
      if (Lines.empty())
        Wake.wait(Lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' sleeps on when 'Running' changes between its test and the lock: the notification is lost
      if (!Lines.empty())
        Lines.pop_front();
    }
  }
  std::atomic<bool> Running{true};
  std::deque<int> Lines;
  std::mutex M;
  std::condition_variable Wake;
  std::thread Worker;
};

// The same with a second test under the lock.
class CarefulWriter {
public:
  void stop() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Running = false;
    }
    Wake.notify_one();
  }
  void run() {
    while (Running) {
      std::unique_lock<std::mutex> Lock(M);
      if (Lines.empty() && Running)
        Wake.wait(Lock);
      if (!Lines.empty())
        Lines.pop_front();
    }
  }

private:
  std::atomic<bool> Running{true};
  std::deque<int> Lines;
  std::mutex M;
  std::condition_variable Wake;
};

// Waits for a signal.
static std::condition_variable Interrupted;
static std::mutex InterruptedMutex;
int main() {
  std::unique_lock<std::mutex> Lock(InterruptedMutex);
  Interrupted.wait(Lock);
}

// A function is asked before the lock is taken: between the two it may change.
bool isStopped();
bool mayGoOn();
class AsksBefore {
public:
  void run() {
    while (true) {
      if (isStopped())
        break;
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' has no predicate and tests nothing under its lock: a notification that comes first is lost, and it may return without one
    }
  }
  // What is called under the lock may test.
  void runWhole() {
    while (!isStopped()) {
      std::unique_lock<std::mutex> Lock(M);
      mayGoOn();
      Wake.wait(Lock);
    }
  }
  void add() {
    std::lock_guard<std::mutex> Lock(M);
    Wake.notify_one();
  }

private:
  std::mutex M;
  std::condition_variable Wake;
};

// Who waits in vain finds none, as before; the caller asks again.
class Inbox {
public:
  int *next() {
    std::unique_lock<std::mutex> Lock(M);
    int *Item = first();
    if (!Item) {
      Added.wait(Lock);
      Item = first();
    }
    return Item;
  }
  int *nextOnce() {
    std::unique_lock<std::mutex> Lock(M);
    int *Item = first();
    if (!Item)
      Added.wait(Lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' has no predicate and no loop that tests one
    return first();
  }
  void add(int Item) {
    std::lock_guard<std::mutex> Lock(M);
    Items.push_back(Item);
    Added.notify_one();
  }

private:
  int *first();
  std::mutex M;
  std::condition_variable Added;
  std::deque<int> Items;
};

// The caller sees that nothing has changed.
class Progress {
public:
  int waitForChange(int seen) {
    std::unique_lock<std::mutex> Lock(M);
    if (value == seen)
      Changed.wait(Lock);
    return value;
  }
  void waitForAny(int seen) {
    std::unique_lock<std::mutex> Lock(M);
    if (value == seen)
      Changed.wait(Lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' has no predicate and no loop that tests one
  }
  void set(int other) {
    std::lock_guard<std::mutex> Lock(M);
    value = other;
    Changed.notify_all();
  }

private:
  std::mutex M;
  std::condition_variable Changed;
  int value = 0;
};

// The mutex is the caller's: so is the loop.
class Signaler {
public:
  explicit Signaler(std::mutex &M) : M(M) {}
  void wait() {
    std::unique_lock<std::mutex> Lock(M, std::defer_lock);
    Changed.wait(Lock);
    Lock.release();
  }
  void signal() { Changed.notify_one(); }

private:
  std::mutex &M;
  std::condition_variable Changed;
};
