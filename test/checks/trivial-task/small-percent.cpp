// RUN: %threadwise %s trivial-task -check-suffix=TENTH -- "--config={CheckOptions: {threadwise-trivial-task.SmallPercent: 10}}" -- -fopenmp
// RUN: %threadwise %s trivial-task -check-suffix=WHOLE -- -- -fopenmp

// About half of what its start costs.
void half(double *A) {
#pragma omp parallel for
  // CHECK-MESSAGES-WHOLE: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most
  for (int I = 0; I < 1000; ++I)
    A[I] += 1;
}

// A clause that always holds is none; one that never does starts nothing.
void always(double *A) {
#pragma omp parallel for if (16 > 3)
  // CHECK-MESSAGES-TENTH: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most
  // CHECK-MESSAGES-WHOLE: :[[@LINE-2]]:1: warning: 'omp parallel for' is started for at most
  for (int I = 0; I < 16; ++I)
    A[I] += 1;
}

void never(double *A) {
#pragma omp parallel for if (3 > 16)
  for (int I = 0; I < 16; ++I)
    A[I] += 1;
}
