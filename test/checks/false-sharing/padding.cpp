// RUN: %threadwise %s false-sharing -check-suffix=NAMED -std=c++17-or-later -- "--config={CheckOptions: {threadwise-false-sharing.LineConstant: 'project::Line'}}"
// RUN: %threadwise %s false-sharing -check-suffix=NUMBER -std=c++17 -- "--config={CheckOptions: {threadwise-false-sharing.LineSize: 128}}"

#include <atomic>
#include <cstring>
#include <thread>
#include <vector>

namespace project {
constexpr unsigned Line = 64;
}
void opaque();
std::atomic<bool> stop{false};

// Its class is aligned: right for each element, on the heap as well.
struct Slot {
  long Count;
};
// CHECK-MESSAGES-NAMED: :[[@LINE-3]]:8: warning: each thread writes its own element of 'Slots'
// CHECK-MESSAGES-NUMBER: :[[@LINE-4]]:8: warning: each thread writes its own element of 'Slots', but 16 of them share
// CHECK-FIXES-NAMED: struct alignas(project::Line) Slot {
// CHECK-FIXES-NUMBER: struct alignas(128) Slot {

// Layout that the code relies on stays: packed, asked for, C's.
struct __attribute__((packed)) Packed {
  long Count;
};
// CHECK-MESSAGES-NAMED: :[[@LINE-3]]:32: warning: each thread
// CHECK-MESSAGES-NUMBER: :[[@LINE-4]]:32: warning: each thread
// CHECK-FIXES-NAMED: {{^}}struct __attribute__((packed)) Packed {
struct Copied {
  long Count;
};
// CHECK-MESSAGES-NAMED: :[[@LINE-3]]:8: warning: each thread
// CHECK-MESSAGES-NUMBER: :[[@LINE-4]]:8: warning: each thread
// CHECK-FIXES-NAMED: {{^}}struct Copied {
static_assert(sizeof(Copied) == sizeof(long), "written to a file");
extern "C" {
struct OfC {
  long Count;
};
// CHECK-MESSAGES-NAMED: :[[@LINE-3]]:8: warning: each thread
// CHECK-MESSAGES-NUMBER: :[[@LINE-4]]:8: warning: each thread
// CHECK-FIXES-NAMED: {{^}}struct OfC {
}
#define COUNTER(Name)                                                          \
  struct Name {                                                                \
    long Count;                                                                \
  }
COUNTER(OfMacro);
// CHECK-MESSAGES-NAMED: :[[@LINE-1]]:9: warning: each thread
// CHECK-MESSAGES-NUMBER: :[[@LINE-2]]:9: warning: each thread
// CHECK-FIXES-NAMED: {{^}}COUNTER(OfMacro);

void run(int N) {
  std::vector<Slot> Slots(N);
  std::vector<Packed> A(N);
  std::vector<Copied> B(N);
  std::vector<OfC> C(N);
  std::vector<OfMacro> D(N);
  std::vector<std::thread> Threads;
  for (int I = 0; I < N; ++I)
    Threads.emplace_back([&, I] {
      while (!stop) {
        opaque();
        Slots[I].Count++;
        A[I].Count++;
        B[I].Count++;
        C[I].Count++;
        D[I].Count++;
      }
    });
  for (std::thread &T : Threads)
    T.join();
}
