//===--- Taskflow.cpp - Taskflow ----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("tf::Executor", M::PoolType).equalWorkers(),
    api("tf::Executor::Executor", M::SetWorkerCount).count(0),
    api("tf::Executor::async", M::SubmitTask, LastArgument, HandleRule::Leaves),
    api("tf::Executor::silent_async", M::SubmitTask, LastArgument),
    api("tf::Executor::dependent_async", M::SubmitTask, 0, HandleRule::Leaves),
    api("tf::Executor::run", M::SubmitTask, 0, HandleRule::Leaves),
    api("tf::Executor::run_n", M::SubmitTask, 0, HandleRule::Leaves),
    api("tf::Executor::run_until", M::SubmitTask, 0, HandleRule::Leaves),
    api("tf::Executor::wait_for_all", M::WaitForResult),
    api("tf::Executor::corun", M::WaitForResult).helps(),
    api("tf::Executor::num_workers", M::WorkerCount),
    api("tf::Executor::this_worker_id", M::WorkerId),
    api("tf::Runtime", M::TaskGroupType),
    api("tf::Runtime::async", M::SubmitTask, LastArgument),
    api("tf::Runtime::silent_async", M::SubmitTask, LastArgument),
    api("tf::Runtime::corun_all", M::WaitForResult).helps(),
    api("tf::Subflow", M::TaskGroupType),
    api("tf::Subflow::join", M::WaitForResult).helps(),
    api("tf::FlowBuilder", M::TaskGroupType),
    api("tf::FlowBuilder::emplace", M::BindCallable, 0),
    api("tf::FlowBuilder::for_each", M::ParallelLoop, 2, HandleRule::Leaves),
    api("tf::FlowBuilder::for_each_index", M::ParallelLoop, 3,
        HandleRule::Leaves),
    api("tf::FlowBuilder::transform", M::ParallelLoop, 3, HandleRule::Leaves),
    api("tf::Future", M::FutureHandle, NoCallable, HandleRule::Leaves),
    api("tf::Future::cancel", M::RequestStop),
    api("tf::Semaphore", M::SemaphoreType),
    api("tf::Semaphore::Semaphore", M::SetCapacity).count(0),
};

llvm::ArrayRef<ApiRow> threadwise::taskflowRows() { return Rows; }
