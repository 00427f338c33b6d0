// RUN: %threadwise %s uncancellable-wait -std=c++20
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <queue>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

void work(int);
void refresh();

// One notification for all workers.
class Pool {
public:
  explicit Pool(unsigned N) {
    for (unsigned I = 0; I < N; ++I)
      Workers.emplace_back([this] { run(); });
  }
  ~Pool() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    Wake.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'notify_one' wakes one of the threads that wait for 'Wake': '~Pool' joins the others, too, which sleep on
    // CHECK-FIXES: Wake.notify_all();
    for (auto &T : Workers)
      T.join();
  }
  void submit(int Item) {
    std::lock_guard<std::mutex> Lock(M);
    Items.push(Item);
    Wake.notify_one();
  }

private:
  void run() {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return Stop || !Items.empty(); });
      if (Stop)
        return;
      const int Item = Items.front();
      Items.pop();
      Lock.unlock();
      work(Item);
    }
  }
  std::vector<std::thread> Workers;
  std::queue<int> Items;
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
};

// Who is woken wakes the next.
class Chain {
public:
  explicit Chain(unsigned N) {
    for (unsigned I = 0; I < N; ++I)
      Workers.emplace_back([this] { run(); });
  }
  ~Chain() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    Wake.notify_one();
    for (auto &T : Workers)
      T.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [this] { return Stop; });
    Wake.notify_one();
  }
  std::vector<std::thread> Workers;
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
};

// One thread needs one notification, and so does one for each.
class Single {
public:
  Single() : Worker([this] { run(); }) {}
  ~Single() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    Wake.notify_one();
    Worker.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [this] { return Stop; });
  }
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
  std::thread Worker;
};

class OneForEach {
public:
  explicit OneForEach(unsigned N) {
    for (unsigned I = 0; I < N; ++I)
      Workers.emplace_back([this] { run(); });
  }
  ~OneForEach() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    for (auto &T : Workers)
      wakeOne();
    for (auto &T : Workers)
      T.join();
  }

private:
  void wakeOne() { Wake.notify_one(); }
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [this] { return Stop; });
  }
  std::vector<std::thread> Workers;
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
};

// Polls without a limit, and the stop only sets a flag.
class Reactor {
public:
  void start() { Thread = std::thread(&Reactor::loop, this); }
  ~Reactor() {
    Running = false;
    if (Thread.joinable())
      Thread.join();
  }

private:
  void loop() {
    epoll_event Events[16];
    while (Running) {
      const int N = epoll_wait(Epoll, Events, 16, -1);
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'epoll_wait' has no time limit, and nothing wakes it when '~Reactor' joins the thread
      for (int I = 0; I < N; ++I)
        work(Events[I].data.fd);
    }
  }
  int Epoll = -1;
  std::atomic<bool> Running{true};
  std::thread Thread;
};

class WokenReactor {
public:
  void start() { Thread = std::thread(&WokenReactor::loop, this); }
  ~WokenReactor() {
    Running = false;
    eventfd_write(Event, 1);
    Thread.join();
  }

private:
  void loop() {
    epoll_event Events[16];
    while (Running)
      epoll_wait(Epoll, Events, 16, -1);
  }
  int Epoll = -1, Event = -1;
  std::atomic<bool> Running{true};
  std::thread Thread;
};

class TimedReactor {
public:
  void start() { Thread = std::thread(&TimedReactor::loop, this); }
  ~TimedReactor() {
    Running = false;
    Thread.join();
  }

private:
  void loop() {
    pollfd Fd{0, POLLIN, 0};
    while (Running)
      poll(&Fd, 1, 250);
  }
  std::atomic<bool> Running{true};
  std::thread Thread;
};

