// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later
//
// A lambda in a variable is entered where the variable is called: before C++17
// it is copied into it.

#include <string>
#include <thread>
#include <vector>

void store(const std::string &Page);

void perElement(const std::vector<std::string> &Pages) {
  auto Start = [](const std::string &Page) {
    std::thread(store, Page).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  };
  for (const auto &Page : Pages)
    Start(Page);
}

void once(const std::string &Page) {
  auto Start = [&] { std::thread(store, Page).join(); };
  Start();
}
