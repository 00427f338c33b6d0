// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

// A ring in a header that nothing instantiates: neither the producer's nor the
// consumer's thread is in sight.
template <typename T, std::size_t N> class SpscRing {
public:
  bool push(const T &Item) {
    const std::size_t Head = head_.load(std::memory_order_relaxed);
    const std::size_t Next = (Head + 1) % N;
    if (Next == tail_.load(std::memory_order_acquire))
      return false;
    slots_[Head] = Item;
    head_.store(Next, std::memory_order_release);
    return true;
  }
  bool pop(T &Item) {
    const std::size_t Tail = tail_.load(std::memory_order_relaxed);
    if (Tail == head_.load(std::memory_order_acquire))
      return false;
    Item = slots_[Tail];
    tail_.store((Tail + 1) % N, std::memory_order_release);
    return true;
  }
  void clear() {
    head_ = 0;
    tail_ = 0;
  }

private:
  std::array<T, N> slots_;
  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0};
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'head_' and 'tail_' share a cache line: each 'push' takes it from 'pop', and the other way round [threadwise-false-sharing]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: bytes 0 to 7 from the first of them: 'head_', written by 'push'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: bytes 8 to 15 from the first of them: 'tail_', written by 'pop'
  // CHECK-NOTES: note: a line has 64 bytes: they share one at 7 of the 8 places within a line where they may begin
  // CHECK-NOTES: note: both are positions in 'slots_': the two sides of one buffer
  // CHECK-NOTES: note: established: threads share them by their type, and different functions write them on each operation; not established: that both sides are busy at once
  // CHECK-NOTES: note: give each a cache line of its own {{.*}}[advice: when-it-hurts, measure-then-bound]
};

