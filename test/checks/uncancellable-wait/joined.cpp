// RUN: %threadwise %s uncancellable-wait -std=c++20
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <semaphore>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using Job = std::function<void()>;

// A worker pool as found: the destructor joins, and nothing ends the wait.
class Pool {
public:
  explicit Pool(unsigned N) {
    for (unsigned I = 0; I < N; ++I)
      Workers.emplace_back([this] { run(); });
  }
  ~Pool() {
    for (auto &T : Workers)
      T.join();
  }
  void submit(Job J) {
    std::lock_guard<std::mutex> Lock(M);
    Jobs.push(std::move(J));
    Wake.notify_one();
  }

private:
  void run() {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return !Jobs.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its predicate reads only 'Jobs'
      Job J = std::move(Jobs.front());
      Jobs.pop();
      Lock.unlock();
      J();
    }
  }
  std::vector<std::thread> Workers;
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Wake;
};

// With the flag in the predicate.
class StoppablePool {
public:
  StoppablePool() : Worker([this] { run(); }) {}
  ~StoppablePool() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
    }
    Wake.notify_all();
    Worker.join();
  }

private:
  void run() {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return Stop || !Jobs.empty(); });
      if (Stop)
        return;
      Jobs.pop();
    }
  }
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
  std::thread Worker;
};

// An empty job means the end.
class PoolWithSentinel {
public:
  PoolWithSentinel() : Worker([this] { run(); }) {}
  ~PoolWithSentinel() {
    submit(nullptr);
    Worker.join();
  }
  void submit(Job J) {
    std::lock_guard<std::mutex> Lock(M);
    Jobs.push(std::move(J));
    Wake.notify_one();
  }

private:
  void run() {
    while (true) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return !Jobs.empty(); });
      Job J = std::move(Jobs.front());
      Jobs.pop();
      if (!J)
        return;
      J();
    }
  }
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Wake;
  std::thread Worker;
};

// The flag is set, and nobody told.
class Quiet {
public:
  void start() { Worker = std::thread(&Quiet::run, this); }
  void stop() {
    {
      std::lock_guard<std::mutex> Lock(M);
      Stop = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Stop' is set and the 'wait' that tests it is not notified: 'stop' joins a thread that sleeps on
    }
    Worker.join();
  }
  void add(int I) {
    std::lock_guard<std::mutex> Lock(M);
    Items.push(I);
    Wake.notify_one();
  }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    while (!Stop) {
      while (Items.empty() && !Stop)
        Wake.wait(Lock);
      if (!Items.empty())
        Items.pop();
    }
  }
  std::queue<int> Items;
  std::mutex M;
  std::condition_variable Wake;
  bool Stop = false;
  std::thread Worker;
};

// The queue is a class of its own: its wait is judged where the thread waits.
class JobQueue {
public:
  Job take() {
    std::unique_lock<std::mutex> Lock(M);
    while (Jobs.empty())
      Arrived.wait(Lock);
    Job J = std::move(Jobs.front());
    Jobs.pop();
    return J;
  }
  void put(Job J) {
    std::lock_guard<std::mutex> Lock(M);
    Jobs.push(std::move(J));
    Arrived.notify_one();
  }

private:
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Arrived;
};

class QueueWorker {
public:
  QueueWorker() : Running(true), Worker(&QueueWorker::run, this) {}
  ~QueueWorker() {
    Running = false;
    Worker.join();
  }

private:
  void run() {
    while (Running) {
      Job J = Queue.take();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' can never be woken to stop: its loop reads only 'Jobs'
      J();
    }
  }
  std::atomic<bool> Running;
  JobQueue Queue;
  std::thread Worker;
};

// The item that was taken says that it is the last.
struct Chunk {
  bool IsLast = false;
};
class ChunkQueue {
public:
  Chunk take() {
    std::unique_lock<std::mutex> Lock(M);
    while (Chunks.empty())
      Arrived.wait(Lock);
    Chunk C = Chunks.front();
    Chunks.pop();
    return C;
  }
  void put(Chunk C) {
    std::lock_guard<std::mutex> Lock(M);
    Chunks.push(C);
    Arrived.notify_one();
  }

private:
  std::queue<Chunk> Chunks;
  std::mutex M;
  std::condition_variable Arrived;
};
class WriterUntilLast {
public:
  WriterUntilLast() : Worker(&WriterUntilLast::run, this) {}
  ~WriterUntilLast() { Worker.join(); }
  void submit(const Chunk &C) { Chunks.put(C); }

private:
  void run() {
    Chunk C = Chunks.take();
    while (!C.IsLast)
      C = Chunks.take();
  }
  ChunkQueue Chunks;
  std::thread Worker;
};

class WokenQueueWorker {
public:
  WokenQueueWorker() : Running(true), Worker(&WokenQueueWorker::run, this) {}
  ~WokenQueueWorker() {
    Running = false;
    Queue.put([] {});
    Worker.join();
  }

private:
  void run() {
    while (Running)
      Queue.take()();
  }
  std::atomic<bool> Running;
  JobQueue Queue;
  std::thread Worker;
};

// A jthread asks for the stop and joins, in the destructor that nobody wrote.
class Background {
public:
  Background() : Worker([this](std::stop_token) { run(); }) {}

private:
  void run() {
    for (;;) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return !Jobs.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' can never be woken to stop: its predicate reads only 'Jobs'
      Jobs.pop();
    }
  }
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Wake;
  std::jthread Worker;
};

