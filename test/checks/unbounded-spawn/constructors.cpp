// RUN: %threadwise %s unbounded-spawn -std=c++14-or-later --both-stdlibs
//
// A class whose constructor starts a thread: each object made is one more.

#include <atomic>
#include <list>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

class Session {
public:
  explicit Session(int Fd) : Fd(Fd), Thread(&Session::run, this) {}
  Session(const Session &) = delete;
  ~Session() { Thread.join(); }
  void run();

private:
  int Fd;
  std::thread Thread;
};

class Detached {
public:
  explicit Detached(int Fd) {
    std::thread([this, Fd] { serve(Fd); }).detach();
  }
  void serve(int Fd);
};

void acceptIntoVector(int Listener) {
  std::vector<std::unique_ptr<Session>> Sessions;
  while (true) {
    int Fd = accept(Listener, nullptr, nullptr);
    Sessions.push_back(std::make_unique<Session>(Fd));
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Session' called once per accepted connection: nothing bounds how many threads run at once
  }
}

void acceptIntoList(int Listener) {
  std::list<Session> Sessions;
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    Sessions.emplace_back(Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Session' called once per accepted connection: nothing bounds how many threads run at once
  }
}

void acceptAndForget(int Listener) {
  while (true) {
    int Fd = accept(Listener, nullptr, nullptr);
    new Session(Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Session' called once per accepted connection: nothing bounds how many threads run at once
  }
}

void acceptDetached(int Listener) {
  while (true) {
    int Fd = accept(Listener, nullptr, nullptr);
    Detached Now(Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Detached' called once per accepted connection: nothing bounds how many threads run at once
  }
}

class Server {
public:
  void onAccept(int Fd) {
    Sessions.push_back(std::make_shared<Session>(Fd));
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Session' called once per call of 'Server::onAccept': nothing bounds how many threads run at once
  }

private:
  std::vector<std::shared_ptr<Session>> Sessions;
};

// A template that nothing instantiates.
template <typename Urls> class Fetcher {
  class Fetch {
  public:
    explicit Fetch(std::string Url) : Thread([this, Url] { get(Url); }) {}
    ~Fetch() { Thread.join(); }
    void get(const std::string &Url);
    std::thread Thread;
  };
  std::vector<std::unique_ptr<Fetch>> Running;

public:
  void fetch(const std::vector<std::string> &All) {
    for (const std::string &Url : All)
      Running.push_back(std::make_unique<Fetch>(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Fetcher::Fetch' called once per element of 'All': nothing bounds how many threads run at once
  }
};

// The destructor of each waits before the next is made.
void oneAfterTheOther(int Listener) {
  while (true) {
    int Fd = accept(Listener, nullptr, nullptr);
    Session Now(Fd);
  }
}
void oneAfterTheOtherOnTheHeap(int Listener) {
  while (true) {
    auto Now = std::make_unique<Session>(accept(Listener, nullptr, nullptr));
  }
}

// One object is held at a time.
class Single {
public:
  void serve(int Listener) {
    while (true)
      Current = std::make_unique<Session>(accept(Listener, nullptr, nullptr));
  }

private:
  std::unique_ptr<Session> Current;
};

// The limit stands before the start.
void acceptFew(int Listener) {
  std::vector<std::unique_ptr<Session>> Sessions;
  while (true) {
    int Fd = accept(Listener, nullptr, nullptr);
    if (Sessions.size() >= 8)
      continue;
    Sessions.push_back(std::make_unique<Session>(Fd));
  }
}

// As many as the machine has cores, and as many as the configuration names:
// each runs until it is told to stop.
class Worker {
public:
  explicit Worker(const std::string &Name) : Thread([this] { run(); }) {}
  ~Worker() {
    Stop = true;
    Thread.join();
  }

private:
  void run() {
    while (!Stop)
      std::this_thread::yield();
  }
  std::atomic<bool> Stop{false};
  std::thread Thread;
};
void perCore(std::vector<std::unique_ptr<Worker>> &Workers) {
  for (unsigned I = 0; I < std::thread::hardware_concurrency(); ++I)
    Workers.push_back(std::make_unique<Worker>("core"));
}
void perName(const std::vector<std::string> &Names,
             std::vector<std::unique_ptr<Worker>> &Workers) {
  for (const std::string &Name : Names)
    Workers.push_back(std::make_unique<Worker>(Name));
}

// An object with no thread of its own.
struct Plain {
  explicit Plain(int Fd) : Fd(Fd) {}
  int Fd;
};
void plain(int Listener) {
  std::vector<std::unique_ptr<Plain>> All;
  while (true)
    All.push_back(std::make_unique<Plain>(accept(Listener, nullptr, nullptr)));
}
