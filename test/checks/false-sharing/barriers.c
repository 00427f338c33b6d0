// RUN: %threadwise %s false-sharing -std=c11

#include <stdatomic.h>

#define ATOMIC_ADD(P, N) atomic_fetch_add_explicit(P, N, memory_order_seq_cst)

void cpu_relax(void);

struct pool {
  int n_threads;
  atomic_int n_barrier;
  atomic_int n_barrier_passed;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'n_barrier_passed' and 'n_barrier' share a cache line: each thread that arrives takes it from all that wait already
};
void pool_barrier(struct pool *tp) {
  int passed = atomic_load_explicit(&tp->n_barrier_passed, memory_order_relaxed);
  int n = ATOMIC_ADD(&tp->n_barrier, 1);
  if (n == tp->n_threads - 1) {
    atomic_store_explicit(&tp->n_barrier, 0, memory_order_relaxed);
    ATOMIC_ADD(&tp->n_barrier_passed, 1);
    return;
  }
  while (atomic_load_explicit(&tp->n_barrier_passed, memory_order_relaxed) ==
         passed)
    cpu_relax();
}

struct comm {
  long n_threads;
  long barrier_sense;
  long barrier_arrived;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'barrier_sense' and 'barrier_arrived' share a cache line
};
void comm_barrier(struct comm *c) {
  long sense = __atomic_load_n(&c->barrier_sense, __ATOMIC_RELAXED);
  long arrived = __atomic_add_fetch(&c->barrier_arrived, 1, __ATOMIC_ACQ_REL);
  if (arrived == c->n_threads) {
    c->barrier_arrived = 0;
    __atomic_fetch_xor(&c->barrier_sense, 1, __ATOMIC_RELEASE);
  } else {
    while (__atomic_load_n(&c->barrier_sense, __ATOMIC_ACQUIRE) == sense)
      ;
  }
}
