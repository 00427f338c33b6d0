// RUN: %threadwise %s unbounded-spawn -std=c99-or-later -- -- -fms-extensions

#include "windows_threads.h"

DWORD serve(void *client);
unsigned answer(void *client);

void per_connection(SOCKET listener) {
  for (;;) {
    SOCKET client = accept(listener, 0, 0);
    HANDLE thread = CreateThread(0, 0, serve, (void *)client, 0, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'CreateThread' called once per accepted connection: nothing bounds how many threads run at once
    CloseHandle(thread);
  }
}

void of_the_runtime(SOCKET listener) {
  for (;;) {
    SOCKET client = accept(listener, 0, 0);
    _beginthreadex(0, 0, answer, (void *)client, 0, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '_beginthreadex' called once per accepted connection: nothing bounds how many threads run at once
  }
}

// Silent: a permit before each, and a number that somebody chose.
void permitted(SOCKET listener, HANDLE room) {
  for (;;) {
    SOCKET client = accept(listener, 0, 0);
    WaitForSingleObject(room, INFINITE);
    CloseHandle(CreateThread(0, 0, serve, (void *)client, 0, 0));
  }
}

void workers(unsigned count) {
  HANDLE threads[64];
  for (unsigned i = 0; i < count; ++i)
    threads[i] = CreateThread(0, 0, serve, 0, 0, 0);
  WaitForMultipleObjects(count, threads, 1, INFINITE);
}
