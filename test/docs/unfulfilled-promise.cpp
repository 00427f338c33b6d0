// The examples of docs/checks/unfulfilled-promise.md: DocsTest compares the text.
// RUN: %threadwise %s unfulfilled-promise
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

void log(const std::string &text);
void get(const std::string &url,
         std::function<void(std::error_code, const std::string &)> handler);
int compute();
bool prepare();
struct Worker {
  void run();
  std::promise<int> result;
};
struct Reporter {
  void run();
  std::promise<int> result;
};

std::string fetch(const std::string &url) {
  auto page = std::make_shared<std::promise<std::string>>();
  get(url, [page](std::error_code error, const std::string &text) {
    if (error) {
      log(error.message());
      return; // whoever waits for the page waits forever
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this path leaves 'page' unset: whoever waits for its future waits forever
    }
    page->set_value(text);
  });
  return page->get_future().get();
}

void Worker::run() {
  try {
    result.set_value(compute());
  } catch (const std::exception &error) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler leaves 'result' unset
    log(error.what()); // as above
  }
}

std::string fetchOrThrow(const std::string &url) {
  auto page = std::make_shared<std::promise<std::string>>();
  get(url, [page](std::error_code error, const std::string &text) {
    if (error) {
      page->set_exception(std::make_exception_ptr(std::system_error(error)));
      return;
    }
    page->set_value(text);
  });
  return page->get_future().get();
}

void Reporter::run() {
  try {
    result.set_value(compute());
  } catch (...) {
    result.set_exception(std::current_exception());
  }
}

std::future<int> start() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::thread([promise = std::move(promise)]() mutable {
    if (!prepare())
      return; // the future throws broken_promise
    promise.set_value(compute());
  }).detach();
  return future;
}

void retried(std::promise<int> &promise, bool error) {
  if (error)
    return; // NOLINT(threadwise-unfulfilled-promise): retry() sets it
  promise.set_value(1);
}
