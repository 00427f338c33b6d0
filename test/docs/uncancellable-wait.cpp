// The examples of docs/checks/uncancellable-wait.md: DocsTest compares the text.
// RUN: %threadwise %s uncancellable-wait -std=c++20
#include <atomic>
#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>
#include <stop_token>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>
#include <unistd.h>

using Job = std::string;
void run(const Job &job);
void flush(std::deque<std::string> &lines);

using namespace std::chrono_literals;

struct News {
  std::mutex mutex;
  std::condition_variable changed;

  void waitForNews() {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock); // whoever notified before is not heard
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and no loop that tests one
  }
  void suppressed() {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock); // NOLINT(threadwise-uncancellable-wait): the caller loops
  }
};

struct Unlocked {
  std::mutex mutex;
  std::condition_variable wake;
  std::atomic<bool> stopping{false};
  std::thread worker;

  void stop() {
    stopping = true; // atomic, but not under the lock
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopping' is changed without the lock of the 'wait' that tests it
    wake.notify_all();
    worker.join();
  }
  void loop() {
    std::unique_lock<std::mutex> lock(mutex);
    wake.wait(lock, [this] { return stopping.load(); });
  }
};

struct Stopping {
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::deque<Job> jobs;
  std::thread worker;

  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    wake.notify_all();
    worker.join();
  }
};

struct Pool : Stopping {
  void onlyData() {
    while (!stopping) {
      std::unique_lock<std::mutex> lock(mutex);
      wake.wait(lock, [this] { return !jobs.empty(); }); // sleeps on when told to stop
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its predicate reads only 'jobs'
      run(jobs.front());
      jobs.pop_front();
    }
  }
  void mended() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex);
      wake.wait(lock, [this] { return stopping || !jobs.empty(); });
      if (stopping)
        return;
      run(jobs.front());
      jobs.pop_front();
    }
  }
};

struct Writer {
  std::mutex mutex;
  std::condition_variable wake;
  std::atomic<bool> running{true};
  std::deque<std::string> lines;

  void loop() {
    while (running) {
      std::unique_lock<std::mutex> lock(mutex);
      if (lines.empty())
        wake.wait(lock); // told to stop between the two tests: sleeps on
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' sleeps on when 'running' changes between its test and the lock
      flush(lines);
    }
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex);
    running = false;
    wake.notify_all();
  }
};

bool load(const std::string &name);

void preload(const std::string &name) {
  std::latch loaded(1);
  std::jthread loader([&] {
    if (!load(name))
      return; // and who waits for 'loaded' waits for ever
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path does not arrive at 'loaded'
    loaded.count_down();
  });
  loaded.wait();
}

struct Acceptor {
  ~Acceptor() {
    running = false;
    close(listener); // wakes nobody
    thread.join();
  }
  explicit Acceptor(int listener)
      : listener(listener), thread([this] { loop(); }) {}
  void loop() {
    while (running) {
      int client = accept(listener, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'accept' blocks on 'listener', and closing the descriptor does not wake it
      serve(client);
    }
  }
  void serve(int client);
  std::atomic<bool> running{true};
  int listener;
  std::thread thread;
};

namespace several {
struct Pool {
  explicit Pool(int n) {
    for (int i = 0; i < n; ++i)
      workers.emplace_back(&Pool::run, this);
  }
  ~Pool() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
    }
    wake.notify_one(); // one of four threads ends
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'notify_one' wakes one of the threads that wait for 'wake': '~Pool' joins the others, too, which sleep on
    for (auto &worker : workers)
      worker.join();
  }
  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    wake.wait(lock, [this] { return stopping; });
  }
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::vector<std::thread> workers;
};
} // namespace several

struct Refresher {
  Refresher() : thread(&Refresher::run, this) {}
  ~Refresher() {
    stopping = true;
    thread.join();
  }
  void run() {
    while (!stopping) {
      refresh();
      std::this_thread::sleep_for(30s); // and the destructor joins
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: '~Refresher' joins a thread that sleeps for 30 s at a time
    }
  }
  void refresh();
  std::atomic<bool> stopping{false};
  std::thread thread;
};

struct Ticker {
  Ticker() : thread(&Ticker::run, this) {}
  ~Ticker() { thread.join(); } // run() is while (true)
  void run() {
    while (true)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the loop of 'run' has no exit: '~Ticker' joins its thread and never returns
      tick();
  }
  void tick();
  std::thread thread;
};

struct Base {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::deque<Job> jobs;
  void run(const Job &job);
};

struct Deaf : Base {
  using Base::run;
  void run(std::stop_token token) {
    std::unique_lock<std::mutex> lock(mutex);
    wake.wait(lock, [this] { return !jobs.empty(); }); // request_stop() is not heard
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' is not given the stop token 'token': a request to stop does not wake it
  }
};

struct Listening : Base {
  using Base::run;
  void run(std::stop_token token) {
    std::unique_lock<std::mutex> lock(mutex);
    while (wake.wait(lock, token, [this] { return !jobs.empty(); })) {
      run(jobs.front());
      jobs.pop_front();
    }
  }
};

struct LineWriter {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::string> pending;
  bool stopping = false;

  void loop() {
    std::deque<std::string> lines;
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex);
      if (stopping)
        return;
      wake.wait(lock); // what came while the last lines were flushed is not asked for
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' does not ask whether 'pending' has items
      std::swap(lines, pending);
      lock.unlock();
      flush(lines);
    }
  }
  void write(std::string line) {
    std::lock_guard<std::mutex> lock(mutex);
    pending.push_back(line);
    wake.notify_one();
  }
};

template <typename T> struct OnEdge {
  std::mutex mutex;
  std::condition_variable added;
  std::deque<T> items;

  void push(T item) {
    std::lock_guard<std::mutex> lock(mutex);
    const bool wasEmpty = items.empty();
    items.push_back(item);
    if (wasEmpty)
      added.notify_one(); // two items come before the first thread runs: one wakes
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: one waiter is woken, and only for the first change of 'items'
  }
  T pop() {
    std::unique_lock<std::mutex> lock(mutex);
    added.wait(lock, [this] { return !items.empty(); });
    T first = items.front();
    items.pop_front();
    return first;
  }
};
