// RUN: %threadwise %s unbounded-spawn,serial-spawn -- --config-file=%S/Inputs/options.clang-tidy

// What a project teaches by its `.clang-tidy`, end to end.

#include <functional>
#include <thread>
#include <vector>

namespace acme {
void Launch(int Priority, std::function<void()> Run);
struct Task {
  void wait();
};
Task Background(std::function<void()> Run);
class Throttle {
public:
  void enter();
  void leave();
};
class Farm {
public:
  Task run(std::function<void()> Run);
};
class Worker {
public:
  explicit Worker(std::function<void()> Run);
  Worker(Worker &&);
};
} // namespace acme

void work(int X);

void launched(const std::vector<int> &Items) {
  for (int X : Items)
    acme::Launch(1, [X] { work(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'acme::Launch' called once per element of 'Items': nothing bounds how many threads run at once
}

void background(const std::vector<int> &Items) {
  for (int X : Items)
    acme::Background([X] { work(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'acme::Background' called once per element of 'Items': nothing bounds how many threads run at once
}

// A constructor that starts a thread, where the object is kept.
void inPlace(const std::vector<int> &Items) {
  std::vector<acme::Worker> Workers;
  for (int X : Items)
    Workers.emplace_back([X] { work(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'acme::Worker' called once per element of 'Items': nothing bounds how many threads run at once
}

void pushed(const std::vector<int> &Items) {
  std::vector<acme::Worker> Workers;
  for (int X : Items)
    Workers.push_back(acme::Worker([X] { work(X); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'acme::Worker' called once per element of 'Items': nothing bounds how many threads run at once
}

void waited() {
  auto Running = acme::Background([] { work(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'acme::Background' is started and waited for at once: nothing runs beside it
  Running.wait();
}

// Silent: a bound, a pool, and moves of what runs already.
void bounded(const std::vector<int> &Items, acme::Throttle &Room) {
  for (int X : Items) {
    Room.enter();
    std::thread([X, &Room] {
      work(X);
      Room.leave();
    }).detach();
  }
}

void pooled(const std::vector<int> &Items, acme::Farm &Farm) {
  for (int X : Items)
    Farm.run([X] { work(X); });
}

void moved(std::vector<acme::Worker> &From) {
  std::vector<acme::Worker> To;
  for (acme::Worker &Each : From)
    To.emplace_back(std::move(Each));
}
