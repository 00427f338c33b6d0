// An arrival that a path skips, where the header of the latch is missing.
// RUN: %threadwise %s uncancellable-wait -std=c++17
#include "pool.h"
// CHECK-NOTES: :[[@LINE-1]]:10: error: 'pool.h' file not found

void Loader::start(const std::string &name) {
  m_pool->post([&] {
    if (!load(name))
      return;
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: this path does not arrive at 'm_readyLatch': whoever waits for it waits forever
    m_readyLatch.count_down();
  });
}
