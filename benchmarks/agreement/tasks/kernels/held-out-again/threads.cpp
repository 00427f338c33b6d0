//===--- threads.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <future>
#include <pthread.h>
#include <thread>

namespace thread_popcount {
std::vector<int> Words = someInts(20 * 8);
int Bits[20];
void count(int Which) {
  int Sum = 0;
  for (int I = 0; I < 8; ++I)
    for (unsigned W = unsigned(Words[Which * 8 + I]), J = 0; J < 32; ++J)
      Sum += (W >> J) & 1;
  Bits[Which] = Sum;
}
double sequential() {
  for (int I = 0; I < 20; ++I)
    count(I);
  return Bits[3];
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 20; ++I)
    Threads.emplace_back(count, I);
  for (auto &T : Threads)
    T.join();
  return Bits[3];
}
KERNEL(thread_popcount, 20, Knowable)
} // namespace thread_popcount

namespace thread_table_lookup {
std::vector<double> Table = someDoubles(4096);
std::vector<int> Index = someInts(3 * 300000);
double Sums[3];
void gather(int Which) {
  double Sum = 0;
  for (int I = 0; I < 300000; ++I)
    Sum += Table[Index[Which * 300000 + I] & 4095];
  Sums[Which] = Sum;
}
double sequential() {
  for (int I = 0; I < 3; ++I)
    gather(I);
  return Sums[1];
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 3; ++I)
    Threads.emplace_back(gather, I);
  for (auto &T : Threads)
    T.join();
  return Sums[1];
}
KERNEL(thread_table_lookup, 3, Knowable)
} // namespace thread_table_lookup

namespace async_base64 {
const char Alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
std::vector<int> Source = someInts(60);
char Encoded[60][4];
void encode(int Which) {
  int V = Source[Which];
  Encoded[Which][0] = Alphabet[(V >> 18) & 63];
  Encoded[Which][1] = Alphabet[(V >> 12) & 63];
  Encoded[Which][2] = Alphabet[(V >> 6) & 63];
  Encoded[Which][3] = Alphabet[V & 63];
}
double sequential() {
  for (int I = 0; I < 60; ++I)
    encode(I);
  return Encoded[3][1];
}
double parallel() {
  std::vector<std::future<void>> Done;
  for (int I = 0; I < 60; ++I)
    Done.push_back(std::async(std::launch::async, encode, I));
  for (auto &F : Done)
    F.get();
  return Encoded[3][1];
}
KERNEL(async_base64, 60, Knowable)
} // namespace async_base64

namespace async_gcd {
std::vector<int> A = someInts(50), B = someInts(50);
int gcd(int X, int Y) {
  while (Y) {
    int Rest = X % Y;
    X = Y;
    Y = Rest;
  }
  return X;
}
double sequential() {
  long Sum = 0;
  for (int I = 0; I < 50; ++I)
    Sum += gcd(A[I], B[I]);
  return Sum;
}
double parallel() {
  std::vector<std::future<int>> Parts;
  for (int I = 0; I < 50; ++I)
    Parts.push_back(std::async(std::launch::async, gcd, A[I], B[I]));
  long Sum = 0;
  for (auto &P : Parts)
    Sum += P.get();
  return Sum;
}
KERNEL(async_gcd, 50, Opaque)
} // namespace async_gcd

namespace pthread_rotate {
struct Point {
  double X, Y;
} Points[40];
void *rotate(void *Argument) {
  Point *P = static_cast<Point *>(Argument);
  double X = P->X * 0.8 - P->Y * 0.6;
  P->Y = P->X * 0.6 + P->Y * 0.8;
  P->X = X;
  return nullptr;
}
double sequential() {
  for (int I = 0; I < 40; ++I)
    rotate(&Points[I]);
  return Points[3].X;
}
double parallel() {
  pthread_t Threads[40];
  for (int I = 0; I < 40; ++I)
    pthread_create(&Threads[I], nullptr, rotate, &Points[I]);
  for (int I = 0; I < 40; ++I)
    pthread_join(Threads[I], nullptr);
  return Points[3].X;
}
KERNEL(pthread_rotate, 40, Knowable)
} // namespace pthread_rotate
