//===--- Jobs.cpp ---------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Jobs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Threading.h"
#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

using namespace threadwise;
using llvm::StringRef;

/// What a worker takes for a unit that includes much.
static constexpr uint64_t BytesPerJob = 600ull << 20;

static std::string read(const std::string &File) {
  auto Text = llvm::MemoryBuffer::getFileAsStream(File);
  return Text ? (*Text)->getBuffer().trim().str() : "";
}

static std::optional<uint64_t> number(StringRef Text) {
  uint64_t Value;
  if (Text.getAsInteger(10, Value))
    return std::nullopt;
  return Value;
}

/// The folder of this process below the hierarchy \p Controller: `0::/path` in
/// version 2 of cgroups, `4:cpu,cpuacct:/path` in version 1.
static std::string cgroupOf(StringRef Controller) {
  std::string All = read("/proc/self/cgroup");
  for (StringRef Line : llvm::split(All, '\n')) {
    auto [Controllers, Path] = Line.split(':').second.split(':');
    for (StringRef Each : llvm::split(Controllers, ','))
      if (Each == Controller)
        return Path == "/" ? "" : Path.str();
  }
  return "";
}

/// The first of the process's own group and the root of what it can see (a
/// container's own) that answers.
static std::string readGroup(const std::string &Mount, StringRef Controller,
                             const std::string &Name) {
  std::string Own = read(Mount + cgroupOf(Controller) + "/" + Name);
  return Own.empty() ? read(Mount + "/" + Name) : Own;
}

/// Microseconds of processor time in each period: `max`, `-1` or nothing where
/// there is no limit.
static std::pair<std::string, std::string> quotaAndPeriod() {
  std::string Both = readGroup("/sys/fs/cgroup", "", "cpu.max");
  if (!Both.empty()) {
    auto [Quota, Period] = StringRef(Both).split(' ');
    return {Quota.str(), Period.str()};
  }
  return {readGroup("/sys/fs/cgroup/cpu", "cpu", "cpu.cfs_quota_us"),
          readGroup("/sys/fs/cgroup/cpu", "cpu", "cpu.cfs_period_us")};
}

static uint64_t processorsOfQuota() {
  auto [Quota, Period] = quotaAndPeriod();
  std::optional<uint64_t> Q = number(Quota), P = number(Period);
  if (!Q || !P || !*P)
    return std::numeric_limits<uint64_t>::max();
  return *Q / *P;
}

/// The value of a line `name value`.
static std::optional<uint64_t> entry(StringRef Lines, StringRef Name) {
  for (StringRef Line : llvm::split(Lines, '\n')) {
    auto [Key, Value] = Line.split(' ');
    if (Key == Name)
      return number(Value.ltrim().split(' ').first);
  }
  return std::nullopt;
}

/// What the cgroup leaves; the cache of files is given back when asked for.
static uint64_t memoryOfGroup() {
  auto Limit = number(readGroup("/sys/fs/cgroup", "", "memory.max"));
  auto Used = number(readGroup("/sys/fs/cgroup", "", "memory.current"));
  auto Cache =
      entry(readGroup("/sys/fs/cgroup", "", "memory.stat"), "inactive_file");
  if (!Limit) {
    const std::string Mount = "/sys/fs/cgroup/memory";
    Limit = number(readGroup(Mount, "memory", "memory.limit_in_bytes"));
    Used = number(readGroup(Mount, "memory", "memory.usage_in_bytes"));
    Cache =
        entry(readGroup(Mount, "memory", "memory.stat"), "total_inactive_file");
  }
  if (!Limit || !Used)
    return std::numeric_limits<uint64_t>::max();
  uint64_t Taken = *Used - std::min(*Used, Cache.value_or(0));
  return *Limit - std::min(*Limit, Taken);
}

static uint64_t availableMemory() {
  std::optional<uint64_t> Kilobytes =
      entry(read("/proc/meminfo"), "MemAvailable:");
  return std::min(Kilobytes ? *Kilobytes << 10
                            : std::numeric_limits<uint64_t>::max(),
                  memoryOfGroup());
}

unsigned threadwise::jobsForThisMachine() {
  unsigned Processors =
      llvm::hardware_concurrency().compute_thread_count(); // by affinity
  uint64_t ByMemory = availableMemory() / BytesPerJob;
  return std::max<uint64_t>(
      1, std::min<uint64_t>({Processors, processorsOfQuota(), ByMemory}));
}
