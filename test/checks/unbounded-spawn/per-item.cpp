// RUN: %threadwise %s unbounded-spawn -std=c++14-or-later --both-stdlibs
//
// One thread or task per element: loops of every form, containers of every
// form, algorithms that take the body as a callable.

#include <algorithm>
#include <fstream>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

std::string fetch(const std::string &Url);
void store(const std::string &Page);

std::vector<std::string> fetchAll(const std::vector<std::string> &Urls) {
  std::vector<std::future<std::string>> Pending;
  for (const std::string &Url : Urls)
    Pending.push_back(std::async(std::launch::async, fetch, Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::async' called once per element of 'Urls': nothing bounds how many threads run at once
  std::vector<std::string> Pages;
  for (auto &P : Pending)
    Pages.push_back(P.get());
  return Pages;
}

void defaultPolicy(const std::list<std::string> &Urls) {
  std::list<std::future<std::string>> Pending;
  for (auto It = Urls.begin(); It != Urls.end(); ++It)
    Pending.emplace_back(std::async(fetch, *It));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'std::async' called once per iteration over 'Urls': nothing bounds how many threads run at once
}

void byIndex(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  for (std::size_t I = 0; I < Pages.size(); ++I)
    Threads.emplace_back(store, Pages[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'Pages': nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}

void byCountOfItems(const std::string *Pages, int Count) {
  std::vector<std::thread> Threads;
  for (int I = 0; I < Count; ++I)
    Threads.push_back(std::thread([Pages, I] { store(Pages[I]); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::thread' called once per iteration over 'Count': nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}

void perLine(std::ifstream &Input) {
  std::string Line;
  while (std::getline(Input, Line))
    std::thread(store, Line).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item read: nothing bounds how many threads run at once
}

void owned(const std::map<std::string, int> &Jobs) {
  std::vector<std::unique_ptr<std::thread>> Threads;
  for (const auto &Job : Jobs)
    Threads.push_back(std::make_unique<std::thread>(store, Job.first));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::thread' called once per element of 'Jobs': nothing bounds how many threads run at once
  for (auto &T : Threads)
    T->join();
}

void leaked(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages)
    new std::thread(store, Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
}

void algorithm(const std::vector<std::string> &Pages) {
  std::for_each(Pages.begin(), Pages.end(), [](const std::string &Page) {
    std::thread(store, Page).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  });
}

void throughVariable(const std::vector<std::string> &Pages) {
  auto Start = [](const std::string &Page) {
    std::thread(store, Page).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
  };
  for (const auto &Page : Pages)
    Start(Page);
}

struct Node {
  std::string Page;
  Node *Next;
};

void list(Node *Head) {
  for (Node *N = Head; N; N = N->Next)
    std::thread([N] { store(N->Page); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration over 'N': nothing bounds how many threads run at once
}

void nested(const std::vector<std::vector<std::string>> &Sites) {
  std::vector<std::thread> Threads;
  for (const auto &Site : Sites) {
    for (int I = 0; I < 2; ++I)
      Threads.emplace_back([&Site] { store(Site.front()); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per element of 'Sites': nothing bounds how many threads run at once
  }
  for (auto &T : Threads)
    T.join();
}

void thousands() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 5000; ++I)
    Threads.emplace_back(store, "x");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per iteration: nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}

#define START(F, X) std::thread(F, X).detach()
void macro(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages)
    START(store, Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'Pages': nothing bounds how many threads run at once
}

void suppressed(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages)
    // NOLINTNEXTLINE(threadwise-unbounded-spawn): a handful of pages
    std::thread(store, Page).detach();
}

// Objects that are work, however they are kept.
struct Job {
  void run();
};
class Batch {
public:
  void run() {
    std::vector<std::thread> threads;
    for (auto &job : jobs)
      threads.emplace_back([&job] { job->run(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per element of 'jobs': nothing bounds how many threads run at once
    for (auto &thread : threads)
      thread.join();
  }

private:
  std::vector<std::unique_ptr<Job>> jobs;
};
