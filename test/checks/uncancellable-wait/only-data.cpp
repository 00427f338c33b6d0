// RUN: %threadwise %s uncancellable-wait -std=c++17
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
