// RUN: %threadwise %s false-sharing --allow-errors -- -- -fopenmp
// An alignment that cannot be evaluated: how far apart they lie is unknown.

#include "project/cacheline.h"

extern "C" int omp_get_thread_num();
bool keep(int);

struct After {
  unsigned long Seen;
} PROJECT_CACHELINE;
struct alignas(PROJECT_LINE) Before {
  unsigned long Seen;
};
struct Attribute {
  unsigned long Seen;
} __attribute__((aligned(PROJECT_LINE)));
struct Member {
  unsigned long Seen;
  char Fill[PROJECT_LINE - sizeof(long)];
};
static After after[64];
static Before before[64];
static Attribute attribute[64];
static Member member[64];

void aligned(int N) {
#pragma omp parallel for
  for (int I = 0; I < N; ++I)
    if (keep(I)) {
      after[omp_get_thread_num()].Seen++;
      before[omp_get_thread_num()].Seen++;
      attribute[omp_get_thread_num()].Seen++;
      member[omp_get_thread_num()].Seen++;
    }
}
