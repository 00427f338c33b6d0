//===--- main.cpp - measures, and prints what a configuration needs -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// threadwise-costs [--format=table|json|options] [Google Benchmark's options]

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

/// Keeps the median of each benchmark, in nanoseconds for one item.
class Medians : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &) override { return true; }
  void ReportRuns(const std::vector<Run> &Runs) override {
    for (const Run &R : Runs) {
      if (R.error_occurred || R.run_type != Run::RT_Iteration)
        continue;
      double Each = R.GetAdjustedRealTime();
      auto Items = R.counters.find("items_per_second");
      if (Items != R.counters.end())
        Each = 1e9 / Items->second.value;
      std::string Name = R.run_name.function_name;
      if (Times[Name].empty())
        std::fprintf(stderr, "measured %s\n", Name.c_str());
      Times[Name].push_back(Each);
    }
  }
  std::map<std::string, double> result() {
    std::map<std::string, double> Result;
    for (auto &[Name, All] : Times) {
      std::sort(All.begin(), All.end());
      Result[Name] = All[All.size() / 2];
    }
    return Result;
  }

private:
  std::map<std::string, std::vector<double>> Times;
};

/// The options of threadwise-trivial-task and the benchmarks that set them.
struct Setting {
  const char *Option, *Benchmark;
};
const Setting Settings[] = {
    {"ThreadStartCost", "start/thread_create"},
    {"AsyncStartCost", "start/async_create"},
    {"PoolTaskCost", "start/pool_of_1024"},
    {"AsioTaskCost", "start/asio_of_1024"},
    {"TbbTaskCost", "start/tbb_task_of_1024"},
    {"TbbLoopCost", "start/tbb_for_16"},
    {"TbbChunkCost", "start/tbb_chunk"},
    {"ParallelAlgorithmCost", "start/par_for_each_16"},
    {"OpenMpRegionCost", "start/omp_region"},
    {"OpenMpTaskCost", "start/omp_task_of_1024"},
    {"OpenMpChunkCost", "start/omp_chunk"},
};

void printTable(const std::map<std::string, double> &Medians) {
  std::printf("%-32s %12s\n", "median, each", "ns");
  for (const auto &[Name, Time] : Medians)
    std::printf("%-32s %12.*f\n", Name.c_str(), Time < 10 ? 2 : 0, Time);
}

void printJson(const std::map<std::string, double> &Medians) {
  std::printf("{\n  \"cores\": %u,\n  \"nanoseconds\": {",
              std::thread::hardware_concurrency());
  const char *Comma = "\n";
  for (const auto &[Name, Time] : Medians) {
    std::printf("%s    \"%s\": %.2f", Comma, Name.c_str(), Time);
    Comma = ",\n";
  }
  std::printf("\n  }\n}\n");
}

void printOptions(const std::map<std::string, double> &Medians) {
  std::printf("CheckOptions:\n");
  for (const Setting &S : Settings) {
    auto It = Medians.find(S.Benchmark);
    if (It != Medians.end())
      std::printf("  threadwise-trivial-task.%s: %.0f\n", S.Option,
                  std::max(It->second, 1.0));
  }
}

} // namespace

int main(int Argc, char **Argv) {
  std::string Format = "table";
  std::vector<char *> Rest;
  bool HasRepetitions = false, IsQuick = false;
  for (int I = 0; I < Argc; ++I) {
    if (std::strncmp(Argv[I], "--format=", 9) == 0)
      Format = Argv[I] + 9;
    else if (std::strcmp(Argv[I], "--quick") == 0)
      IsQuick = true;
    else
      Rest.push_back(Argv[I]);
    HasRepetitions |= std::strncmp(Argv[I], "--benchmark_repetitions", 23) == 0;
  }
  std::string Repetitions =
      IsQuick ? "--benchmark_repetitions=1" : "--benchmark_repetitions=5";
  std::string Time =
      IsQuick ? "--benchmark_min_time=0.005" : "--benchmark_min_time=0.05";
  if (!HasRepetitions) {
    Rest.insert(Rest.begin() + 1, Repetitions.data());
    Rest.insert(Rest.begin() + 1, Time.data());
  }
  if (Format != "table" && Format != "json" && Format != "options") {
    std::fprintf(stderr,
                 "threadwise calibrate: unknown format '%s': it is table, json "
                 "or options\n",
                 Format.c_str());
    return 2;
  }
  int Count = int(Rest.size());
  benchmark::Initialize(&Count, Rest.data());
  if (benchmark::ReportUnrecognizedArguments(Count, Rest.data()))
    return 2;
  Medians Reporter;
  benchmark::RunSpecifiedBenchmarks(&Reporter);
  const std::map<std::string, double> Result = Reporter.result();
  if (Format == "json")
    printJson(Result);
  else if (Format == "options")
    printOptions(Result);
  else
    printTable(Result);
  return 0;
}
