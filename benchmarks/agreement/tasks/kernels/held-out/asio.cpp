//===--- asio.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cmath>

namespace asio_interpolate {
std::vector<double> A = someDoubles(400), B = someDoubles(400), C(400);
double sequential() {
  for (int I = 0; I < 400; ++I)
    C[I] = A[I] + (B[I] - A[I]) * 0.3;
  return C[8];
}
double parallel() {
  boost::asio::thread_pool Pool(2);
  for (int I = 0; I < 400; ++I)
    boost::asio::post(Pool, [I] { C[I] = A[I] + (B[I] - A[I]) * 0.3; });
  Pool.join();
  return C[8];
}
KERNEL(asio_interpolate, 400, Knowable)
} // namespace asio_interpolate

namespace asio_waveform {
std::vector<float> Samples(10 * 48000);
double sequential() {
  for (int Part = 0; Part < 10; ++Part)
    for (int I = 0; I < 48000; ++I)
      Samples[Part * 48000 + I] = std::sin(0.01f * I);
  return Samples[8];
}
double parallel() {
  boost::asio::thread_pool Pool(2);
  for (int Part = 0; Part < 10; ++Part)
    boost::asio::post(Pool, [Part] {
      for (int I = 0; I < 48000; ++I)
        Samples[Part * 48000 + I] = std::sin(0.01f * I);
    });
  Pool.join();
  return Samples[8];
}
KERNEL(asio_waveform, 10, Knowable)
} // namespace asio_waveform