// A semaphore that nobody releases for the end.
class Permits {
public:
  Permits() : Worker([this] { run(); }) {}
  ~Permits() {
    Stop = true;
    Worker.join();
  }
  void more() { Available.release(); }

private:
  void run() {
    while (!Stop) {
      Available.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'acquire' blocks on 'Available', and nothing wakes it when '~Permits' joins the thread
    }
  }
  std::counting_semaphore<> Available{0};
  std::atomic<bool> Stop{false};
  std::thread Worker;
};

class ReleasedPermits {
public:
  ReleasedPermits() : Worker([this] { run(); }) {}
  ~ReleasedPermits() {
    Stop = true;
    Available.release();
    Worker.join();
  }

private:
  void run() {
    while (!Stop)
      Available.acquire();
  }
  std::counting_semaphore<> Available{0};
  std::atomic<bool> Stop{false};
  std::thread Worker;
};

// Sockets: nothing, close, shutdown.
class Acceptor {
public:
  void start() { Thread = std::thread([this] { run(); }); }
  void stop() {
    Running = false;
    Thread.join();
  }

private:
  void run() {
    while (Running) {
      int Client = accept(Listener, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'accept' blocks on 'Listener', and nothing wakes it when 'stop' joins the thread
      if (Client >= 0)
        close(Client);
    }
  }
  std::atomic<bool> Running{true};
  int Listener = -1;
  std::thread Thread;
};

class Receiver {
public:
  void start() { Thread = std::thread([this] { run(); }); }
  ~Receiver() {
    close(Socket);
    Thread.join();
  }

private:
  void run() {
    char Buffer[512];
    while (recv(Socket, Buffer, sizeof Buffer, 0) > 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'recv' blocks on 'Socket', and closing the descriptor does not wake it: '~Receiver' waits on
      ;
  }
  int Socket = -1;
  std::thread Thread;
};

class ShutReceiver {
public:
  void start() { Thread = std::thread([this] { run(); }); }
  ~ShutReceiver() {
    shutdown(Socket, SHUT_RDWR);
    Thread.join();
    close(Socket);
  }

private:
  void run() {
    char Buffer[512];
    while (recv(Socket, Buffer, sizeof Buffer, 0) > 0)
      ;
  }
  int Socket = -1;
  std::thread Thread;
};

// A loop without an exit.
class Endless {
public:
  Endless() : Worker(&Endless::run, this) {}
  ~Endless() { Worker.join(); }

private:
  void step();
  void run() {
    while (true) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the loop of 'run' has no exit: '~Endless' joins its thread and never returns
      step();
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  std::thread Worker;
};

// What ends it is not in sight, or the work is awaited and not ended.
class Unseen {
public:
  Unseen() : Worker(&Unseen::run, this) {}
  ~Unseen() {
    requestStop();
    Worker.join();
  }

private:
  void requestStop();
  void run() {
    std::unique_lock<std::mutex> Lock(M);
    while (Jobs.empty())
      Wake.wait(Lock);
  }
  std::queue<Job> Jobs;
  std::mutex M;
  std::condition_variable Wake;
  std::thread Worker;
};

class Server {
public:
  void start() { Worker = std::thread(&Server::run, this); }
  void waitForever() { Worker.join(); }

private:
  void step();
  void run() {
    while (true)
      step();
  }
  std::thread Worker;
};

// It waits for the listener in a call that is not in sight, and that the stop
// may end.
class Polling {
public:
  Polling() = default;
  explicit Polling(int Fd) : Listener(Fd) {}
  ~Polling() {
    Stop = true;
    Worker.join();
  }

private:
  static bool isReadable(int Fd);
  void run() {
    while (!Stop) {
      if (!isReadable(Listener))
        continue;
      accept(Listener, nullptr, nullptr);
    }
  }
  int Listener = -1;
  std::atomic<bool> Stop{false};
  std::thread Worker{&Polling::run, this};
};

// The thread is started where its member is declared.
class StartedInClass {
public:
  StartedInClass() { step(); }
  ~StartedInClass() { Worker.join(); }

private:
  void step();
  void run() {
    while (true)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the loop of 'run' has no exit: '~StartedInClass' joins its thread and never returns
      step();
  }
  std::thread Worker{&StartedInClass::run, this};
};

// How long, the constructor says: by a default of its own, or as a number.
class Reconnector {
public:
  explicit Reconnector(unsigned waitSeconds = 1);
  ~Reconnector() {
    stopping = true;
    thread.join();
  }

private:
  void run() {
    while (!stopping) {
      connect();
      std::this_thread::sleep_for(std::chrono::seconds(wait));
    }
  }
  void connect();
  unsigned wait;
  std::atomic<bool> stopping{false};
  std::thread thread;
};
Reconnector::Reconnector(unsigned waitSeconds)
    : wait(waitSeconds), thread(&Reconnector::run, this) {}
class SlowReconnector {
public:
  SlowReconnector() : wait(20), thread(&SlowReconnector::run, this) {}
  ~SlowReconnector() {
    stopping = true;
    thread.join();
  }

private:
  void run() {
    while (!stopping) {
      connect();
      std::this_thread::sleep_for(std::chrono::seconds(wait));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: '~SlowReconnector' joins a thread that sleeps for 20 s (the default of 'wait') at a time
    }
  }
  void connect();
  unsigned wait;
  std::atomic<bool> stopping{false};
  std::thread thread;
};
