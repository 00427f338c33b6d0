// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <cstdint>
#include <utility>

// What a function does atomically with its pointer or reference, its caller
// does: learned from the body, also through another wrapper and a template.
static inline void addRelaxed(unsigned *At, unsigned N) {
  __sync_fetch_and_add(At, N);
}
static inline void increment(unsigned *At) { addRelaxed(At, 1); }
template <class T> inline void publish(T &Where, T What) {
  __atomic_store_n(&Where, What, __ATOMIC_RELEASE);
}
struct Ring {
  void *Slots[64];
  unsigned Head;
  unsigned Tail;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Head' and 'Tail' share a cache line: each 'put' takes it from 'get'
  // CHECK-NOTES: note: bytes 512 to 515: 'Head', written by 'put'
  // CHECK-NOTES: note: bytes 516 to 519: 'Tail', written by 'get'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both are positions in 'Slots'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};
bool put(Ring *R, void *P) {
  if (R->Head - R->Tail == 64)
    return false;
  R->Slots[R->Head % 64] = P;
  increment(&R->Head);
  return true;
}
void *get(Ring *R) {
  void *P = R->Slots[R->Tail % 64];
  publish(R->Tail, R->Tail + 1);
  return P;
}

// The body is not in sight: the names say it, of functions and of types.
void port_atomic_add(unsigned *, unsigned);
void port_atomic_store(unsigned *, unsigned);
class AtomicWord {
public:
  unsigned next();
  unsigned now() const;

private:
  unsigned Value;
};
class Mailbox {
public:
  void send(int Letter) {
    Letters[Sent % 64] = Letter;
    port_atomic_add(&Sent, 1);
  }
  int receive() {
    const int Letter = Letters[Received % 64];
    port_atomic_store(&Received, Received + 1);
    return Letter;
  }

private:
  int Letters[64];
  unsigned Sent = 0;
  unsigned Received = 0;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Sent' and 'Received' share a cache line: each 'send' takes it from 'receive'
  // CHECK-NOTES: note: bytes 256 to 259: 'Sent', written by 'send'
  // CHECK-NOTES: note: bytes 260 to 263: 'Received', written by 'receive'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both are positions in 'Letters'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};
class Tape {
public:
  void record(int Note) { Notes[Recorded.next() % 64] = Note; }
  int play() { return Notes[Played.next() % 64]; }

private:
  int Notes[64];
  AtomicWord Recorded;
  AtomicWord Played;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Recorded' and 'Played' share a cache line: each 'record' takes it from 'play'
  // CHECK-NOTES: note: bytes 256 to 259: 'Recorded', written by 'record'
  // CHECK-NOTES: note: bytes 260 to 263: 'Played', written by 'play'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both are positions in 'Notes'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};

// Both halves of one word are unpacked before they are used.
class Packed {
public:
  void push(int Job) {
    auto [Stolen, Taken] = halves(__atomic_load_n(&Front, __ATOMIC_ACQUIRE));
    const uint32_t Next = __atomic_load_n(&Back, __ATOMIC_RELAXED);
    if (Next - Stolen >= 64 || Taken > Next)
      return;
    Jobs[Next % 64] = Job;
    __atomic_store_n(&Back, Next + 1, __ATOMIC_RELEASE);
  }
  int pop() {
    uint64_t Old = __atomic_load_n(&Front, __ATOMIC_ACQUIRE);
    auto [Stolen, Taken] = halves(Old);
    const int Job = Jobs[Taken % 64];
    __atomic_store_n(&Front, Old + 1, __ATOMIC_RELEASE);
    return Stolen == Taken ? Job : 0;
  }

private:
  static std::pair<uint32_t, uint32_t> halves(uint64_t Both);
  int Jobs[64];
  uint64_t Front = 0;
  uint32_t Back = 0;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Front' and 'Back' share a cache line: each 'pop' takes it from 'push'
  // CHECK-NOTES: note: bytes 256 to 263: 'Front', written by 'pop'
  // CHECK-NOTES: note: bytes 264 to 267: 'Back', written by 'push'
  // CHECK-NOTES: note: a line has 64 bytes
  // CHECK-NOTES: note: both are positions in 'Jobs'
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: give each
};

// Silent: nothing is written atomically; who writes one writes the other.
unsigned port_atomic_load(unsigned *);
static inline unsigned look(unsigned *At) {
  return __atomic_load_n(At, __ATOMIC_ACQUIRE);
}
class Watched {
public:
  int first() { return Cells[look(&A) % 64]; }
  int second() { return Cells[port_atomic_load(&B) % 64]; }
  void both(int Cell) {
    Cells[C % 64] = Cell;
    port_atomic_add(&C, 1);
    increment(&D);
  }

private:
  int Cells[64];
  unsigned A, B, C, D;
};
