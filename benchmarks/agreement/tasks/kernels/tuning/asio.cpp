//===--- asio.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "kernel.h"
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>

namespace asio_addition {
std::vector<int> A = someInts(500), B = someInts(500);
double sequential() {
  for (int I = 0; I < 500; ++I)
    A[I] += B[I];
  return A[8];
}
double parallel() {
  boost::asio::thread_pool Pool(2);
  for (int I = 0; I < 500; ++I)
    boost::asio::post(Pool, [I] { A[I] += B[I]; });
  Pool.join();
  return A[8];
}
KERNEL(asio_addition, 500, Knowable)
} // namespace asio_addition

namespace asio_sums {
std::vector<double> Values = someDoubles(8 * 250000);
double Sums[8];
void sum(int Which) {
  double Sum = 0;
  for (int I = 0; I < 250000; ++I)
    Sum += Values[Which * 250000 + I];
  Sums[Which] = Sum;
}
double sequential() {
  for (int I = 0; I < 8; ++I)
    sum(I);
  return Sums[3];
}
double parallel() {
  boost::asio::thread_pool Pool(2);
  for (int I = 0; I < 8; ++I)
    boost::asio::post(Pool, [I] { sum(I); });
  Pool.join();
  return Sums[3];
}
KERNEL(asio_sums, 8, Knowable)
} // namespace asio_sums