// Positions by compare-and-swap, many producers and many consumers; the slots
// behind a pointer.
class BoundedQueue {
  struct Cell {
    std::atomic<std::size_t> Turn;
    int Data;
  };

public:
  bool enqueue(int Data) {
    Cell *C;
    std::size_t Pos = enqueuePos_.load(std::memory_order_relaxed);
    for (;;) {
      C = &cells_[Pos & mask_];
      std::intptr_t Ahead = std::intptr_t(C->Turn.load()) - std::intptr_t(Pos);
      if (Ahead == 0 && enqueuePos_.compare_exchange_weak(Pos, Pos + 1))
        break;
      if (Ahead < 0)
        return false;
      Pos = enqueuePos_.load();
    }
    C->Data = Data;
    C->Turn.store(Pos + 1);
    return true;
  }
  bool dequeue(int &Data);

private:
  std::unique_ptr<Cell[]> cells_;
  std::size_t mask_;
  std::atomic<std::size_t> enqueuePos_;
  std::atomic<std::size_t> dequeuePos_;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'enqueuePos_' and 'dequeuePos_' share a cache line: each 'enqueue' takes it from 'dequeue'
  // CHECK-NOTES: note: bytes 16 to 23: 'enqueuePos_', written by 'enqueue'
  // CHECK-NOTES: note: bytes 24 to 31: 'dequeuePos_', written by 'dequeue'
  // CHECK-NOTES: note: a line has 64 bytes: they share one at 7 of the 8 places
  // CHECK-NOTES: note: both are positions in 'cells_'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};

bool BoundedQueue::dequeue(int &Data) {
  Cell *C;
  std::size_t Pos = dequeuePos_.load(std::memory_order_relaxed);
  for (;;) {
    C = &cells_[Pos & mask_];
    std::intptr_t Ahead = std::intptr_t(C->Turn.load()) - std::intptr_t(Pos + 1);
    if (Ahead == 0 && dequeuePos_.compare_exchange_weak(Pos, Pos + 1))
      break;
    if (Ahead < 0)
      return false;
    Pos = dequeuePos_.load();
  }
  Data = C->Data;
  C->Turn.store(Pos + mask_ + 1);
  return true;
}

// The ends of a list; who takes a node helps the other end on.
template <class T> class LinkedQueue {
  struct Node {
    T Value;
    std::atomic<Node *> Next;
  };

public:
  void push(Node *New) {
    for (;;) {
      Node *Tail = tail_.load(), *Next = Tail->Next.load();
      if (Next) {
        tail_.compare_exchange_weak(Tail, Next);
      } else if (Tail->Next.compare_exchange_weak(Next, New)) {
        tail_.compare_exchange_strong(Tail, New);
        return;
      }
    }
  }
  bool pop(T &Value) {
    for (;;) {
      Node *Head = head_.load(), *Tail = tail_.load(), *Next = Head->Next.load();
      if (Head == Tail) {
        if (!Next)
          return false;
        tail_.compare_exchange_weak(Tail, Next);
      } else if (head_.compare_exchange_weak(Head, Next)) {
        Value = Next->Value;
        return true;
      }
    }
  }

private:
  std::atomic<Node *> head_;
  std::atomic<Node *> tail_;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'head_' and 'tail_' share a cache line: each 'pop' takes it from 'push'
  // CHECK-NOTES: note: bytes 0 to 7 from the first of them: 'head_', written by 'pop'
  // CHECK-NOTES: note: bytes 8 to 15 from the first of them: 'tail_', written by 'push' and 'pop'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both point to nodes of one list: its two ends
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};

// Counts of which one side waits for the other, changed in private helpers; the
// subscript lies in an accessor.
class Pipeline {
public:
  void submit(int Job) {
    while (submitted_.load() - finished_.load() >= Limit)
      ;
    slot(submitted_.load()) = Job;
    publish();
  }
  void complete() { finished_.fetch_add(1); }

private:
  static constexpr std::uint32_t Limit = 256;
  void publish() { submitted_.fetch_add(1); }
  int &slot(std::uint32_t Number);
  std::atomic<std::uint32_t> submitted_{0};
  const char *name_ = nullptr;
  std::atomic<std::uint32_t> finished_{0};
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'submitted_' and 'finished_' share a cache line: each 'submit' takes it from 'complete'
  // CHECK-NOTES: note: bytes 0 to 3: 'submitted_', written by 'submit'
  // CHECK-NOTES: note: bytes 16 to 19: 'finished_', written by 'complete'
  // CHECK-NOTES: note: a line has 64 bytes: they share one at 6 of the 8 places
  // CHECK-NOTES: note: one side measures how far the other has come
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};

// A struct of C's kind with builtins; the unsigned members say nothing, the
// operations do.
struct ring {
  unsigned head;
  unsigned tail;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'head' and 'tail' share a cache line: each 'ring_put' takes it from 'ring_get'
  // CHECK-NOTES: note: bytes 0 to 3: 'head', written by 'ring_put'
  // CHECK-NOTES: note: bytes 4 to 7: 'tail', written by 'ring_get'
  // CHECK-NOTES: note: a line has 64 bytes: they always share one
  // CHECK-NOTES: note: both are positions in 'slots'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
  void **slots;
};
int ring_put(struct ring *R, void *P) {
  unsigned Head = __atomic_load_n(&R->head, __ATOMIC_RELAXED);
  if (Head - __atomic_load_n(&R->tail, __ATOMIC_ACQUIRE) == 64)
    return -1;
  R->slots[Head % 64] = P;
  __atomic_store_n(&R->head, Head + 1, __ATOMIC_RELEASE);
  return 0;
}
void *ring_get(struct ring *R) {
  unsigned Tail = __atomic_load_n(&R->tail, __ATOMIC_RELAXED);
  if (Tail == __atomic_load_n(&R->head, __ATOMIC_ACQUIRE))
    return nullptr;
  void *P = R->slots[Tail % 64];
  __atomic_store_n(&R->tail, Tail + 1, __ATOMIC_RELEASE);
  return P;
}

// Indices from before C++11, and a class of one's own around an atomic.
class BytePipe {
public:
  void put(char C) {
    while (write_ - read_ == sizeof(bytes_))
      ;
    bytes_[write_ % sizeof(bytes_)] = C;
    write_ = write_ + 1;
  }
  char get() {
    while (write_ == read_)
      ;
    char C = bytes_[read_ % sizeof(bytes_)];
    read_ = read_ + 1;
    return C;
  }

private:
  volatile unsigned read_ = 0;
  volatile unsigned write_ = 0;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'read_' and 'write_' share a cache line: each 'get' takes it from 'put'
  // CHECK-NOTES: note: bytes 0 to 3: 'read_', written by 'get'
  // CHECK-NOTES: note: bytes 4 to 7: 'write_', written by 'put'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both are positions in 'bytes_'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
  char bytes_[4096];
};

class Counter {
public:
  unsigned next() { return value_.fetch_add(1); }
  unsigned now() const { return value_.load(); }

private:
  std::atomic<unsigned> value_{0};
};
class Journal {
public:
  void append(int Entry) { entries_[written_.next() % 512] = Entry; }
  int take() { return entries_[taken_.next() % 512]; }

private:
  int entries_[512];
  Counter written_;
  Counter taken_;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'written_' and 'taken_' share a cache line: each 'append' takes it from 'take'
  // CHECK-NOTES: note: bytes 2048 to 2051: 'written_', written by 'append'
  // CHECK-NOTES: note: bytes 2052 to 2055: 'taken_', written by 'take'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both are positions in 'entries_'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};

// Neighbours in the file.
static int Samples[1024];
static std::atomic<unsigned> SamplesWritten{0};
static std::atomic<unsigned> SamplesRead{0};
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'SamplesWritten' and 'SamplesRead' share a cache line: each 'record' takes it from 'nextSample'
// CHECK-NOTES: note: bytes 0 to 3 from the first of them: 'SamplesWritten', written by 'record'
// CHECK-NOTES: note: bytes 4 to 7 from the first of them: 'SamplesRead', written by 'nextSample'
// CHECK-NOTES: note: a line has 64 bytes
// CHECK-NOTES: note: both are positions in 'Samples'
// CHECK-NOTES: note: established
// CHECK-NOTES: note: give each
void record(int Sample) {
  unsigned Written = SamplesWritten.load();
  Samples[Written % 1024] = Sample;
  SamplesWritten.store(Written + 1);
}
int nextSample() {
  unsigned Read = SamplesRead.load();
  int Sample = Samples[Read % 1024];
  SamplesRead.store(Read + 1);
  return Sample;
}

// A header behind a pointer: in the template its members are dependent.
template <class T> class SharedMemoryRing {
  struct Header {
    std::size_t mask;
    std::atomic<std::size_t> written{0};
    std::atomic<std::size_t> read{0};
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'written' and 'read' share a cache line: each 'push' takes it from 'pop'
    // CHECK-NOTES: note: bytes 0 to 7 from the first of them: 'written', written by 'push'
    // CHECK-NOTES: note: bytes 8 to 15 from the first of them: 'read', written by 'pop'
    // CHECK-NOTES: note: a line has 64 bytes
    // CHECK-NOTES: note: both are positions in 'items_': the two sides of one buffer, and 'push' reads the other's
    // CHECK-NOTES: note: established: threads share them by their type
    // CHECK-NOTES: note: give each
  };
  Header *header_;
  T *items_;

public:
  bool push(const T &item) {
    const std::size_t at = header_->written.load(std::memory_order_relaxed);
    const std::size_t next = (at + 1) & header_->mask;
    if (next == header_->read.load(std::memory_order_acquire))
      return false;
    items_[at] = item;
    header_->written.store(next, std::memory_order_release);
    return true;
  }
  bool pop(T &item);
};
template <class T> bool SharedMemoryRing<T>::pop(T &item) {
  const std::size_t at = header_->read.load(std::memory_order_relaxed);
  if (at == header_->written.load(std::memory_order_acquire))
    return false;
  item = items_[at];
  header_->read.store((at + 1) & header_->mask, std::memory_order_release);
  return true;
}

// One producer, whose position is its own, beside that of many consumers.
class Segment {
public:
  bool push(void *Item) {
    const unsigned At = written_;
    if (At == 256)
      return false;
    items_[At] = Item;
    written_ = At + 1;
    return true;
  }
  bool pop(void *&Item) {
    unsigned At = taken_.load();
    do {
      if (At == 256 || !items_[At])
        return false;
      Item = items_[At];
    } while (!taken_.compare_exchange_weak(At, At + 1));
    return true;
  }

private:
  std::atomic<unsigned> taken_{0};
  unsigned written_ = 0;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'taken_' and 'written_' share a cache line: each 'pop' takes it from 'push'
  // CHECK-NOTES: note: bytes 0 to 3: 'taken_', written by 'pop'
  // CHECK-NOTES: note: bytes 4 to 7: 'written_', written by 'push'
  // CHECK-NOTES: note: {{.*}} share one
  // CHECK-NOTES: note: both are positions in 'items_'
  // CHECK-NOTES: note: established: threads share one of them by its type, and different functions write them on each operation
  // CHECK-NOTES: note: give each
  void *items_[257] = {};
};
