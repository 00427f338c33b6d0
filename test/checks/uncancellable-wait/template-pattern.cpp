// RUN: %threadwise %s uncancellable-wait -std=c++17
#include <condition_variable>
#include <deque>
#include <mutex>

template <typename T> class Channel {
public:
  T receive() {
    std::unique_lock<std::mutex> Lock(M);
    Arrived.wait(Lock, [this] { return Closed || !Items.empty(); });
    T Item = std::move(Items.front());
    Items.pop_front();
    return Item;
  }
  void close() {
    Closed = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Closed' is changed without the lock of the 'wait' that tests it
    Arrived.notify_all();
  }
  void drain() {
    std::unique_lock<std::mutex> Lock(M);
    if (!Items.empty())
      Empty.wait(Lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' has no predicate and no loop that tests one
  }

private:
  std::mutex M;
  std::condition_variable Arrived, Empty;
  std::deque<T> Items;
  bool Closed = false;
};
