//===--- Access.h - which object does an expression reach -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_ACCESS_H
#define THREADWISE_MODEL_ACCESS_H

#include "model/Body.h"
#include "model/Callee.h"

namespace threadwise {

/// The object that an expression reaches: `workers_[i]->thread` is the field
/// `thread` of an element of `workers_`. Aliases are followed: the variable of
/// a range-for stands for the elements of its range, a reference for what it is
/// bound to, an iterator or pointer for what it was made from.
struct AccessPath {
  /// The variable, parameter or own field (`this->x`) at the root, or null.
  const clang::NamedDecl *Base = nullptr;
  /// The last field named, when it is not the root itself.
  const clang::NamedDecl *LastField = nullptr;
  /// The root is reached through `this`.
  bool ThroughThis = false;
  /// An element of the root was selected, by an index, key, iterator, or by a
  /// range-for.
  bool IsElement = false;
  /// The index or key, when one is written.
  const clang::Expr *Index = nullptr;
  /// The root was made anew where it is declared (`auto *w = new Worker`).
  bool IsFresh = false;

  explicit operator bool() const { return Base; }
};

AccessPath accessPath(const Body &B, const CalleeResolver &Resolver,
                      const clang::Expr *E);

} // namespace threadwise

#endif // THREADWISE_MODEL_ACCESS_H
