// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counter a worker in a pool, after each task.
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
class Pool {
public:
  explicit Pool(long Tasks) : tasks_(Tasks), stats_(2) {}
  void start() {
    for (int I = 0; I < 2; ++I)
      threads_.emplace_back(&Pool::work, this, I);
  }
  void join() {
    for (std::thread &T : threads_)
      T.join();
  }

private:
  struct APART Stats {
    unsigned long Executed = 0;
  };
  long tasks_;
  std::vector<Stats> stats_;
  std::vector<std::thread> threads_;

  void work(int Index) {
    for (long I = 0; I < tasks_; ++I) {
      opaque(I);
      ++stats_[Index].Executed;
    }
  }
};
void run(long Rounds) {
  Pool P(Rounds);
  P.start();
  P.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
