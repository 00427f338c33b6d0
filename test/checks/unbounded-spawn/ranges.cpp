// RUN: %threadwise %s unbounded-spawn -std=c++20-or-later
//
// Algorithms and views of ranges are objects that are called.

#include <algorithm>
#include <future>
#include <iterator>
#include <ranges>
#include <string>
#include <thread>
#include <vector>

void store(const std::string &Page);

void forEach(const std::vector<std::string> &Pages) {
  std::ranges::for_each(Pages, [](const std::string &Page) {
    std::thread(store, Page).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  });
}

void collected(const std::vector<std::string> &Pages) {
  std::vector<std::future<void>> Pending;
  std::ranges::transform(Pages, std::back_inserter(Pending), [](const std::string &Page) {
    return std::async(std::launch::async, store, Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::async' called once per element of 'Pages': nothing bounds how many threads run at once
  });
  for (auto &P : Pending)
    P.get();
}

void betweenIterators(const std::vector<std::string> &Pages) {
  std::ranges::for_each(Pages.begin(), Pages.end(), [](const std::string &Page) {
    std::thread(store, Page).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  });
}

void piped(const std::vector<std::string> &Pages) {
  std::vector<std::future<void>> Pending;
  for (auto &&P : Pages | std::views::transform([](const std::string &Page) {
                    return std::async(std::launch::async, store, Page);
                    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'std::async' called once per element of 'Pages': nothing bounds how many threads run at once
                  }))
    Pending.push_back(std::move(P));
}

void filtered(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  for (const auto &Page : Pages | std::views::filter([](const std::string &P) { return !P.empty(); }))
    Threads.emplace_back(store, Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}

// So many at most, and joined before the next.
void firstEight(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages | std::views::take(8))
    std::thread(store, Page).detach();
}

void joined(const std::vector<std::string> &Pages) {
  std::ranges::for_each(Pages, [](const std::string &Page) {
    std::thread Thread(store, Page);
    Thread.join();
  });
}

void workers(unsigned ThreadCount) {
  std::ranges::for_each(std::views::iota(0u, ThreadCount), [](unsigned) {
    std::thread(store, "x").detach();
  });
}
