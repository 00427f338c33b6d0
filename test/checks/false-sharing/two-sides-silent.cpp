// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

constexpr std::size_t Line = 64;

/// Two positions in one array; what differs is what stands around them.
#define RING_OPERATIONS                                                        \
  void push(int Item) {                                                        \
    std::size_t Head = head_.load();                                           \
    slots_[Head % 64] = Item;                                                  \
    head_.store(Head + 1);                                                     \
  }                                                                            \
  int pop() {                                                                  \
    std::size_t Tail = tail_.load();                                           \
    int Item = slots_[Tail % 64];                                              \
    tail_.store(Tail + 1);                                                     \
    return Item;                                                               \
  }                                                                            \
  int slots_[64];

// Aligned, as a member or by its type.
class AlignedMembers {
  RING_OPERATIONS
  alignas(Line) std::atomic<std::size_t> head_{0};
  alignas(Line) std::atomic<std::size_t> tail_{0};
};
template <typename T> struct alignas(Line) CachePadded {
  T Value;
  auto load() const { return Value.load(); }
  template <typename V> void store(V New) { Value.store(New); }
};
class PaddedType {
  RING_OPERATIONS
  CachePadded<std::atomic<std::size_t>> head_;
  CachePadded<std::atomic<std::size_t>> tail_;
};
template <typename T> class AlignedInTemplate {
  RING_OPERATIONS
  T other_;
  alignas(Line) std::atomic<std::size_t> head_{0};
  alignas(Line) std::atomic<std::size_t> tail_{0};
};
template <typename T, std::size_t Alignment> class AlignedByParameter {
  RING_OPERATIONS
  alignas(Alignment) std::atomic<std::size_t> head_{0};
  alignas(Alignment) std::atomic<std::size_t> tail_{0};
};

// Padded by hand, or by what happens to lie between.
class PaddedByHand {
  RING_OPERATIONS
  std::atomic<std::size_t> head_{0};
  char pad_[Line - sizeof(std::atomic<std::size_t>)];
  std::atomic<std::size_t> tail_{0};
};
template <typename T> class PaddedInTemplate {
  RING_OPERATIONS
  std::atomic<std::size_t> head_{0};
  char pad_[Line];
  std::atomic<std::size_t> tail_{0};
};
template <typename T> class UnknownBetween {
  RING_OPERATIONS
  std::atomic<std::size_t> head_{0};
  T last_;
  std::atomic<std::size_t> tail_{0};
};
class FarApart {
  std::atomic<std::size_t> head_{0};
  RING_OPERATIONS
  std::atomic<std::size_t> tail_{0};
};

// The same functions write both.
class OneSide {
public:
  void rotate() {
    std::size_t Head = head_.load(), Tail = tail_.load();
    slots_[Head % 64] = slots_[Tail % 64];
    head_.store(Head + 1);
    tail_.store(Tail + 1);
  }

private:
  int slots_[64];
  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0};
};

// One lock around both sides: it is the lock that they fight for.
class Locked {
public:
  void push(int Item) {
    std::lock_guard<std::mutex> Guard(mutex_);
    std::size_t Head = head_.load();
    slots_[Head % 64] = Item;
    head_.store(Head + 1);
  }
  int pop() {
    std::lock_guard<std::mutex> Guard(mutex_);
    std::size_t Tail = tail_.load();
    tail_.store(Tail + 1);
    return slots_[Tail % 64];
  }

private:
  std::mutex mutex_;
  int slots_[64];
  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0};
};

// Flags and states are set to what they are once.
class Service {
public:
  void start() {
    if (!stopping_.load())
      running_.store(true);
  }
  void stop() {
    if (running_.load())
      stopping_.store(true);
  }

private:
  std::atomic<bool> running_{false};
  std::atomic<bool> stopping_{false};
};

// A limit that somebody sets beside a count that moves.
class Limited {
public:
  bool enter() {
    if (inside_.load() >= limit_.load())
      return false;
    ++inside_;
    return true;
  }
  void leave() { --inside_; }
  void setLimit(int Limit) { limit_.store(Limit); }

private:
  std::atomic<int> inside_{0};
  std::atomic<int> limit_{8};
};

// Statistics: nothing says that hits and misses come from two sides.
class CacheStatistics {
public:
  void hit() { ++hits_; }
  void miss() { ++misses_; }

private:
  std::atomic<std::uint64_t> hits_{0};
  std::atomic<std::uint64_t> misses_{0};
};

// The references to an object and to its block.
class ControlBlock {
public:
  void addReference() { ++strong_; }
  void addWeak() { ++weak_; }
  bool release() { return --strong_ == 0; }
  bool releaseWeak() { return --weak_ == 0; }

private:
  std::atomic<int> strong_{1};
  std::atomic<int> weak_{1};
};

