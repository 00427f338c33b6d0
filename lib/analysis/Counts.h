//===--- Counts.h - how often does this run ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// What a number or the trip count of a loop is derived from. `i < n_threads`
/// and `i < n_items` look alike and mean the opposite: a count is what chose
/// it, not what it is.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_COUNTS_H
#define THREADWISE_ANALYSIS_COUNTS_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"

namespace threadwise {

enum class CountKind : uint8_t {
  Constant, ///< known when the program is compiled
  Machine,  ///< derived from the number of cores
  Chosen,   ///< somebody chose it: a parameter, member or option; the size of
            ///< a container of threads or workers
  Data,     ///< grows with the input: items, lines, connections
  Endless,  ///< the loop has no count: it runs until it is told to stop
  Unknown,
};

struct Count {
  CountKind Kind = CountKind::Unknown;
  uint64_t Value = 0; ///< for Constant
  /// It is the size of a member that holds objects (planners, devices), not
  /// items of work.
  bool IsOfObjects = false;
  /// What drives it, in quotes where it has a name: `'urls'`.
  std::string Driver;
  /// The sentence and the place that show it.
  Evidence Because;

  bool isBounded() const {
    return Kind == CountKind::Constant || Kind == CountKind::Machine ||
           Kind == CountKind::Chosen;
  }
};

/// How often the body of \p Loop runs.
Count countOfLoop(const ConcurrencyModel &Model, const Body &B,
                  const clang::Stmt *Loop);

/// The data at whose end an endless loop is left from inside: `if (i ==
/// v.size()) break;`. None where nothing says so.
std::optional<Count> countOfExit(const ConcurrencyModel &Model, const Body &B,
                                 const clang::Stmt *Loop);

/// What the integer \p E is derived from.
Count countOfValue(const ConcurrencyModel &Model, const Body &B,
                   const clang::Expr *E);

/// How many elements \p Container has.
Count countOfElements(const ConcurrencyModel &Model, const Body &B,
                      const clang::Expr *Container);

/// Does the call return one connection, as the vocabulary knows or as the name
/// of a function of another file says?
bool acceptsConnection(const CalleeResolver &Resolver, const Call &C);

/// Names by which iterators, cursors, directories and streams say that there is
/// one more: `while (archive_read_next_header(a, &e) == OK)`.
bool asksForNext(llvm::StringRef Name);

/// The source text of \p E on one line, shortened, in single quotes.
std::string spelling(const ConcurrencyModel &Model, const clang::Expr *E);

/// Does a name say that it counts threads, workers or cores?
bool namesParallelism(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_COUNTS_H
