//===--- threads.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <chrono>
#include <thread>

namespace thread_addition {
std::vector<int> A = someInts(64), B = someInts(64), C(64);
double sequential() {
  for (int I = 0; I < 64; ++I)
    C[I] = A[I] + B[I];
  return C[63];
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 64; ++I)
    Threads.emplace_back([I] { C[I] = A[I] + B[I]; });
  for (std::thread &T : Threads)
    T.join();
  return C[63];
}
KERNEL(thread_addition, 64, Knowable)
} // namespace thread_addition

namespace thread_rows {
std::vector<double> Matrix = someDoubles(8 * 400000);
void scaleRow(double *Row) {
  for (int J = 0; J < 400000; ++J)
    Row[J] = Row[J] * 0.99 + 0.01;
}
double sequential() {
  for (int I = 0; I < 8; ++I)
    scaleRow(Matrix.data() + I * 400000);
  return Matrix[17];
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 8; ++I)
    Threads.emplace_back(scaleRow, Matrix.data() + I * 400000);
  for (std::thread &T : Threads)
    T.join();
  return Matrix[17];
}
KERNEL(thread_rows, 8, Knowable)
} // namespace thread_rows

namespace thread_sort_halves {
std::vector<int> Source = someInts(400000), Work;
double sequential() {
  Work = Source;
  std::sort(Work.begin(), Work.begin() + 200000);
  std::sort(Work.begin() + 200000, Work.end());
  return Work[3];
}
double parallel() {
  Work = Source;
  std::thread First([] { std::sort(Work.begin(), Work.begin() + 200000); });
  std::sort(Work.begin() + 200000, Work.end());
  First.join();
  return Work[3];
}
KERNEL(thread_sort_halves, 0, Opaque)
} // namespace thread_sort_halves

namespace jthread_hash {
std::vector<std::string> Words(32, "concurrency");
unsigned Hashes[32];
void hash(int Which) {
  unsigned H = 2166136261u;
  for (char C : Words[Which])
    H = (H ^ static_cast<unsigned char>(C)) * 16777619u;
  Hashes[Which] = H;
}
double sequential() {
  for (int I = 0; I < 32; ++I)
    hash(I);
  return Hashes[5];
}
double parallel() {
  {
    std::vector<std::jthread> Threads;
    for (int I = 0; I < 32; ++I)
      Threads.emplace_back(hash, I);
  }
  return Hashes[5];
}
KERNEL(jthread_hash, 32, Opaque)
} // namespace jthread_hash

namespace thread_sleep {
double sequential() {
  for (int I = 0; I < 4; ++I)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return 0;
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 4; ++I)
    Threads.emplace_back(
        [] { std::this_thread::sleep_for(std::chrono::milliseconds(1)); });
  for (std::thread &T : Threads)
    T.join();
  return 0;
}
KERNEL(thread_sleep, 4, Opaque)
} // namespace thread_sleep
