// RUN: %threadwise %s unbounded-spawn -std=c++17 -- -- --target=arm64-apple-macosx13
//
// Code for macOS, with declarations of our own.

extern "C" {
typedef struct _opaque_pthread_t *pthread_t;
struct sockaddr;
typedef unsigned socklen_t;
int pthread_create(pthread_t *, const void *, void *(*)(void *), void *);
int pthread_detach(pthread_t);
int pthread_join(pthread_t, void **);
int accept(int, sockaddr *, socklen_t *);
typedef struct dispatch_semaphore_s *dispatch_semaphore_t;
long dispatch_semaphore_wait(dispatch_semaphore_t, unsigned long long);
}
#define DISPATCH_TIME_FOREVER (~0ull)

void *session(void *Argument);

void acceptAll(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    pthread_t Thread;
    pthread_create(&Thread, nullptr, session, new int(Fd));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_create' called once per accepted connection: nothing bounds how many threads run at once
    pthread_detach(Thread);
  }
}

void withRoom(int Listener, dispatch_semaphore_t Room) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    dispatch_semaphore_wait(Room, DISPATCH_TIME_FOREVER);
    pthread_t Thread;
    pthread_create(&Thread, nullptr, session, new int(Fd));
    pthread_detach(Thread);
  }
}
