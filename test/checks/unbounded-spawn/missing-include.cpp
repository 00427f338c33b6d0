// RUN: %threadwise %s unbounded-spawn -std=c++17 --allow-errors
//
// The project's own header is missing, and with it the class: its functions are
// read all the same.

#include "server.h"
#include <future>
#include <thread>
#include <vector>

REGISTER_COMPONENT(Server);

void Server::acceptLoop() {
  while (running_) {
    Socket::Ptr client = listener_->accept();
    std::thread thread(&Server::serve, this, client);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
    thread.detach();
  }
}

void Server::refresh() {
  std::vector<std::future<Page>> pending;
  for (const auto &url : urls_)
    pending.push_back(std::async(std::launch::async, &Server::load, this, url));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::async' called once per element of 'urls_': nothing bounds how many threads run at once
  for (auto &p : pending)
    pages_.push_back(p.get());
}

void Server::onMessage(const Message &message) {
  threads_.push_back(std::thread([=] { reply(message); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::thread' called once per call of 'Server::onMessage': nothing bounds how many threads run at once
}

struct Local {
  Unknown unknown;
  void all(const std::vector<Job> &jobs) {
    for (const auto &job : jobs)
      threads.emplace_back(&Local::one, this, job);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per element of 'jobs': nothing bounds how many threads run at once
  }
  void one(Job);
  std::vector<std::thread> threads;
};

void Server::start(int thread_count) {
  for (int i = 0; i < thread_count; ++i)
    workers_.push_back(std::thread(&Server::loop, this));
}

// A library that is missing, from within a namespace of the project.
namespace app {
void Listener::listen() {
  for (;;) {
    Connection *connection = accept_->next();
    boost::thread worker(serve, connection);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'boost::thread' called once per item
    worker.detach();
  }
}

// What every library means by the name.
template <class F, class Xs> auto parallelTransform(F f, const Xs &xs) {
  auto handles = transform([&](const auto &x) { return std::async(std::launch::async, f, x); }, xs);
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'std::async' called once per element of 'xs'
  return transform([](auto &handle) { return handle.get(); }, handles);
}

// The loop leaves by a counter of its own.
void Listener::few(int limit) {
  int started = 0;
  while (next_) {
    if (++started > limit)
      break;
    threads_.push_back(std::thread(&Listener::serve, this));
  }
}
} // namespace app

// Numbers of a type that the missing header declares.
template <class T> void sortAll(uint32 n_threads, T &sorter) {
  std::vector<std::thread> threads;
  uint32 running;
  uint32 few = n_threads - 1;
  for (running = 0; running < few; ++running)
    threads.push_back(std::thread(std::ref(sorter)));
  for (; running < n_threads; ++running)
    threads.push_back(std::thread(std::ref(sorter)));
  for (auto &thread : threads)
    thread.join();
}

// A cast of what clang does not understand leaves a list without a type.
class Frame {};
struct FrameIterator {
  Frame *&operator*() const;
};
int points(FrameIterator It) {
  int Sum = 0;
  for (int I = 0; I < (int)(*It)->points.size(); I++)
    Sum += I;
  return Sum;
}
