//===--- StoredCallables.h - kept now, called later -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_STOREDCALLABLES_H
#define THREADWISE_ANALYSIS_STOREDCALLABLES_H

#include "model/ConcurrencyModel.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

/// A call, somewhere in the unit, of what a member holds.
struct StoredCall {
  const clang::NamedDecl *Member;
  const Body *In;
  const clang::Expr *Site;
  llvm::SmallVector<const clang::Expr *, 4> Arguments;
};

/// Where the callable is called that \p F is handed as parameter \p Index and
/// keeps in a member: `handlers_[path] = std::move(f)`, and elsewhere
/// `it->second(request)`.
llvm::SmallVector<StoredCall, 4> callsOfStored(const ConcurrencyModel &Model,
                                               const clang::FunctionDecl *F,
                                               unsigned Index);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_STOREDCALLABLES_H
