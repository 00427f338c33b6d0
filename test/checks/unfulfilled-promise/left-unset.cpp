// Paths that leave a promise unset which somebody else keeps.
// RUN: %threadwise %s unfulfilled-promise -std=c++14,c++17,c++20
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

struct Reply {
  int status;
  std::string body;
};
void log(const std::string &text);
void asyncRead(std::function<void(std::error_code, size_t)> handler);
void send(std::function<void(bool ok, const Reply &)> handler);
Reply parse(const std::string &text);

// The error path of a callback.
std::string fetch() {
  auto promise = std::make_shared<std::promise<std::string>>();
  auto future = promise->get_future();
  asyncRead([promise](std::error_code ec, size_t n) {
    if (ec) {
      log(ec.message());
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'promise' unset: whoever waits for its future waits forever
    }
    promise->set_value(std::string(n, ' '));
  });
  return future.get();
}

// Set on success only.
Reply call() {
  std::promise<Reply> done;
  send([&done](bool ok, const Reply &reply) {
    if (ok) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this path leaves 'done' unset
      done.set_value(reply);
    }
  });
  return done.get_future().get();
}

// A handler that swallows the exception.
int compute(const std::string &text) {
  std::promise<int> result;
  std::thread worker([&] {
    try {
      result.set_value(parse(text).status);
    } catch (const std::exception &e) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler leaves 'result' unset
      std::cerr << e.what();
    }
  });
  int value = result.get_future().get();
  worker.join();
  return value;
}

// A member, in a class of several functions; by a return in a task.
class Connection {
public:
  std::future<bool> connect() {
    worker_ = std::thread(&Connection::run, this);
    return connected_.get_future();
  }
  void onConnected(int status) {
    if (status < 0)
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'ready_' unset
    ready_.set_value();
  }
  std::future<void> ready() { return ready_.get_future(); }

private:
  void run() {
    if (!open())
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'connected_' unset
    connected_.set_value(true);
  }
  bool open() const;
  std::promise<bool> connected_;
  std::promise<void> ready_;
  std::thread worker_;
};

// A value without a case.
enum class State { Ok, Failed, Busy };
void handle(State state, std::promise<int> &promise) {
  switch (state) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a value without a case leaves 'promise' unset
  case State::Ok:
    promise.set_value(1);
    break;
  case State::Failed:
    promise.set_exception(std::make_exception_ptr(1));
    break;
  }
}

// The pattern of a template that nothing instantiates.
template <class T> class Future {
public:
  template <class F> void run(F f) {
    try {
      promise_.set_value(f());
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler leaves 'promise_' unset
      log("failed");
    }
  }
  void deliver(bool failed, T value) {
    if (failed)
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'promise_' unset
    promise_.set_value(std::move(value));
  }

private:
  std::promise<T> promise_;
};

#define SET(P, V) P.set_value(V)
void macro(std::promise<int> &promise, bool error) {
  if (error)
    return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this path leaves 'promise' unset
  SET(promise, 1);
}

void suppressed(std::promise<int> &promise, bool error) {
  if (error)
    return; // NOLINT(threadwise-unfulfilled-promise): the caller sets it then
  promise.set_value(1);
}

// A promise with which nothing is done: its future never becomes ready.
void exportOnce() {
  std::promise<void> Sender;
  auto Receiver = Sender.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nobody can set 'Sender': the wait for its future never ends
  std::thread Task([] {});
  while (Receiver.wait_for(std::chrono::seconds(1)) != std::future_status::ready) {
  }
  Task.join();
}

// The caller's own function throws in the queue's thread.
class Executor {
public:
  template <class F> auto run(F &&function) -> decltype(function()) {
    std::promise<decltype(function())> promise;
    enqueue([&function, &promise] { promise.set_value(function()); });
    // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: an exception of 'function' leaves 'promise' unset: whoever waits for its future waits forever
    return promise.get_future().get();
  }
  void runAndWait(const std::function<void()> &function) {
    std::promise<void> done;
    enqueue([&] {
      function();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: an exception of 'function' leaves 'done' unset
      done.set_value();
    });
    done.get_future().wait();
  }

private:
  void enqueue(std::function<void()> task);
};

// Handed on where all is well, set where something is thrown, and forgotten in
// between.
struct Status {
  bool ok() const;
};
Status findAll(int request);
Status failure();
void watch(std::promise<Status> *done);
void restart(int request, std::promise<Status> *done) try {
  const Status status = findAll(request);
  if (status.ok()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this path leaves 'done' unset: whoever waits for its future waits forever
    watch(done);
  }
} catch (const std::exception &) {
  done->set_value(failure());
}
