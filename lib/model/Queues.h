//===--- Queues.h - containers that threads hand items through --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Members and variables to which elements are added, and everything that the
/// unit does to them: who appends under which lock, who takes out, who asks for
/// the size. Whether one of them is a queue between threads, and whether
/// anything holds its producers back, is for the analysis to say.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_QUEUES_H
#define THREADWISE_MODEL_QUEUES_H

#include "model/Body.h"
#include "model/Callee.h"
#include <vector>

namespace threadwise {

class ConcurrencyModel;

enum class QueueAct : uint8_t {
  Push,     ///< adds an element; the container grows
  TryPush,  ///< adds an element where there is room
  Pop,      ///< takes an element out by its place (first, last, top)
  Drain,    ///< takes all elements out: swap, move
  Remove,   ///< takes out what is found by a key or value
  Clear,    ///< throws all elements away
  Look,     ///< reads elements and leaves them
  Measure,  ///< yields the number of elements
  Test,     ///< says whether there are elements
  SetLimit, ///< gives it a capacity
  HandOn,   ///< passed to another function, or stored
};

struct QueueUse {
  QueueAct Does = QueueAct::Look;
  const clang::Expr *Site = nullptr;
  const Body *In = nullptr;
  const clang::LambdaExpr *Lambda = nullptr; ///< the innermost one, or null
  const clang::Expr *Item = nullptr;         ///< what is added
  std::string Name;                          ///< `push_back`; empty for a link
  /// By compare-and-exchange, without a lock.
  bool IsAtomic = false;
};

/// One container. Two elements of a container of queues are one.
struct Queue {
  /// The field, variable or parameter; of a template the pattern's field.
  const clang::NamedDecl *Holder = nullptr;
  /// The container is an element of what Holder names.
  bool IsElement = false;
  clang::QualType Type;
  /// A list whose elements link themselves: Type is that of an element.
  bool IsList = false;
  /// The vocabulary's row of a concurrent queue that grows, or null.
  const ApiRow *Library = nullptr;
  /// The type is a parameter of a template: the caller chooses it.
  bool TypeIsChosen = false;
  /// Nothing declares the type: its include is missing.
  bool TypeIsUnknown = false;
  /// In the order of the functions, in the order of the text.
  std::vector<QueueUse> Uses;

  std::string name() const; ///< as the code spells it
  clang::QualType element() const;
};

/// Those of a unit; the model keeps them.
std::vector<Queue> gatherQueues(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_MODEL_QUEUES_H
