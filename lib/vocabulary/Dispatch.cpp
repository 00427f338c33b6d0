//===--- Dispatch.cpp - Grand Central Dispatch --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

// Blocks are callables as lambdas are. A global queue starts further threads
// while its tasks block, up to 64.
static constexpr ApiRow Rows[] = {
    api("dispatch_async", M::SubmitTask, 1),
    api("dispatch_barrier_async", M::SubmitTask, 1),
    api("dispatch_async_f", M::SubmitTask, 2),
    api("dispatch_barrier_async_f", M::SubmitTask, 2),
    api("dispatch_after", M::SubmitTask, 2).unqueued(),
    api("dispatch_group_async", M::SubmitTask, 2),
    api("dispatch_group_async_f", M::SubmitTask, 3),
    api("dispatch_group_notify", M::RegisterHandler, 2),
    api("dispatch_sync", M::InvokeOnce, 1),
    api("dispatch_barrier_sync", M::InvokeOnce, 1),
    api("dispatch_sync_f", M::InvokeOnce, 2),
    api("dispatch_once", M::InvokeOnce, 1),
    api("dispatch_apply", M::ParallelLoop, 2),
    api("dispatch_apply_f", M::ParallelLoop, 3),
    api("dispatch_group_wait", M::WaitForResult)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("dispatch_semaphore_create", M::SetCapacity).count(0),
    api("dispatch_semaphore_wait", M::AcquirePermit)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("dispatch_semaphore_signal", M::ReleasePermit).object(0),
    api("dispatch_source_set_event_handler", M::RegisterHandler, 1),
    api("dispatch_main", M::RunTasks),
    api("os_unfair_lock_s", M::MutexType),
    api("os_unfair_lock", M::MutexType),
    api("os_unfair_lock_lock", M::Lock).object(0),
    api("os_unfair_lock_trylock", M::TryLock).object(0),
    api("os_unfair_lock_unlock", M::Unlock).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::dispatchRows() { return Rows; }
