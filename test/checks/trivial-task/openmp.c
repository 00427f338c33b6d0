// RUN: %threadwise %s trivial-task -- -- -fopenmp

void scale(double *A) {
  int I;
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most
  for (I = 0; I < 10; I++)
    A[I] *= 2;
}

void byCount(double *A, int N) {
  int I;
#pragma omp parallel for
  for (I = 0; I < N; I++)
    A[I] *= 2;
}
