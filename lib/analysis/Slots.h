//===--- Slots.h - per-thread elements side by side -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Arrays of which each thread writes its own element, and whose elements are
/// so small that several lie on one cache line.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_SLOTS_H
#define THREADWISE_ANALYSIS_SLOTS_H

#include "analysis/Heat.h"
#include "analysis/Layout.h"
#include "analysis/WorkerIndex.h"
#include <string>
#include <vector>

namespace threadwise {

/// A write of a thread's own element.
struct SlotWrite {
  Write W;
  const Body *In = nullptr;
  /// Members within the element, outermost first; empty for a scalar.
  llvm::SmallVector<const clang::FieldDecl *, 2> Fields;
  WorkerId Index;
  Heat HowOften;
  /// An accessor hands the element out for writing: to whom is not in sight.
  bool IsHandedOut = false;
};

struct SlotArray {
  /// The variable or member that holds the elements; null when only a pointer
  /// to them is seen.
  const clang::ValueDecl *Array = nullptr;
  clang::QualType Element;
  /// How far apart two threads' elements begin; zero where they are what a
  /// template parameter says.
  uint64_t Stride = 0;
  uint64_t Count = 0; ///< of its elements; zero: not known
  /// How many threads' elements a line holds bytes of, at most.
  unsigned PerLine = 0;
  /// Of all pairs of neighbours, at all addresses where the array may begin.
  LineSharing Sharing;
  /// Its alignment says where in a line it begins.
  bool IsPlaced = false;
  /// Several are bits of one word: a data race as well.
  bool AreBits = false;
  /// The first is the one to show.
  std::vector<SlotWrite> Writes;

  const SlotWrite &shown() const { return Writes.front(); }
};

/// Why elements that threads write by their number are not reported.
struct QuietSlots {
  SlotWrite Write;
  bool IsFine = false; ///< by proof, not by ignorance
  Evidence Because;
};

struct Slots {
  std::vector<SlotArray> Found;
  std::vector<QuietSlots> Left;
};

/// \p Line is the size of a cache line in bytes.
Slots slots(const ConcurrencyModel &Model, uint64_t Line);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_SLOTS_H
