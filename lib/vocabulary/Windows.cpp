//===--- Windows.cpp - Windows, its C runtime, and the PPL --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // Threads and the pool of the process. What a HANDLE is, its maker says.
    api("CreateThread", M::SpawnThread, 2, HandleRule::Leaves).attributes(1),
    api("CreateRemoteThread", M::SpawnThread, 3, HandleRule::Leaves)
        .attributes(2),
    api("_beginthread", M::SpawnThread, 0, HandleRule::Leaves).attributes(1),
    api("_beginthreadex", M::SpawnThread, 2, HandleRule::Leaves).attributes(1),
    api("CloseHandle", M::DetachThread).handle(0),
    api("WaitForSingleObject", M::JoinThread)
        .handle(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForSingleObject", M::AcquirePermit)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForSingleObject", M::Lock).object(0).timeout(1, Forever::AllOnes),
    api("WaitForSingleObject", M::WaitLatch)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForSingleObjectEx", M::JoinThread)
        .handle(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForSingleObjectEx", M::AcquirePermit)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForSingleObjectEx", M::Lock)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForSingleObjectEx", M::WaitLatch)
        .object(0)
        .timeout(1, Forever::AllOnes),
    api("WaitForMultipleObjects", M::JoinThread)
        .handle(1)
        .timeout(3, Forever::AllOnes),
    api("WaitForMultipleObjects", M::AcquirePermit)
        .object(1)
        .timeout(3, Forever::AllOnes),
    api("WaitForMultipleObjectsEx", M::JoinThread)
        .handle(1)
        .timeout(3, Forever::AllOnes),
    api("WaitForMultipleObjectsEx", M::AcquirePermit)
        .object(1)
        .timeout(3, Forever::AllOnes),
    api("MsgWaitForMultipleObjects", M::PollForever)
        .timeout(3, Forever::AllOnes),
    api("TerminateThread", M::RequestStop).handle(0),
    api("SetThreadAffinityMask", M::SetThreadAttribute).handle(0),
    api("SetThreadGroupAffinity", M::SetThreadAttribute).handle(0),
    api("SetThreadPriority", M::SetThreadAttribute).handle(0),
    api("SetThreadIdealProcessor", M::SetThreadAttribute).handle(0),
    api("SetThreadStackGuarantee", M::SetThreadAttribute).handle(0),
    api("SetThreadDescription", M::SetThreadName).handle(0),
    api("QueueUserWorkItem", M::SubmitTask, 0),
    api("TrySubmitThreadpoolCallback", M::SubmitTask, 0),
    api("CreateThreadpoolWork", M::BindCallable, 0),
    api("SubmitThreadpoolWork", M::SubmitTask, 0),
    api("WaitForThreadpoolWorkCallbacks", M::WaitForResult).object(0),
    api("CreateThreadpoolTimer", M::BindCallable, 0),
    api("CreateThreadpoolWait", M::BindCallable, 0),
    api("CreateThreadpoolIo", M::BindCallable, 1),
    api("SetThreadpoolThreadMaximum", M::SetWorkerCount).object(0).count(1),
    api("SetThreadpoolThreadMinimum", M::SetWorkerCount).object(0).count(1),
    api("RegisterWaitForSingleObject", M::RegisterHandler, 2),
    api("CreateTimerQueueTimer", M::RegisterHandler, 2),
    api("InitOnceExecuteOnce", M::InvokeOnce, 1),
    api("Sleep", M::Sleep).timeout(0, Forever::AllOnes).milliseconds(),
    api("SleepEx", M::Sleep).timeout(0, Forever::AllOnes).milliseconds(),
    api("SwitchToThread", M::YieldProcessor),
    api("CreateFiber", M::BindCallable, 1),
    api("CreateFiberEx", M::BindCallable, 3),

    // Locks, conditions, permits.
    api("CRITICAL_SECTION", M::MutexType),
    api("_RTL_CRITICAL_SECTION", M::MutexType),
    api("EnterCriticalSection", M::Lock).object(0),
    api("TryEnterCriticalSection", M::TryLock).object(0),
    api("LeaveCriticalSection", M::Unlock).object(0),
    api("SRWLOCK", M::MutexType),
    api("_RTL_SRWLOCK", M::MutexType),
    api("AcquireSRWLockExclusive", M::Lock).object(0),
    api("TryAcquireSRWLockExclusive", M::TryLock).object(0),
    api("ReleaseSRWLockExclusive", M::Unlock).object(0),
    api("AcquireSRWLockShared", M::Lock).object(0).shared(),
    api("TryAcquireSRWLockShared", M::TryLock).object(0).shared(),
    api("ReleaseSRWLockShared", M::Unlock).object(0).shared(),
    api("ReleaseMutex", M::Unlock).object(0),
    api("CONDITION_VARIABLE", M::ConditionType),
    api("_RTL_CONDITION_VARIABLE", M::ConditionType),
    api("SleepConditionVariableCS", M::WaitCondition)
        .object(0)
        .lock(1)
        .timeout(2, Forever::AllOnes),
    api("SleepConditionVariableSRW", M::WaitCondition)
        .object(0)
        .lock(1)
        .timeout(2, Forever::AllOnes),
    api("WakeConditionVariable", M::NotifyCondition)
        .object(0)
        .one("WakeAllConditionVariable"),
    api("WakeAllConditionVariable", M::NotifyCondition).object(0),
    api("SetEvent", M::NotifyCondition).object(0),
    api("PulseEvent", M::NotifyCondition).object(0),
    api("CreateSemaphoreA", M::SetCapacity).count(1),
    api("CreateSemaphoreW", M::SetCapacity).count(1),
    api("CreateSemaphoreExA", M::SetCapacity).count(1),
    api("CreateSemaphoreExW", M::SetCapacity).count(1),
    api("ReleaseSemaphore", M::ReleasePermit).object(0).count(1),
    api("SYNCHRONIZATION_BARRIER", M::LatchType),
    api("_RTL_BARRIER", M::LatchType),
    api("InitializeSynchronizationBarrier", M::SetCapacity).object(0).count(1),
    api("EnterSynchronizationBarrier", M::ArriveLatch).object(0),
    api("EnterSynchronizationBarrier", M::WaitLatch).object(0),
    api("WaitOnAddress", M::WaitAtomic).object(0).timeout(3, Forever::AllOnes),
    api("WakeByAddressSingle", M::NotifyAtomic).object(0),
    api("WakeByAddressAll", M::NotifyAtomic).object(0),
    api("InterlockedIncrement", M::AtomicUpdate).object(0),
    api("InterlockedIncrement64", M::AtomicUpdate).object(0),
    api("_InterlockedIncrement", M::AtomicUpdate).object(0),
    api("_InterlockedIncrement64", M::AtomicUpdate).object(0),
    api("InterlockedDecrement", M::AtomicUpdate).object(0),
    api("InterlockedDecrement64", M::AtomicUpdate).object(0),
    api("_InterlockedDecrement", M::AtomicUpdate).object(0),
    api("_InterlockedDecrement64", M::AtomicUpdate).object(0),
    api("InterlockedExchange", M::AtomicUpdate).object(0),
    api("InterlockedExchange64", M::AtomicUpdate).object(0),
    api("_InterlockedExchange", M::AtomicUpdate).object(0),
    api("_InterlockedExchange64", M::AtomicUpdate).object(0),
    api("InterlockedExchangeAdd", M::AtomicUpdate).object(0),
    api("InterlockedExchangeAdd64", M::AtomicUpdate).object(0),
    api("_InterlockedExchangeAdd", M::AtomicUpdate).object(0),
    api("_InterlockedExchangeAdd64", M::AtomicUpdate).object(0),
    api("InterlockedCompareExchange", M::AtomicUpdate).object(0),
    api("InterlockedCompareExchange64", M::AtomicUpdate).object(0),
    api("_InterlockedCompareExchange", M::AtomicUpdate).object(0),
    api("_InterlockedCompareExchange64", M::AtomicUpdate).object(0),
    api("InterlockedAnd", M::AtomicUpdate).object(0),
    api("InterlockedAnd64", M::AtomicUpdate).object(0),
    api("_InterlockedAnd", M::AtomicUpdate).object(0),
    api("_InterlockedAnd64", M::AtomicUpdate).object(0),
    api("InterlockedOr", M::AtomicUpdate).object(0),
    api("InterlockedOr64", M::AtomicUpdate).object(0),
    api("_InterlockedOr", M::AtomicUpdate).object(0),
    api("_InterlockedOr64", M::AtomicUpdate).object(0),
    api("InterlockedXor", M::AtomicUpdate).object(0),
    api("InterlockedXor64", M::AtomicUpdate).object(0),
    api("_InterlockedXor", M::AtomicUpdate).object(0),
    api("_InterlockedXor64", M::AtomicUpdate).object(0),
    api("InterlockedExchangePointer", M::AtomicUpdate).object(0),
    api("InterlockedCompareExchangePointer", M::AtomicUpdate).object(0),
    api("InterlockedPushEntrySList", M::PushItem).object(0),
    api("InterlockedPopEntrySList", M::TryPopItem).object(0),

    // Input, and what wakes whoever waits for it.
    api("WSAAccept", M::AcceptConnection).object(0),
    api("AcceptEx", M::AcceptConnection).object(0),
    api("WSARecv", M::ReadItem).object(0),
    api("WSARecvFrom", M::ReadItem).object(0),
    api("ReadFile", M::ReadItem).object(0),
    api("ReadFileEx", M::ReadItem).object(0),
    api("ConnectNamedPipe", M::AcceptConnection).object(0),
    api("GetQueuedCompletionStatus", M::PopItem)
        .object(0)
        .timeout(4, Forever::AllOnes),
    api("GetQueuedCompletionStatusEx", M::PopItem)
        .object(0)
        .timeout(4, Forever::AllOnes),
    api("PostQueuedCompletionStatus", M::PushItem).object(0),
    api("CreateIoCompletionPort", M::SetWorkerCount).count(3),
    api("WSAPoll", M::PollForever).object(0).timeout(2, Forever::Negative),
    api("WSAWaitForMultipleEvents", M::PollForever)
        .object(1)
        .timeout(3, Forever::AllOnes),
    api("GetMessageA", M::PollForever),
    api("GetMessageW", M::PollForever),
    api("closesocket", M::ShutdownChannel).object(0),
    api("CancelIo", M::ShutdownChannel).object(0),
    api("CancelIoEx", M::ShutdownChannel).object(0),
    api("CancelSynchronousIo", M::ShutdownChannel).object(0),

    // The machine.
    api("GetSystemInfo", M::CoreCount),
    api("GetNativeSystemInfo", M::CoreCount),
    api("GetActiveProcessorCount", M::CoreCount),
    api("GetMaximumProcessorCount", M::CoreCount),
    api("GetLogicalProcessorInformation", M::CoreCount),
    api("GetLogicalProcessorInformationEx", M::CoreCount),
    api("GetProcessAffinityMask", M::CoreCount),
    api("GetCurrentProcessorNumber", M::WorkerId),
    api("GetCurrentProcessorNumberEx", M::WorkerId),

    // The Parallel Patterns Library.
    api("Concurrency::parallel_for", M::ParallelLoop, 2).helps(),
    api("Concurrency::parallel_for", M::ParallelLoop, 3).helps(),
    api("Concurrency::parallel_for_each", M::ParallelLoop, 2).helps(),
    api("Concurrency::parallel_transform", M::ParallelLoop, LastArgument)
        .helps(),
    api("Concurrency::parallel_invoke", M::ParallelInvoke, AllArguments)
        .helps(),
    api("Concurrency::parallel_sort", M::ParallelLoop, 2).helps(),
    api("Concurrency::task_group", M::TaskGroupType, NoCallable,
        HandleRule::Terminates)
        .equalWorkers(),
    api("Concurrency::task_group::run", M::SubmitTask, 0),
    api("Concurrency::task_group::run_and_wait", M::InvokeOnce, 0),
    api("Concurrency::task_group::run_and_wait", M::WaitForResult).helps(),
    api("Concurrency::task_group::wait", M::WaitForResult).helps(),
    api("Concurrency::task_group::cancel", M::RequestStop),
    api("Concurrency::task", M::FutureHandle, NoCallable, HandleRule::Leaves),
    api("Concurrency::task::task", M::SubmitTask, 0, HandleRule::Leaves),
    api("Concurrency::task::get", M::WaitForResult).helps(),
    api("Concurrency::task::wait", M::WaitForResult).helps(),
    api("Concurrency::task::then", M::RegisterHandler, 0),
    api("Concurrency::create_task", M::SubmitTask, 0, HandleRule::Leaves),
    api("Concurrency::create_async", M::SubmitTask, 0, HandleRule::Leaves),
    api("Concurrency::concurrent_queue", M::UnboundedQueueType),
    api("Concurrency::concurrent_queue::push", M::PushItem),
    api("Concurrency::concurrent_queue::try_pop", M::TryPopItem),
    api("Concurrency::critical_section", M::MutexType),
    api("Concurrency::reader_writer_lock", M::MutexType),
};

llvm::ArrayRef<ApiRow> threadwise::windowsRows() { return Rows; }
