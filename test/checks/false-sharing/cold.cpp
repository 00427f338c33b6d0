// RUN: %threadwise %s false-sharing -std=c++17-or-later

// More than 500 ns between two writes: the line comes and goes meanwhile.

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

long measure(long);
std::atomic<bool> stop{false};

// In what is called, and in sight.
static long digest(long Seed) {
  long Sum = 0;
  for (int I = 0; I < 100000; ++I)
    Sum = Sum * 31 + Seed;
  return Sum;
}
static long digests[8];
void digestEach(int N) {
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([I] {
      while (!stop) {
        measure(I);
        digests[I] += digest(I);
      }
    });
  for (std::thread &T : All)
    T.join();
}

// Many calls of what is not in sight.
class Samples {
public:
  void run() {
    std::thread Left(&Samples::sampleLeft, this);
    std::thread Right(&Samples::sampleRight, this);
    Left.join();
    Right.join();
  }

private:
  static long sample(long From) {
    long Sum = 0;
    for (int I = 0; I < 1000; ++I)
      Sum += measure(From + I);
    return Sum;
  }
  void sampleLeft() {
    while (!stop)
      left_ += sample(0);
  }
  void sampleRight() {
    while (!stop)
      right_ += sample(5000);
  }
  long left_ = 0;
  long right_ = 0;
};

// Each operation of both sides takes long.
class Blocks {
public:
  void push(long Seed) {
    unsigned Head = head_.load();
    blocks_[Head % 64] = digest(Seed);
    head_.store(Head + 1);
  }
  long pop() {
    unsigned Tail = tail_.load();
    long Block = digest(blocks_[Tail % 64]);
    tail_.store(Tail + 1);
    return Block;
  }

private:
  long blocks_[64];
  std::atomic<unsigned> head_{0};
  std::atomic<unsigned> tail_{0};
};

// A short piece of work, in sight as well, hides nothing.
static long mix(long Seed) {
  for (int I = 0; I < 4; ++I)
    Seed = Seed * 31 + I;
  return Seed;
}
static long mixes[8];
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: each thread writes its own element of 'mixes', but 8 of them share
void mixEach(int N) {
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([I] {
      while (!stop) {
        measure(I);
        mixes[I] += mix(I);
      }
    });
  for (std::thread &T : All)
    T.join();
}

// What a request counts of itself goes from hand to hand with it; nothing says
// that it stands.
struct Request {
  std::atomic<int> submitted{0};
  std::atomic<int> completed{0};
};
void begin(Request *R) { R->submitted.fetch_add(1); }
void finish(Request &R) { R.completed.fetch_add(1); }

// The same counts of what stands.
class Requests {
public:
  void begin() { submitted_.fetch_add(1); }
  void finish() { completed_.fetch_add(1); }

private:
  std::atomic<int> submitted_{0};
  std::atomic<int> completed_{0};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'submitted_' and 'completed_' share a cache line
};
