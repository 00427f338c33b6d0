//===--- Handles.h - what becomes of a handle -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_HANDLES_H
#define THREADWISE_MODEL_HANDLES_H

#include "model/Body.h"
#include "model/Callee.h"
#include "model/Spawn.h"

namespace threadwise {

/// The handle that the expression \p Site yields. \p Rule is what its
/// destructor does.
Handle trackHandle(const Body &B, const CalleeResolver &Resolver,
                   const clang::Expr *Site, HandleRule Rule);

/// The handle that is written to \p Target (`&tid` of pthread_create), or that
/// \p Target is (the object whose start() was called).
Handle trackTarget(const Body &B, const CalleeResolver &Resolver,
                   const clang::Expr *Target, HandleRule Rule);

/// The handle that \p C, an `emplace` or its like, puts into its container.
Handle trackElement(const Body &B, const CalleeResolver &Resolver,
                    const Call &C, HandleRule Rule);

/// Adding an element to a container, by the names that all containers share.
bool addsElement(llvm::StringRef MemberName);

} // namespace threadwise

#endif // THREADWISE_MODEL_HANDLES_H
