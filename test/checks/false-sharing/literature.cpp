// The published bugs, written anew in their shape: reported where padding gains
// 10 % or more (benchmarks/agreement/layouts), silent where only the lines at
// the boundary are shared.
// RUN: %threadwise %s false-sharing -std=c++17-or-later -- -- -fopenmp
#include <pthread.h>
#include <stdlib.h>
#include <thread>
#include <vector>

// Phoenix, linear_regression: sums in an argument structure a thread. Famous,
// and without cost since optimisers keep the sums in registers (gain 1.00).
struct Point {
  char X, Y;
};
struct Regression {
  Point *Points;
  long N;
  long long SX, SY, SXX, SYY, SXY;
};
static void *regress(void *Given) {
  Regression *A = static_cast<Regression *>(Given);
  for (long I = 0; I < A->N; ++I) {
    A->SX += A->Points[I].X;
    A->SXX += A->Points[I].X * A->Points[I].X;
    A->SY += A->Points[I].Y;
    A->SYY += A->Points[I].Y * A->Points[I].Y;
    A->SXY += A->Points[I].X * A->Points[I].Y;
  }
  return nullptr;
}
void linearRegression(Point *Points, long N, int Threads) {
  Regression *All =
      static_cast<Regression *>(calloc(Threads, sizeof(Regression)));
  std::vector<pthread_t> Ids(Threads);
  for (int I = 0; I < Threads; ++I) {
    All[I].Points = Points + I * N;
    All[I].N = N;
    pthread_create(&Ids[I], nullptr, regress, &All[I]);
  }
  for (pthread_t Id : Ids)
    pthread_join(Id, nullptr);
  free(All);
}

// Phoenix, histogram: 3 KB a thread, of which only the boundary is shared (gain
// 0.96).
struct Bins {
  unsigned char *Data;
  long N;
  int Red[256], Green[256], Blue[256];
};
static void *bin(void *Given) {
  Bins *A = static_cast<Bins *>(Given);
  for (long I = 0; I < A->N; I += 3) {
    A->Red[A->Data[I]]++;
    A->Green[A->Data[I + 1]]++;
    A->Blue[A->Data[I + 2]]++;
  }
  return nullptr;
}
void histogram(std::vector<Bins> &All) {
  std::vector<pthread_t> Ids(All.size());
  for (size_t I = 0; I < All.size(); ++I)
    pthread_create(&Ids[I], nullptr, bin, &All[I]);
  for (pthread_t Id : Ids)
    pthread_join(Id, nullptr);
}

// Phoenix, word_count: the used length of each thread's table, side by side.
struct Word {
  const char *Text;
  int Count;
};
static Word *tables[64];
static int used[64];
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: each thread writes its own element of 'used', but 16 of them share a cache line
long next(long);
static void countWords(int Thread, long N) {
  for (long I = 0; I < N; ++I) {
    next(I);
    tables[Thread][used[Thread]].Count = 1;
    used[Thread]++;
  }
}
void wordCount(int Threads, long N) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back(countWords, I, N);
  for (std::thread &T : All)
    T.join();
}

// Phoenix, reverse_index: a list a thread, whose end moves with each link.
static std::vector<int> lists[64];
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: each thread writes its own element of 'lists', but 3 of them share a cache line
static void findLinks(int Thread, long N) {
  for (long I = 0; I < N; ++I)
    lists[Thread].push_back(static_cast<int>(next(I)));
}
void reverseIndex(int Threads, long N) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back(findLinks, I, N);
  for (std::thread &T : All)
    T.join();
}

// PARSEC, streamcluster: rows padded for lines of 32 bytes.
static double *work;
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: each thread writes its own element of 'work'
static void assign(int Thread, long N) {
  double *Row = &work[Thread * 4];
  for (long I = 0; I < N; ++I)
    Row[next(I) & 3] += 1.5;
}
void streamcluster(int Threads, long N) {
  std::vector<std::thread> All;
  for (int I = 0; I < Threads; ++I)
    All.emplace_back(assign, I, N);
  for (std::thread &T : All)
    T.join();
}
