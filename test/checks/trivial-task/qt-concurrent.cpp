// RUN: %threadwise %s trivial-task

#include <vector>

// As much of Qt as the test needs.
class QThreadPool {
public:
  static QThreadPool *globalInstance();
};
template <class T> class QFuture {
public:
  T result();
};
namespace QtConcurrent {
template <class F> QFuture<void> run(F) { return {}; }
template <class F> QFuture<void> run(QThreadPool *, F) { return {}; }
template <class C, class F> void blockingMap(C &, F) {}
template <class C, class F> void blockingMap(QThreadPool *, C &, F) {}
} // namespace QtConcurrent

int unknown(int);

void global(std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    QtConcurrent::run([&V, I] { V[I] += 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QtConcurrent::run' is started for at most
}

void ownPool(QThreadPool &Pool, std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    QtConcurrent::run(&Pool, [&V, I] { V[I] += 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QtConcurrent::run' is started for at most
}

void opaque(std::vector<int> &V) {
  for (int I = 0; I < 1000; ++I)
    QtConcurrent::run([&V, I] { V[I] = unknown(I); });
}

void few() {
  std::vector<int> V(10);
  QtConcurrent::blockingMap(V, [](int &X) { X *= 2; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'QtConcurrent::blockingMap' is started for at most
}

void fewInAPool(QThreadPool &Pool) {
  std::vector<int> V(10);
  QtConcurrent::blockingMap(&Pool, V, [](int &X) { X *= 2; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'QtConcurrent::blockingMap' is started for at most
}

void many(std::vector<int> &V) {
  QtConcurrent::blockingMap(V, [](int &X) { X *= 2; });
}
