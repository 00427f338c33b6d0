//===--- Cost.h - how long does this take -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// An interval of nanoseconds for a statement or callable, from the cost
/// table, trip counts that are certain, and the bodies in sight. What is not
/// known has no upper end: a call of what is not in sight, a loop without a
/// count, recursion, an operator of a type that a template leaves open, code in
/// error.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_COST_H
#define THREADWISE_ANALYSIS_COST_H

#include "analysis/TripCount.h"
#include "model/Callable.h"
#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "vocabulary/CostTable.h"
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace threadwise {

/// How long something takes, in nanoseconds.
struct Cost {
  double Lower = 0;
  double Upper = 0; ///< infinity: unknown
  /// The first thing of which the cost is not known.
  Evidence Unknown;
  /// It locks, waits for or wakes other threads: why it runs on a thread of
  /// its own may have another reason than speed.
  bool Synchronises = false;

  bool isKnown() const;
  /// The middle of the interval on the scale of ratios.
  double middle() const;

  Cost &operator+=(const Cost &Other);
  /// One or the other runs.
  static Cost either(const Cost &A, const Cost &B);
  static Cost unknown(Evidence Why);
};

/// `11,200`
std::string withSeparators(uint64_t Value);

/// `12 ns`, `11,200 ns`: rounded up to three digits.
std::string nanoseconds(double Value);

/// `0.43 to 12 ns`: both ends rounded outwards to two or three digits.
std::string interval(const Cost &C);

/// What is taken for granted where nothing is known.
struct CostAssumptions {
  /// How often a loop runs whose count is only known at run time.
  std::optional<uint64_t> Trips;
  /// Operators of types that a template leaves open take so long at most: the
  /// comparison or copy of an element.
  std::optional<double> OpenOperator;
  /// A call of a function that is not in sight takes so long at least, in
  /// nanoseconds: it is not inlined.
  double UnseenCall = 0;
  /// Calls of this function cost nothing: one level of a recursion is asked
  /// for.
  const clang::FunctionDecl *OneLevelOf = nullptr;
  /// Statements that are left out: the starts of threads and tasks.
  std::set<const clang::Stmt *> Without;
};

/// The constants that a callable's function is handed with it.
KnownValues valuesBound(const ConcurrencyModel &Model, const Body &B,
                        const Callable &C, const KnownValues &Known = {});

class Costs {
public:
  explicit Costs(const ConcurrencyModel &Model,
                 CostAssumptions Assume = CostAssumptions());
  ~Costs();

  Cost of(const Body &B, const clang::Stmt *S, const KnownValues &Known = {});
  /// One run of \p C, which is handed over in \p B.
  Cost of(const Body &B, const Callable &C, const KnownValues &Known = {});
  Cost of(const clang::FunctionDecl *F, const KnownValues &Known = {});

private:
  friend class CostWalker;
  const ConcurrencyModel &Model;
  CostAssumptions Assume;
  std::map<std::pair<const clang::FunctionDecl *, KnownValues>, Cost> Memo;
  std::set<const clang::FunctionDecl *> Active;
  /// Of instantiations: the model keeps those of patterns.
  std::map<const clang::FunctionDecl *, std::unique_ptr<Body>> Bodies;

  const Body *bodyOf(const clang::FunctionDecl *F);
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_COST_H
