// RUN: %threadwise %s unbounded-queue -std=c11
#include <pthread.h>
#include <stdlib.h>

struct job {
  struct job *prev;
  int value;
};
struct queue {
  pthread_mutex_t lock;
  pthread_cond_t more;
  struct job *front, *rear;
  int len;
};

void add(struct queue *q, struct job *j) {
  pthread_mutex_lock(&q->lock);
  j->prev = NULL;
  switch (q->len) {
  case 0:
    q->front = j;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds back what is linked in here: 'front' grows as long as items come faster than they are taken out
    q->rear = j;
    break;
  default:
    q->rear->prev = j;
    q->rear = j;
  }
  q->len++;
  pthread_cond_signal(&q->more);
  pthread_mutex_unlock(&q->lock);
}

struct job *take(struct queue *q) {
  pthread_mutex_lock(&q->lock);
  while (!q->front)
    pthread_cond_wait(&q->more, &q->lock);
  struct job *j = q->front;
  q->front = j->prev;
  q->len--;
  pthread_mutex_unlock(&q->lock);
  return j;
}

// Only while there is room.
struct bounded {
  pthread_mutex_t lock;
  pthread_cond_t more, room;
  struct job *top;
  int len;
};

void addBounded(struct bounded *q, struct job *j) {
  pthread_mutex_lock(&q->lock);
  while (q->len >= 64)
    pthread_cond_wait(&q->room, &q->lock);
  j->prev = q->top;
  q->top = j;
  q->len++;
  pthread_cond_signal(&q->more);
  pthread_mutex_unlock(&q->lock);
}

struct job *takeBounded(struct bounded *q) {
  pthread_mutex_lock(&q->lock);
  while (!q->top)
    pthread_cond_wait(&q->more, &q->lock);
  struct job *j = q->top;
  q->top = q->top->prev;
  q->len--;
  pthread_cond_signal(&q->room);
  pthread_mutex_unlock(&q->lock);
  return j;
}

// Buffers that are used again: made where there is none.
static struct job *buffers;
static pthread_mutex_t buffersLock = PTHREAD_MUTEX_INITIALIZER;

struct job *getBuffer(void) {
  pthread_mutex_lock(&buffersLock);
  struct job *j = buffers;
  if (j)
    buffers = j->prev;
  pthread_mutex_unlock(&buffersLock);
  return j ? j : malloc(sizeof(struct job));
}

void putBuffer(struct job *j) {
  pthread_mutex_lock(&buffersLock);
  j->prev = buffers;
  buffers = j;
  pthread_mutex_unlock(&buffersLock);
}

// Taken out of a pool, to be used again.
struct buffer {
  struct buffer *next;
};
struct buffers {
  pthread_mutex_t lock;
  struct buffer *head;
};
void mem_pool_push(struct buffers *pool, struct buffer *buf) {
  pthread_mutex_lock(&pool->lock);
  buf->next = pool->head;
  pool->head = buf;
  pthread_mutex_unlock(&pool->lock);
}
struct buffer *mem_pool_pop(struct buffers *pool) {
  pthread_mutex_lock(&pool->lock);
  struct buffer *buf = pool->head;
  if (buf)
    pool->head = buf->next;
  pthread_mutex_unlock(&pool->lock);
  return buf;
}
