//===--- Limits.h - what holds a spawn back ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_LIMITS_H
#define THREADWISE_ANALYSIS_LIMITS_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include <optional>

namespace threadwise {

/// What keeps the number of live threads below a limit before \p S is reached
/// inside \p Scope (a loop, or the root of a function or lambda): a permit
/// taken, a condition waited for, a counter or the size of the handles'
/// container tested. None when there is no sign of one.
std::optional<Evidence> limitBefore(const ConcurrencyModel &Model,
                                    const clang::Stmt *Scope, const Spawn &S);

/// The same for a call at \p Site of \p B; \p Owner: the container that keeps
/// the handles, or null.
std::optional<Evidence> limitBefore(const ConcurrencyModel &Model,
                                    const clang::Stmt *Scope, const Body &B,
                                    const clang::Expr *Site,
                                    const clang::NamedDecl *Owner);

/// What lets \p S be reached only once inside the function: a flag tested and
/// set, call_once, a handle tested for a running thread.
std::optional<Evidence> guardOnce(const ConcurrencyModel &Model,
                                  const Spawn &S);

/// What lets only the first round of \p Loop reach \p S: `if (!worker) worker =
/// start();`, where the others find it.
std::optional<Evidence> guardOnceIn(const clang::Stmt *Loop, const Spawn &S);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_LIMITS_H