// A lock is one thing: whoever takes it gives it back.
class TicketLock {
public:
  void lock() {
    std::uint32_t Mine = next_.fetch_add(1);
    while (serving_.load() != Mine)
      ;
  }
  void unlock() { serving_.fetch_add(1); }

private:
  std::atomic<std::uint32_t> next_{0};
  std::atomic<std::uint32_t> serving_{0};
};

// Objects of one function, before anybody else sees them.
struct Positions {
  std::atomic<unsigned> Head, Tail;
};
static int Prepared[64];
void prepareHead(unsigned N) {
  Positions P;
  P.Head.store(N);
  Prepared[P.Head++] = 1;
}
void prepareTail(unsigned N) {
  Positions P;
  P.Tail.store(N);
  Prepared[P.Tail++] = 1;
}

// The same for readers and writers.
class SharedLock {
public:
  void lockShared() {
    readLevel_.fetch_add(1);
    if (writeLevel_.load() > readLevel_.load())
      readLevel_.fetch_sub(1);
  }
  void unlockShared() { readLevel_.fetch_sub(1); }
  void lockExclusive() { writeLevel_.fetch_add(1); }
  void unlockExclusive() { writeLevel_.fetch_sub(1); }

private:
  std::atomic<std::uint32_t> readLevel_{0}, writeLevel_{0};
};

// A current node and the free ones are no ends of a list; the age of its oldest
// is no place in it.
struct Block {
  Block *Next;
  long Age;
};
class Pool {
public:
  void recycle(Block *B) {
    B->Next = free_.load();
    free_.store(B);
  }
  void use(Block *B) { active_.store(B); }
  void trim(long Now) {
    Block *Last = last_.load();
    if (Now - Last->Age < threshold_.load())
      return;
    last_.store(Last->Next);
  }
  void relax() { threshold_.store(threshold_.load() / 2); }

private:
  std::atomic<Block *> active_, free_, last_;
  std::atomic<long> threshold_;
};

// A plain number beside an atomic position: under a lock; written by both sides;
// a position in something else; a count.
class PlainBeside {
public:
  void pushLocked(void *Item) {
    std::lock_guard<std::mutex> Guard(lock_);
    items_[locked_] = Item;
    locked_ = locked_ + 1;
  }
  void pushBoth(void *Item) {
    items_[both_] = Item;
    both_ = both_ + 1;
  }
  void pushElsewhere(void *Item) {
    others_[elsewhere_] = Item;
    elsewhere_ = elsewhere_ + 1;
  }
  void *pop() {
    both_ = both_ - 1;
    const unsigned At = taken_.fetch_add(1);
    return items_[At];
  }
  void count() { ++counted_; }

private:
  std::mutex lock_;
  std::atomic<unsigned> taken_{0};
  unsigned locked_ = 0, both_ = 0, elsewhere_ = 0, counted_ = 0;
  void *items_[256];
  void *others_[256];
};

// Both ends count one number without a lock: they do not run at once.
struct ListItem {
  ListItem *volatile Next;
  ListItem *volatile Previous;
};
struct ItemList {
  ListItem Ends;
  volatile std::size_t Length;
};
ListItem *removeFirst(ItemList *List) {
  List->Length--;
  ListItem *Item = List->Ends.Next;
  Item->Next->Previous = Item->Previous;
  List->Ends.Next = Item->Next;
  return Item;
}
ListItem *removeLast(ItemList *List) {
  List->Length--;
  ListItem *Item = List->Ends.Previous;
  Item->Previous->Next = Item->Next;
  List->Ends.Previous = Item->Previous;
  return Item;
}

// Each side takes a lock of its own for its write.
class Progress {
public:
  void submit(unsigned Pixels) {
    std::lock_guard<std::mutex> Guard(SubmitLock);
    Submitted += Pixels;
  }
  void complete(unsigned Pixels) {
    std::lock_guard<std::mutex> Guard(CompleteLock);
    Completed += Pixels;
  }
  unsigned left() const { return Submitted - Completed; }

private:
  std::mutex SubmitLock, CompleteLock;
  volatile unsigned Submitted = 0;
  volatile unsigned Completed = 0;
};

// A lock is taken for one of the writes.
class LockedSide {
public:
  void add(int Item) {
    std::lock_guard<std::mutex> Guard(Lock);
    const unsigned At = Added.load();
    Items[At % 64] = Item;
    Added.store(At + 1);
  }
  int take() {
    const unsigned At = Taken.load();
    const int Item = Items[At % 64];
    Taken.store(At + 1);
    return Item;
  }

private:
  std::mutex Lock;
  int Items[64];
  std::atomic<unsigned> Added{0}, Taken{0};
};

// Volatile beside a lock: a macro may hide that it is taken.
class JobQueue {
public:
  void add(int Item) {
    Items[Added % 64] = Item;
    Added = Added + 1;
  }
  int take() {
    const int Item = Items[Taken % 64];
    Taken = Taken + 1;
    return Item;
  }

private:
  std::mutex Lock;
  int Items[64];
  volatile unsigned Added = 0, Taken = 0;
};
