// The examples of docs/checks/serial-spawn.md: DocsTest compares the text.
// RUN: %threadwise %s serial-spawn
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tbb {
template <typename Index, typename Body>
void parallel_for(Index first, Index last, const Body &body) {
  for (Index i = first; i < last; ++i)
    body(i);
}
}

namespace BS {
class thread_pool {
public:
  template <typename Task> auto submit_task(Task task) {
    return std::packaged_task<decltype(task())()>(task).get_future();
  }
};
}

struct Index {};
struct Files {} files;
Index build(const Files &files);
struct Config {};
Config load(const std::string &path);
struct Log {
  void flush();
} log;
struct Chunk {};
void process(const Chunk &chunk);
struct Frame {};
struct Camera {
  std::optional<Frame> next();
} camera;
void filter(Frame &frame, unsigned i, unsigned workers);
void runPlugin();

Config waitedAtOnce(const std::string &path) {
  Config config = std::async(std::launch::async, load, path).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'std::async' is started and waited for at once
  return config;
}

Config direct(const std::string &path) {
  Config config = load(path);
  return config;
}

void discarded() {
  (void)std::async(std::launch::async, [&] { log.flush(); }); // waits here
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the future of 'std::async' is discarded
}

void flush() {
  log.flush();
}

Index submitted(BS::thread_pool &pool) {
  Index index = pool.submit_task([&] { return build(files); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'BS::thread_pool::submit_task' hands over one task and waits for it at once
  return index;
}

Index built() {
  Index index = build(files);
  return index;
}

void joinedInIteration(const std::vector<Chunk> &chunks) {
  for (const Chunk &chunk : chunks) {
    std::thread worker(process, std::cref(chunk));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::thread' is started and waited for in the same iteration
    worker.join();
  }
}

void loop(const std::vector<Chunk> &chunks) {
  for (const Chunk &chunk : chunks)
    process(chunk);
}

void respawned(unsigned workers) {
  while (std::optional<Frame> frame = camera.next()) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < workers; ++i)
      threads.emplace_back(filter, std::ref(*frame), i, workers);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' starts its threads anew in every round of the loop
    for (std::thread &thread : threads)
      thread.join();
  }
}

void kept(unsigned workers) {
  while (std::optional<Frame> frame = camera.next())
    tbb::parallel_for(0u, workers, [&](unsigned i) { filter(*frame, i, workers); });
}

void suppressed() {
  // The plug-in needs a thread whose stack it may overflow.
  std::thread(runPlugin).join(); // NOLINT(threadwise-serial-spawn)
}
