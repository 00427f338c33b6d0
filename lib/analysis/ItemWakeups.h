//===--- ItemWakeups.h - wake-ups for items that get lost -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A queue and the condition on which its consumers wait: the consumer has to
/// ask whether there are items before it sleeps, and each item has to wake one
/// of several.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_ITEMWAKEUPS_H
#define THREADWISE_ANALYSIS_ITEMWAKEUPS_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

enum class ItemLoss : uint8_t {
  NotAsked,   ///< the wait does not ask for items that came before it
  OnlyOnEdge, ///< one waiter is woken, and only when the first item comes or
              ///< the first room is made
};

struct LostItem {
  ItemLoss Kind = ItemLoss::NotAsked;
  const Wait *Of = nullptr;
  /// The wait, or the notification.
  const clang::Expr *At = nullptr;
  const clang::NamedDecl *Holder = nullptr;
  llvm::SmallVector<Evidence, 4> Because;
};

std::vector<LostItem> lostItems(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_ITEMWAKEUPS_H
