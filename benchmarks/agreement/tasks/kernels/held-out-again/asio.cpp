//===--- asio.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include "pool.h"
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cmath>

namespace pool_bilinear {
std::vector<float> Image(64 * 64, 0.5f);
std::vector<float> Out(600);
void sample(int Which) {
  float X = (Which % 37) * 1.5f, Y = (Which % 41) * 1.4f;
  int Left = int(X), Top = int(Y);
  float U = X - Left, V = Y - Top;
  const float *At = Image.data() + Top * 64 + Left;
  Out[Which] = (At[0] * (1 - U) + At[1] * U) * (1 - V) +
               (At[64] * (1 - U) + At[65] * U) * V;
}
double sequential() {
  for (int I = 0; I < 600; ++I)
    sample(I);
  return Out[5];
}
double parallel() {
  for (int I = 0; I < 600; ++I)
    pool().submit([I] { sample(I); });
  pool().wait();
  return Out[5];
}
KERNEL(pool_bilinear, 600, Knowable)
} // namespace pool_bilinear

namespace pool_convolution {
std::vector<float> Signal(6 * 20000 + 32, 0.25f), Result(6 * 20000);
float Filter[32] = {0.5f, 0.25f, 0.125f};
double sequential() {
  for (int Part = 0; Part < 6; ++Part)
    for (int I = 0; I < 20000; ++I) {
      float Sum = 0;
      for (int K = 0; K < 32; ++K)
        Sum += Signal[Part * 20000 + I + K] * Filter[K];
      Result[Part * 20000 + I] = Sum;
    }
  return Result[9];
}
double parallel() {
  for (int Part = 0; Part < 6; ++Part)
    pool().submit([Part] {
      for (int I = 0; I < 20000; ++I) {
        float Sum = 0;
        for (int K = 0; K < 32; ++K)
          Sum += Signal[Part * 20000 + I + K] * Filter[K];
        Result[Part * 20000 + I] = Sum;
      }
    });
  pool().wait();
  return Result[9];
}
KERNEL(pool_convolution, 6, Knowable)
} // namespace pool_convolution

namespace asio_xor_key {
std::string Text = someText(300);
const char Key[] = "sixteen byte key";
double sequential() {
  for (int I = 0; I < 300; ++I)
    Text[I] = static_cast<char>(Text[I] ^ Key[I % 16]);
  return Text[7];
}
double parallel() {
  boost::asio::thread_pool Pool(2);
  for (int I = 0; I < 300; ++I)
    boost::asio::post(
        Pool, [I] { Text[I] = static_cast<char>(Text[I] ^ Key[I % 16]); });
  Pool.join();
  return Text[7];
}
KERNEL(asio_xor_key, 300, Knowable)
} // namespace asio_xor_key
