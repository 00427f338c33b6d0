// RUN: %threadwise %s false-sharing -std=c++17-or-later

// One thread writes, another one reads the neighbour.

#include <atomic>
#include <thread>

long work(long);
std::atomic<bool> stop{false};

struct Shared {
  long Limit;
  std::atomic<long> Hits;
};
static Shared shared;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'shared.Limit' and 'shared.Hits' share a cache line: the thread that writes 'shared.Hits' in a loop takes it from the one that only reads 'shared.Limit'
void serve() {
  std::thread Count([] {
    while (!stop)
      shared.Hits.fetch_add(1);
  });
  std::thread Compare([] {
    long Sum = 0;
    while (!stop)
      Sum += work(shared.Limit);
  });
  Count.join();
  Compare.join();
}

// The reader remembers what it reads.
static Shared remembered;
void serveRemembered() {
  std::thread Count([] {
    while (!stop)
      remembered.Hits.fetch_add(1);
  });
  std::thread Compare([] {
    const long Limit = remembered.Limit;
    while (!stop)
      work(Limit);
  });
  Count.join();
  Compare.join();
}

// The reader counts as well: the line is the counter's anyway.
static Shared counted;
void serveCounted() {
  std::thread Count([] {
    while (!stop)
      counted.Hits.fetch_add(1);
  });
  std::thread Compare([] {
    while (!stop)
      if (work(counted.Limit) > 0)
        counted.Hits.fetch_add(1);
  });
  Count.join();
  Compare.join();
}

// The writer reads it, too.
static Shared limited;
void serveLimited() {
  std::thread Count([] {
    while (!stop)
      if (work(1) < limited.Limit)
        limited.Hits.fetch_add(1);
  });
  std::thread Compare([] {
    while (!stop)
      work(limited.Limit);
  });
  Count.join();
  Compare.join();
}
