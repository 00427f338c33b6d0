// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs
//
// Templates that nothing instantiates: half of the world's helpers.

#include <deque>
#include <future>
#include <memory>
#include <thread>
#include <vector>

template <class T> class Parallel {
public:
  template <class F> void each(const std::vector<T> &Items, F Work) {
    for (const auto &Item : Items)
      Threads.emplace_back([=] { Work(Item); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per element of 'Items': nothing bounds how many threads run at once
    for (auto &Thread : Threads)
      Thread.join();
  }

  template <class It, class F> void range(It First, It Last, F Work) {
    std::vector<std::future<void>> Pending;
    for (; First != Last; ++First)
      Pending.push_back(std::async(std::launch::async, Work, *First));
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::async' called once per iteration over 'First != Last': nothing bounds how many threads run at once
  }

  void all(std::deque<T> &Items) {
    for (auto &Item : Items)
      std::thread([&Item] { Item.run(); }).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per element of 'Items': nothing bounds how many threads run at once
  }

  void named(const std::vector<T> &Items) {
    std::vector<std::thread> Local;
    for (const auto &Item : Items) {
      std::thread Thread(&T::run, Item);
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::thread' called once per element of 'Items': nothing bounds how many threads run at once
      Local.push_back(std::move(Thread));
    }
    for (auto &Thread : Local)
      Thread.join();
  }

  void workers(unsigned ThreadCount) {
    for (unsigned I = 0; I < ThreadCount; ++I)
      Threads.emplace_back([this] { loop(); });
  }

private:
  void loop();
  std::vector<std::thread> Threads;
};

// A comparison that the type of the number may overload.
struct Version {};
template <class T> bool operator<(const T &, const Version &);

// The caller chooses the number, whatever its type.
template <class Index, class F> void native(Index Number, const F &Work) {
  std::vector<std::thread> Threads;
  for (Index I = 0; I < Number; ++I)
    Threads.emplace_back([&Work, I] { Work(I); });
  for (auto &Thread : Threads)
    Thread.join();
}

template <class F> void inBackground(F Work) {
  std::thread(std::move(Work)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' called once per call of 'inBackground': nothing bounds how many threads run at once
}
