// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

// A pool of spinlocks: the accessor chooses one by address.
class Spinlock {
public:
  void lock() {
    while (taken_.exchange(true, std::memory_order_acquire))
      ;
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

private:
  std::atomic<bool> taken_{false};
};

template <int> struct PoolOf {
  static Spinlock pool[41];
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: up to 41 locks of 'pool' share a cache line: threads that choose different ones still take it from each other [threadwise-false-sharing]
  // CHECK-NOTES: note: 'I' chooses one of 41
  // CHECK-NOTES: note: written by each call of 'lockFor'
  // CHECK-NOTES: note: one takes 1 byte, all of them 41; a line has 64 bytes
  // CHECK-NOTES: note: established: threads share them by their type, and a key chooses which is written; not established: that several threads are busy at once
  // CHECK-NOTES: note: 'PaddedLock' of this project has a line of its own already
  // CHECK-NOTES: note: give each a cache line of its own{{.*}}[advice: when-it-hurts, measure-then-bound]
  static Spinlock &lockFor(const void *P) {
    const std::size_t I = reinterpret_cast<std::size_t>(P) % 41;
    return pool[I];
  }
};

// A few mutexes chosen by a key.
class Sharded {
public:
  void put(const std::string &Key, int Value) {
    std::lock_guard<std::mutex> Guard(locks_[std::hash<std::string>()(Key) % 8]);
    last_ = Value;
  }

private:
  std::array<std::mutex, 8> locks_;
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: up to 2 locks of 'locks_' share a cache line
  // CHECK-NOTES: note: {{.*}} chooses one of 8
  // CHECK-NOTES: note: written by each call of 'put'
  // CHECK-NOTES: note: one takes 40 bytes, all of them 320
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: 'PaddedLock' of this project has a line of its own already
  // CHECK-NOTES: note: give each
  int last_ = 0;
};

// Counters by kind.
class Kinds {
public:
  void count(unsigned Kind) { counts_[Kind & 15].fetch_add(1); }

private:
  std::atomic<unsigned> counts_[16];
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: up to 16 atomics of 'counts_' share a cache line
  // CHECK-NOTES: note: 'Kind & 15' chooses one of 16
  // CHECK-NOTES: note: written by each call of 'count'
  // CHECK-NOTES: note: one takes 4 bytes
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: 'PaddedLock' of this project has a line of its own already
  // CHECK-NOTES: note: give each
};

// Silent: padded; a lock beside its data; many; all of them in turn; the same
// one for the whole loop.
struct alignas(64) PaddedLock {
  std::mutex Lock;
};
struct Bucket {
  std::mutex Lock;
  int *First;
};
class Quiet {
public:
  void put(std::size_t Key) {
    std::lock_guard<std::mutex> Guard(padded_[Key % 8].Lock);
    std::lock_guard<std::mutex> Own(buckets_[Key % 8].Lock);
    buckets_[Key % 8].First = nullptr;
    table_[Key % 4096].fetch_add(1);
  }
  void all() {
    for (int I = 0; I < 8; ++I) {
      inTurn_[I].lock();
      inTurn_[I].unlock();
    }
  }
  void own(std::size_t Key, int (*work)()) {
    while (int Done = work())
      progress_[Key % 8].store(Done);
  }
  void setUp(std::size_t Key) { rare_[Key % 8] = 1; }

private:
  PaddedLock padded_[8];
  Bucket buckets_[8];
  std::atomic<int> table_[4096];
  std::mutex inTurn_[8];
  std::atomic<int> rare_[8];
  std::atomic<int> progress_[8];
};

// One for each kind of thing: the matter at hand chooses, and not a key that
// keeps threads apart.
enum class Backend { Cpu, Gpu, Count };
class Sequences {
  std::atomic<long> sequence_[2];
  std::atomic<int> pending_[8];

public:
  void touch(Backend backend) { sequence_[static_cast<int>(backend)]++; }
  void queued(int database) { pending_[database]++; }
  void done(int database) { pending_[database]--; }
};

// A table of segments: an entry is written when its segment is made.
template <class T> class Segments {
  std::atomic<T *> table_[8];

public:
  T *get(std::size_t Key) {
    T *None = nullptr;
    if (!table_[Key % 8].load())
      table_[Key % 8].compare_exchange_strong(None, new T[Key]);
    return table_[Key % 8].load();
  }
};

// Locks for sleeping: a condition waits with one of them, or it is a gate at
// which a thread is held. Whoever takes it waits longer than a line takes.
class Background {
public:
  void submit(const std::string &Key) {
    const std::size_t Queue = std::hash<std::string>()(Key) % 4;
    std::lock_guard<std::mutex> Guard(locks_[Queue]);
    ++jobs_;
    wakeups_[Queue].notify_one();
  }
  void sleep(std::size_t Worker) {
    std::unique_lock<std::mutex> Guard(locks_[Worker]);
    while (!jobs_)
      wakeups_[Worker].wait(Guard);
  }
  void hold(const std::string &Key) {
    gates_[std::hash<std::string>()(Key) % 4].lock();
  }
  void pass(std::size_t Worker) {
    gates_[Worker].lock();
    gates_[Worker].unlock();
  }

private:
  std::array<std::mutex, 4> locks_;
  std::array<std::condition_variable, 4> wakeups_;
  std::array<std::mutex, 4> gates_;
  int jobs_ = 0;
};

// A part, of music, is no partition.
class Programs {
public:
  void load(int part) { ++pending_[part]; }

private:
  std::atomic<int> pending_[16];
};
