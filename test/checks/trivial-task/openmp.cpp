// RUN: %threadwise %s trivial-task -- -- -fopenmp

int unknown(int X);

void constantCount(double *A, const double *B) {
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most {{[0-9,]+}} ns of work, and an OpenMP region costs about 1,040 ns to start
  for (int I = 0; I < 31; ++I)
    A[I] += 2 * B[I];
}

void innerLoop(double (*A)[3], int N) {
  for (int I = 0; I < N; ++I) {
#pragma omp parallel for
    // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most
    for (int J = 0; J < 3; ++J)
      A[I][J] *= 0.5;
  }
}

void collapsed(int A[8][8]) {
#pragma omp parallel for collapse(2)
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most
  for (int I = 0; I < 8; ++I)
    for (int J = 0; J < 8; ++J)
      A[I][J] = I * J;
}

void sections(int &A, int &B) {
#pragma omp parallel sections
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel sections' is started for at most
  {
#pragma omp section
    A = A + 1;
#pragma omp section
    B = B + 1;
  }
}

void tasks(int *A, int N) {
#pragma omp parallel
#pragma omp single
  for (int I = 0; I < N; ++I) {
#pragma omp task firstprivate(I)
    // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp task' is started for at most
    A[I] = I + 1;
  }
}

void fetchedOneByOne(int *A, int N) {
#pragma omp parallel for schedule(dynamic)
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most {{[0-9,]+}} ns of work, and a chunk of an OpenMP loop costs about 20 ns to start
  for (int I = 0; I < N; ++I)
    A[I] = I + 1;
}

template <class T> void pattern(int *A, T) {
#pragma omp parallel for
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp parallel for' is started for at most
  for (int I = 0; I < 10; ++I)
    A[I] += I;
}

// How many is not known.
void runTimeCount(double *A, int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    A[I] *= 2;
}

// The work is not known.
void unknownWork() {
#pragma omp parallel for
  for (int I = 0; I < 31; ++I)
    unknown(I);
}

// There is enough of it.
void largeCount(double *A) {
#pragma omp parallel for
  for (int I = 0; I < 1000000; ++I)
    A[I] *= 2;
}

void inChunks(int *A, int N) {
#pragma omp parallel for schedule(dynamic, 1024)
  for (int I = 0; I < N; ++I)
    A[I] = I + 1;
}

// A clause decides.
void clause(int *A, bool Big) {
#pragma omp parallel for if (Big)
  for (int I = 0; I < 31; ++I)
    A[I] = I;
}

void oneThread(int *A) {
#pragma omp parallel for num_threads(1)
  for (int I = 0; I < 31; ++I)
    A[I] = I;
}

// The team is there already.
void shared(int *A, int N) {
#pragma omp parallel
  {
#pragma omp for
    for (int I = 0; I < 31; ++I)
      A[I] = I;
    unknown(N);
  }
}

void suppressed(int *A) {
#pragma omp parallel for // NOLINT(threadwise-trivial-task)
  for (int I = 0; I < 31; ++I)
    A[I] = I;
}
