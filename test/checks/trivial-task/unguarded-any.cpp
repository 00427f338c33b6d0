// RUN: %threadwise %s trivial-task -- --config='{CheckOptions: {threadwise-trivial-task.Unguarded: any, threadwise-trivial-task.OpenMpRegionCost: 5000}}' -- -fopenmp

int unknown(int X);

void noProof(double *A, int N) {
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for few elements as well: it costs about 5,000 ns to start, and pays from about {{[0-9,]+}} elements
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

void unknownWork(int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    unknown(I);
}

void guard(double *A, int N) {
#pragma omp parallel for if (N > 10000)
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}
