// Ways that leave a promise unset through jumps, pools and containers, each
// beside the one that does not.
// RUN: %threadwise %s unfulfilled-promise -std=c++17,c++20
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

void log(const std::string &text);
bool load(int key);
bool parse(const std::string &text, int &value);
bool next(int &value);

// `break`, `goto` and a loop that is none.
class Jumps {
public:
  void onReply(int error) {
    for (;;) {
      if (error)
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'reply_' unset: whoever waits for its future waits forever
        break;
      reply_.set_value(1);
      return;
    }
    log("gave up");
  }
  void onAnswer(int error) {
    do {
      if (error)
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'answer_' unset
        break;
      answer_.set_value(1);
    } while (0);
  }
  void onRead(int error) {
    if (error)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this path leaves 'read_' unset
      goto out;
    read_.set_value(1);
  out:
    log("read");
  }

private:
  std::promise<int> reply_, answer_, read_;
};
class Arrives {
public:
  void onReply(int error) {
    for (;;) {
      if (error)
        break;
      reply_.set_value(1);
      return;
    }
    reply_.set_exception(std::make_exception_ptr(error));
  }
  void onRead(int error) {
    if (error)
      goto out;
    read_.set_value(1);
    return;
  out:
    read_.set_exception(std::make_exception_ptr(error));
  }
  // It may have been set by an earlier round.
  void onData(int error) {
    int value = 0;
    while (next(value)) {
      if (error)
        break;
      if (value == 1)
        data_.set_value(value);
    }
  }
  // What stands behind the handler sets it.
  void run() {
    try {
      run_.set_value(load(1));
      return;
    } catch (const std::exception &e) {
      log(e.what());
    }
    run_.set_value(false);
  }

private:
  std::promise<int> reply_, read_, data_;
  std::promise<bool> run_;
};

// The one answer to a request: no word says that it failed.
class Request {
public:
  void onReply(int code, const std::string &text) {
    if (code != 200) {
      log("refused");
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'body_' unset
    }
    body_.set_value(text);
  }
  void onResponse(const std::string &text) {
    int number = 0;
    if (!parse(text, number))
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'number_' unset
    number_.set_value(number);
  }

private:
  std::promise<std::string> body_;
  std::promise<int> number_;
};
// The answer to somebody else's request; one that is kept; one of several kinds.
enum class Kind { Progress, End };
class Patient {
public:
  void onReply(int id, const std::string &text) {
    if (id != id_) {
      log("not mine");
      return;
    }
    body_.set_value(text);
  }
  void onResponse(int size, const std::string &text) {
    if (size != 0) {
      text_ += text;
      return;
    }
    text_set_.set_value(text_);
  }
  void onAnswer(Kind kind) {
    if (kind != Kind::End) {
      log("progress");
      return;
    }
    end_.set_value();
  }

private:
  int id_ = 1;
  std::string text_;
  std::promise<std::string> body_, text_set_;
  std::promise<void> end_;
};

// A pool of the user's own, which drops what a task throws.
class Pool {
public:
  explicit Pool(int n) {
    for (int i = 0; i < n; ++i)
      threads_.emplace_back([this] { run(); });
  }
  void submit(std::function<void()> task) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      tasks_.push(std::move(task));
    }
    ready_.notify_one();
  }

private:
  void run() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        ready_.wait(lock, [this] { return !tasks_.empty(); });
        task = std::move(tasks_.front());
        tasks_.pop();
      }
      try {
        task();
      } catch (const std::exception &e) {
        std::puts(e.what());
      }
    }
  }
  std::queue<std::function<void()>> tasks_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::vector<std::thread> threads_;
};
int returns(Pool &pool) {
  std::promise<int> result;
  pool.submit([&] {
    if (!load(1))
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'result' unset
    result.set_value(1);
  });
  return result.get_future().get();
}
int throws(Pool &pool) {
  std::promise<int> result;
  pool.submit([&] {
    if (!load(1))
      throw std::runtime_error("not loaded");
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'result' unset
    result.set_value(1);
  });
  return result.get_future().get();
}
int tells(Pool &pool) {
  std::promise<int> result;
  pool.submit([&] {
    if (!load(1)) {
      result.set_value(0);
      return;
    }
    result.set_value(1);
  });
  return result.get_future().get();
}
// On a thread, what is thrown ends the process: somebody sees that.
int loud() {
  std::promise<int> result;
  std::thread thread([&] {
    if (!load(1))
      throw std::runtime_error("not loaded");
    result.set_value(1);
  });
  thread.join();
  return result.get_future().get();
}

// Promises in containers.
class Calls {
public:
  std::future<int> call(int id) { return waiting_[id].get_future(); }
  void onFound(int id, int status, int value) {
    auto it = waiting_.find(id);
    if (it == waiting_.end())
      return;
    if (status != 0) {
      log("failed");
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves the promise in 'waiting_' unset: whoever waits for its future waits forever
    }
    it->second.set_value(value);
    waiting_.erase(it);
  }

private:
  std::map<int, std::promise<int>> waiting_;
};
class Slots {
public:
  void finish(size_t i, bool failed) {
    if (failed)
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves the promise in 'slots_' unset
    slots_[i].set_value(1);
  }

private:
  std::vector<std::promise<int>> slots_;
};
// Erased, its waiter is told that it is broken; or it is moved to who sets it.
void retry(std::promise<int> promise);
class Told {
public:
  void onFound(int id, int status, int value) {
    auto it = waiting_.find(id);
    if (it == waiting_.end())
      return;
    if (status != 0) {
      waiting_.erase(it);
      return;
    }
    it->second.set_value(value);
  }
  void onIndex(size_t i, bool failed) {
    if (failed) {
      retry(std::move(slots_[i]));
      return;
    }
    slots_[i].set_value(1);
  }

private:
  std::map<int, std::promise<int>> waiting_;
  std::vector<std::promise<int>> slots_;
};

// One for each round of a loop.
struct Item {
  std::promise<int> *done;
  int size;
};
void keep(Item &item);
void answerAll(std::vector<Item *> &items) {
  for (Item *item : items) {
    if (item->size < 0) {
      log("no size");
      continue;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'done' unset
    }
    item->done->set_value(item->size);
  }
}
void answerSome(std::vector<Item *> &items) {
  for (Item *item : items) {
    if (item->size < 0) {
      keep(*item);
      continue;
    }
    item->done->set_value(item->size);
  }
}
void answerReady(std::vector<Item *> &items, int limit) {
  for (Item *item : items) {
    if (item->size > limit)
      continue; // the next call finds it smaller
    item->done->set_value(item->size);
  }
}
