// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs
//
// An endless loop that takes one more connection, message or job each time.

#include <atomic>
#include <memory>
#include <pthread.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void *session(void *Argument);

void acceptLoop(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    if (Fd < 0)
      continue;
    std::thread([Fd] {
      char Buffer[512];
      while (read(Fd, Buffer, sizeof(Buffer)) > 0) {
      }
      close(Fd);
    }).detach();
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
  }
}

class Server {
public:
  void run() {
    while (Running) {
      int Fd = accept(Listener, nullptr, nullptr);
      pthread_t Thread;
      pthread_create(&Thread, nullptr, session, reinterpret_cast<void *>(static_cast<long>(Fd)));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pthread_create' called once per accepted connection: nothing bounds how many threads run at once
      pthread_detach(Thread);
    }
  }

private:
  std::atomic<bool> Running{true};
  int Listener = -1;
};

struct Message {};
struct Inbox {
  std::shared_ptr<Message> take();
};
void reply(std::shared_ptr<Message> M);

void dispatch(Inbox &In) {
  while (true) {
    std::shared_ptr<Message> M = In.take();
    std::thread(reply, M).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'In.take()' yields: nothing bounds how many threads run at once
  }
}

int readRequest(int Fd);
void converse(int Fd) {
  for (;;)
    readRequest(Fd);
}

// A session may last: how many connect is up to those who connect.
void serveSessions(int Listener) {
  int Fd;
  while ((Fd = accept(Listener, nullptr, nullptr)) >= 0)
    std::thread(converse, Fd).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
}
