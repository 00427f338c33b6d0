//===--- pthread.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <pthread.h>

namespace pthread_increment {
long Slots[64];
void *increment(void *Argument) {
  long *Slot = static_cast<long *>(Argument);
  *Slot += 3;
  return nullptr;
}
double sequential() {
  for (int I = 0; I < 64; ++I)
    increment(&Slots[I]);
  return Slots[9];
}
double parallel() {
  pthread_t Threads[64];
  for (int I = 0; I < 64; ++I)
    pthread_create(&Threads[I], nullptr, increment, &Slots[I]);
  for (int I = 0; I < 64; ++I)
    pthread_join(Threads[I], nullptr);
  return Slots[9];
}
KERNEL(pthread_increment, 64, Knowable)
} // namespace pthread_increment

namespace pthread_dot {
std::vector<double> A = someDoubles(4 * 250000), B = someDoubles(4 * 250000);
struct Part {
  int First;
  double Sum;
} Parts[4] = {{0, 0}, {250000, 0}, {500000, 0}, {750000, 0}};
void *dot(void *Argument) {
  Part *P = static_cast<Part *>(Argument);
  double Sum = 0;
  for (int I = 0; I < 250000; ++I)
    Sum += A[P->First + I] * B[P->First + I];
  P->Sum = Sum;
  return nullptr;
}
double sequential() {
  for (int I = 0; I < 4; ++I)
    dot(&Parts[I]);
  return Parts[2].Sum;
}
double parallel() {
  pthread_t Threads[4];
  for (int I = 0; I < 4; ++I)
    pthread_create(&Threads[I], nullptr, dot, &Parts[I]);
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], nullptr);
  return Parts[2].Sum;
}
KERNEL(pthread_dot, 4, Knowable)
} // namespace pthread_dot
