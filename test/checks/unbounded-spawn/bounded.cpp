// RUN: %threadwise %s unbounded-spawn -std=c++20
//
// What makes the number alive fine: a file without an expectation is silent.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <future>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

void store(const std::string &Page);
void work(int Index);

// The count is the machine's, chosen, or a small constant.
void machine() {
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I < std::thread::hardware_concurrency(); ++I)
    Threads.emplace_back(work, I);
  for (auto &T : Threads)
    T.join();
}

void chosen(int ThreadCount, std::vector<int> &Results) {
  std::vector<std::thread> Threads(ThreadCount);
  for (int I = 0; I < ThreadCount; ++I)
    Threads[I] = std::thread([&Results, I] { Results[I] = I; });
  for (auto &T : Threads)
    T.join();
}

void constant() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 8; ++I)
    Threads.emplace_back(work, I);
  for (auto &T : Threads)
    T.join();
}

void literals() {
  std::vector<std::thread> Threads;
  for (const char *Page : {"a", "b", "c"})
    Threads.emplace_back(store, Page);
  for (auto &T : Threads)
    T.join();
}

void cappedByMachine(const std::vector<int> &Items) {
  unsigned Count = std::min<std::size_t>(Items.size(), std::thread::hardware_concurrency());
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I < Count; ++I)
    Threads.emplace_back(work, I);
  for (auto &T : Threads)
    T.join();
}

void chunks(const std::vector<int> &Items, int ThreadCount) {
  std::size_t Chunk = Items.size() / ThreadCount;
  std::vector<std::thread> Threads;
  for (std::size_t I = 0; I < Items.size(); I += Chunk)
    Threads.emplace_back([&Items, I] { work(Items[I]); });
  for (auto &T : Threads)
    T.join();
}

struct Worker {
  std::thread Thread;
  int Index;
};
void eachWorker(std::vector<Worker> &Workers) {
  for (Worker &W : Workers)
    W.Thread = std::thread(work, W.Index);
}

// A permit before each start.
std::counting_semaphore<8> Permits(8);
void permits(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages) {
    Permits.acquire();
    std::thread([Page] {
      store(Page);
      Permits.release();
    }).detach();
  }
}

std::mutex Lock;
std::condition_variable Changed;
int Active = 0;
void conditions(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages) {
    {
      std::unique_lock<std::mutex> L(Lock);
      Changed.wait(L, [] { return Active < 8; });
      ++Active;
    }
    std::thread(store, Page).detach();
  }
}

class Gate {
public:
  void enter() {
    std::unique_lock<std::mutex> L(M);
    while (Inside >= 8)
      C.wait(L);
    ++Inside;
  }
  void leave();

private:
  std::mutex M;
  std::condition_variable C;
  int Inside = 0;
};
void throughHelper(Gate &G, const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages) {
    G.enter();
    std::thread(store, Page).detach();
  }
}

// Batches, and slots that are joined before they are used again.
void batches(const std::vector<std::string> &Pages) {
  std::vector<std::thread> Threads;
  for (const auto &Page : Pages) {
    Threads.emplace_back(store, Page);
    if (Threads.size() >= 8) {
      for (auto &T : Threads)
        T.join();
      Threads.clear();
    }
  }
  for (auto &T : Threads)
    T.join();
}

void slots(const std::vector<std::string> &Pages) {
  std::thread Slots[4];
  int Next = 0;
  for (const auto &Page : Pages) {
    std::thread &Slot = Slots[Next++ % 4];
    if (Slot.joinable())
      Slot.join();
    Slot = std::thread(store, Page);
  }
  for (auto &T : Slots)
    if (T.joinable())
      T.join();
}

// Waited for in the iteration, by the code or by a destructor.
void oneByOne(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages) {
    std::thread T(store, Page);
    work(1);
    T.join();
  }
  for (const auto &Page : Pages) {
    auto F = std::async(std::launch::async, store, Page);
    work(2);
  }
  for (const auto &Page : Pages) {
    std::jthread T(store, Page);
    work(3);
  }
}

// A deferred task starts no thread.
void deferred(const std::vector<std::string> &Pages) {
  std::vector<std::future<void>> Pending;
  for (const auto &Page : Pages)
    Pending.push_back(std::async(std::launch::deferred, store, Page));
}

// Nothing is known of the count.
int readCount();
void unknown() {
  std::vector<std::thread> Threads;
  for (int I = 0, N = readCount(); I < N; ++I)
    Threads.emplace_back(work, I);
  for (auto &T : Threads)
    T.join();
}

// A limit on an atomic counter, however it is read.
std::atomic<int> Live{0};
int nextClient();
void serveClient(int Client);
void readByConversion() {
  for (;;) {
    int Client = nextClient();
    if (Live >= 100)
      continue;
    ++Live;
    std::thread([Client] {
      serveClient(Client);
      --Live;
    }).detach();
  }
}
void countedInTheTest() {
  for (;;) {
    int Client = nextClient();
    if (++Live > 100) {
      --Live;
      continue;
    }
    std::thread([Client] {
      serveClient(Client);
      --Live;
    }).detach();
  }
}
void countedBefore() {
  for (;;) {
    int Client = nextClient();
    int Now = ++Live;
    if (Now > 100) {
      --Live;
      continue;
    }
    std::thread([Client] {
      serveClient(Client);
      --Live;
    }).detach();
  }
}

// One for each of the objects that are configured, and all are waited for.
struct Planner {
  void solve();
};
class Planning {
public:
  void add(std::shared_ptr<Planner> planner) { planners.push_back(planner); }
  void solve() {
    std::vector<std::thread *> threads(planners.size());
    for (size_t i = 0; i < threads.size(); ++i)
      threads[i] = new std::thread([this, i] { planners[i]->solve(); });
    for (auto &thread : threads) {
      thread->join();
      delete thread;
    }
  }

private:
  std::vector<std::shared_ptr<Planner>> planners;
};

// Only the first round finds none.
std::shared_ptr<std::thread> startAcceptor(int address);
void listenOn(const std::vector<int> &addresses) {
  std::shared_ptr<std::thread> acceptor;
  for (int address : addresses) {
    if (!acceptor)
      acceptor = std::make_shared<std::thread>([address] { serveClient(address); });
  }
}
