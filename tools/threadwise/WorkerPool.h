//===--- WorkerPool.h - units in processes of their own ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_WORKERPOOL_H
#define THREADWISE_TOOL_WORKERPOOL_H

#include "UnitResult.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace threadwise {

/// What became of one unit.
struct Outcome {
  UnitResult Result;
  /// Why there is no result: the worker crashed, or took too long.
  std::string Failure;
};

/// Told what happens while units are analysed.
class PoolListener {
public:
  virtual ~PoolListener() = default;
  virtual void started(size_t Index) = 0;
  virtual void finished(size_t Index, Outcome What) = 0;
  /// Called at least once a second.
  virtual void tick() = 0;
};

/// Keeps up to N workers, this program started anew, and hands each a unit at
/// a time. A worker that dies takes its unit with it and is replaced. SIGINT,
/// SIGTERM and SIGHUP end the workers, and run() returns.
class WorkerPool {
public:
  WorkerPool(const AnalysisSettings &Settings, unsigned Workers,
             std::chrono::seconds Timeout);
  ~WorkerPool();

  void run(llvm::ArrayRef<UnitJob> Jobs, PoolListener &Listener);

  /// The signal that ended run(); 0 when none did.
  int interruptedBy() const;

private:
  class Worker;

  void handOut(Worker &W, llvm::ArrayRef<UnitJob> Jobs, PoolListener &L);
  void readFrom(Worker &W, PoolListener &L);
  void giveUpOn(Worker &W, PoolListener &L, const std::string &Why);
  void wait();

  std::string Settings;
  std::chrono::seconds Timeout;
  std::vector<std::unique_ptr<Worker>> Workers;
  size_t Next = 0;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_WORKERPOOL_H
