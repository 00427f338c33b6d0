// RUN: %threadwise %s serial-spawn -- -- -fopenmp

void work(int X);
int sum(const int *First, int N);

void alone(int X) {
#pragma omp task
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp task' hands over one task and waits for it at once: nothing runs beside it
  work(X);
#pragma omp taskwait
}

int sharing(const int *First, int N) {
  int Result = 0;
#pragma omp task shared(Result) firstprivate(First, N)
  // CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'omp task' hands over one task and waits for it at once: nothing runs beside it
  Result = sum(First, N);
#pragma omp taskwait
  return Result;
}

// Silent: two of them, work in between, an order, a condition.
void two(int X) {
#pragma omp task
  work(X);
#pragma omp task
  work(X + 1);
#pragma omp taskwait
}

void between(int X) {
#pragma omp task
  work(X);
  work(X + 1);
#pragma omp taskwait
}

void inOrder(int X) {
#pragma omp task depend(in : X)
  work(X);
#pragma omp taskwait
}

void fromSize(int X) {
#pragma omp task if (X > 1000)
  work(X);
#pragma omp taskwait
}

void inLoop(int N) {
  for (int I = 0; I < N; ++I) {
#pragma omp task
    work(I);
  }
#pragma omp taskwait
}
