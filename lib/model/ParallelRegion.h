//===--- ParallelRegion.h - loops and blocks that run in parallel -*- C++ -*-=//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Places where the starter itself waits for the whole: OpenMP directives, the
/// parallel loops and invocations of libraries, standard algorithms with a
/// parallel policy. What starts one thread or task is a Spawn.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_PARALLELREGION_H
#define THREADWISE_MODEL_PARALLELREGION_H

#include "model/Callable.h"
#include "vocabulary/Vocabulary.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace threadwise {

class Body;
class ConcurrencyModel;

enum class RegionKind : uint8_t {
  Team,     ///< omp parallel: every thread of a team runs the block
  TeamLoop, ///< omp parallel for: a team shares a loop
  Sections, ///< omp parallel sections
  Share,    ///< omp for, omp sections: work for the team that is there already
  Task,     ///< omp task
  TaskLoop, ///< omp taskloop
  Loop,     ///< a library's parallel loop or algorithm
  Invoke,   ///< a library's parallel_invoke
};

/// How a loop is cut into chunks.
enum class Chunking : uint8_t {
  Automatic,
  ToTheGrain, ///< always down to the grain: simple_partitioner
  OnDemand,   ///< schedule(dynamic): each chunk is fetched
};

struct ParallelRegion {
  RegionKind Kind = RegionKind::Team;
  /// As a person names it: `omp parallel for`, `tbb::parallel_for`.
  std::string Name;
  const ApiRow *Api = nullptr; ///< null for a directive
  /// The directive or call.
  const clang::Stmt *Site = nullptr;
  const Body *In = nullptr;

  // What runs: the block of a directive, its loops (the outermost first; more
  // than one where they are collapsed), or callables.
  const clang::Stmt *Block = nullptr;
  llvm::SmallVector<const clang::Stmt *, 2> Loops;
  llvm::SmallVector<Callable, 2> Bodies;

  // How often, for a library's loop: from First to Last, or the elements of
  // Range. A loop of a directive says it itself.
  const clang::Expr *First = nullptr, *Last = nullptr, *Step = nullptr;
  const clang::Expr *Range = nullptr;
  /// The body is given a piece of the range instead of one element.
  bool BodyTakesRange = false;

  Chunking Chunks = Chunking::Automatic;
  const clang::Expr *Grain = nullptr; ///< grain size, chunk size
  const clang::Expr *If = nullptr;    ///< parallel only where it holds
  const clang::Expr *Final = nullptr; ///< tasks inside run at once
  const clang::Expr *NumThreads = nullptr;
  /// The clauses say no more than which data it shares: not when, where or
  /// behind what it runs.
  bool OnlyShares = true;
};

/// Those in one function, in the order of the text.
std::vector<ParallelRegion> gatherRegions(const ConcurrencyModel &Model,
                                          const Body &B);

} // namespace threadwise

#endif // THREADWISE_MODEL_PARALLELREGION_H
