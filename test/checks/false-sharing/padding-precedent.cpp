// RUN: %threadwise %s false-sharing -std=c++17

// The project's own constant is written; and nothing where a line for each
// would take much of a core's cache.

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

void work();
std::atomic<bool> stop{false};

namespace project {
constexpr std::size_t kCacheLine = 64;
struct alignas(kCacheLine) Padded {
  long Value;
};
} // namespace project

struct Slot {
  long Count;
};
// CHECK-NOTES: :[[@LINE-3]]:8: warning: each thread writes its own element of 'Slots'
// CHECK-NOTES: note: 'Slots[I].Count' is written here
// CHECK-NOTES: note: each thread is handed its number as 'I'
// CHECK-NOTES: note: 'stop' is atomic
// CHECK-NOTES: note: the next thread's element begins 8 bytes on; a line has 64 bytes: which neighbours share one depends on the allocation, 7 in 8 do
// CHECK-NOTES: note: established:
// CHECK-NOTES: :[[@LINE-14]]:28: note: 'Padded' of this project has a line of its own already
// CHECK-NOTES: note: work on a local variable
// CHECK-FIXES: struct alignas(project::kCacheLine) Slot {
void countEach(int N) {
  std::vector<Slot> Slots(N);
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([&, I] {
      while (!stop) {
        work();
        Slots[I].Count++;
      }
    });
  for (std::thread &T : All)
    T.join();
}

struct Entry {
  long Count;
};
// CHECK-NOTES: :[[@LINE-3]]:8: warning: each thread writes its own element of 'table'
// CHECK-NOTES: note: 'table[I].Count' is written here
// CHECK-NOTES: note: each thread is handed its number as 'I'
// CHECK-NOTES: note: 'stop' is atomic
// CHECK-NOTES: note: the next thread's element begins
// CHECK-NOTES: note: established:
// CHECK-NOTES: note: a line for each of the 100,000 elements takes 5,600,000 bytes more, over a tenth of a core's cache: no alignment is offered
// CHECK-NOTES: note: 'Padded' of this project has a line of its own already
// CHECK-NOTES: note: work on a local variable
// CHECK-FIXES: {{^}}struct Entry {
static Entry table[100000];
void countInTable(int N) {
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([I] {
      while (!stop) {
        work();
        table[I].Count++;
      }
    });
  for (std::thread &T : All)
    T.join();
}
