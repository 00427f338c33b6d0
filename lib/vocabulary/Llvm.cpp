//===--- Llvm.cpp - LLVM ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("llvm::ThreadPoolInterface", M::PoolType),
    api("llvm::ThreadPoolInterface::async", M::SubmitTask, 0,
        HandleRule::Leaves),
    api("llvm::ThreadPoolInterface::wait", M::WaitForResult),
    api("llvm::StdThreadPool", M::PoolType).equalWorkers(),
    api("llvm::StdThreadPool::async", M::SubmitTask, 0, HandleRule::Leaves),
    api("llvm::StdThreadPool::wait", M::WaitForResult),
    api("llvm::StdThreadPool::StdThreadPool", M::SetWorkerCount).count(0),
    api("llvm::SingleThreadExecutor", M::PoolType),
    api("llvm::SingleThreadExecutor::async", M::SubmitTask, 0,
        HandleRule::Leaves),
    api("llvm::SingleThreadExecutor::wait", M::WaitForResult),
    api("llvm::ThreadPool", M::PoolType).equalWorkers(),
    api("llvm::ThreadPool::async", M::SubmitTask, 0, HandleRule::Leaves),
    api("llvm::ThreadPool::wait", M::WaitForResult),
    api("llvm::ThreadPool::ThreadPool", M::SetWorkerCount).count(0),
    api("llvm::thread", M::ThreadHandle, NoCallable, HandleRule::Terminates),
    api("llvm::thread::thread", M::SpawnThread, 0, HandleRule::Terminates),
    api("llvm::thread::join", M::JoinThread),
    api("llvm::thread::detach", M::DetachThread),
    api("llvm::thread::hardware_concurrency", M::CoreCount),
    api("llvm::parallelFor", M::ParallelLoop, 2),
    api("llvm::parallelForEach", M::ParallelLoop, LastArgument),
    api("llvm::parallel::TaskGroup", M::TaskGroupType, NoCallable,
        HandleRule::Waits)
        .equalWorkers(),
    api("llvm::parallel::TaskGroup::spawn", M::SubmitTask, 0),
    api("llvm::parallel::TaskGroup::sync", M::WaitForResult),
    api("llvm::parallel::getThreadIndex", M::WorkerId),
    api("llvm::parallel::getThreadCount", M::WorkerCount),
    api("llvm::hardware_concurrency", M::CoreCount),
    api("llvm::heavyweight_hardware_concurrency", M::CoreCount),
    api("llvm::get_physical_cores", M::CoreCount),
    api("llvm::for_each", M::LoopOverCallable, 1),
    api("llvm::unique_function::unique_function", M::BindCallable, 0),
    api("llvm::function_ref::function_ref", M::BindCallable, 0),
    api("llvm::set_thread_name", M::SetThreadName),
    api("llvm::SmallVector", M::SequenceContainer),
    api("llvm::SmallVectorImpl", M::SequenceContainer),
    api("llvm::StringMap", M::AssociativeContainer),
    api("llvm::DenseMap", M::AssociativeContainer),
};

llvm::ArrayRef<ApiRow> threadwise::llvmRows() { return Rows; }
