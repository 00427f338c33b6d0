//===--- asio.cpp - tasks of an Asio pool ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include <atomic>
#include <benchmark/benchmark.h>
#include <boost/asio.hpp>
#include <future>

static void posts(benchmark::State &State) {
  boost::asio::thread_pool Pool(2);
  const int Count = int(State.range(0));
  for (auto _ : State) {
    std::atomic<int> Left{Count};
    std::promise<void> Done;
    for (int I = 0; I < Count; ++I)
      boost::asio::post(Pool, [&] {
        if (--Left == 0)
          Done.set_value();
      });
    Done.get_future().wait();
  }
  State.SetItemsProcessed(State.iterations() * Count);
}
BENCHMARK(posts)->Name("start/asio_of_1024")->Arg(1024)->UseRealTime();
BENCHMARK(posts)->Name("start/asio_of_one")->Arg(1)->UseRealTime();
