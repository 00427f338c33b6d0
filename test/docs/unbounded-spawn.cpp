// The examples of docs/checks/unbounded-spawn.md: DocsTest compares the text.
// RUN: %threadwise %s unbounded-spawn -std=c++20
#include <atomic>
#include <future>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

struct Page {};
Page fetch(const std::string &url);
void serve(int client);
void draw(int screen);
constexpr unsigned maxConnections = 16;

void perItem(const std::vector<std::string> &urls) {
  std::vector<std::future<Page>> pages;
  for (const std::string &url : urls) // as many as the caller has
    pages.push_back(std::async(std::launch::async, fetch, url));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::async' called once per element of 'urls'
}

void perConnection(int listener) {
  for (;;) {
    int client = accept(listener, nullptr, nullptr); // as many as connect
    std::thread(serve, client).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection
  }
}

std::vector<Page> workersThatTakeTheNext(const std::vector<std::string> &urls) {
  std::vector<Page> pages(urls.size());
  std::atomic<size_t> next{0};
  auto work = [&] {
    for (size_t i; (i = next++) < urls.size();)
      pages[i] = fetch(urls[i]);
  };
  std::vector<std::future<void>> workers;
  for (unsigned i = 0; i < maxConnections; ++i)
    workers.push_back(std::async(std::launch::async, work));
  for (std::future<void> &worker : workers)
    worker.get();
  return pages;
}

void permit(int listener) {
  std::counting_semaphore<> room(maxConnections);
  for (;;) {
    int client = accept(listener, nullptr, nullptr);
    room.acquire();
    std::thread([client, &room] {
      serve(client);
      room.release();
    }).detach();
  }
}

void suppressed(const std::vector<int> &screens) {
  std::vector<std::thread> threads;
  for (int screen : screens)
    // One thread per screen: there are at most four.
    threads.emplace_back(draw, screen); // NOLINT(threadwise-unbounded-spawn)
  for (std::thread &thread : threads)
    thread.join();
}
