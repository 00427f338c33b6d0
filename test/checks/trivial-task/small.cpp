// RUN: %threadwise %s trivial-task -std=c++17-or-later --both-stdlibs

#include <cmath>
#include <future>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

void unknown(int X);

int add(int A, int B) { return A + B; }

int asyncPerInteger(const std::vector<int> &V) {
  std::vector<std::future<int>> Sums;
  for (int I = 0; I < 1000; ++I)
    Sums.push_back(std::async(std::launch::async, [I] { return I + 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::async' is started for at most 1 ns of work, and a task with a thread of its own costs about 11,200 ns to start
  int Sum = 0;
  for (auto &F : Sums)
    Sum += F.get();
  return Sum;
}

int asyncOfFunction() {
  std::vector<std::future<int>> Sums;
  for (int I = 0; I < 1000; ++I)
    Sums.push_back(std::async(std::launch::async, add, I, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::async' is started for at most {{[0-9,]+}} ns of work
  int Sum = 0;
  for (auto &F : Sums)
    Sum += F.get();
  return Sum;
}

struct Matrix {
  double Cells[64][64];
};

void threadPerCell(const Matrix &A, const Matrix &B, Matrix &C) {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 64; ++I)
    for (int J = 0; J < 64; ++J)
      Threads.emplace_back([&, I, J] {
        // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' is started for at most {{[0-9,]+}} ns of work, and a thread costs about 11,200 ns to start
        double Sum = 0;
        for (int K = 0; K < 64; ++K)
          Sum += A.Cells[I][K] * B.Cells[K][J];
        C.Cells[I][J] = Sum;
      });
  for (auto &Thread : Threads)
    Thread.join();
}

void lockedCount(int &Count, std::mutex &M) {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 100; ++I)
    Threads.emplace_back([&] {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' is started for at most {{[0-9,]+}} ns of work
      std::lock_guard<std::mutex> Lock(M);
      ++Count;
    });
  for (auto &Thread : Threads)
    Thread.join();
}

double oneShot(double X) {
  double Root = 0;
  std::thread T([&] { Root = std::sqrt(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is started for at most {{[0-9,]+}} ns of work
  double Other = X * X;
  T.join();
  return Root + Other;
}

class Window {
  int Pixels[100];

public:
  void clear() {
    for (int &P : Pixels)
      P = 0;
  }
  void clearBeside() {
    auto Done = std::async(std::launch::async, &Window::clear, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::async' is started for at most {{[0-9,]+}} ns of work
    unknown(1);
    Done.get();
  }
};

#define START(F) std::async(std::launch::async, F)
void throughMacro(int *Out) {
  auto A = START([=] { *Out = 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::async' is started for at most
  unknown(1);
  A.get();
}

template <class T> void pattern(std::vector<T> &V, int *Hits) {
  std::vector<std::thread> Threads;
  for (T &X : V)
    Threads.emplace_back([Hits] { ++*Hits; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' is started for at most
  for (auto &Thread : Threads)
    Thread.join();
}

// What the template leaves open may take any time.
template <class T> void open(std::vector<T> &V) {
  std::vector<std::thread> Threads;
  for (T &X : V)
    Threads.emplace_back([&X] { X = X + X; });
  for (auto &Thread : Threads)
    Thread.join();
}

// The body is not in sight.
void behindAFunction(const std::vector<int> &V) {
  std::vector<std::future<void>> Done;
  for (int X : V)
    Done.push_back(std::async(std::launch::async, [X] { unknown(X + 1); }));
  for (auto &F : Done)
    F.get();
}

// The count of the loop inside is not known.
void chunks(const std::vector<int> &V, std::vector<long> &Sums) {
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I < Sums.size(); ++I)
    Threads.emplace_back([&, I] {
      for (size_t J = I; J < V.size(); J += Sums.size())
        Sums[I] += V[J];
    });
  for (auto &Thread : Threads)
    Thread.join();
}

// Recursion has no upper end.
int fib(int N) { return N < 2 ? N : fib(N - 1) + fib(N - 2); }
int twoHalves() {
  auto A = std::async(std::launch::async, fib, 30);
  int B = fib(31);
  return A.get() + B;
}

// A loop that is long enough.
void longLoop(double *Out) {
  std::thread T([=] {
    for (int I = 0; I < 1000000; ++I)
      Out[I] = std::sin(I);
  });
  unknown(1);
  T.join();
}

// A virtual call, a std::function: what runs is somebody else's.
struct Job {
  virtual void run() {}
};
void jobs(std::vector<Job *> &Jobs) {
  std::vector<std::thread> Threads;
  for (Job *J : Jobs)
    Threads.emplace_back([J] { J->run(); });
  for (auto &Thread : Threads)
    Thread.join();
}

// One thread that takes a lock may be there for the lock's sake.
void locker(std::mutex &M, int &Count) {
  std::thread T([&] {
    std::lock_guard<std::mutex> Lock(M);
    ++Count;
  });
  unknown(1);
  T.join();
}

// A wait for a flag has no end that is known.
void spin(volatile bool &Flag) {
  std::thread T([&] {
    while (!Flag) {
    }
  });
  unknown(1);
  T.join();
}

int deferred() {
  auto F = std::async(std::launch::deferred, add, 1, 2);
  return F.get();
}

void suppressed(int *Out) {
  std::thread T([=] { *Out = 1; }); // NOLINT(threadwise-trivial-task)
  unknown(1);
  T.join();
}
