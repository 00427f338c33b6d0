// A file with threads, in the manner of a small server.
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Request {
  int Id;
  std::string Path;
};

class Pool {
public:
  explicit Pool(unsigned ThreadCount) {
    for (unsigned I = 0; I < ThreadCount; ++I)
      Threads.emplace_back([this] { loop(); });
  }
  ~Pool() {
    {
      std::lock_guard<std::mutex> L(M);
      Stop = true;
    }
    Changed.notify_all();
    for (std::thread &T : Threads)
      T.join();
  }
  bool submit(std::function<void()> Task) {
    std::lock_guard<std::mutex> L(M);
    if (Tasks.size() >= 256)
      return false;
    Tasks.push_back(std::move(Task));
    Changed.notify_one();
    return true;
  }

private:
  void loop() {
    while (true) {
      std::function<void()> Task;
      {
        std::unique_lock<std::mutex> L(M);
        Changed.wait(L, [this] { return Stop || !Tasks.empty(); });
        if (Stop && Tasks.empty())
          return;
        Task = std::move(Tasks.front());
        Tasks.pop_front();
      }
      Task();
    }
  }

  std::mutex M;
  std::condition_variable Changed;
  std::deque<std::function<void()>> Tasks;
  std::vector<std::thread> Threads;
  bool Stop = false;
};

std::string load(const std::string &Path) { return Path + "!"; }

class Cache {
public:
  std::string get(const std::string &Path) {
    std::lock_guard<std::mutex> L(M);
    auto It = Pages.find(Path);
    if (It != Pages.end())
      return It->second;
    return Pages[Path] = load(Path);
  }

private:
  std::mutex M;
  std::map<std::string, std::string> Pages;
};

} // namespace

int main() {
  Cache Pages;
  Pool Workers(std::thread::hardware_concurrency());
  for (int Id = 0; Id < 100; ++Id) {
    Request R{Id, "page" + std::to_string(Id % 7)};
    while (!Workers.submit([R, &Pages] { Pages.get(R.Path); }))
      std::this_thread::yield();
  }
  std::vector<std::future<std::string>> Results;
  for (const char *Path : {"a", "b", "c"})
    Results.push_back(std::async(std::launch::async, load, Path));
  std::size_t Total = 0;
  for (auto &Result : Results)
    Total += Result.get().size();
  return Total == 0;
}
