//===--- BsThreadPool.cpp - BS::thread_pool, versions 2 to 5 ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("BS::thread_pool", M::PoolType).equalWorkers(),
    api("BS::thread_pool::thread_pool", M::SetWorkerCount).count(0),
    api("BS::thread_pool::reset", M::SetWorkerCount).count(0),
    api("BS::thread_pool::submit", M::SubmitTask, 0, HandleRule::Leaves),
    api("BS::thread_pool::submit_task", M::SubmitTask, 0, HandleRule::Leaves),
    api("BS::thread_pool::push_task", M::SubmitTask, 0),
    api("BS::thread_pool::detach_task", M::SubmitTask, 0),
    api("BS::thread_pool::submit_loop", M::ParallelLoop, 2, HandleRule::Leaves),
    api("BS::thread_pool::submit_blocks", M::ParallelLoop, 2,
        HandleRule::Leaves),
    api("BS::thread_pool::submit_sequence", M::ParallelLoop, 2,
        HandleRule::Leaves),
    api("BS::thread_pool::parallelize_loop", M::ParallelLoop, 2,
        HandleRule::Leaves),
    api("BS::thread_pool::detach_loop", M::ParallelLoop, 2, HandleRule::Leaves),
    api("BS::thread_pool::detach_blocks", M::ParallelLoop, 2,
        HandleRule::Leaves),
    api("BS::thread_pool::detach_sequence", M::ParallelLoop, 2,
        HandleRule::Leaves),
    api("BS::thread_pool::push_loop", M::ParallelLoop, 2, HandleRule::Leaves),
    api("BS::thread_pool::wait", M::WaitForResult),
    api("BS::thread_pool::wait_for_tasks", M::WaitForResult),
    api("BS::thread_pool::wait_for", M::WaitTimed).timeout(0),
    api("BS::thread_pool::wait_for_tasks_duration", M::WaitTimed).timeout(0),
    api("BS::thread_pool::wait_until", M::WaitTimed).timeout(0),
    api("BS::thread_pool::wait_for_tasks_until", M::WaitTimed).timeout(0),
    api("BS::thread_pool::get_thread_count", M::WorkerCount),
    api("BS::thread_pool::get_tasks_queued", M::ElementCount),
    api("BS::thread_pool::get_tasks_total", M::ElementCount),
    api("BS::thread_pool::purge", M::RequestStop),
    api("BS::thread_pool_light", M::PoolType).equalWorkers(),
    api("BS::thread_pool_light::thread_pool_light", M::SetWorkerCount).count(0),
    api("BS::thread_pool_light::submit", M::SubmitTask, 0, HandleRule::Leaves),
    api("BS::thread_pool_light::push_task", M::SubmitTask, 0),
    api("BS::thread_pool_light::push_loop", M::ParallelLoop, 2,
        HandleRule::Leaves),
    api("BS::thread_pool_light::wait_for_tasks", M::WaitForResult),
    api("BS::thread_pool_light::get_thread_count", M::WorkerCount),
    api("BS::multi_future", M::FutureHandle, NoCallable, HandleRule::Leaves),
    api("BS::multi_future::get", M::WaitForResult),
    api("BS::multi_future::wait", M::WaitForResult),
    api("BS::multi_future::wait_for", M::WaitTimed).timeout(0),
    api("BS::multi_future::wait_until", M::WaitTimed).timeout(0),
    api("BS::this_thread::get_index", M::WorkerId),
    api("BS::counting_semaphore", M::SemaphoreType),
    api("BS::counting_semaphore::counting_semaphore", M::SetCapacity).count(0),
    api("BS::counting_semaphore::acquire", M::AcquirePermit),
    api("BS::counting_semaphore::release", M::ReleasePermit),
};

llvm::ArrayRef<ApiRow> threadwise::bsThreadPoolRows() { return Rows; }
