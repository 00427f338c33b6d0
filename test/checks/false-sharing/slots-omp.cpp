// The OpenMP runtime's header is missing on the analysing machine, or not.
// RUN: %threadwise %s false-sharing --allow-errors -- -- -fopenmp

extern "C" int omp_get_thread_num();
extern "C" int omp_get_max_threads();
bool keep(int);

void histogram(const int *Data, int N, long *PerThread) {
  int Counts[64] = {};
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: each thread writes its own element of 'Counts', but 16 of them share a cache line
  // CHECK-NOTES: note: 'Counts[Tid]' is written here
  // CHECK-NOTES: note: 'omp_get_thread_num' yields the number of the thread
  // CHECK-NOTES: note: 'keep' is not in sight and may look at it
  // CHECK-NOTES: note: the next thread's element begins 4 bytes on
  // CHECK-NOTES: note: established
  // CHECK-NOTES: note: work on a local variable
#pragma omp parallel
  {
    const int Tid = omp_get_thread_num();
    int Own[4] = {};
#pragma omp for
    for (int I = 0; I < N; ++I) {
      if (keep(Data[I]))
        Counts[Tid]++;
      Own[Tid % 4]++;
    }
    PerThread[Tid] = Own[0];
  }
}

// A private copy, a reduction, a row for each iteration.
void copies(const double *Matrix, const double *X, double *Out, int N) {
  double Sums[8] = {};
  double Tmp[8];
#pragma omp parallel for reduction(+ : Sums) private(Tmp)
  for (int I = 0; I < N; ++I) {
    Sums[omp_get_thread_num()] += Matrix[I];
    Tmp[omp_get_thread_num()] += Matrix[I];
    for (int K = 0; K < N; ++K)
      Out[I] += Matrix[I * N + K] * X[K];
  }
}

// The header that declares the structure's types is missing.
#include "project/config.h"
struct State {
  unsigned long Seen, Kept;
};
static State states[MAX_THREADS];
// CHECK-NOTES: :[[@LINE-4]]:8: warning: each thread writes its own element of 'states', but 4 of them share a cache line
// CHECK-NOTES: note: 'states[Thread].Seen' is written here
// CHECK-NOTES: note: 'omp_get_thread_num' yields the number of the thread
// CHECK-NOTES: note: 'omp_get_thread_num' is not in sight
// CHECK-NOTES: note: the next thread's element begins 16 bytes on
// CHECK-NOTES: note: established
// CHECK-NOTES: note: work on a local variable
void filter(int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I) {
    int Thread = omp_get_thread_num();
    states[Thread].Seen++;
    if (keep(I))
      states[Thread].Kept++;
  }
}

