//===--- BackPressure.h - does anything hold the producer back --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_BACKPRESSURE_H
#define THREADWISE_ANALYSIS_BACKPRESSURE_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "model/Queues.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

enum class Pressure : uint8_t {
  NoQueue,     ///< a container of one thread, or one that nobody consumes
  HeldBack,    ///< something keeps it short, or it holds no work
  NotHeldBack, ///< it grows as fast as its producers are faster
  Unknown,     ///< Because names what was not seen
};

struct BackPressure {
  Pressure Is = Pressure::NoQueue;
  /// The push that nothing holds back, or else the first one.
  const QueueUse *Push = nullptr;
  /// In the order in which a person would be convinced.
  llvm::SmallVector<Evidence, 4> Because;
};

BackPressure backPressure(const ConcurrencyModel &Model, const Queue &Q);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_BACKPRESSURE_H
