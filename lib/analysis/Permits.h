//===--- Permits.h - what lets one more through -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Threads and queues are held back in the same way: by a permit that is taken,
/// and by limits that a project names.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_PERMITS_H
#define THREADWISE_ANALYSIS_PERMITS_H

#include "model/Body.h"
#include "model/Callee.h"

namespace threadwise {

/// Does \p C take a permit of a semaphore? A try counts where somebody looks at
/// what it says: `if (!room.try_acquire()) return;`.
bool takesPermit(const CalleeResolver &Resolver, const Body &B, const Call &C);

/// Does somebody look at what the call \p E says?
bool isResultUsed(const Body &B, const clang::Expr *E);

/// Does a name speak of a limit of the project's own that the unit does not
/// show (`is_full`, `over_capacity`)?
bool namesLimit(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_PERMITS_H
