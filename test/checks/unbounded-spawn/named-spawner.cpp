// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs
//
// The functions that start a thread and accept a connection are those of
// another file: their names say what they do.

#include <map>
#include <mutex>
#include <thread>
#include <vector>

using thread_id = unsigned long;
bool thread_spawn(void *(*function)(void *), void *argument, thread_id &thread);
void thread_join(thread_id thread);
int socket_accept(int socket);
bool pool_start_thread(void *(*function)(void *), void *argument);
bool isStopped();
void *serve(void *socket);

struct Acceptor {
  std::mutex mutex;
  std::map<int, thread_id> threads;
  std::vector<int> sockets;

  void accept(int listener) {
    int socket = 0;
    while (!isStopped() && (socket = socket_accept(listener)) >= 0) {
      std::lock_guard<std::mutex> lock(mutex);
      thread_id thread;
      if (thread_spawn(&serve, &socket, thread))
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'thread_spawn' called once per accepted connection: nothing bounds how many threads run at once
        threads[socket] = thread;
    }
  }

  static void *listen(void *listener) {
    static_cast<Acceptor *>(listener)->accept(0);
    return nullptr;
  }

  static void *listenHere(void *listener) {
    int socket = 0;
    while (!isStopped() && (socket = socket_accept(0)) >= 0)
      serve(&socket);
    return nullptr;
  }

  // One per socket that the configuration names: each accepts until it is told
  // to stop.
  void startAll() {
    for (auto i = sockets.begin(); i != sockets.end(); ++i) {
      thread_id thread;
      thread_spawn(&listen, this, thread);
      thread_spawn(&listenHere, this, thread);
      threads[*i] = thread;
    }
  }

  void startOne() {
    thread_id thread;
    thread_spawn(&listen, this, thread);
    threads[0] = thread;
  }

  // A pool has its own limit.
  void submitAll() {
    for (int &socket : sockets)
      pool_start_thread(&serve, &socket);
  }
};

// What is run, and how often, the callers say.
void runParallel(void (*function)(void *), void *argument) {
  std::thread worker(function, argument);
  worker.detach();
}
