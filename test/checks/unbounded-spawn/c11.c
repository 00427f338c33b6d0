// RUN: %threadwise %s unbounded-spawn -std=c11,c17

#include <threads.h>

struct job {
  struct job *next;
};
int run(void *job);

void each(struct job *head) {
  for (struct job *at = head; at; at = at->next) {
    thrd_t thread;
    thrd_create(&thread, run, at);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thrd_create' called once per iteration over 'at': nothing bounds how many threads run at once
    thrd_detach(thread);
  }
}

// Silent.
void four(struct job *shared) {
  thrd_t threads[4];
  for (int i = 0; i < 4; i++)
    thrd_create(&threads[i], run, shared);
  for (int i = 0; i < 4; i++)
    thrd_join(threads[i], 0);
}

void one_after_the_other(struct job *head) {
  for (struct job *at = head; at; at = at->next) {
    thrd_t thread;
    thrd_create(&thread, run, at);
    thrd_join(thread, 0);
  }
}
