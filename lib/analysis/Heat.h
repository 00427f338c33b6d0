//===--- Heat.h - how often does a write reach memory -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A line moves between cores only when a store reaches memory. A sum that the
/// optimiser keeps in a register for the whole loop costs nothing, however it
/// is written: a write is hot only where something stops the optimiser.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_HEAT_H
#define THREADWISE_ANALYSIS_HEAT_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "model/Writes.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

enum class HeatKind : uint8_t {
  EachIteration, ///< memory is written in each iteration of a loop
  EachOperation, ///< memory is written in each call of a function that the
                 ///< outside calls
  Cold,          ///< once, or with a long wait between
  Unknown,       ///< nothing says that memory is written each time
};

struct Heat {
  HeatKind Is = HeatKind::Unknown;
  llvm::SmallVector<Evidence, 2> Because;

  bool isHot() const {
    return Is == HeatKind::EachIteration || Is == HeatKind::EachOperation;
  }
};

/// How often \p W, in \p B, reaches memory. \p IsEntry: \p B is what a thread
/// runs, once. \p Own: the selection by the thread's number, which is the same
/// in each iteration.
Heat heatOf(const ConcurrencyModel &Model, const Body &B, const Write &W,
            bool IsEntry, const clang::Expr *Own = nullptr);

/// Why \p S takes so long that a line comes and goes meanwhile: what is written
/// once a run of it costs nothing.
std::optional<Evidence> longWork(const ConcurrencyModel &Model, const Body &B,
                                 const clang::Stmt *S);

/// Does the value of \p E differ between iterations of \p Loop?
bool variesIn(const Body &B, const clang::Stmt *Loop, const clang::Expr *E);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_HEAT_H
