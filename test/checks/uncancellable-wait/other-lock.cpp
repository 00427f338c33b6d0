// RUN: %threadwise %s uncancellable-wait -std=c++17
//
// A lock is held where the state is changed, and it is not that of the wait.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class Pool {
public:
  void join() {
    std::unique_lock<std::mutex> Lock(WorkersMutex);
    Joining = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Joining' is changed without the lock of the 'wait' that tests it
    // CHECK-MESSAGES: note: the lock that is held where it is changed is 'WorkersMutex', not 'Mutex'
    Changed.notify_all();
    for (auto &Each : Workers)
      Each.join();
  }
  bool next() {
    std::unique_lock<std::mutex> Lock(Mutex);
    while (true) {
      if (!Tasks.empty()) {
        Tasks.pop_front();
        return true;
      }
      if (Joining)
        return false;
      Changed.wait(Lock);
    }
  }

private:
  std::mutex WorkersMutex, Mutex;
  std::condition_variable Changed;
  std::vector<std::thread> Workers;
  std::deque<int> Tasks;
  bool Joining = false;
};

// Each thread that comes counts itself under one lock and waits with another.
class Barrier {
public:
  void wait() {
    CountMutex.lock();
    Waiting += 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Waiting' is changed without the lock of the 'wait' that tests it
    if (Waiting == Threads)
      AllThere.notify_all();
    CountMutex.unlock();
    const auto &AreThere = [this]() -> bool { return Waiting >= Threads; };
    std::unique_lock<std::mutex> Lock(WaitMutex);
    AllThere.wait(Lock, AreThere);
  }

private:
  unsigned Threads = 4, Waiting = 0;
  std::condition_variable AllThere;
  std::mutex CountMutex, WaitMutex;
};

// Both locks are held, one inside the other or at once.
class Both {
public:
  void stop() {
    std::lock_guard<std::mutex> Outer(StateMutex);
    std::lock_guard<std::mutex> Inner(Mutex);
    Stopping = true;
    Changed.notify_all();
  }
  void stopAtOnce() {
    std::scoped_lock Lock(StateMutex, Mutex);
    Stopping = true;
    Changed.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Stopping; });
  }

private:
  std::mutex StateMutex, Mutex;
  std::condition_variable Changed;
  bool Stopping = false;
};

// The lock of the wait is taken between the change and the notification.
class Passed {
public:
  void stop() {
    {
      std::lock_guard<std::mutex> Lock(StateMutex);
      Stopping = true;
    }
    std::lock_guard<std::mutex> Lock(Mutex);
    Changed.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Stopping; });
  }

private:
  std::mutex StateMutex, Mutex;
  std::condition_variable Changed;
  bool Stopping = false;
};

// A lock that is reached through a pointer or a reference may be the same.
class Reached {
public:
  explicit Reached(std::mutex &Given) : Given(Given), Owned(&Mutex) {}
  void stop() {
    std::lock_guard<std::mutex> Lock(*Owned);
    Stopping = true;
    Changed.notify_all();
  }
  void cancel() {
    std::lock_guard<std::mutex> Lock(Given);
    Stopping = true;
    Changed.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Stopping; });
  }

private:
  std::mutex Mutex;
  std::mutex &Given;
  std::mutex *Owned;
  std::condition_variable Changed;
  bool Stopping = false;
};
