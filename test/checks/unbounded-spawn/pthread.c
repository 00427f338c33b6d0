// RUN: %threadwise %s unbounded-spawn -std=c11

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct job {
  struct job *next;
};

static void *serve(void *argument) { return argument; }

void accept_loop(int listener) {
  while (1) {
    int *client = malloc(sizeof(int));
    *client = accept(listener, NULL, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, serve, client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_create' called once per accepted connection: nothing bounds how many threads run at once
  }
}

void each_job(struct job *head) {
  for (struct job *j = head; j; j = j->next) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, j) == 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'pthread_create' called once per iteration over 'j': nothing bounds how many threads run at once
      pthread_detach(thread);
  }
}

void workers(int nthreads) {
  pthread_t *threads = malloc(nthreads * sizeof(pthread_t));
  for (int i = 0; i < nthreads; i++)
    pthread_create(&threads[i], NULL, serve, NULL);
  for (int i = 0; i < nthreads; i++)
    pthread_join(threads[i], NULL);
}
