//===--- Stripes.h - small locks and atomics in a row -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A few locks or atomics in an array, of which each operation takes the one
/// that its key chooses, so that threads do not meet: but several lie on one
/// cache line.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_STRIPES_H
#define THREADWISE_ANALYSIS_STRIPES_H

#include "analysis/Heat.h"
#include "analysis/Layout.h"
#include "model/AtomicAccess.h"
#include <vector>

namespace threadwise {

struct StripeArray {
  const clang::ValueDecl *Array = nullptr;
  clang::QualType Element;
  SharedBy Is = SharedBy::Lock;
  uint64_t Count = 0; ///< zero: not known
  uint64_t Stride = 0;
  Write W;
  const clang::Expr *Index = nullptr;
  const Body *In = nullptr;
  Heat HowOften;
};

std::vector<StripeArray> stripes(const ConcurrencyModel &Model, uint64_t Line);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_STRIPES_H
