// RUN: %threadwise %s unbounded-spawn -std=c99-or-later

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct job {
  struct job *next;
};

static void *serve(void *argument) { return argument; }
void serveLater(int fd);

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

// A loop before the start, errors in a row, a start that is tried again: none
// of them counts what is alive.
void countedBefore(int Listener) {
  for (;;) {
    int Fd = accept(Listener, 0, 0);
    for (int I = 0; I < 4; I++)
      serveLater(Fd);
    pthread_t T;
    pthread_create(&T, 0, serve, (void *)(long)Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_create' called once per accepted connection: nothing bounds how many threads run at once
    pthread_detach(T);
  }
}
void triesAgain(int Listener) {
  for (;;) {
    int Fd = accept(Listener, 0, 0);
    pthread_t T;
    int Tries = 0;
    while (pthread_create(&T, 0, serve, (void *)(long)Fd) && Tries++ < 3)
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'pthread_create' called once per
      serveLater(Fd);
    pthread_detach(T);
  }
}
// A free place is looked for first.
static pthread_t Places[8];
static int Taken[8];
void inPlaces(int Listener) {
  for (;;) {
    int Fd = accept(Listener, 0, 0);
    int I;
    for (I = 0; I < 8; I++)
      if (!Taken[I])
        break;
    if (I == 8)
      continue;
    Taken[I] = 1;
    pthread_create(&Places[I], 0, serve, (void *)(long)Fd);
  }
}
void inFoundPlace(int Listener) {
  for (;;) {
    int Fd = accept(Listener, 0, 0);
    int Free = -1;
    for (int I = 0; I < 8; I++)
      if (!Taken[I]) {
        Free = I;
        break;
      }
    if (Free < 0)
      continue;
    Taken[Free] = 1;
    pthread_create(&Places[Free], 0, serve, (void *)(long)Fd);
  }
}

// A handle that is copied is kept: whoever stops the reader joins it.
struct reader {
  pthread_t thread;
  int running;
};
static int start_reader(struct reader *reader) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, serve, reader))
    return -1;
  reader->thread = thread;
  reader->running = 1;
  return 0;
}
void on_change(struct reader *reader) {
  if (reader->running)
    pthread_join(reader->thread, NULL);
  start_reader(reader);
}

// What fails is tried again; the array has its size.
void fill(void) {
  static pthread_t threads[100];
  for (int i = 0; i < 100; i++)
    while (pthread_create(&threads[i], NULL, serve, NULL) != 0)
      ;
}

// As many as there is room for.
void exhaust(struct job *next) {
  pthread_t thread;
  while (pthread_create(&thread, NULL, serve, next) == 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pthread_create' called once per
    next = next->next;
}

// Says that it starts a thread for its callers: they are asked.
struct start {
  void (*run)(void *);
  void *argument;
};
static void *starter(void *given) {
  struct start mine = *(struct start *)given;
  free(given);
  pthread_detach(pthread_self());
  mine.run(mine.argument);
  return NULL;
}
int spawn_thread(void (*run)(void *), void *item) {
  struct start *given = malloc(sizeof *given);
  given->run = run;
  given->argument = item;
  pthread_t thread;
  return pthread_create(&thread, NULL, starter, given);
}
