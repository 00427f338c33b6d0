//===--- IntrusiveLists.h - lists that link themselves ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Lists without a container class: `job->next = head; head = job;`,
/// `tail->next = job; tail = job;`, `head = head->next`, and the same by
/// compare-and-exchange.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_INTRUSIVELISTS_H
#define THREADWISE_MODEL_INTRUSIVELISTS_H

#include "model/Queues.h"

namespace threadwise {

/// What a body does to a list whose first element \p Object names.
struct ListChange {
  QueueAct Does = QueueAct::Push;
  const clang::Expr *Object = nullptr;
  const clang::Expr *Site = nullptr;
  const clang::Expr *Item = nullptr; ///< what is added
  /// By compare-and-exchange: threads share it without a lock.
  bool IsAtomic = false;
};

/// In the order of the text.
llvm::SmallVector<ListChange, 2> listChanges(const CalleeResolver &Resolver,
                                             const Body &B);

} // namespace threadwise

#endif // THREADWISE_MODEL_INTRUSIVELISTS_H
