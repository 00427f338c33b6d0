// Every path sets the promise, hands it on, or destroys it; or a later event
// will set it.
// RUN: %threadwise %s unfulfilled-promise -std=c++17,c++20
#include <atomic>
#include <exception>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

void log(const std::string &text);
int work();
void asyncRead(std::function<void(std::error_code, size_t)> handler);

// By value: unwinding destroys it, and the waiter gets 'broken_promise'.
std::future<int> owned() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::thread([promise = std::move(promise)]() mutable {
    int value = work();
    if (value < 0)
      return;
    promise.set_value(value);
  }).detach();
  return future;
}
void byValue(std::promise<int> promise, bool error) {
  if (error)
    return;
  promise.set_value(1);
}
void takenOver(std::promise<int> &&promise, bool error) {
  if (error)
    return;
  promise.set_value(1);
}

// Both ways.
void both() {
  auto promise = std::make_shared<std::promise<size_t>>();
  asyncRead([promise](std::error_code ec, size_t n) {
    if (ec) {
      promise->set_exception(std::make_exception_ptr(ec));
      return;
    }
    promise->set_value(n);
  });
}
void caught(std::promise<int> &promise) {
  try {
    promise.set_value(work());
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
}
void rethrown(std::promise<int> &promise) {
  try {
    promise.set_value(work());
  } catch (const std::exception &e) {
    log(e.what());
    throw;
  }
}
void setAfter(std::promise<int> &promise) {
  int value = 0;
  try {
    value = work();
  } catch (...) {
    log("failed");
  }
  promise.set_value(value);
}
void ended(std::promise<int> &promise, bool error) {
  if (error)
    std::terminate();
  promise.set_value(1);
}

// Handed on; by a helper that sets it.
void retry(std::shared_ptr<std::promise<int>> promise);
void handedOn(std::shared_ptr<std::promise<int>> promise, bool error) {
  if (error) {
    retry(promise);
    return;
  }
  promise->set_value(1);
}
class Client {
public:
  void onReply(int status) {
    if (status < 0) {
      giveUp();
      return;
    }
    promise_.set_value(status);
  }
  void onLost(bool error) {
    if (error) {
      unseen();
      return;
    }
    promise_.set_value(1);
  }
  void again() {
    if (work() < 0) {
      promise_ = std::promise<int>();
      return;
    }
    promise_.set_value(1);
  }

private:
  void giveUp() { promise_.set_value(-1); }
  void unseen();
  std::promise<int> promise_;
};

// The last of several, the first of several, a later event.
void last(std::shared_ptr<std::promise<void>> promise) {
  auto left = std::make_shared<std::atomic<int>>(4);
  for (int i = 0; i < 4; ++i)
    std::thread([promise, left] {
      work();
      if (--*left == 0)
        promise->set_value();
    }).detach();
}
class Once {
public:
  void onEvent(bool error) {
    if (set_.exchange(true))
      return;
    if (!promise_)
      return;
    promise_->set_value(error ? -1 : 1);
  }
  void onMessage(int id) {
    if (id != expected_)
      return;
    reply_.set_value();
  }
  void onFrame(bool complete) {
    if (complete)
      frame_.set_value();
  }

private:
  std::atomic<bool> set_{false};
  int expected_ = 1;
  std::unique_ptr<std::promise<int>> promise_;
  std::promise<void> reply_, frame_;
};

// The destructor, or whoever gives up, sets it.
class Session {
public:
  ~Session() {
    if (!isSet_)
      closed_.set_value();
  }
  void onClosed(bool error) {
    if (error)
      return;
    isSet_ = true;
    closed_.set_value();
  }

private:
  bool isSet_ = false;
  std::promise<void> closed_;
};
class Request {
public:
  void onAnswer(int status) {
    if (status < 0)
      return;
    answer_.set_value(status);
  }
  void cancel() { answer_.set_value(-1); }

private:
  std::promise<int> answer_;
};

// All values of the enumeration, or a default.
enum class State { Ok, Failed };
void all(State state, std::promise<int> &promise) {
  switch (state) {
  case State::Ok:
    promise.set_value(1);
    break;
  case State::Failed:
    promise.set_value(0);
    break;
  }
}
void withDefault(int state, std::promise<int> &promise) {
  switch (state) {
  case 1:
    promise.set_value(1);
    break;
  case 2:
    promise.set_value(2);
    break;
  default:
    promise.set_value(0);
  }
}

// What throws there says that it is set already.
int answer();
void answered(std::promise<int> &promise) {
  try {
    promise.set_value(answer());
  } catch (...) {
    try {
      promise.set_exception(std::current_exception());
    } catch (...) {
    }
  }
}
void note(std::exception_ptr);
void failed(std::shared_ptr<std::promise<int>> promise, std::exception_ptr e) {
  try {
    promise->set_exception(e);
  } catch (...) {
    note(std::current_exception());
  }
}

// Handed to whoever sets it, and a future that nobody waits for here.
void handsOver(void (*Start)(std::promise<void>)) {
  std::promise<void> Done;
  auto Ready = Done.get_future();
  Start(std::move(Done));
  Ready.wait();
}
std::future<void> broken() {
  std::promise<void> Done;
  auto Ready = Done.get_future();
  return Ready;
}

// The caller's own function: caught; owned by the code, which tells its waiter;
// on a thread, where an exception ends the process; behind the promise; not the
// caller's.
void enqueue(std::function<void()> task);
void callersOwn(const std::function<void()> &function) {
  std::promise<void> caught, behind, other;
  auto owned = std::make_shared<std::promise<void>>();
  enqueue([&] {
    try {
      function();
      caught.set_value();
    } catch (...) {
      caught.set_exception(std::current_exception());
    }
  });
  caught.get_future().wait();
  std::promise<void> moved;
  auto told = moved.get_future();
  auto task = [&function, moved = std::move(moved)]() mutable {
    function();
    moved.set_value();
  };
  enqueue([&] {
    behind.set_value();
    function();
  });
  behind.get_future().wait();
  enqueue([&] {
    work();
    other.set_value();
  });
  other.get_future().wait();
  std::promise<void> loud;
  std::thread thread([&] {
    function();
    loud.set_value();
  });
  loud.get_future().wait();
  thread.join();
}
