// RUN: %threadwise %s unbounded-spawn -std=c99-or-later

#include "uv.h"

struct job {
  struct job *next;
};
void run(void *job);

void each(struct job *head) {
  for (struct job *at = head; at; at = at->next) {
    uv_thread_t thread;
    uv_thread_create(&thread, run, at);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'uv_thread_create' called once per iteration over 'at': nothing bounds how many threads run at once
  }
}

// Silent.
void one_after_the_other(struct job *head) {
  for (struct job *at = head; at; at = at->next) {
    uv_thread_t thread;
    uv_thread_create(&thread, run, at);
    uv_thread_join(&thread);
  }
}

void four(struct job *shared) {
  uv_thread_t threads[4];
  for (int i = 0; i < 4; i++)
    uv_thread_create(&threads[i], run, shared);
  for (int i = 0; i < 4; i++)
    uv_thread_join(&threads[i]);
}
