//===--- pthread.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

namespace pthread_max {
std::vector<int> Values = someInts(32 * 16);
int Largest[32];
void *largest(void *Argument) {
  int *Result = static_cast<int *>(Argument);
  const int *First = Values.data() + (Result - Largest) * 16;
  int Best = First[0];
  for (int I = 1; I < 16; ++I)
    if (First[I] > Best)
      Best = First[I];
  *Result = Best;
  return nullptr;
}
double sequential() {
  for (int I = 0; I < 32; ++I)
    largest(&Largest[I]);
  return Largest[4];
}
double parallel() {
  pthread_t Threads[32];
  for (int I = 0; I < 32; ++I)
    pthread_create(&Threads[I], nullptr, largest, &Largest[I]);
  for (int I = 0; I < 32; ++I)
    pthread_join(Threads[I], nullptr);
  return Largest[4];
}
KERNEL(pthread_max, 32, Knowable)
} // namespace pthread_max

namespace pthread_read {
char Buffers[4][4096];
void *readZeros(void *Argument) {
  int File = open("/dev/zero", O_RDONLY);
  ssize_t Got = 0;
  for (int I = 0; I < 50; ++I)
    Got += read(File, Argument, 4096);
  close(File);
  return reinterpret_cast<void *>(Got);
}
double sequential() {
  for (int I = 0; I < 4; ++I)
    readZeros(Buffers[I]);
  return Buffers[0][7];
}
double parallel() {
  pthread_t Threads[4];
  for (int I = 0; I < 4; ++I)
    pthread_create(&Threads[I], nullptr, readZeros, Buffers[I]);
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], nullptr);
  return Buffers[0][7];
}
KERNEL(pthread_read, 4, Opaque)
} // namespace pthread_read
