// RUN: %threadwise %s trivial-task -- "--config={CheckOptions: {threadwise.Submitters: 'acme::submit'}}"

// Who starts what is handed over: functions of one's own, pools, Qt.

#include <functional>
#include <future>
#include <thread>
#include <utility>
#include <vector>

template <class F> void launch(F &&Work) {
  std::thread(std::forward<F>(Work)).detach();
}
template <class F> auto go(F Work) {
  return std::async(std::launch::async, Work);
}
static std::thread start(std::function<void()> Work) {
  return std::thread(std::move(Work));
}
// It does more than it is handed.
void prepare();
template <class F> std::thread startPrepared(F Work) {
  return std::thread([Work] {
    prepare();
    Work();
  });
}

void launched(std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    launch([&V, I] { V[I] += 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'launch' is started for at most
}

void gone(std::vector<int> &V) {
  std::vector<std::future<void>> All;
  for (int I = 0; I < 1000; ++I)
    All.push_back(go([&V, I] { V[I] += 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'go' is started for at most
}

void started(std::vector<int> &V) {
  std::vector<std::thread> All;
  for (int I = 0; I < 100; ++I)
    All.push_back(start([&V, I] { V[I] += 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'start' is started for at most
  for (std::thread &T : All)
    T.join();
}

void prepared(std::vector<int> &V) {
  std::vector<std::thread> All;
  for (int I = 0; I < 100; ++I)
    All.push_back(startPrepared([&V, I] { V[I] += 1; }));
  for (std::thread &T : All)
    T.join();
}

namespace acme {
template <class F> void submit(F) {}
} // namespace acme

void submitted(std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    acme::submit([&V, I] { V[I] += 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'acme::submit' is started for at most {{[0-9,]+}} ns of work, and a task of a pool costs about 1,190 ns to start
}
