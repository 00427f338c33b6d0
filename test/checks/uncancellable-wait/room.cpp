// RUN: %threadwise %s uncancellable-wait -std=c++17
//
// Items are added or taken, and nobody who does so notifies who waits for them.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <queue>

// Whoever makes room wakes nobody: only the stop does.
template <typename T> class Limited {
public:
  ~Limited() { stop(); }
  void stop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Stopping = true;
    HasRoom.notify_all();
  }
  void push(T Item) {
    std::unique_lock<std::mutex> Lock(Mutex);
    HasRoom.wait(Lock, [this] { return Stopping || Items.size() < Limit; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' tests 'Items', and nobody who changes it notifies 'HasRoom': the waiter sleeps on
    if (!Stopping)
      Items.push(std::move(Item));
  }
  std::optional<T> pop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (Items.empty())
      return std::nullopt;
    std::optional<T> Item(std::move(Items.front()));
    Items.pop();
    return Item;
  }

private:
  static constexpr std::size_t Limit = 64;
  std::queue<T> Items;
  std::condition_variable HasRoom;
  std::mutex Mutex;
  bool Stopping = false;
};

// The other side: an item is added, and the flag alone is notified.
class Mailbox {
public:
  void add(int Letter) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Letters.push_back(Letter);
  }
  void close() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Closed = true;
    Changed.notify_all();
  }
  int take() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Closed || !Letters.empty(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' tests 'Letters', and nobody who changes it notifies 'Changed': the waiter sleeps on
    if (Letters.empty())
      return 0;
    int Letter = Letters.front();
    Letters.pop_front();
    return Letter;
  }

private:
  std::mutex Mutex;
  std::condition_variable Changed;
  std::deque<int> Letters;
  bool Closed = false;
};

// Each pop notifies, in a helper.
class Notified {
public:
  void push(int Item) {
    std::unique_lock<std::mutex> Lock(Mutex);
    HasRoom.wait(Lock, [this] { return Items.size() < 64; });
    Items.push_back(Item);
  }
  int pop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    int Item = Items.front();
    Items.pop_front();
    madeRoom();
    return Item;
  }

private:
  void madeRoom() {
    Free = 64 - Items.size();
    HasRoom.notify_one();
  }
  std::mutex Mutex;
  std::condition_variable HasRoom;
  std::deque<int> Items;
  std::size_t Free = 64;
};

// Whoever takes items notifies through a function for all callers.
class ByCaller {
public:
  void push(int Item) {
    std::unique_lock<std::mutex> Lock(Mutex);
    HasRoom.wait(Lock, [this] { return Items.size() < 64; });
    Items.push_back(Item);
  }
  int pop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    int Item = Items.front();
    Items.pop_front();
    return Item;
  }
  void wake() { HasRoom.notify_all(); }

private:
  std::mutex Mutex;
  std::condition_variable HasRoom;
  std::deque<int> Items;
};

// Other functions of the class are not in sight.
class Elsewhere {
public:
  void push(int Item) {
    std::unique_lock<std::mutex> Lock(Mutex);
    HasRoom.wait(Lock, [this] { return Closed || Items.size() < 64; });
    Items.push_back(Item);
  }
  int pop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    int Item = Items.front();
    Items.pop_front();
    return Item;
  }
  void close() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Closed = true;
    HasRoom.notify_all();
  }
  void flush();

private:
  std::mutex Mutex;
  std::condition_variable HasRoom;
  std::deque<int> Items;
  bool Closed = false;
};

// The condition is handed to somebody who notifies it.
void registerWith(std::condition_variable &Changed);
class HandedOn {
public:
  HandedOn() { registerWith(Changed); }
  void add(int Letter) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Letters.push_back(Letter);
  }
  void close() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Closed = true;
    Changed.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Closed || !Letters.empty(); });
  }

private:
  std::mutex Mutex;
  std::condition_variable Changed;
  std::deque<int> Letters;
  bool Closed = false;
};
