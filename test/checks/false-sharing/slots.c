// RUN: %threadwise %s false-sharing
#include <pthread.h>
#include <stdlib.h>

struct args {
  const unsigned char *data;
  int n;
  long long sx, sxx;
  long long *out;
};
// CHECK-NOTES: :[[@LINE-6]]:8: warning: each thread writes its own element of 'all', but 2 of them share a cache line
// CHECK-NOTES: note: 'a->sx' is written here
// CHECK-NOTES: note: each thread is handed its own element: 'all[i]'
// CHECK-NOTES: note: 'a->out[i]' is written, too, and may be the same memory
// CHECK-NOTES: note: the next thread's element begins 40 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable

static void *sums(void *arg) {
  struct args *a = (struct args *)arg;
  for (int i = 0; i < a->n; ++i) {
    a->sx += a->data[i];
    a->sxx += a->data[i] * a->data[i];
    a->out[i] = a->sx;
  }
  return NULL;
}

void run(const unsigned char *data, int n, int threads) {
  struct args *all = malloc(sizeof(*all) * threads);
  pthread_t *ids = malloc(sizeof(*ids) * threads);
  for (int i = 0; i < threads; ++i) {
    all[i].data = data + i * n;
    all[i].n = n;
    pthread_create(&ids[i], NULL, sums, &all[i]);
  }
  for (int i = 0; i < threads; ++i)
    pthread_join(ids[i], NULL);
}

// The number as the argument itself.
volatile int go;
static long ticks[16];
// CHECK-NOTES: :[[@LINE-1]]:13: warning: each thread writes its own element of 'ticks', but 8 of them share a cache line
// CHECK-NOTES: note: 'ticks[id]' is written here
// CHECK-NOTES: note: each thread is handed its number as 'arg'
// CHECK-NOTES: note: 'rand' is not in sight
// CHECK-NOTES: note: the next thread's element begins 8 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable
static void *tick(void *arg) {
  long id = (long)arg;
  while (go)
    ticks[id] += rand();
  return NULL;
}
void start(void) {
  pthread_t t;
  for (long i = 0; i < 4; ++i)
    pthread_create(&t, NULL, tick, (void *)i);
}

// Each thread's own allocation.
static void *own(void *arg) {
  struct args *a = arg;
  for (int i = 0; i < a->n; ++i)
    a->sx += a->data[i];
  return NULL;
}
void apart(int n) {
  pthread_t t;
  for (int i = 0; i < 4; ++i) {
    struct args *a = calloc(1, sizeof(*a));
    a->n = n;
    pthread_create(&t, NULL, own, a);
  }
}

// Each thread has a number of its own; what counts allocations runs with each.
static _Thread_local int thread_index = -1;
static size_t used_memory[64];
// CHECK-NOTES: :[[@LINE-1]]:15: warning: each thread writes its own element of 'used_memory', but 8 of them share a cache line
// CHECK-NOTES: note: 'used_memory[thread_index]' is written here
// CHECK-NOTES: note: each thread has a 'thread_index' of its own
// CHECK-NOTES: note: written by each call of 'counted_malloc'
// CHECK-NOTES: note: the next thread's element begins 8 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable
static void update_stat_alloc(size_t size) {
  used_memory[thread_index] += size;
}
void *counted_malloc(size_t size) {
  update_stat_alloc(size);
  return malloc(size);
}
