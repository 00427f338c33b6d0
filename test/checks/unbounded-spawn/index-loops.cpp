// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// The position of a loop is no number of live threads, whatever form the loop
// has.

#include <future>
#include <string>
#include <thread>
#include <vector>

void store(const std::string &Page);

void whileBelow(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  std::size_t I = 0;
  while (I < Pages.size()) {
    Threads.emplace_back(store, Pages[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'Pages': nothing bounds how many threads run at once
    ++I;
  }
  for (auto &T : Threads)
    T.join();
}

void doWhile(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  std::size_t I = 0;
  do {
    Threads.emplace_back(store, Pages[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'Pages': nothing bounds how many threads run at once
    I++;
  } while (I < Pages.size());
  for (auto &T : Threads)
    T.join();
}

void leftInside(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  std::size_t I = 0;
  for (;;) {
    if (I == Pages.size())
      break;
    Threads.emplace_back(store, Pages[I++]);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'Pages': nothing bounds how many threads run at once
  }
  for (auto &T : Threads)
    T.join();
}

void ofItems(const std::string *Pages, int Count) {
  std::vector<std::thread> Threads;
  int I = 0;
  while (I < Count) {
    Threads.emplace_back(store, Pages[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'Count': nothing bounds how many threads run at once
    ++I;
  }
  for (auto &T : Threads)
    T.join();
}

// How often a jump comes back is not followed.
void again(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  std::size_t I = 0;
next:
  if (I < Pages.size()) {
    Threads.emplace_back(store, Pages[I++]);
    goto next;
  }
  for (auto &T : Threads)
    T.join();
}

// A number that is taken back, or set back, is one of live threads.
void counted(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  int Active = 0;
  for (const auto &Page : Pages) {
    if (Active >= 8) {
      Threads.front().join();
      Threads.erase(Threads.begin());
      --Active;
    }
    Threads.emplace_back(store, Page);
    ++Active;
  }
  for (auto &T : Threads)
    T.join();
}

// So many in all.
void atMostEight(const std::vector<std::string> &Pages) {
  int Started = 0;
  for (const auto &Page : Pages) {
    if (Started >= 8)
      break;
    std::thread(store, Page).detach();
    ++Started;
  }
}

void workers(int ThreadCount) {
  std::vector<std::thread> Threads;
  int I = 0;
  while (I < ThreadCount) {
    Threads.emplace_back(store, "x");
    ++I;
  }
  for (auto &T : Threads)
    T.join();
}
