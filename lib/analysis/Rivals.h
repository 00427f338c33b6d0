//===--- Rivals.h - what two visible threads write side by side -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Members, variables with static storage and captured locals that two threads
/// started in sight write in loops, each its own, on one cache line; and what
/// one of them writes beside what the other reads.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_RIVALS_H
#define THREADWISE_ANALYSIS_RIVALS_H

#include "analysis/Heat.h"
#include "analysis/Layout.h"
#include "model/AtomicAccess.h"
#include <string>
#include <vector>

namespace threadwise {

/// What one thread writes in its loop, or reads there.
struct Rival {
  SharedPlace Place;
  /// A local of the function that starts the threads, captured by reference.
  const clang::VarDecl *Captured = nullptr;
  Write W;
  const Body *In = nullptr;
  Heat HowOften;
  const Spawn *Thread = nullptr;
  /// It is only read, and written by neither of the two: W is the read.
  bool IsRead = false;

  std::string name() const;
  const clang::ValueDecl *declaration() const { return path().front(); }
  /// The variable and the members that lead to the place.
  llvm::SmallVector<const clang::ValueDecl *, 4> path() const;
};

struct Rivals {
  Rival First, Second; ///< in the order of their addresses
  Neighbours Where;
  /// How they lie is the compiler's choice: locals.
  bool IsFrame = false;
  /// They are bit-fields of one word: a data race as well.
  bool AreBits = false;
};

/// At most one pair a class, function or namespace.
std::vector<Rivals> rivals(const ConcurrencyModel &Model, uint64_t Line);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_RIVALS_H
