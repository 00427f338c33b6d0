// RUN: %threadwise %s unbounded-spawn,serial-spawn -std=c++17
//
// A fiber has a stack, and no thread of the operating system.

#include <string>
#include <thread>
#include <vector>

namespace boost::fibers {
class fiber {
public:
  template <class F, class... Args> explicit fiber(F &&, Args &&...);
  void join();
  void detach();
};
} // namespace boost::fibers

void store(const std::string &Page);

void perElement(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages)
    boost::fibers::fiber(store, Page).detach();
}

void threads(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages)
    std::thread(store, Page).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
}
