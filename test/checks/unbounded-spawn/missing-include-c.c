// RUN: %threadwise %s unbounded-spawn -std=c11 --allow-errors
//
// C without the project's header: neither the system's headers that it would
// include nor the project's types are declared.

#include "server.h"

extern int running;
void *serve(void *client);

static void *serveAll(void *argument) {
  int listener = *(int *)argument;
  while (running) {
    int client = accept(listener, NULL, NULL);
    if (client < 0)
      continue;
    pthread_t thread;
    pthread_create(&thread, NULL, serve, (void *)(intptr_t)client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_create' called once per accepted connection: nothing bounds how many threads run at once
    pthread_detach(thread);
  }
  return NULL;
}

DWORD WINAPI serveWindows(LPVOID argument) {
  server_t *server = argument;
  SOCKET listener = server->socket;
  for (;;) {
    SOCKET client = accept(listener, NULL, NULL);
    CreateThread(NULL, 0, serve, (LPVOID)client, 0, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'CreateThread' called once per accepted connection: nothing bounds how many threads run at once
  }
}
