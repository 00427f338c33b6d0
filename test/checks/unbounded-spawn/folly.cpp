// RUN: %threadwise %s unbounded-spawn -std=c++14-or-later --both-stdlibs

#include "folly_executors.h"
#include <vector>

void work(int X);

// A thread for each.
void threads(const std::vector<int> &Items) {
  folly::ThreadedExecutor Executor;
  for (int X : Items)
    Executor.add([X] { work(X); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'folly::ThreadedExecutor::add' called once per element of 'Items': nothing bounds how many threads run at once
}

// Silent: the pool bounds them.
void pool(const std::vector<int> &Items, unsigned Count) {
  folly::CPUThreadPoolExecutor Executor(Count);
  for (int X : Items)
    Executor.add([X] { work(X); });
}
