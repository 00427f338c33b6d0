// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

int work(int);
void opaque();
std::atomic<bool> stop{false};

// A struct per worker in a vector, the number handed over by value.
struct Stats {
  long Hits = 0;
  long Misses = 0;
};
// CHECK-NOTES: :[[@LINE-4]]:8: warning: each thread writes its own element of 'All', but 4 of them share a cache line: every write takes it from another thread [threadwise-false-sharing]
// CHECK-NOTES: :[[@LINE+13]]:11: note: 'All[I].Hits' is written here
// CHECK-NOTES: :[[@LINE+9]]:30: note: each thread is handed its number as 'I'
// CHECK-NOTES: :[[@LINE+10]]:13: note: 'work' is not in sight and may look at it
// CHECK-NOTES: note: the next thread's element begins 16 bytes on; a line has 64 bytes
// CHECK-NOTES: note: established: each thread writes an element of its own, and memory is written in each iteration; not established: that several threads are busy at once
// CHECK-NOTES: note: work on a local variable and store it once at the end{{.*}}[advice: when-it-hurts, measure-then-bound]
void vectorOfStructs(int N, int Items) {
  std::vector<Stats> All(N);
  std::vector<std::thread> Threads;
  for (int I = 0; I < N; ++I)
    Threads.emplace_back([&, I] {
      for (int K = 0; K < Items; ++K)
        if (work(K))
          All[I].Hits++;
    });
  for (std::thread &T : Threads)
    T.join();
}

// The number as an argument of a function; the array is a pointer.
void count(int Worker, long *Counts) {
  while (!stop)
    Counts[Worker]++;
}
// CHECK-NOTES: :[[@LINE-4]]:30: warning: each thread writes its own element of 'Counts', but 8 of them share a cache line
// CHECK-NOTES: note: 'Counts[Worker]' is written here
// CHECK-NOTES: :[[@LINE+9]]:{{.*}}: note: each thread is handed its number as 'Worker'
// CHECK-NOTES: note:
// CHECK-NOTES: note: the next thread's element begins 8 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable
void threadsOfAFunction(int N) {
  std::unique_ptr<long[]> Counts(new long[N]());
  std::vector<std::thread> Threads;
  for (int I = 0; I < N; ++I)
    Threads.push_back(std::thread(count, I, Counts.get()));
  for (std::thread &T : Threads)
    T.join();
}

// An argument structure a thread.
struct Job {
  const int *Begin, *End;
  int Sum;
  int *Out;
};
// CHECK-NOTES: :[[@LINE-5]]:8: warning: each thread writes its own element of 'Jobs', but 2 of them share a cache line
// CHECK-NOTES: note: 'J->Sum' is written here
// CHECK-NOTES: note: each thread is handed its own element: 'Jobs[I]'
// CHECK-NOTES: note: 'J->Out[Sum % 8]' is written, too, and may be the same memory: it is read anew each time
// CHECK-NOTES: note: the next thread's element begins 32 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable
void sumUp(Job *J) {
  int Sum = 0;
  for (const int *P = J->Begin; P != J->End; ++P) {
    J->Sum += *P;
    J->Out[Sum % 8] += *P;
  }
}
void jobs(const int *Data, int N, int Each) {
  std::vector<Job> Jobs(N);
  std::vector<std::thread> Threads;
  for (int I = 0; I < N; ++I) {
    Jobs[I].Begin = Data + I * Each;
    Jobs[I].End = Jobs[I].Begin + Each;
    Threads.emplace_back(sumUp, &Jobs[I]);
  }
  for (std::thread &T : Threads)
    T.join();
}

// A flag a thread, set and cleared in its loop.
struct Flags {
  std::atomic<bool> Busy[8];
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: each thread writes its own element of 'Busy', but 8 of them share a cache line
  // CHECK-NOTES: note: 'Busy[Id]' is written here
  // CHECK-NOTES: note: each thread is handed its number as 'Id'
  // CHECK-NOTES: note: written in each iteration: it is atomic
  // CHECK-NOTES: note: the next thread's element begins 1 byte on
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: work on a local variable
  void run(int Id) {
    while (!stop) {
      Busy[Id].store(true);
      opaque();
      Busy[Id].store(false);
    }
  }
  void start() {
    for (int I = 0; I < 8; ++I)
      std::thread(&Flags::run, this, I).detach();
  }
};

// A template that nothing instantiates, its slots within; nothing but the name
// of the index in sight.
template <typename T> class Pool {
  struct Counter {
    std::atomic<std::size_t> Done;
    std::atomic<std::size_t> Failed;
  };
  // CHECK-NOTES: :[[@LINE-4]]:10: warning: each thread writes its own element of 'counters_', but 4 of them share a cache line
  // CHECK-NOTES: note: 'counters_[thread_index].Done' is written here
  // CHECK-NOTES: note: 'thread_index' says that it is a thread's number
  // CHECK-NOTES: note: written by each call of 'finish'
  // CHECK-NOTES: note: the next thread's element begins 16 bytes on
  // CHECK-NOTES: note: established: each thread writes an element of its own, by the name of the index, and memory is written in each call
  // CHECK-NOTES: note: work on a local variable
  std::vector<Counter> counters_;

public:
  void finish(std::size_t thread_index) {
    counters_[thread_index].Done.fetch_add(1, std::memory_order_relaxed);
  }
};

// Through an accessor.
struct PerThread {
  int Calls;
};
// CHECK-NOTES: :[[@LINE-3]]:8: warning: each thread writes its own element of 'perThread', but 16 of them share a cache line
// CHECK-NOTES: note: 'mine().Calls' is written here
// CHECK-NOTES: note: each thread has a 'slot' of its own
// CHECK-NOTES: note: 'stop' is atomic: memory is up to date around it
// CHECK-NOTES: note: the next thread's element begins 4 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable
static PerThread perThread[64];
std::atomic<unsigned> nextSlot;
static PerThread &mine() {
  thread_local unsigned slot = nextSlot++ % 64;
  return perThread[slot];
}
void poll() {
  while (!stop) {
    opaque();
    mine().Calls++;
  }
}

// NOLINT at the place to change.
struct Quiet { // NOLINT(threadwise-false-sharing): two threads, once an hour
  long N;
};
void quiet(int N, std::vector<Quiet> &All) {
  std::vector<std::thread> Threads;
  for (int I = 0; I < N; ++I)
    Threads.emplace_back([&All, I] {
      while (!stop)
        All[I].N++;
    });
  for (std::thread &T : Threads)
    T.join();
}
