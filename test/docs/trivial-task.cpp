// The examples of docs/checks/trivial-task.md: DocsTest compares the text.
// RUN: %threadwise %s trivial-task -- -- -fopenmp
#include <future>
#include <vector>

int asyncs() {
  std::vector<std::future<int>> sums;
  for (int i = 0; i < 1000; ++i)
    sums.push_back(std::async(std::launch::async, [i] { return i + 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::async' is started for at most 1 ns of work
  int all = 0;
  for (std::future<int> &sum : sums)
    all += sum.get();
  return all;
}

int direct() {
  int sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += i + 1;
  return sum;
}

void move(double (&position)[3], const double (&velocity)[3], double step) {
  #pragma omp parallel for
  for (int axis = 0; axis < 3; ++axis)
    position[axis] += velocity[axis] * step;
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'omp parallel for' is started for at most
}

void moveDirectly(double (&position)[3], const double (&velocity)[3],
                  double step) {
  for (int axis = 0; axis < 3; ++axis)
    position[axis] += velocity[axis] * step;
}

int fib(int n) {
  if (n < 2)
    return n;
  auto left = std::async(std::launch::async, fib, n - 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::async' is started down to the smallest part
  int right = fib(n - 2);
  return left.get() + right;
}

int fibDirectly(int n) {
  return n < 2 ? n : fibDirectly(n - 1) + fibDirectly(n - 2);
}

int fibAbove(int n) {
  if (n < 25)
    return fibDirectly(n);
  auto left = std::async(std::launch::async, fibAbove, n - 1);
  int right = fibAbove(n - 2);
  return left.get() + right;
}

void addScaled(double *y, const double *x, double a, int n) {
  #pragma omp parallel for if (n > 8000)
  for (int i = 0; i < n; ++i)
    y[i] += a * x[i];
}
