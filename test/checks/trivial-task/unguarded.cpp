// RUN: %threadwise %s trivial-task -- -- -fopenmp

#include <algorithm>
#include <future>
#include <thread>
#include <vector>

int unknown(int X);

int fib(int N) {
  if (N < 2)
    return N;
  auto A = std::async(std::launch::async, fib, N - 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::async' is started down to the smallest part, of at most {{[0-9,]+}} ns of work, and a task with a thread of its own costs about 11,200 ns to start
  int B = fib(N - 2);
  return A.get() + B;
}

void quickSort(int *V, int Low, int High) {
  if (Low >= High)
    return;
  int Pivot = V[High], I = Low;
  for (int J = Low; J < High; ++J)
    if (V[J] < Pivot)
      std::swap(V[I++], V[J]);
  std::swap(V[I], V[High]);
  std::thread Left([=] { quickSort(V, Low, I - 1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is started down to the smallest part
  quickSort(V, I + 1, High);
  Left.join();
}

template <class T> void sortPattern(T *V, int Low, int High) {
  if (Low >= High)
    return;
  T Pivot = V[High];
  int I = Low;
  for (int J = Low; J < High; ++J)
    if (V[J] < Pivot)
      std::swap(V[I++], V[J]);
  auto Left = std::async(std::launch::async, sortPattern<T>, V, Low, I - 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::async' is started down to the smallest part
  sortPattern(V, I + 1, High);
  Left.get();
}

int taskFib(int N) {
  if (N < 2)
    return N;
  int A, B;
#pragma omp task shared(A)
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp task' is started down to the smallest part
  A = taskFib(N - 1);
  B = taskFib(N - 2);
#pragma omp taskwait
  return A + B;
}

// The count shrinks with the loop around it.
void eliminate(double *A, int N) {
  for (int K = 0; K < N; ++K) {
#pragma omp parallel for
    // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well: it costs about 1,040 ns to start, and pays from about {{[0-9,]+}} elements
    // CHECK-FIXES: {{^}}#pragma omp parallel for if (N - (K + 1) > {{[0-9]+}})
    for (int I = K + 1; I < N; ++I)
      A[I] -= A[K] * 0.5;
  }
}

void rotate(double *A, int N) {
  for (int K = 0; K < N - 1; ++K) {
#pragma omp parallel for schedule(static, 32)
    // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well
    // CHECK-FIXES: {{^}}#pragma omp parallel for if (N - (K + 1) > {{[0-9]+}}) schedule(static, 32)
    for (int I = K + 1; I < N; ++I)
      A[I] -= A[K] * 0.5;
  }
}

// A caller gives three.
static void scale(double *A, int N) {
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well
  // CHECK-FIXES: {{^}}#pragma omp parallel for if (N > {{[0-9]+}})
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}
void scaleVector(double (&V)[3]) { scale(V, 3); }

// A caller gives the variable of its loop, or what is left of it.
static void addRow(double *A, const double *B, int N) {
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well
  // CHECK-FIXES: {{^}}#pragma omp parallel for if (N > {{[0-9]+}})
  for (int I = 0; I < N; ++I)
    A[I] += B[I];
}
void lowerTriangle(double *A, const double *B, int N) {
  for (int Row = 1; Row < N; ++Row)
    addRow(A + Row * N, B, Row);
}
static void subtractRow(double *A, const double *B, int N) {
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well
  // CHECK-FIXES: {{^}}#pragma omp parallel for if (N > {{[0-9]+}})
  for (int I = 0; I < N; ++I)
    A[I] -= B[I];
}
void upperTriangle(double *A, const double *B, int N) {
  for (int Row = 0; Row < N; ++Row)
    subtractRow(A + Row * N, B, N - Row);
}
static void whole(double *A, int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}
void eachRow(double *A, int N) {
  for (int Row = 0; Row < N; ++Row)
    whole(A + Row * N, N);
}

// The guard lets 11 through.
void lowGuard(double *A, int N) {
#pragma omp parallel for if (N > 10)
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well
  // CHECK-FIXES: {{^}}#pragma omp parallel for if (N > {{[0-9][0-9][0-9]+}})
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

// Clauses stay, and what cannot be asked for without doing something is left.
void clauses(double *A, int N) {
  for (int K = 0; K < N; ++K) {
    double Sum = 0;
#pragma omp parallel for reduction(+ : Sum) \
    schedule(static) // split evenly
    // CHECK-MESSAGES: :[[@LINE-2]]:1: warning: 'omp parallel for' is started for few elements as well
    // CHECK-FIXES: {{^}}#pragma omp parallel for if (K > {{[0-9]+}}) reduction(+ : Sum) {{\\}}
    for (int I = 0; I < K; ++I)
      Sum += A[I];
    A[K] = Sum;
  }
}

#define COUNT(K) (K)
void macro(double *A, int N) {
  for (int K = 0; K < N; ++K) {
#pragma omp parallel for
    // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well
    // CHECK-FIXES: {{^}}#pragma omp parallel for{{$}}
    for (int I = 0; I < COUNT(K); ++I)
      A[I] *= 2;
  }
}

// No proof that it is ever small.
void noProof(double *A, int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

// The guard pays.
void guard(double *A, int N) {
#pragma omp parallel for if (N > 10000)
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

void branch(double *A, int N) {
  if (N < 10000) {
    for (int I = 0; I < N; ++I)
      A[I] *= 2;
    return;
  }
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

void threshold(double *A, int N, int Threshold) {
#pragma omp parallel for if (N > Threshold)
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

// A cut-off, a depth.
void sortAbove(int *V, int Low, int High) {
  if (High - Low < 10000) {
    std::sort(V + Low, V + High);
    return;
  }
  int Middle = Low + (High - Low) / 2;
  auto Left = std::async(std::launch::async, sortAbove, V, Low, Middle);
  sortAbove(V, Middle, High);
  Left.get();
  std::inplace_merge(V + Low, V + Middle, V + High);
}

int toDepth(int N, int Depth) {
  if (N < 2)
    return N;
  if (Depth == 0)
    return toDepth(N - 1, 0) + toDepth(N - 2, 0);
  auto A = std::async(std::launch::async, toDepth, N - 1, Depth - 1);
  int B = toDepth(N - 2, Depth - 1);
  return A.get() + B;
}

// What a leaf does is not in sight.
void render(int Low, int High) {
  if (Low >= High)
    return;
  if (High - Low == 1) {
    unknown(Low);
    return;
  }
  int Middle = Low + (High - Low) / 2;
  auto Left = std::async(std::launch::async, render, Low, Middle);
  render(Middle, High);
  Left.get();
}
