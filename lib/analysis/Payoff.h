//===--- Payoff.h - is the work worth its start -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_PAYOFF_H
#define THREADWISE_ANALYSIS_PAYOFF_H

#include "analysis/Cost.h"
#include "analysis/Unguarded.h"
#include "model/ParallelRegion.h"
#include "model/Spawn.h"
#include "llvm/ADT/SmallVector.h"
#include <array>

namespace threadwise {

enum class PayoffKind : uint8_t {
  Unknown,   ///< Because names what is not known
  Pays,      ///< or there is another reason for it: Because says which
  Small,     ///< the work at its longest is shorter than its start
  Unguarded, ///< few elements occur, and nothing tests how many there are
};

/// What a start costs at the least, in nanoseconds, by StartOf.
using StartPrices = std::array<unsigned, 16>;
/// The defaults of the cost table.
StartPrices defaultPrices();

struct Payoff {
  PayoffKind Kind = PayoffKind::Unknown;
  /// Of one task, or of the whole loop.
  Cost Work;
  StartOf Starts = StartOf::Thread;
  /// What the work was compared with.
  double Start = 0;
  /// The work is that of one of many tasks, or of one of the loop's elements.
  bool IsOneOfMany = false;
  /// The work is the smallest part of a recursion that is still started.
  bool IsRecursion = false;
  /// From this many elements on, in a task or in the loop, it is about to pay;
  /// 0: not known.
  uint64_t PaysFrom = 0;
  llvm::SmallVector<Evidence, 4> Because;
};

/// How many elements that take \p Each make a start worth \p Start, rounded
/// up to one digit.
uint64_t paysFrom(double Start, const Cost &Each);

class Payoffs {
public:
  /// \p Any: no proof that few elements occur is asked for. Work is small below
  /// \p Percent of what its start costs.
  Payoffs(const ConcurrencyModel &Model, const StartPrices &Prices, bool Any,
          unsigned Percent = 100)
      : Model(Model), Prices(Prices), Any(Any), Share(Percent / 100.0),
        All(Model) {}

  Payoff of(const Spawn &S);
  Payoff of(const ParallelRegion &R);

private:
  const ConcurrencyModel &Model;
  const StartPrices &Prices;
  const bool Any;
  const double Share;
  Costs All;

  double price(StartOf S) const { return Prices[static_cast<size_t>(S)]; }
  bool isSmall(const Cost &Work, double Start) const {
    return Work.Upper < Start * Share;
  }
  Payoff ofRegion(const ParallelRegion &R);
  std::optional<uint64_t> countOf(const ParallelRegion &R) const;
  Cost costOfOne(const ParallelRegion &R, std::optional<uint64_t> Count);
  Payoff ofSelfStart(const SelfStart &Self, StartOf Starts) const;
  Payoff ofOpenCount(const ParallelRegion &R, Payoff P, const Cost &One) const;
  Payoff ofTask(const ParallelRegion &R);
  Payoff ofBlocks(const ParallelRegion &R);
  Payoff ofLoop(const ParallelRegion &R);
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_PAYOFF_H
