// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// A container indexed by something that the code bounds holds as many threads
// as there are indices.

#include <array>
#include <future>
#include <map>
#include <pthread.h>
#include <thread>
#include <unordered_map>
#include <vector>

enum class Kind { Audio, Video, Text };
void serve(int Fd);
void render(int Level);
void *session(void *Argument);

class Player {
public:
  void onStart(Kind K) { PerKind[K] = std::thread(render, 1); }
  void onAgain(Kind K) {
    auto &Thread = PerKind[K];
    if (Thread.joinable())
      return;
    Thread = std::thread(render, 1);
  }
  void onUrgent(bool IsUrgent) { PerUrgency[IsUrgent] = std::thread(render, 1); }
  void onRequest(int Fd) {
    Pending[Fd % 8] = std::async(std::launch::async, serve, Fd);
  }
  void onMasked(int Fd) { PerShard[Fd & 3] = std::thread(serve, Fd); }
  void onEmplaced(int Fd) { PerFd.try_emplace(Fd % 8, serve, Fd); }
  void onHashed(int Fd) {
    const int Shard = Fd % 16;
    PerFd[Shard] = std::thread(serve, Fd);
  }

  void onClient(int Fd) {
    PerFd[Fd] = std::thread(serve, Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::thread' called once per call of 'Player::onClient': nothing bounds how many threads run at once
  }
  void onClientEmplaced(int Fd) {
    PerFd.try_emplace(Fd, serve, Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'Player::onClientEmplaced': nothing bounds how many threads run at once
  }
  void onKept(int Fd) {
    All.emplace(Fd % 8, std::thread(serve, Fd));
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::thread' called once per call of 'Player::onKept': nothing bounds how many threads run at once
  }

private:
  std::map<Kind, std::thread> PerKind;
  std::map<bool, std::thread> PerUrgency;
  std::map<int, std::thread> PerFd;
  std::multimap<int, std::thread> All;
  std::unordered_map<int, std::future<void>> Pending;
  std::array<std::thread, 4> PerShard;
};

void onePerKind(std::map<Kind, std::thread> &Threads, const std::vector<Kind> &Kinds) {
  for (Kind K : Kinds)
    if (!Threads[K].joinable())
      Threads[K] = std::thread(render, 1);
}

void ring(const std::vector<int> &Levels) {
  std::future<void> Last[8];
  for (size_t I = 0; I < Levels.size(); ++I)
    Last[I % 8] = std::async(std::launch::async, render, Levels[I]);
}

// A handle of C says nothing: the thread that it stood for goes on.
void lost(const std::vector<int> &Levels) {
  pthread_t Last[8];
  for (size_t I = 0; I < Levels.size(); ++I)
    pthread_create(&Last[I % 8], nullptr, session, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_create' called once per iteration over 'Levels': nothing bounds how many threads run at once
}
