//===--- Selection.h - an element of an array is selected -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_SELECTION_H
#define THREADWISE_MODEL_SELECTION_H

#include "model/Body.h"
#include "model/Callee.h"
#include <optional>

namespace threadwise {

/// `array[index]` in one of its spellings, where the elements lie next to each
/// other: an array, a pointer into one, a vector, a `unique_ptr<T[]>`.
struct Selection {
  const clang::Expr *Site = nullptr;
  const clang::Expr *Array = nullptr;
  const clang::Expr *Index = nullptr;
  clang::QualType Element; ///< may depend on a template parameter
};

std::optional<Selection> selectionOf(const CalleeResolver &Resolver,
                                     const clang::Expr *E);

/// What \p T holds side by side; null when that is not known.
clang::QualType elementType(const CalleeResolver &Resolver, clang::QualType T);

} // namespace threadwise

#endif // THREADWISE_MODEL_SELECTION_H
