//===--- TripCount.h - exactly how often ------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Counts that hold for certain, for claims about cost: Counts.h says what
/// drives a number, this says what the number is. Unknown rather than about.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_TRIPCOUNT_H
#define THREADWISE_ANALYSIS_TRIPCOUNT_H

#include "model/ConcurrencyModel.h"
#include <map>
#include <optional>

namespace threadwise {

/// What is known of parameters from outside: a call's constant arguments. Of a
/// range of indices: how many there are.
using KnownValues = std::map<const clang::ValueDecl *, int64_t>;

/// A loop over an integer: `for (int i = First; i < Last; i += Step)`.
struct Iteration {
  const clang::VarDecl *Variable = nullptr;
  const clang::Expr *First = nullptr, *Last = nullptr;
  int64_t Step = 1;       ///< negative: counts down
  bool Inclusive = false; ///< Last is reached
};

/// None when \p Loop has another form, or changes its variable elsewhere.
std::optional<Iteration> iterationOf(const Body &B, const clang::Stmt *Loop);

/// Every mention of \p D in \p B below \p Scope (null: everywhere) reads it.
bool isOnlyRead(const Body &B, const clang::NamedDecl *D,
                const clang::Stmt *Scope = nullptr,
                const clang::Stmt *Except = nullptr);

/// The value of an integer expression, where it has only one.
std::optional<int64_t> valueOf(const ConcurrencyModel &Model, const Body &B,
                               const clang::Expr *E,
                               const KnownValues &Known = {});

/// The number of elements of a container or array, where it has only one.
std::optional<uint64_t> elementsOf(const ConcurrencyModel &Model, const Body &B,
                                   const clang::Expr *Container,
                                   const KnownValues &Known = {});

/// At most how often the body of \p Loop runs; less when it is left early.
std::optional<uint64_t> tripsOf(const ConcurrencyModel &Model, const Body &B,
                                const clang::Stmt *Loop,
                                const KnownValues &Known = {});

/// From \p First to \p Last in steps of \p Step.
std::optional<uint64_t> tripsBetween(int64_t First, int64_t Last, int64_t Step,
                                     bool Inclusive);

/// The container between two iterators: `v` of `v.begin(), v.end()`; null when
/// they are no such pair.
const clang::Expr *rangeOf(const ConcurrencyModel &Model,
                           const clang::Expr *Begin, const clang::Expr *End);

/// How many elements lie between two iterators or pointers: of a container of
/// which the size is known, or `a, a + 16`.
std::optional<uint64_t> elementsBetween(const ConcurrencyModel &Model,
                                        const Body &B, const clang::Expr *First,
                                        const clang::Expr *Last,
                                        const KnownValues &Known = {});

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_TRIPCOUNT_H
