//===--- Contention.h - members that different sides write ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Members of one class, or neighbouring variables, that threads share by their
/// type, that different functions write on each operation, and of which the
/// code shows that these functions are two sides: the ends of one buffer or
/// list, counts that wait for each other, or each with a lock of its own. No
/// thread need be in sight.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CONTENTION_H
#define THREADWISE_ANALYSIS_CONTENTION_H

#include "analysis/Layout.h"
#include "model/AtomicAccess.h"
#include "model/Evidence.h"
#include "llvm/ADT/SmallVector.h"
#include <deque>
#include <string>
#include <vector>

namespace threadwise {

class ConcurrencyModel;

/// A place and the functions that write it: those that the outside calls.
struct Contender {
  SharedPlace Place;
  llvm::SmallVector<const clang::FunctionDecl *, 4> Writers;
  /// One of the writes, in a function that leaves the other place alone.
  const AtomicAccess *Write = nullptr;

  /// As the code spells it: `prod.head`.
  std::string name() const { return Place.name(); }
  /// The member or variable to which the place belongs.
  const clang::ValueDecl *declaration() const;
  /// The variable and the members that lead to the place.
  llvm::SmallVector<const clang::ValueDecl *, 4> path() const {
    return Place.path();
  }
};

/// Why the writers are two sides.
enum class TwoSides : uint8_t {
  OneBuffer, ///< both are positions in the same array
  Compared,  ///< one side measures its own against the other's
  ListEnds,  ///< both point to nodes of the same list
  Named,     ///< their names are those of two sides
  OwnLocks,  ///< each has a lock of its own: these two
};

struct Contention {
  /// The class; null for variables.
  const clang::RecordDecl *Record = nullptr;
  Contender First, Second; ///< in the order of their addresses
  TwoSides Because = TwoSides::OneBuffer;
  /// The use that shows it, and its sentence.
  Evidence Shown;
  /// One of them is no atomic: a position that one side keeps to itself.
  bool OneIsPlain = false;
  /// A side reads the other's place on its way.
  bool ReadsEachOther = false;
  Neighbours Where;
};

/// Why a pair of places with different writers is no contention, or is not
/// known to be one.
struct Uncontended {
  Contender First, Second;
  bool IsFine = false; ///< by proof, not by ignorance
  Evidence Because;
};

struct Contentions {
  std::vector<Contention> Found; ///< at most one a class
  std::vector<Uncontended> Left;
  /// What Contender::Write points to where it is no atomic's.
  std::deque<AtomicAccess> PlainWrites;
};

/// \p Line is the size of a cache line in bytes.
Contentions contentions(const ConcurrencyModel &Model, uint64_t Line);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CONTENTION_H
