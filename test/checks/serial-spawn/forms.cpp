// RUN: %threadwise %s serial-spawn -std=c++20-or-later --both-stdlibs

// A start and the wait for it, in the forms in which they are written.

#include <cassert>
#include <cstdio>
#include <future>
#include <memory>
#include <pthread.h>
#include <stop_token>
#include <thread>
#include <vector>

void work(int X);
int compute(int X);
void *run(void *Argument);
void log(const char *Text);

void endOfScope(int X) {
  std::jthread Worker(work, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'std::jthread' is started and waited for at once: nothing runs beside it
}

int endOfBlock(int X) {
  {
    std::jthread Worker(work, X);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'std::jthread' is started and waited for at once: nothing runs beside it
  }
  log("done");
  return 0;
}

void temporary(int X) {
  std::jthread(work, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::jthread' is started and waited for at once: nothing runs beside it
}

void eachIteration(const std::vector<int> &All) {
  for (int X : All) {
    std::jthread Worker(work, X);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'std::jthread' is started and waited for in the same iteration: the iterations run one after another
  }
}

void returnsOnError(int X) {
  pthread_t Thread;
  int Error = pthread_create(&Thread, nullptr, run, &X);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'pthread_create' is started and waited for at once: nothing runs beside it
  if (Error != 0) {
    std::perror("pthread_create");
    return;
  }
  pthread_join(Thread, nullptr);
}

void asserts(int X) {
  pthread_t Thread;
  int Error = pthread_create(&Thread, nullptr, run, &X);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'pthread_create' is started and waited for at once: nothing runs beside it
  assert(Error == 0);
  pthread_join(Thread, nullptr);
}

void whereItStarted(int X) {
  pthread_t Thread;
  if (pthread_create(&Thread, nullptr, run, &X) == 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pthread_create' is started and waited for at once: nothing runs beside it
    pthread_join(Thread, nullptr);
}

void orElse(int X) {
  pthread_t Thread;
  if (pthread_create(&Thread, nullptr, run, &X) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pthread_create' is started and waited for at once: nothing runs beside it
    return;
  pthread_join(Thread, nullptr);
}

class Loader {
public:
  void load(int X) {
    Thread = std::thread(work, X);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::thread' is started and waited for at once: nothing runs beside it
    Thread.join();
  }
  void reload(int X) {
    Task = std::async(std::launch::async, work, X);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::async' is started and waited for at once: nothing runs beside it
    Task.wait();
  }
  // Silent: the destructor waits.
  void start(int X) { Thread = std::thread(work, X); }
  ~Loader() { Thread.join(); }

private:
  std::thread Thread;
  std::future<void> Task;
};

template <class T> void inTemplate(T X) {
  std::jthread(work, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::jthread' is started and waited for at once: nothing runs beside it
}

//===--- Silent -----------------------------------------------------------===//

// Loops without braces are two statements, and not one iteration.
void arrayOfThreads(int N) {
  std::thread *Threads = new std::thread[N];
  for (int I = 0; I < N; ++I)
    Threads[I] = std::thread(work, I);
  for (int I = 0; I < N; ++I)
    Threads[I].join();
  delete[] Threads;
}

void arrayOfPointers(int N) {
  std::thread **Threads = new std::thread *[N];
  for (int I = 0; I < N; ++I)
    Threads[I] = new std::thread(work, I);
  for (int I = 0; I < N; ++I)
    Threads[I]->join();
}

void arrayOfC(int N, int *Items) {
  pthread_t *Threads = new pthread_t[N];
  for (int I = 0; I < N; ++I)
    pthread_create(&Threads[I], nullptr, run, &Items[I]);
  for (int I = 0; I < N; ++I)
    pthread_join(Threads[I], nullptr);
  delete[] Threads;
}

void owned(int N) {
  auto Threads = std::make_unique<std::thread[]>(N);
  for (int I = 0; I < N; ++I)
    Threads[I] = std::thread(work, I);
  for (int I = 0; I < N; ++I)
    Threads[I].join();
}

// The two run side by side.
void sideBySide(int X) {
  std::jthread First(work, X);
  std::jthread Second(work, X + 1);
}

void workBehind(int X) {
  std::jthread Worker(work, X);
  work(X + 1);
}

// The destructor asks it to stop: a direct call would never return.
void stopped() {
  std::jthread Worker([](std::stop_token Stop) {
    while (!Stop.stop_requested())
      work(1);
  });
}

std::jthread kept(int X) { return std::jthread(work, X); }

// The other branch works meanwhile.
void worksWhereItStarted(int X) {
  pthread_t Thread;
  if (pthread_create(&Thread, nullptr, run, &X) == 0)
    work(X);
  pthread_join(Thread, nullptr);
}

void firstInBranch(int X) {
  std::thread Worker(work, X);
  if (Worker.joinable()) {
    work(X + 1);
    Worker.join();
  }
}

void asksAnother(int X) {
  std::thread Worker(work, X);
  if (compute(X))
    Worker.join();
}
