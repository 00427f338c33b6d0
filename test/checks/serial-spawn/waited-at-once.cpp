// RUN: %threadwise %s serial-spawn -std=c++11-or-later --both-stdlibs

#include <chrono>
#include <future>
#include <pthread.h>
#include <string>
#include <thread>
#include <vector>

int compute(int X);
void work(int X);
void other();

int inOneExpression(int X) {
  return std::async(std::launch::async, compute, X).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::async' is started and waited for at once: nothing runs beside it
  // CHECK-FIXES: return compute(X);
}

int inTwoStatements(int X) {
  auto F = std::async(std::launch::async, compute, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::async' is started and waited for at once: nothing runs beside it
  return F.get();
  // CHECK-FIXES: return compute(X);
}

int withLambda(int X) {
  return std::async(std::launch::async, [X] { return X + 1; }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::async' is started and waited for at once: nothing runs beside it
  // CHECK-FIXES: return [X] { return X + 1; }();
}

void thread(int X) {
  std::thread T([X] { work(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is started and waited for at once: nothing runs beside it
  T.join();
}

void ifJoinable(int X) {
  std::thread T(work, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is started and waited for at once: nothing runs beside it
  if (T.joinable())
    T.join();
}

void temporary() {
  std::thread(other).join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' is started and waited for at once: nothing runs beside it
}

void discarded(int X) {
  std::async(std::launch::async, work, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future of 'std::async' is discarded: its destructor waits, so the call runs as if it were made directly
}

void endOfBlock(bool Changed, int X) {
  if (Changed) {
    auto F = std::async(std::launch::async, work, X);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the future of 'std::async' is discarded: its destructor waits, so the call runs as if it were made directly
  }
  other();
}

class Model {
public:
  void refresh() {
    auto Done = std::async(std::launch::async, &Model::load, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::async' is started and waited for at once: nothing runs beside it
    Done.wait();
  }

private:
  void load();
};

template <class F> void nothingInstantiates(F Work) {
  auto Done = std::async(std::launch::async, Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::async' is started and waited for at once: nothing runs beside it
  Done.get();
}

void perItem(const std::vector<int> &Items) {
  for (int Item : Items) {
    std::thread T(work, Item);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::thread' is started and waited for in the same iteration: the iterations run one after another
    T.join();
  }
}

void perFrame(bool &Stop) {
  while (!Stop) {
    std::vector<std::thread> Threads;
    for (int I = 0; I < 4; ++I)
      Threads.emplace_back(work, I);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' starts its threads anew in every round of the loop and joins them at its end
    for (auto &T : Threads)
      T.join();
  }
}

// Work lies in between.
int beside(int X) {
  auto F = std::async(std::launch::async, compute, X);
  int Here = compute(X + 1);
  return Here + F.get();
}

int inTheSameExpression(int X) {
  auto F = std::async(std::launch::async, compute, X);
  return compute(X + 1) + F.get();
}

void two(int X) {
  std::thread A(work, X);
  std::thread B(work, X + 1);
  A.join();
  B.join();
}

// The wait has a time limit, or the thread differs on purpose.
bool limited(int X) {
  auto F = std::async(std::launch::async, compute, X);
  return F.wait_for(std::chrono::seconds(1)) == std::future_status::ready;
}

void *deep(void *);
void bigStack() {
  pthread_attr_t Attributes;
  pthread_attr_init(&Attributes);
  pthread_attr_setstacksize(&Attributes, 64 << 20);
  pthread_t T;
  pthread_create(&T, &Attributes, deep, nullptr);
  pthread_join(T, nullptr);
}

int deferred(int X) {
  return std::async(std::launch::deferred, compute, X).get();
}

void suppressed() {
  std::thread(other).join(); // NOLINT(threadwise-serial-spawn)
}

bool nextFrame();
// Their destructors wait, at the end of each round.
void halvesOfEachFrame() {
  while (nextFrame()) {
    std::vector<std::future<void>> Halves;
    for (int Half = 0; Half < 2; ++Half)
      Halves.push_back(std::async(std::launch::async, work, Half));
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'std::async' starts its threads anew in every round of the loop and joins them at its end
  }
}

// They run side by side, in one declaration or one array.
void sideBySide() {
  std::thread A(work, 1), B(work, 2);
  A.join();
  B.join();
  std::thread Two[2] = {std::thread(work, 1), std::thread(work, 2)};
  Two[0].join();
  Two[1].join();
}

// On which thread it runs is what the branch is about.
void onAThreadOrHere(bool OwnThread) {
  auto Crash = [] { other(); };
  if (OwnThread)
    std::async(std::launch::async, Crash).wait();
  else
    Crash();
}

// The thread binds itself: its starter stays where it is.
void bindThisThreadToNode(int Node);
void runOnNode(int Node) {
  std::thread T([Node] {
    bindThisThreadToNode(Node);
    work(Node);
  });
  T.join();
}

// A time limit that the destructor of the temporary does not have.
void timedWaitOnTemporary(int X) {
  std::async(std::launch::async, compute, X).wait_for(std::chrono::seconds(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future of 'std::async' is discarded: its destructor waits, so the call runs as if it were made directly
}
bool timedWaitOnVariable(int X) {
  auto F = std::async(std::launch::async, compute, X);
  return F.wait_for(std::chrono::seconds(1)) == std::future_status::ready;
}

// The assignment waits for the round before.
int nextConnection();
void serve(int Connection);
void serveAll() {
  std::future<void> Last;
  while (true) {
    int Connection = nextConnection();
    if (Connection < 0)
      continue;
    Last = std::async(std::launch::async, serve, Connection);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the future of 'std::async' takes the place of the one before, whose destructor waits: each round of the loop waits for the task of the round before
  }
}
// One that asks for it knows.
void saveAll(const std::vector<int> &Pages) {
  std::future<void> Last;
  for (int Page : Pages) {
    other();
    if (Last.valid())
      Last.get();
    Last = std::async(std::launch::async, work, Page);
  }
}

// A worker for each device that the object has, made anew for each job.
struct Device;
bool nextJob(int &Job);
class Trainer {
public:
  void train() {
    std::vector<std::future<double>> Losses(Devices.size());
    int Job = 0;
    while (nextJob(Job)) {
      for (std::size_t I = 0; I < Devices.size(); ++I)
        Losses[I] = std::async(std::launch::async, [this, I, Job] { return step(I, Job); });
        // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::async' starts its threads anew in every round of the loop and joins them at its end
      for (auto &Loss : Losses)
        record(Loss.get());
    }
  }

private:
  double step(std::size_t Device, int Job);
  void record(double Loss);
  std::vector<Device *> Devices;
};
