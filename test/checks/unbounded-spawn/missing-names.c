// RUN: %threadwise %s unbounded-spawn -std=c11 --allow-errors
// REQUIRES: llvm-22-or-later
//
// Older clang asks nobody for an unknown variable of C, and drops the loop that
// reads it.

#include "server.h"

static void *serveAll(void *argument) {
  int listener = *(int *)argument;
  while (running) {
    int client = accept(listener, NULL, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, serve, (void *)(intptr_t)client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_create' called once per accepted connection: nothing bounds how many threads run at once
  }
  return NULL;
}

// A limit is one here, too.
static void *limited(void *argument) {
  int listener = *(int *)argument;
  while (running) {
    while (clients >= MAX_CLIENTS)
      pthread_cond_wait(&cond, &mutex);
    int client = accept(listener, NULL, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, serve, (void *)(intptr_t)client);
    ++clients;
  }
  return NULL;
}
