// One finding a place: what serial-spawn reports, where it is enabled, is left
// to it.
// RUN: %threadwise %s trivial-task,serial-spawn -std=c++17 -check-suffix=BOTH
// RUN: %threadwise %s trivial-task -std=c++17 -check-suffix=ALONE

#include <future>

int increment(int X) {
  return std::async(std::launch::async, [X] { return X + 1; }).get();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:10: warning: {{.*}} [threadwise-serial-spawn]
  // CHECK-MESSAGES-ALONE: :[[@LINE-2]]:10: warning: {{.*}} [threadwise-trivial-task]
}

int beside(int X) {
  auto F = std::async(std::launch::async, [X] { return X + 1; });
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:12: warning: {{.*}} [threadwise-trivial-task]
  // CHECK-MESSAGES-ALONE: :[[@LINE-2]]:12: warning: {{.*}} [threadwise-trivial-task]
  X *= 3;
  return X + F.get();
}
