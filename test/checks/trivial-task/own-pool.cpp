// Pools that the user wrote: several threads, and a container of callables to
// which a member function appends what it is given.
// RUN: %threadwise %s trivial-task -std=c++17

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

int unknown(int X);

class Workers {
public:
  explicit Workers(unsigned Count) {
    for (unsigned I = 0; I < Count; ++I)
      Threads.emplace_back([this] { run(); });
  }
  void submit(std::function<void()> Task) {
    std::lock_guard<std::mutex> Lock(Guard);
    Tasks.push_back(std::move(Task));
    Ready.notify_one();
  }
  template <class F> auto enqueue(F &&Work) {
    auto Task = std::make_shared<std::packaged_task<decltype(Work())()>>(
        std::forward<F>(Work));
    auto Result = Task->get_future();
    std::lock_guard<std::mutex> Lock(Guard);
    Tasks.emplace_back([Task] { (*Task)(); });
    Ready.notify_one();
    return Result;
  }

private:
  std::mutex Guard;
  std::condition_variable Ready;
  std::deque<std::function<void()>> Tasks;
  std::vector<std::thread> Threads;
  void run();
};

void squares(Workers &Pool, std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    Pool.submit([&V, I] { V[I] *= V[I]; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Workers::submit' is started for at most {{[0-9]+}} ns of work, and a task of a pool costs about 1,190 ns to start
  for (int I = 0; I < 1000; ++I)
    Pool.enqueue([&V, I] { V[I] += 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Workers::enqueue' is started for at most
}

// Unknown work, much work, one task.
void rest(Workers &Pool, std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    Pool.submit([I] { unknown(I); });
  for (int I = 0; I < 8; ++I)
    Pool.submit([&V, I] {
      for (int J = 0; J < 100000; ++J)
        V[I] ^= J;
    });
  Pool.submit([&V] { V[0] = 1; });
}

// One thread: a loop of its own, perhaps for where it runs.
class Loop {
public:
  void post(std::function<void()> Task) {
    std::lock_guard<std::mutex> Lock(Guard);
    Tasks.push_back(std::move(Task));
  }

private:
  std::mutex Guard;
  std::deque<std::function<void()>> Tasks;
  std::thread Thread;
};

// Handlers that are kept are no tasks.
class Handlers {
public:
  void add(std::function<void()> Handler) { All.push_back(std::move(Handler)); }

private:
  std::vector<std::function<void()>> All;
};

void kept(Loop &L, Handlers &H, std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I) {
    L.post([&V, I] { V[I] *= 2; });
    H.add([&V, I] { V[I] *= 2; });
  }
}
