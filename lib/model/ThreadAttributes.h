//===--- ThreadAttributes.h - does a thread differ on purpose ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_THREADATTRIBUTES_H
#define THREADWISE_MODEL_THREADATTRIBUTES_H

#include "model/Body.h"
#include "model/Callee.h"
#include "model/Spawn.h"

namespace threadwise {

/// Is \p E an object of attributes that comes before a thread's callable?
bool isThreadAttributes(const CalleeResolver &Resolver, const clang::Expr *E);

/// Was the thread that \p C starts given a stack size, a priority or an
/// affinity? Attributes that come from elsewhere may hold one: they count.
/// \p Attributes is the argument that holds them, or null.
bool differsOnPurpose(const Body &B, const CalleeResolver &Resolver,
                      const Handle &Kept, const Call &C,
                      const clang::Expr *Attributes);

} // namespace threadwise

#endif // THREADWISE_MODEL_THREADATTRIBUTES_H
