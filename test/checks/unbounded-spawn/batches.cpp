// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// From a place on so many at once, and all waited for before the place moves.

#include <algorithm>
#include <future>
#include <string>
#include <thread>
#include <vector>

void store(const std::string &Page);

void constant(const std::vector<std::string> &Pages) {
  const std::size_t Batch = 8;
  for (std::size_t I = 0; I < Pages.size(); I += Batch) {
    std::vector<std::future<void>> Pending;
    for (std::size_t J = I; J < I + Batch && J < Pages.size(); ++J)
      Pending.push_back(std::async(std::launch::async, store, Pages[J]));
    for (auto &P : Pending)
      P.get();
  }
}

void chosen(const std::vector<std::string> &Pages, std::size_t Limit) {
  for (std::size_t I = 0; I < Pages.size(); I += Limit) {
    std::vector<std::future<void>> Pending;
    for (std::size_t J = I; J < Pages.size() && J < Limit + I; ++J)
      Pending.push_back(std::async(std::launch::async, store, Pages[J]));
    for (auto &P : Pending)
      P.get();
  }
}

void lowered(const std::vector<std::string> &Pages) {
  const std::size_t Batch = 8;
  for (std::size_t I = 0; I < Pages.size(); I += Batch) {
    std::vector<std::future<void>> Pending;
    std::size_t End = I + Batch;
    if (End > Pages.size())
      End = Pages.size();
    for (std::size_t J = I; J < End; ++J)
      Pending.push_back(std::async(std::launch::async, store, Pages[J]));
    for (auto &P : Pending)
      P.get();
  }
}

// A batch of which nobody waits bounds nothing.
void notWaitedFor(const std::vector<std::string> &Pages) {
  const std::size_t Batch = 8;
  for (std::size_t I = 0; I < Pages.size(); I += Batch)
    for (std::size_t J = I; J < I + Batch && J < Pages.size(); ++J)
      std::thread(store, Pages[J]).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per iteration over 'Pages': nothing bounds how many threads run at once
}

// The end may be that of all.
void part(const std::vector<std::string> &Pages, std::size_t First, std::size_t Count) {
  std::vector<std::thread> Threads;
  for (std::size_t J = First; J < First + Count && J < Pages.size(); ++J)
    Threads.emplace_back(store, Pages[J]);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'First + Count': nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}
