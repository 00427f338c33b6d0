// RUN: %threadwise %s uncancellable-wait -std=c++17
//
// Loops that can be told to stop, and keep a core busy until then.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

// A queue of the project's own, of which only the declaration is in sight.
template <typename T> class MessageQueue {
public:
  bool pop(T &Item);
  bool try_pop(T &Item);
};
template <typename T> class TimedQueue {
public:
  bool pop(T &Item, int Microseconds);
};
void pause();

class Actor {
public:
  void run() {
    int Message;
    while (!Done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Messages' has no item: it waits for nothing
      if (Messages.pop(Message))
        handle(Message);
      std::this_thread::yield();
    }
  }
  void runElse() {
    int Message;
    for (;;) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Messages' has no item
      if (Done)
        return;
      if (Messages.pop(Message))
        handle(Message);
      else
        std::this_thread::yield();
    }
  }
  void runContinue() {
    int Message;
    while (!Done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Messages' has no item
      if (!Messages.try_pop(Message)) {
        std::this_thread::yield();
        continue;
      }
      handle(Message);
    }
  }
  void runLocked() {
    while (!Done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Jobs' has no item
      std::lock_guard<std::mutex> Lock(Mutex);
      if (!Jobs.empty()) {
        handle(Jobs.front());
        Jobs.pop_front();
      }
    }
  }
  void waitForReaders() {
    while (Readers != 0) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy until another thread changes 'Readers'
    }
  }
  void waitLoaded() {
    while (Readers.load(std::memory_order_acquire) > 0)
      ;
      // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop keeps a core busy until another thread changes 'Readers'
  }

  // A pause, a sleep, another source of work, a wait in between.
  void paused() {
    while (Readers != 0)
      std::this_thread::yield();
  }
  void sleeps() {
    int Message;
    while (!Done) {
      if (Messages.pop(Message))
        handle(Message);
      else
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  void doesOther() {
    int Message;
    while (!Done) {
      if (Messages.pop(Message))
        handle(Message);
      pause();
      std::this_thread::yield();
    }
  }
  void backsOff() {
    int Message, Tries = 0;
    while (!Done) {
      if (Messages.pop(Message))
        handle(Message);
      else if (++Tries > 100)
        pause();
      else
        std::this_thread::yield();
    }
  }
  void waitsForATime() {
    int Message;
    while (!Done) {
      if (!Timed.pop(Message, 1000))
        continue;
      handle(Message);
      std::this_thread::yield();
    }
  }
  void startsTogether() {
    std::atomic<bool> Go{false};
    std::thread Task([&] {
      while (!Go) {
      }
    });
    Go = true;
    Task.join();
  }
  void blocks() {
    int Message;
    while (!Done)
      if (Messages.pop(Message))
        handle(Message);
  }
  void drains() {
    while (!Jobs.empty()) {
      std::lock_guard<std::mutex> Lock(Mutex);
      Jobs.pop_front();
    }
  }
  void takesAll() {
    int Message;
    while (true) {
      if (!Messages.try_pop(Message))
        break;
      handle(Message);
    }
  }

private:
  void handle(int Message);
  std::atomic<bool> Done{false};
  std::atomic<int> Readers{0};
  MessageQueue<int> Messages;
  TimedQueue<int> Timed;
  std::mutex Mutex;
  std::deque<int> Jobs;
};

// A lock spins by design; while it holds another lock it does not.
class SpinLock {
public:
  void lock() {
    while (Taken.exchange(true))
      while (Taken.load()) {
      }
  }
  void lockAlone() {
    Outer.lock();
    while (Readers != 0) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy until another thread changes 'Readers'
    }
  }

private:
  std::atomic<bool> Taken{false};
  std::atomic<int> Readers{0};
  std::mutex Outer;
};

// A template that nothing instantiates.
template <typename T> class Consumer {
public:
  void run() {
    T Item;
    while (!Stop) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Items' has no item
      if (Items.try_pop(Item))
        Item.run();
      else
        std::this_thread::yield();
    }
  }
  bool Stop = false;
  MessageQueue<T> Items;
};

// Asks for the time, and gives up in the end.
long nanosecondsNow(int clock, long *into);
class Drain {
public:
  void wait() {
    while (inFlight_.load() > 0) {
      long now;
      nanosecondsNow(1, &now);
      if (now > deadline_) {
        givenUp_ = true;
        break;
      }
      std::this_thread::yield();
    }
  }

private:
  std::atomic<int> inFlight_{0};
  long deadline_ = 0;
  bool givenUp_ = false;
};

// Its own queue, of which the body is in sight: it looks, and waits for nothing.
class Requests {
public:
  void add(int Request) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.push_back(Request);
  }
  int *getFront() {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (Items.size() == 0)
      return nullptr;
    return &Items.front();
  }
  int *waitForFront() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Added.wait(Lock, [this] { return Closed || !Items.empty(); });
    return Items.empty() ? nullptr : &Items.front();
  }

private:
  std::mutex Mutex;
  std::condition_variable Added;
  bool Closed = false;
  std::deque<int> Items;
};
// A guard that holds the lock and knows the queue.
template <typename T> class SharedQueue {
public:
  void add(std::shared_ptr<T> Item) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.push_back(Item);
  }
  class Guard {
  public:
    explicit Guard(SharedQueue &Queue) : Of(Queue), Lock(Queue.Mutex) {}
    std::shared_ptr<T> getFront() {
      return Of.Items.empty() ? nullptr : Of.Items.front();
    }
    void popFront() { Of.Items.pop_front(); }

  private:
    SharedQueue &Of;
    std::unique_lock<std::mutex> Lock;
  };

private:
  std::deque<std::shared_ptr<T>> Items;
  std::mutex Mutex;
};
using SharedInts = SharedQueue<int>;
class Loader {
public:
  void run() {
    while (!Done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Items' has no item
      int *Request = Pending.getFront();
      if (!Request)
        continue;
      load(*Request);
    }
  }
  void runWaits() {
    while (!Done) {
      int *Request = Pending.waitForFront();
      if (!Request)
        continue;
      load(*Request);
    }
  }
  void runSleeps() {
    while (!Done) {
      int *Request = Pending.getFront();
      if (!Request) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        continue;
      }
      load(*Request);
    }
  }

  void runGuarded() {
    while (!Done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'Items' has no item
      SharedInts::Guard Guard(Shared);
      std::shared_ptr<int> Request = Guard.getFront();
      if (!Request)
        continue;
      load(*Request);
      Guard.popFront();
    }
  }

private:
  void load(int Request);
  SharedInts Shared;
  std::atomic<bool> Done{false};
  Requests Pending;
};

// Stays so that its threads may go on.
void serveForEver(void (*Serve)()) {
  std::thread(Serve).detach();
  while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop keeps a core busy for ever, and does nothing
  }
}
// The idle loop of a program without an operating system.
[[noreturn]] void halt() {
  for (;;)
    ;
}

// The list is asked without its lock, and again with it.
class JobList {
public:
  void run() {
    while (!Stopping) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop keeps a core busy while 'List' has no item
      if (List.empty())
        continue;
      int Job;
      M.lock();
      if (List.empty()) {
        M.unlock();
        continue;
      }
      Job = List.front();
      M.unlock();
      work(Job);
    }
  }

private:
  void work(int Job);
  bool Stopping = false;
  std::mutex M;
  std::deque<int> List;
};
