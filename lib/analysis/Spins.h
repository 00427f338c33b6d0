//===--- Spins.h - loops that wait without waiting --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Loops that keep a core busy while there is nothing to do: an empty loop that
/// reads an atomic, and a loop that asks a queue again and again and gives the
/// processor away between at most. Whether they end is another question.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_SPINS_H
#define THREADWISE_ANALYSIS_SPINS_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace threadwise {

struct Spin {
  const clang::Stmt *Loop = nullptr;
  const Body *In = nullptr;
  /// What is read until another thread changes it, or asked for items; null
  /// for an empty loop without an end.
  const clang::NamedDecl *State = nullptr;
  /// The loop asks a queue, and has work when there is an item.
  bool AsksQueue = false;
  /// A lock is held meanwhile.
  bool HoldsLock = false;
  llvm::SmallVector<Evidence, 2> Because;
};

/// The loops that spin: those that read an atomic, then those that ask a queue
/// or do nothing. Locks, which spin on purpose, and loops that count their
/// tries are none.
std::vector<Spin> spins(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_SPINS_H
