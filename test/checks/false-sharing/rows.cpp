// RUN: %threadwise %s false-sharing -std=c++17

// Which neighbours of a row share a line: an aligned beginning frees the first
// pair alone.

#include <atomic>
#include <thread>
#include <vector>

long work(long);
std::atomic<bool> stop{false};

struct Worker {
  long Done;
  char Name[48];
  long Failed;
  long Unused;
};
alignas(64) static Worker workers[8];
// CHECK-NOTES: :[[@LINE-7]]:8: warning: each thread writes its own element of 'workers', but neighbours share a cache line: every write takes it from another thread
// CHECK-NOTES: note: 'workers[I].Done' is written here
// CHECK-NOTES: note: each thread is handed its number as 'I'
// CHECK-NOTES: note: 'stop' is atomic: memory is up to date around it
// CHECK-NOTES: note: the next thread's element begins 72 bytes on; a line has 64 bytes: of the pairs of neighbours 6 in 7 share one
// CHECK-NOTES: note: established: each thread writes an element of its own
// CHECK-NOTES: note: work on a local variable and store it once at the end
void countEach(int N) {
  std::vector<std::thread> All;
  for (int I = 0; I < N; ++I)
    All.emplace_back([I] {
      while (!stop) {
        workers[I].Done += work(I);
        workers[I].Failed += work(I);
      }
    });
  for (std::thread &T : All)
    T.join();
}
