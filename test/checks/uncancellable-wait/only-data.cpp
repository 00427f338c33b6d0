// RUN: %threadwise %s uncancellable-wait -std=c++11,c++17 --both-stdlibs
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

// The loop knows the flag; the predicate does not, and goes back to sleep.
class Sender {
public:
  ~Sender() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    Wake.notify_all();
    Worker.join();
  }

private:
  void run() {
    while (!Stop) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return !Queue.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its predicate reads only 'Queue'
      Queue.pop_front();
    }
  }
  void runByLoop() {
    while (!Stop) {
      std::unique_lock<std::mutex> Lock(M);
      while (Queue.empty())
        Wake.wait(Lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' can never be woken to stop: its loop reads only 'Queue'
      Queue.pop_front();
    }
  }
  std::mutex M;
  std::condition_variable Wake;
  std::deque<int> Queue;
  bool Stop = false;
  std::thread Worker{&Sender::run, this};
};

// Who sets the flag makes the predicate true as well.
class Collector {
public:
  void stop() {
    Stop = true;
    finished();
    Worker.join();
  }
  void finished() {
    std::lock_guard<std::mutex> Lock(M);
    Ready = true;
    Wake.notify_one();
  }
  void stopAtOnce() {
    Stop = true;
    {
      std::lock_guard<std::mutex> Lock(M);
      Ready = true;
    }
    Wake.notify_one();
  }

private:
  void run() {
    while (!Stop) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return Ready; });
      Ready = false;
    }
  }
  std::mutex M;
  std::condition_variable Wake;
  std::atomic<bool> Stop{false};
  bool Ready = false;
  std::thread Worker{&Collector::run, this};
};
