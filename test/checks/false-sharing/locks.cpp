// RUN: %threadwise %s false-sharing -std=c++17-or-later

// Two locks that are made to be taken at the same time, side by side.

#include <atomic>
#include <mutex>

// Michael and Scott's queue of two locks.
class TwoLockQueue {
  struct Node {
    int Value;
    Node *Next;
  };

public:
  void push(Node *N) {
    std::lock_guard<std::mutex> Guard(tailLock_);
    tail_->Next = N;
    tail_ = N;
  }
  Node *pop() {
    std::lock_guard<std::mutex> Guard(headLock_);
    Node *N = head_;
    head_ = N->Next;
    return N;
  }

private:
  Node *head_;
  Node *tail_;
  std::mutex headLock_;
  std::mutex tailLock_;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'headLock_' and 'tailLock_' share a cache line: each 'pop' takes it from 'push', and the other way round
};

class Spinlock {
public:
  void lock() {
    while (held_.exchange(true)) {
    }
  }
  void unlock() { held_.store(false); }

private:
  std::atomic<bool> held_{false};
};

class Balances {
public:
  void credit(long N) {
    std::lock_guard<Spinlock> Guard(credits_);
    credited_ += N;
  }
  void debit(long N) {
    std::lock_guard<Spinlock> Guard(debits_);
    debited_ += N;
  }

private:
  Spinlock credits_;
  Spinlock debits_;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'credits_' and 'debits_' share a cache line: each 'credit' takes it from 'debit'
  long credited_ = 0, debited_ = 0;
};

// One function takes both.
class Transfers {
public:
  void credit() {
    std::lock_guard<Spinlock> Guard(credits_);
    ++credited_;
  }
  void debit() {
    std::lock_guard<Spinlock> Guard(debits_);
    ++debited_;
  }
  void both() {
    std::lock_guard<Spinlock> From(credits_);
    std::lock_guard<Spinlock> To(debits_);
    ++credited_;
    --debited_;
  }

private:
  Spinlock credits_;
  Spinlock debits_;
  long credited_ = 0, debited_ = 0;
};

// One is taken when the object is set up, and a mutex for settings beside the
// one for work is not known to be busy.
class Settings {
public:
  void initNames() {
    std::lock_guard<Spinlock> Guard(names_);
    ++count_;
  }
  void use() {
    std::lock_guard<Spinlock> Guard(uses_);
    ++used_;
  }

private:
  Spinlock names_;
  Spinlock uses_;
  int count_ = 0, used_ = 0;
};
class Server {
public:
  void configure(int N) {
    std::lock_guard<std::mutex> Guard(settingsMutex_);
    workers_ = N;
  }
  void handle() {
    std::lock_guard<std::mutex> Guard(queueMutex_);
    ++queued_;
  }

private:
  std::mutex settingsMutex_;
  std::mutex queueMutex_;
  int workers_ = 0, queued_ = 0;
};

// Each on a line of its own.
class Apart {
public:
  void push() {
    std::lock_guard<std::mutex> Guard(tailLock_);
    ++pushed_;
  }
  void pop() {
    std::lock_guard<std::mutex> Guard(headLock_);
    ++popped_;
  }

private:
  alignas(64) std::mutex headLock_;
  int popped_ = 0;
  alignas(64) std::mutex tailLock_;
  int pushed_ = 0;
};