// The stop has to sit out the sleep.
class Refresher {
public:
  Refresher() : Thread([this] { run(); }) {}
  ~Refresher() {
    Stop = true;
    Thread.join();
  }

private:
  void run() {
    while (!Stop) {
      refresh();
      std::this_thread::sleep_for(30s);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: '~Refresher' joins a thread that sleeps for 30 s at a time: nothing ends the 'sleep_for' earlier
    }
  }
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

class Configured {
public:
  explicit Configured(int Every) : Every(Every), Thread([this] { run(); }) {}
  ~Configured() {
    Stop = true;
    Thread.join();
  }

private:
  void run() {
    while (!Stop) {
      refresh();
      sleep(Every);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: '~Configured' joins a thread that sleeps for a number of seconds at a time
    }
  }
  int Every;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

// A loop without an exit: a shorter sleep would not end it.
class Endless {
public:
  Endless() : Thread([this] { run(); }) {}
  ~Endless() { Thread.join(); }

private:
  void run() {
    while (true) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the loop of 'run' has no exit: '~Endless' joins its thread and never returns
      refresh();
      std::this_thread::sleep_for(30s);
    }
  }
  std::thread Thread;
};

// Of a number that is not known, its unit, its default or its name says it.
class Scaled {
public:
  ~Scaled() {
    Stop = true;
    Thread.join();
  }
  void start(std::size_t HeartbeatIntervalMs) {
    Thread = std::thread([this, HeartbeatIntervalMs] {
      while (!Stop) {
        refresh();
        usleep(int(Seconds * 1000 * 1000));
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: '~Scaled' joins a thread that sleeps for a number of seconds at a time
        const std::size_t Every = EveryMs;
        std::this_thread::sleep_for(std::chrono::milliseconds(Every));
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: '~Scaled' joins a thread that sleeps for 30 s (the default of 'EveryMs') at a time
        std::this_thread::sleep_for(
            std::chrono::milliseconds(HeartbeatIntervalMs));
        // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: '~Scaled' joins a thread that sleeps for as long as 'HeartbeatIntervalMs' says at a time
        std::this_thread::sleep_for(std::chrono::milliseconds(QuickMs));
        std::this_thread::sleep_for(std::chrono::milliseconds(PollIntervalMs));
        std::this_thread::sleep_for(std::chrono::milliseconds(DelayMs));
        usleep(int(Ticks * 10));
      }
    });
  }

private:
  double Seconds;
  std::size_t EveryMs = 30000, QuickMs = 20, PollIntervalMs, DelayMs, Ticks;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

class Short {
public:
  Short() : Thread([this] { run(); }) {}
  ~Short() {
    Stop = true;
    Thread.join();
  }

private:
  void run() {
    while (!Stop) {
      refresh();
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      usleep(1000);
    }
  }
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

class Cancelled {
public:
  void start() { pthread_create(&Thread, nullptr, &Cancelled::run, this); }
  ~Cancelled() {
    Stop = true;
    pthread_cancel(Thread);
    pthread_join(Thread, nullptr);
  }

private:
  static void *run(void *Self) {
    while (!static_cast<Cancelled *>(Self)->Stop)
      sleep(60);
    return nullptr;
  }
  std::atomic<bool> Stop{false};
  pthread_t Thread;
};

// Looks for data again and again, and not whether it should stop.
class Poller {
public:
  Poller() : Thread([this] { run(); }) {}
  ~Poller() {
    Stop = true;
    Thread.join();
  }
  void add(int Item) {
    std::lock_guard<std::mutex> Lock(M);
    Items.push(Item);
  }

private:
  void run() {
    while (!Stop) {
      while (Items.empty())
        // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this loop waits for 'Items' alone: it cannot be told to stop, and '~Poller' joins its thread
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      std::lock_guard<std::mutex> Lock(M);
      Items.pop();
    }
  }
  std::mutex M;
  std::queue<int> Items;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

class TestingPoller {
public:
  TestingPoller() : Thread([this] { run(); }) {}
  ~TestingPoller() {
    Stop = true;
    Thread.join();
  }
  void add(int Item) { Items.push(Item); }

private:
  void run() {
    while (!Stop) {
      while (Items.empty() && !Stop)
        std::this_thread::yield();
      Items.pop();
    }
  }
  std::queue<int> Items;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

// The destructor of the future waits for the task.
class Background {
public:
  Background() : Done(std::async(std::launch::async, [this] { run(); })) {}
  ~Background() { Stop = true; }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [this] { return Ready; });
    while (true)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the loop of 'run' has no exit: '~Background' joins its thread and never returns
      refresh();
  }
  std::mutex M;
  std::condition_variable Wake;
  bool Ready = false;
  std::atomic<bool> Stop{false};
  std::future<void> Done;
};

// A function that starts, stops and joins.
int serve() {
  std::queue<int> Items;
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
  std::thread Worker([&] {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [&] { return Stop || !Items.empty(); });
      if (Stop)
        return;
      Items.pop();
    }
  });
  for (int I = 0; I < 10; ++I) {
    std::lock_guard<std::mutex> Lock(M);
    Items.push(I);
    Wake.notify_one();
  }
  {
    std::lock_guard<std::mutex> Lock(M);
    Stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is set and the 'wait' that tests it is not notified: 'serve' joins a thread that sleeps on
  }
  Worker.join();
  return 0;
}

std::atomic<bool> Going{true};
std::atomic<int> Pending;

int main() {
  std::thread Watcher([] {
    while (Going) {
      while (Pending == 0)
        ;
      // CHECK-MESSAGES: :[[@LINE-2]]:7: warning: this loop keeps a core busy until another thread changes 'Pending'
      --Pending;
    }
  });
  std::thread Ticker([] {
    while (Going)
      std::this_thread::sleep_for(std::chrono::minutes(5));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'main' joins a thread that sleeps for 300 s at a time
  });
  ++Pending;
  Going = false;
  Watcher.join();
  Ticker.join();
}
