//===--- SlotPlace.h - does an expression reach a thread's own --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_SLOTPLACE_H
#define THREADWISE_ANALYSIS_SLOTPLACE_H

#include "analysis/WorkerIndex.h"
#include "model/Selection.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace threadwise {

/// An element that belongs to one thread, of an array that threads share.
struct SlotPlace {
  /// The variable or member that holds the elements; null when only a pointer
  /// to them is seen.
  const clang::ValueDecl *Array = nullptr;
  clang::QualType Element;
  /// Members within the element, outermost first.
  llvm::SmallVector<const clang::FieldDecl *, 2> Fields;
  WorkerId Index;
  /// `slots[tid]`; null when the element itself was handed over.
  const clang::Expr *Selected = nullptr;
};

class SlotPlaces {
public:
  explicit SlotPlaces(const ConcurrencyModel &Model)
      : Model(Model), Resolver(Model.resolver()), Index(Model) {}

  /// The functions that can reach such an element, in the order of the text.
  std::vector<const clang::FunctionDecl *> candidates() const;

  /// The element that \p E names or is part of.
  std::optional<SlotPlace> resolve(const Body &B, const clang::Expr *E) const;

  const WorkerIndex &index() const { return Index; }

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  WorkerIndex Index;

  struct Walk;
  bool step(Walk &W) const;
  bool isElsewhere(const clang::Expr *Pointer) const;
  bool stepThroughVariable(Walk &W, const clang::DeclRefExpr &Ref) const;
  bool stepIntoRow(Walk &W, const Selection &Chosen) const;
  bool stepIntoAccessor(Walk &W, const Call &C) const;
  bool take(Walk &W, const Selection &Chosen, const WorkerId &Id) const;
  bool takeHanded(Walk &W, const HandedElement &Handed) const;
  const clang::ValueDecl *sharedArray(const Body &B, const clang::Expr *Array,
                                      const clang::Expr *From,
                                      bool &IsPrivate) const;
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_SLOTPLACE_H
