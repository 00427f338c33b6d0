//===--- ExecutorPressure.h - what fills an executor's queue ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_EXECUTORPRESSURE_H
#define THREADWISE_ANALYSIS_EXECUTORPRESSURE_H

#include "analysis/BackPressure.h"

namespace threadwise {

/// Whether anything holds a loop back that hands one task to a pool or executor
/// for each item that comes from outside: a connection, a message, a line. The
/// pool bounds its threads; what waits for them nothing bounds.
struct ExecutorPressure {
  /// NoQueue: it is handed over in no such loop.
  Pressure Is = Pressure::NoQueue;
  /// The function of a library that yields the items; empty for others.
  llvm::StringRef InputBy;
  /// In the order in which a person would be convinced.
  llvm::SmallVector<Evidence, 4> Because;
};

ExecutorPressure executorPressure(const ConcurrencyModel &Model,
                                  const Spawn &S);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_EXECUTORPRESSURE_H
