//===--- TaskPools.h - what runs a task that is handed over -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_TASKPOOLS_H
#define THREADWISE_ANALYSIS_TASKPOOLS_H

#include "model/ConcurrencyModel.h"

namespace threadwise {

/// The pool or group of tasks that the task goes to, as written: the object of
/// the call or its first argument. Null where it goes to whatever else runs
/// callables: the event loop of a connection, a strand, a thread that owns the
/// data.
const clang::Expr *poolOf(const ConcurrencyModel &Model, const Spawn &S);

/// Does any of several equal workers run it? Not where the pool is known to
/// have one, or goes by a name that says what it is there for.
bool goesToEqualWorkers(const ConcurrencyModel &Model, const Spawn &S);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_TASKPOOLS_H
