//===--- pool.h - the pool that most programs have --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef TASKS_POOL_H
#define TASKS_POOL_H

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

class ThreadPool {
public:
  ThreadPool() {
    unsigned Count = std::thread::hardware_concurrency();
    for (unsigned I = 0; I < (Count ? Count : 2); ++I)
      Threads.emplace_back([this] { run(); });
  }
  ~ThreadPool() {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Stop = true;
    }
    Changed.notify_all();
    for (std::thread &T : Threads)
      T.join();
  }
  void submit(std::function<void()> Task) {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Tasks.push_back(std::move(Task));
      ++Left;
    }
    Changed.notify_one();
  }
  void wait() {
    std::unique_lock<std::mutex> Lock(Guard);
    Idle.wait(Lock, [this] { return Left == 0; });
  }

private:
  std::mutex Guard;
  std::condition_variable Changed, Idle;
  std::deque<std::function<void()>> Tasks;
  unsigned Left = 0;
  bool Stop = false;
  std::vector<std::thread> Threads;

  void run() {
    for (;;) {
      std::function<void()> Task;
      {
        std::unique_lock<std::mutex> Lock(Guard);
        Changed.wait(Lock, [this] { return Stop || !Tasks.empty(); });
        if (Tasks.empty())
          return;
        Task = std::move(Tasks.front());
        Tasks.pop_front();
      }
      Task();
      std::lock_guard<std::mutex> Lock(Guard);
      if (--Left == 0)
        Idle.notify_all();
    }
  }
};

/// One for all kernels.
ThreadPool &pool();

#endif // TASKS_POOL_H
