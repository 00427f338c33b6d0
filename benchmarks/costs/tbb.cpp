//===--- tbb.cpp - oneTBB, and the parallel algorithms over it ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <benchmark/benchmark.h>
#include <execution>
#include <tbb/parallel_for.h>
#include <tbb/task_group.h>
#include <vector>

static void tasks(benchmark::State &State) {
  constexpr int Count = 1024;
  tbb::task_group Group;
  for (auto _ : State) {
    for (int I = 0; I < Count; ++I)
      Group.run([] { benchmark::ClobberMemory(); });
    Group.wait();
  }
  State.SetItemsProcessed(State.iterations() * Count);
}
BENCHMARK(tasks)->Name("start/tbb_task_of_1024")->UseRealTime();

static void loop(benchmark::State &State) {
  for (auto _ : State)
    tbb::parallel_for(0, 16, [](int) { benchmark::ClobberMemory(); });
}
BENCHMARK(loop)->Name("start/tbb_for_16")->UseRealTime();

static void chunk(benchmark::State &State) {
  constexpr int Count = 1000;
  for (auto _ : State)
    tbb::parallel_for(
        tbb::blocked_range<int>(0, Count),
        [](const tbb::blocked_range<int> &) { benchmark::ClobberMemory(); },
        tbb::simple_partitioner());
  State.SetItemsProcessed(State.iterations() * Count);
}
BENCHMARK(chunk)->Name("start/tbb_chunk")->UseRealTime();

static void algorithm(benchmark::State &State) {
  std::vector<int> V(16);
  for (auto _ : State)
    std::for_each(std::execution::par, V.begin(), V.end(),
                  [](int &X) { benchmark::DoNotOptimize(++X); });
}
BENCHMARK(algorithm)->Name("start/par_for_each_16")->UseRealTime();
