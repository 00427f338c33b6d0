// RUN: %threadwise %s uncancellable-wait
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct queue {
  pthread_mutex_t lock;
  pthread_cond_t nonempty;
  int length;
  bool closed;
};

void take(struct queue *q) {
  pthread_mutex_lock(&q->lock);
  if (q->length == 0)
    pthread_cond_wait(&q->nonempty, &q->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_cond_wait' has no predicate and no loop that tests one
  q->length--;
  pthread_mutex_unlock(&q->lock);
}

void take_or_closed(struct queue *q) {
  pthread_mutex_lock(&q->lock);
  while (q->length == 0 && !q->closed)
    pthread_cond_wait(&q->nonempty, &q->lock);
  q->length--;
  pthread_mutex_unlock(&q->lock);
}

void close_queue(struct queue *q) {
  q->closed = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'closed' is changed without the lock of the 'pthread_cond_wait' that tests it
  pthread_cond_broadcast(&q->nonempty);
}

void close_under_lock(struct queue *q) {
  pthread_mutex_lock(&q->lock);
  q->closed = true;
  pthread_cond_broadcast(&q->nonempty);
  pthread_mutex_unlock(&q->lock);
}

// The caller has the lock and the loop.
void my_cond_wait(pthread_cond_t *c, pthread_mutex_t *m) {
  pthread_cond_wait(c, m);
}

// A loop of its own kind.
struct sync {
  int count;
  pthread_mutex_t lock;
  pthread_cond_t done;
};
void wait_for_sync(struct sync *s) {
  pthread_mutex_lock(&s->lock);
again:
  if (s->count > 0) {
    pthread_cond_wait(&s->done, &s->lock);
    goto again;
  }
  pthread_mutex_unlock(&s->lock);
}
