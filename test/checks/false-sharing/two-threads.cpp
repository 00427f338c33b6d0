// RUN: %threadwise %s false-sharing -std=c++17-or-later

#include <atomic>
#include <mutex>
#include <thread>

long opaque(long);
std::atomic<bool> stop{false};

// Members that two threads of one object write.
class Pump {
public:
  void run() {
    std::thread In(&Pump::readAll, this);
    std::thread Out(&Pump::writeAll, this);
    In.join();
    Out.join();
  }

private:
  unsigned long bytesIn_ = 0;
  // CHECK-FIXES: {{^}}  alignas({{64|std::hardware_destructive_interference_size}}) unsigned long bytesIn_ = 0;
  unsigned long bytesOut_ = 0;
  // CHECK-FIXES: {{^}}  alignas({{64|std::hardware_destructive_interference_size}}) unsigned long bytesOut_ = 0;
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: 'bytesIn_' and 'bytesOut_' share a cache line, and two threads write them in loops: each takes the line from the other [threadwise-false-sharing]
  // CHECK-NOTES: :[[@LINE-12]]:17: note: one thread is started here
  // CHECK-NOTES: :[[@LINE+13]]:5: note: bytes 0 to 7: 'bytesIn_', written here by one thread
  // CHECK-NOTES: note: 'stop' is atomic
  // CHECK-NOTES: :[[@LINE-14]]:17: note: another thread is started here
  // CHECK-NOTES: :[[@LINE+14]]:5: note: bytes 8 to 15: 'bytesOut_', written here by one thread
  // CHECK-NOTES: note: 'stop' is atomic
  // CHECK-NOTES: note: a line has 64 bytes: they share one at 7 of the 8 places
  // CHECK-NOTES: note: established: two threads, each with writes of its own in a loop; not established: that both are busy at once
  // CHECK-NOTES: note: count in a local variable and store it once at the end{{.*}}[advice: when-it-hurts, measure-then-bound]
  void readAll();
  void writeAll();
};
void Pump::readAll() {
  while (!stop)
    bytesIn_ += opaque(0);
}
void Pump::writeAll() {
  while (!stop)
    bytesOut_ += opaque(1);
}

// Locals that two lambdas capture by reference.
void captured(int N) {
  long Even = 0;
  long Odd = 0;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Even' and 'Odd' share a cache line, and two threads write them in loops
  // CHECK-NOTES: note: one thread
  // CHECK-NOTES: note: bytes 0 to 7 from the first of them: 'Even', written here by one thread
  // CHECK-NOTES: note: 'opaque' is not in sight
  // CHECK-NOTES: note: another thread
  // CHECK-NOTES: note: bytes 8 to 15 from the first of them: 'Odd', written here by one thread
  // CHECK-NOTES: note: 'opaque' is not in sight
  // CHECK-NOTES: note: compilers place such locals side by side
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: count in a local
  std::thread One([&] {
    for (int I = 0; I < N; ++I)
      if (opaque(I) == 0)
        ++Even;
  });
  std::thread Other([&] {
    for (int I = 0; I < N; ++I)
      if (opaque(I) == 1)
        ++Odd;
  });
  One.join();
  Other.join();
}

// Neighbouring globals.
static volatile long sent;
static volatile long received;
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'sent' and 'received' share a cache line, and two threads write them in loops
// CHECK-NOTES: note: one thread
// CHECK-NOTES: note: bytes 0 to 7 from the first of them: 'sent'
// CHECK-NOTES: note: written in each iteration: it is volatile
// CHECK-NOTES: note: another thread
// CHECK-NOTES: note: bytes 8 to 15 from the first of them: 'received'
// CHECK-NOTES: note: written in each iteration: it is volatile
// CHECK-NOTES: note: a line has 64 bytes
// CHECK-NOTES: note: established
// CHECK-NOTES: note: count in a local
static void sendAll() {
  for (long I = 0; I < 1000000; ++I)
    sent = sent + I;
}
static void receiveAll() {
  for (long I = 0; I < 1000000; ++I)
    received = received + I;
}
void globals() {
  std::thread Out(sendAll), In(receiveAll);
  Out.join();
  In.join();
}

// Silent: padded; one lock; both write both; one after the other's end only; an
// object for each thread; kept in a register.
class Quiet {
public:
  void run() {
    std::thread A(&Quiet::first, this), B(&Quiet::second, this);
    A.join();
    B.join();
  }

private:
  alignas(64) unsigned long in_ = 0;
  alignas(64) unsigned long out_ = 0;
  alignas(64) std::mutex lock_;
  long lockedIn_ = 0, lockedOut_ = 0;
  long filler_[8] = {};
  long both_ = 0, bothToo_ = 0;
  long filler2_[8] = {};
  long doneIn_ = 0, doneOut_ = 0;
  long filler3_[8] = {};
  long sumIn_ = 0, sumOut_ = 0;

  void first() {
    long Own = 0;
    while (!stop) {
      in_ += opaque(0);
      std::lock_guard<std::mutex> Guard(lock_);
      ++lockedIn_;
      ++both_;
      ++bothToo_;
      ++Own;
    }
    doneIn_ = Own;
    for (int I = 0; I < 1000; ++I)
      sumIn_ += I;
  }
  void second() {
    long Own = 0;
    while (!stop) {
      out_ += opaque(0);
      std::lock_guard<std::mutex> Guard(lock_);
      ++lockedOut_;
      ++both_;
      ++bothToo_;
      ++Own;
    }
    doneOut_ = Own;
    for (int I = 0; I < 1000; ++I)
      sumOut_ += I;
  }
};

struct Each {
  long Reads, Writes;
  void read() {
    while (!stop)
      Reads += opaque(0);
  }
  void write() {
    while (!stop)
      Writes += opaque(0);
  }
};
void apart(Each *First, Each *Second) {
  std::thread A(&Each::read, First), B(&Each::write, Second);
  A.join();
  B.join();
}
