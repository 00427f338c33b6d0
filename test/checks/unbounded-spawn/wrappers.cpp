// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs
//
// Wrappers are learned from their bodies.

#include <functional>
#include <memory>
#include <pthread.h>
#include <string>
#include <thread>
#include <vector>

void store(const std::string &Page);

std::thread startNamed(const char *, std::function<void()> Work) {
  return std::thread(std::move(Work));
}

void each(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  for (const auto &Page : Pages)
    Threads.push_back(startNamed("store", [Page] { store(Page); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'startNamed' called once per element of 'Pages': nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}

// The thread class of older code: a virtual run(), entered by start().
class Thread {
public:
  virtual ~Thread() = default;
  void start() { pthread_create(&Id, nullptr, &Thread::entry, this); }
  void join() { pthread_join(Id, nullptr); }

protected:
  virtual void run() = 0;

private:
  static void *entry(void *Self) {
    static_cast<Thread *>(Self)->run();
    return nullptr;
  }
  pthread_t Id;
};

class Store : public Thread {
public:
  explicit Store(std::string Page) : Page(std::move(Page)) {}

private:
  void run() override { store(Page); }
  std::string Page;
};

void eachObject(const std::vector<std::string> &Pages) {
  std::vector<Store *> Running;
  for (const auto &Page : Pages) {
    Store *S = new Store(Page);
    S->start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Thread::start' called once per element of 'Pages': nothing bounds how many threads run at once
    Running.push_back(S);
  }
  for (Store *S : Running)
    S->join();
}

void bound(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages) {
    auto Work = std::bind(store, Page);
    std::thread(Work).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  }
}

// What says in its name that it starts a thread is judged where it is called.
void startThread(void (*Work)(void *), void *Argument) {
  std::thread(Work, Argument).detach();
}

void keep(void *);
void eachThroughName(std::vector<std::string> &Pages) {
  for (auto &Page : Pages)
    startThread(keep, &Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'startThread' called once per element of 'Pages': nothing bounds how many threads run at once
}
void onceThroughName() { startThread(keep, nullptr); }

// Its own code, on a thread that the caller is given.
class Pages {
public:
  void storeAll(const std::vector<std::string> &All) const {
    std::vector<std::thread> Stored;
    for (const auto &Page : All)
      Stored.push_back(storeLater(Page));
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Pages::storeLater' called once per element of 'All': nothing bounds how many threads run at once
    for (auto &T : Stored)
      T.join();
  }

private:
  std::thread storeLater(const std::string &Page) const {
    return std::thread([Page] { store(Page); });
  }
};
