//===--- openmp.cpp - regions, tasks and chunks of OpenMP -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include <benchmark/benchmark.h>
#include <chrono>

static volatile int Sink;

static void region(benchmark::State &State) {
  for (auto _ : State) {
#pragma omp parallel
    benchmark::ClobberMemory();
  }
}
BENCHMARK(region)->Name("start/omp_region")->UseRealTime();

static void regionAfterRest(benchmark::State &State) {
  using Clock = std::chrono::steady_clock;
  for (auto _ : State) {
    auto Awake = Clock::now() + std::chrono::milliseconds(1);
    while (Clock::now() < Awake) {
    }
    auto Begin = Clock::now();
#pragma omp parallel
    benchmark::ClobberMemory();
    State.SetIterationTime(
        std::chrono::duration<double>(Clock::now() - Begin).count());
  }
}
BENCHMARK(regionAfterRest)->Name("start/omp_region_asleep")->UseManualTime();

static void tasks(benchmark::State &State) {
  constexpr int Count = 1024;
  for (auto _ : State) {
#pragma omp parallel
#pragma omp single
    for (int I = 0; I < Count; ++I) {
#pragma omp task
      benchmark::ClobberMemory();
    }
  }
  State.SetItemsProcessed(State.iterations() * Count);
}
BENCHMARK(tasks)->Name("start/omp_task_of_1024")->UseRealTime();

static void chunks(benchmark::State &State) {
  constexpr int Count = 65536;
  for (auto _ : State) {
#pragma omp parallel for schedule(dynamic)
    for (int I = 0; I < Count; ++I)
      benchmark::ClobberMemory();
  }
  State.SetItemsProcessed(State.iterations() * Count);
}
BENCHMARK(chunks)->Name("start/omp_chunk")->UseRealTime();
