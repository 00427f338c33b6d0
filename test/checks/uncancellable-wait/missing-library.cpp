// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
// REQUIRES: llvm-22-or-later
//
// A library whose headers are missing: its names say what they are. Older clang
// drops the wait, which asks an unknown class for a member with a guard whose
// construction is in error.

#include "requests.h"

boost::mutex requestMutex;
boost::condition_variable requestCond;
void serveRequests() {
  while (true) {
    if (state::stopped == current)
      break;
    boost::unique_lock<boost::mutex> lock(requestMutex);
    requestCond.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' has no predicate and tests nothing under its lock
    serveOne();
  }
}
