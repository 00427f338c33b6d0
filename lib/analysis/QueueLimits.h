//===--- QueueLimits.h - what holds producers back --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_QUEUELIMITS_H
#define THREADWISE_ANALYSIS_QUEUELIMITS_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "model/Queues.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace threadwise {

/// Looks for what keeps a queue short on the way to a push: its size or a
/// counter tested, a permit taken, a condition waited for, an item that is
/// queued once; in the function that pushes, in the helpers that it asks, in
/// the callers in sight, and where the consumer throws away what is too much.
class QueueLimits {
public:
  QueueLimits(const ConcurrencyModel &Model, const Queue &Q);

  /// What holds \p Push back; none when there is no sign of it.
  std::optional<Evidence> before(const QueueUse &Push) const;
  /// Whoever pushes waits for its own item to be done: as many are queued as
  /// there are producers.
  std::optional<Evidence> producerWaits(const QueueUse &Push) const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Queue &Q;
  /// Members and variables that go up with a push or down with a pop.
  llvm::DenseSet<const clang::NamedDecl *> Counters;
  llvm::DenseMap<const clang::Expr *, const QueueUse *> UseAt;

  void findCounters();
  bool isUse(const clang::Stmt *S, QueueAct Does) const;
  bool usesIn(const Body &B, const clang::Stmt *Inside, QueueAct Does) const;
  bool yieldsSize(const Body &B, const clang::Expr *E, unsigned Depth) const;
  bool measures(const Body &B, const clang::Stmt *Condition) const;
  bool takesOverflow(const Body &B, const clang::Stmt *Branch,
                     const clang::Expr *Site) const;
  bool asksWhetherFull(const Body &B, const clang::Stmt *Condition) const;
  bool holdsBack(const Body &B, const clang::Stmt *Branch,
                 const clang::Expr *Site) const;
  bool queuesOnce(const Body &B, const clang::Stmt *Branch,
                  const clang::Expr *Site) const;
  bool marksItem(const Body &B, const clang::Expr *E,
                 const clang::Expr *Site) const;
  const clang::Expr *emptiedBefore(const Body &B,
                                   const clang::Expr *Site) const;
  bool isKeyedByTime() const;
  bool spendsBudget(const Body &B, const clang::Stmt *Branch,
                    const clang::Expr *Site) const;
  bool onlyIfEmpty(const Body &B, const clang::Stmt *Branch,
                   const clang::Expr *Site) const;
  std::optional<Evidence> waitsOrPermits(const Body &B, const clang::Expr *E,
                                         const clang::Expr *Site,
                                         unsigned Depth) const;
  std::optional<Evidence> inBody(const Body &B, const clang::Expr *Site,
                                 unsigned Depth) const;
  std::optional<Evidence> inCallers(const clang::FunctionDecl *F,
                                    unsigned Depth) const;
  std::optional<Evidence> inConsumer() const;
  bool blocks(const Call &C, unsigned Depth) const;
  bool waitsForItem(const QueueUse &Push) const;
  bool waitsAfter(const Body &B, const clang::Expr *Site) const;
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_QUEUELIMITS_H
