// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

std::size_t currentThreadIndex();

// What stands for thread_local where there is none: nobody in sight writes, but
// each thread is handed its own to write.
template <class T> class PerThread {
public:
  explicit PerThread(std::size_t Threads) : data_(Threads) {}
  T &operator*() { return data_[currentThreadIndex()]; }
  T *operator->() { return &data_[currentThreadIndex()]; }

private:
  std::vector<T> data_;
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: each thread writes its own element of 'data_', but small ones share a cache line: every write takes it from another thread
  // CHECK-NOTES: note: 'data_[currentThreadIndex()]' is handed out here
  // CHECK-NOTES: note: 'currentThreadIndex' says that it is a thread's number
  // CHECK-NOTES: note: 'operator*' hands each thread its own to write
  // CHECK-NOTES: note: they follow each other whatever the size of 'T'; a line has 64 bytes
  // CHECK-NOTES: note: established: each thread writes an element of its own, by the name of the index; not established: how often it is written
  // CHECK-NOTES: note: 'Slot' of this project has a line of its own already
  // CHECK-NOTES: note: work on a local variable
};

class Tally {
public:
  long &mine() { return counts_[currentThreadIndex()]; }

private:
  std::unique_ptr<long[]> counts_;
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: each thread writes its own element of 'counts_', but 8 of them share a cache line
  // CHECK-NOTES: note: {{.*}} is handed out here
  // CHECK-NOTES: note: 'currentThreadIndex' says
  // CHECK-NOTES: note: 'mine' hands each thread its own to write
  // CHECK-NOTES: note: the next thread's element begins 8 bytes on
  // CHECK-NOTES: note: established{{.*}}; not established: how often it is written
  // CHECK-NOTES: note: 'Slot' of this project has a line of its own already
  // CHECK-NOTES: note: work on a local variable
};

// Silent: padded; only read; large; whose number it is, is not known; those who
// are handed it are in sight.
template <class T> class Padded {
  struct alignas(64) Slot {
    T Value;
  };
  std::vector<Slot> slots_;

public:
  T &mine() { return slots_[currentThreadIndex()].Value; }
};
template <class T> class Quiet {
  struct Buffer {
    char Bytes[4096];
  };
  std::vector<T> data_, keyed_;
  std::vector<long> once_;
  std::vector<Buffer> buffers_;
  long &slot() { return once_[currentThreadIndex()]; }

public:
  const T &seen() const { return data_[currentThreadIndex()]; }
  T &at(std::size_t Key) { return keyed_[Key]; }
  Buffer &buffer() { return buffers_[currentThreadIndex()]; }
  void finish() { slot() = 1; }
};
