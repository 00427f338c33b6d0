// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
//
// An arrival that a path skips, where the header of the latch is missing.

#include "loader.h"
#include <string>

void Loader::start() {
  m_pool->post([&](bool failed) {
    if (failed)
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path does not arrive at 'm_readyLatch': whoever waits for it waits forever
    m_readyLatch.count_down();
  });
}

void Loader::finish(bool failed) {
  m_pool->post([=] {
    if (failed)
      return;
    m_jobs.done(); // a function like any other
  });
}
