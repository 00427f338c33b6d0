//===--- threads.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <algorithm>
#include <cmath>
#include <memory>
#include <thread>

namespace thread_checksum {
std::string Packets[16];
unsigned short Sums[16];
struct Fill {
  Fill() {
    for (std::string &P : Packets)
      P = someText(64);
  }
} fill;
void checksum(int Which) {
  unsigned Sum = 0;
  for (int I = 0; I < 64; I += 2)
    Sum += static_cast<unsigned char>(Packets[Which][I]) << 8 |
           static_cast<unsigned char>(Packets[Which][I + 1]);
  Sums[Which] = static_cast<unsigned short>(~((Sum & 0xffff) + (Sum >> 16)));
}
double sequential() {
  for (int I = 0; I < 16; ++I)
    checksum(I);
  return Sums[3];
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 16; ++I)
    Threads.emplace_back(checksum, I);
  for (auto &T : Threads)
    T.join();
  return Sums[3];
}
KERNEL(thread_checksum, 16, Knowable)
} // namespace thread_checksum

namespace thread_node_update {
struct Node {
  double Value = 1;
  double Weight = 0.5;
  void update() { Value += Weight * 0.1; }
};
std::vector<std::unique_ptr<Node>> Nodes;
struct Make {
  Make() {
    for (int I = 0; I < 24; ++I)
      Nodes.push_back(std::make_unique<Node>());
  }
} make;
double sequential() {
  for (auto &N : Nodes)
    N->update();
  return Nodes[3]->Value;
}
double parallel() {
  std::vector<std::thread> Threads;
  for (auto &N : Nodes)
    Threads.push_back(std::thread([&N] { N->update(); }));
  for (auto &T : Threads)
    T.join();
  return Nodes[3]->Value;
}
KERNEL(thread_node_update, 24, Knowable)
} // namespace thread_node_update

namespace thread_mandelbrot {
int Iterations[4][64];
void row(int Y) {
  for (int X = 0; X < 64; ++X) {
    double A = 0, B = 0;
    int N = 0;
    for (int I = 0; I < 500; ++I) {
      double Next = A * A - B * B + X / 64.0 - 0.5;
      B = 2 * A * B + Y / 8.0;
      A = Next;
      N += A * A + B * B < 4 ? 1 : 0;
    }
    Iterations[Y][X] = N;
  }
}
double sequential() {
  for (int Y = 0; Y < 4; ++Y)
    row(Y);
  return Iterations[1][7];
}
double parallel() {
  std::vector<std::thread> Threads;
  for (int Y = 0; Y < 4; ++Y)
    Threads.emplace_back(row, Y);
  for (auto &T : Threads)
    T.join();
  return Iterations[1][7];
}
KERNEL(thread_mandelbrot, 4, Knowable)
} // namespace thread_mandelbrot

namespace jthread_collatz {
int Steps[8];
unsigned Starts[8] = {27, 97, 871, 6171, 77031, 837799, 9, 703};
void collatz(int Which) {
  unsigned long N = Starts[Which];
  int Count = 0;
  while (N != 1) {
    N = N % 2 ? 3 * N + 1 : N / 2;
    ++Count;
  }
  Steps[Which] = Count;
}
double sequential() {
  for (int I = 0; I < 8; ++I)
    collatz(I);
  return Steps[3];
}
double parallel() {
  {
    std::vector<std::jthread> Threads;
    for (int I = 0; I < 8; ++I)
      Threads.emplace_back(collatz, I);
  }
  return Steps[3];
}
KERNEL(jthread_collatz, 8, Opaque)
} // namespace jthread_collatz
