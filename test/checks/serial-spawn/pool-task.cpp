// RUN: %threadwise %s serial-spawn -std=c++17-or-later --both-stdlibs

// One task is handed to a pool, and its caller waits for its turn.

#include "pools.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

int compute(int X);
void work(int X);

int inOneExpression(BS::thread_pool &Pool, int X) {
  return Pool.submit_task([X] { return compute(X); }).get();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'BS::thread_pool::submit_task' hands over one task and waits for it at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the expression that starts it waits for it
  // CHECK-NOTES: :[[@LINE-3]]:10: note: a task of a pool costs about 21,800 ns to start and to wait for
  // CHECK-NOTES: :[[@LINE-4]]:10: note: call it directly: the result is the same, and it waits for no worker; hand over what the caller need not wait for, or several tasks before the first wait [advice: one-task-is-no-faster, sequential-default, measure-then-bound]
}

int inTwoStatements(BS::thread_pool &Pool, int X) {
  auto Result = Pool.submit_task([X] { return compute(X); });
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'BS::thread_pool::submit_task' hands over one task and waits for it at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE+4]]:10: note: it is waited for at once, with no work in between
  // CHECK-NOTES: :[[@LINE-3]]:17: note: a task of a pool costs about
  // CHECK-NOTES: :[[@LINE-4]]:17: note: call it directly
  // The wait:
  return Result.get();
}

void wholePool(int X) {
  BS::thread_pool Pool;
  Pool.detach_task([X] { work(X); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'BS::thread_pool::detach_task' hands over one task and waits for it at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE+4]]:3: note: it is waited for at once
  // CHECK-NOTES: :[[@LINE-3]]:3: note: a task of a pool costs about
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call it directly
  // The wait:
  Pool.wait();
}

void taskGroup(int X) {
  tbb::task_group Group;
  Group.run([X] { work(X); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'tbb::task_group::run' hands over one task and waits for it at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE+4]]:3: note: it is waited for at once
  // CHECK-NOTES: :[[@LINE-3]]:3: note: a oneTBB task costs about 63 ns to start and to wait for
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call it directly
  // The wait:
  Group.wait();
}

// A group of threads: no pool, the same wait.
void threadGroup(int X) {
  boost::thread_group Group;
  Group.create_thread([X] { work(X); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'boost::thread_group::create_thread' is started and waited for at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE+4]]:3: note: it is waited for at once
  // CHECK-NOTES: :[[@LINE-3]]:3: note: a thread costs about 32,000 ns to start and to wait for
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call it directly
  // The wait:
  Group.join_all();
}

int executor(folly::CPUThreadPoolExecutor &Pool, int X) {
  return folly::via(&Pool, [X] { return compute(X); }).get();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'folly::via' hands over one task and waits for it at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the expression that starts it waits for it
  // CHECK-NOTES: :[[@LINE-3]]:10: note: a task of a pool costs about
  // CHECK-NOTES: :[[@LINE-4]]:10: note: call it directly
}

// A pool of the project's own.
class Workers {
public:
  explicit Workers(unsigned Count);
  template <class F> std::future<int> enqueue(F Run) {
    auto Task = std::make_shared<std::packaged_task<int()>>(Run);
    std::future<int> Result = Task->get_future();
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Tasks.emplace([Task] { (*Task)(); });
    }
    Wake.notify_one();
    return Result;
  }

private:
  std::vector<std::thread> Threads;
  std::queue<std::function<void()>> Tasks;
  std::mutex Mutex;
  std::condition_variable Wake;
};

int ownPool(Workers &Pool, int X) {
  return Pool.enqueue([X] { return compute(X); }).get();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'Workers::enqueue' hands over one task and waits for it at once: nothing runs beside it
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the expression that starts it waits for it
  // CHECK-NOTES: :[[@LINE-3]]:10: note: a task of a pool costs about
  // CHECK-NOTES: :[[@LINE-4]]:10: note: call it directly
}

//===--- Silent -----------------------------------------------------------===//

// Whoever calls chose on which threads it runs.
int anyExecutor(folly::Executor *Chosen, int X) {
  return folly::via(Chosen, [X] { return compute(X); }).get();
}

// One worker owns what the task touches.
class Database {
public:
  int query(int X) {
    return Thread.submit_task([this, X] { return Cache = compute(X); }).get();
  }

private:
  int Cache = 0;
  BS::thread_pool Thread{1};
};

class Index {
public:
  Index() : Pool(std::make_unique<BS::thread_pool>(1)) {}
  int lookUp(int X) {
    return Pool->submit_task([X] { return compute(X); }).get();
  }

private:
  std::unique_ptr<BS::thread_pool> Pool;
};

int oneOfTheOwn(int X) {
  Workers Serial(1);
  return Serial.enqueue([X] { return compute(X); }).get();
}

// The name says what the pool is there for.
int draw(BS::thread_pool &RenderPool, int X) {
  return RenderPool.submit_task([X] { return compute(X); }).get();
}

int shard(std::vector<BS::thread_pool> &Pools, int X) {
  return Pools[X].submit_task([X] { return compute(X); }).get();
}

int twoAtOnce(BS::thread_pool &Pool, int X) {
  auto Left = Pool.submit_task([X] { return compute(X); });
  auto Right = Pool.submit_task([X] { return compute(X + 1); });
  return Left.get() + Right.get();
}

int besideAnother(BS::thread_pool &Pool, int X) {
  auto Left = Pool.submit_task([X] { return compute(X); });
  int Right = Pool.submit_task([X] { return compute(X + 1); }).get();
  return Left.get() + Right;
}

int workBetween(BS::thread_pool &Pool, int X) {
  auto Result = Pool.submit_task([X] { return compute(X); });
  work(X);
  return Result.get();
}

int timed(folly::CPUThreadPoolExecutor &Pool, int X) {
  return folly::via(&Pool, [X] { return compute(X); })
      .get(std::chrono::milliseconds(5));
}

bool timedFuture(BS::thread_pool &Pool, int X) {
  auto Result = Pool.submit_task([X] { return compute(X); });
  return Result.wait_for(std::chrono::seconds(1)) ==
         std::future_status::ready;
}

// The task adds more to its group: the wait is for all of them.
void taskTree(int X) {
  tbb::task_group Group;
  Group.run([&Group, X] {
    Group.run([X] { work(X); });
    work(X + 1);
  });
  Group.wait();
}

class Batch {
public:
  void add(int X) {
    Group.run([X] { work(X); });
    Group.wait(); // also for what others added
  }

private:
  tbb::task_group Group;
};

void several(int N) {
  tbb::task_group Group;
  for (int I = 0; I < N; ++I)
    Group.run([I] { work(I); });
  Group.wait();
}
