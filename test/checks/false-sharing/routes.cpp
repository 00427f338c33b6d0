// RUN: %threadwise %s false-sharing -std=c++17

// How two threads come to write neighbours.

#include <atomic>
#include <thread>
#include <vector>

long work(long);
std::atomic<bool> stop{false};

// One function, started with constants that choose what it writes.
struct Sides {
  std::atomic<long> In{0};
  std::atomic<long> Out{0};
};
static Sides sides;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'sides.In' and 'sides.Out' share a cache line, and two threads write them in loops
static void count(int Side) {
  while (!stop) {
    if (Side == 0)
      sides.In++;
    else
      sides.Out++;
  }
}
void countBoth() {
  std::thread In(count, 0), Out(count, 1);
  In.join();
  Out.join();
}

// Whatever they are handed, both write both.
static Sides common;
static void countTwice(int Step) {
  while (!stop) {
    common.In += Step;
    common.Out += Step;
  }
}
void countCommon() {
  std::thread One(countTwice, 1), Other(countTwice, 2);
  One.join();
  Other.join();
}

// An inherited member and one of the class.
struct Producer {
  std::atomic<unsigned> head_{0};
};
class Ring : public Producer {
public:
  void push(int Value) {
    unsigned Head = head_.load();
    slots_[Head % 64] = Value;
    head_.store(Head + 1);
  }
  int pop() {
    unsigned Tail = tail_.load();
    int Value = slots_[Tail % 64];
    tail_.store(Tail + 1);
    return Value;
  }

private:
  std::atomic<unsigned> tail_{0};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'head_' and 'tail_' share a cache line: each 'push' takes it from 'pop'
  int slots_[64];
};
// A base that is aligned keeps them apart.
struct alignas(64) AlignedProducer {
  std::atomic<unsigned> head_{0};
};
class AlignedRing : public AlignedProducer {
public:
  void push(int Value) {
    unsigned Head = head_.load();
    slots_[Head % 64] = Value;
    head_.store(Head + 1);
  }
  int pop() {
    unsigned Tail = tail_.load();
    int Value = slots_[Tail % 64];
    tail_.store(Tail + 1);
    return Value;
  }

private:
  char gap_[64];
  std::atomic<unsigned> tail_{0};
  int slots_[64];
};

// Static members.
class StaticRing {
public:
  static void push(int Value) {
    unsigned Head = head_.load();
    slots_[Head % 64] = Value;
    head_.store(Head + 1);
  }
  static int pop() {
    unsigned Tail = tail_.load();
    int Value = slots_[Tail % 64];
    tail_.store(Tail + 1);
    return Value;
  }

private:
  static std::atomic<unsigned> head_;
  static std::atomic<unsigned> tail_;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'head_' and 'tail_' share a cache line: each 'push' takes it from 'pop'
  static int slots_[64];
};

// What Windows calls an atomic operation.
extern "C" long InterlockedIncrement(long volatile *);
struct WindowsRing {
  int slots[64];
  volatile long head;
  volatile long tail;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'head' and 'tail' share a cache line: each 'put' takes it from 'get'
};
void put(WindowsRing *R, int Value) {
  long Head = R->head;
  R->slots[Head % 64] = Value;
  InterlockedIncrement(&R->head);
}
int get(WindowsRing *R) {
  long Tail = R->tail;
  int Value = R->slots[Tail % 64];
  InterlockedIncrement(&R->tail);
  return Value;
}

// The number that a constructor keeps.
struct Pool {
  std::vector<long> Counts;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each thread writes its own element of 'Counts'
};
class Worker {
public:
  Worker(int Id, Pool *P) : id_(Id), pool_(P) {}
  void run() {
    while (!stop) {
      work(1);
      pool_->Counts[id_]++;
    }
  }

private:
  int id_;
  Pool *pool_;
};
void startWorkers(Pool *P, int N) {
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([P, I] {
      Worker W(I, P);
      W.run();
    });
  for (std::thread &T : All)
    T.join();
}

// A write through a reference.
static void bump(long &Count) { ++Count; }
static void look(const long &) {}
void bumpEach(int N) {
  std::vector<long> Bumped(N), Looked(N);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each thread writes its own element of 'Bumped'
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([&, I] {
      while (!stop) {
        work(I);
        bump(Bumped[I]);
        look(Looked[I]);
      }
    });
  for (std::thread &T : All)
    T.join();
}
