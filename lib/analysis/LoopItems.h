//===--- LoopItems.h - what each round of a loop is about -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_LOOPITEMS_H
#define THREADWISE_ANALYSIS_LOOPITEMS_H

#include "model/Body.h"
#include "model/Callee.h"

namespace threadwise {

/// The call that makes anew in each round of \p Loop, before \p Site, one of
/// the variables that \p Mention mentions: as its initialiser, by an
/// assignment, or as `reader.next(variable)`. Null when none does.
const clang::Expr *itemMade(const CalleeResolver &Resolver, const Body &B,
                            const clang::Stmt *Loop, const clang::Expr *Mention,
                            const clang::Expr *Site);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_LOOPITEMS_H
