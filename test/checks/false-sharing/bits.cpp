// RUN: %threadwise %s false-sharing -std=c++17-or-later

// Bits of one word that several threads write: a data race as well, and no
// alignment helps.

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

long work(long);
std::atomic<bool> stop{false};

void toggleEach(int N) {
  std::vector<bool> Done(N);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each thread writes its own element of 'Done', but they are bits of the same words: a data race, and every write takes the cache line from another thread
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([&, I] {
      while (!stop) {
        work(I);
        Done[I] = !Done[I];
      }
    });
  for (std::thread &T : All)
    T.join();
}

// Guarded, there is no race, and the lock costs more than the line.
void toggleEachLocked(int N) {
  std::vector<bool> Done(N);
  std::mutex Lock;
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([&, I] {
      while (!stop) {
        work(I);
        std::lock_guard<std::mutex> Guard(Lock);
        Done[I] = !Done[I];
      }
    });
  for (std::thread &T : All)
    T.join();
}

class Link {
public:
  void run() {
    std::thread In(&Link::receive, this), Out(&Link::send, this);
    In.join();
    Out.join();
  }

private:
  void receive() {
    while (!stop)
      received_ += work(1);
  }
  void send() {
    while (!stop)
      sent_ += work(2);
  }
  unsigned received_ : 16;
  unsigned sent_ : 16;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'received_' and 'sent_' are bits of one word, which two threads write in loops: a data race, and each takes the cache line from the other
};

// A field of no bits begins another word: no race, but the line is one.
struct Levels {
  unsigned Input : 16;
  unsigned : 0;
  unsigned Output : 16;
};
static Levels levels;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'levels.Input' and 'levels.Output' share a cache line, and two threads write them in loops
void follow() {
  std::thread In([] {
    while (!stop)
      levels.Input = work(levels.Input);
  });
  std::thread Out([] {
    while (!stop)
      levels.Output = work(levels.Output);
  });
  In.join();
  Out.join();
}
