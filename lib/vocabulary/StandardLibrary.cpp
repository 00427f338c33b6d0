//===--- StandardLibrary.cpp - C++11 to C++23 -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // Threads. The default and the move constructor start nothing: no argument
    // stands where the callable does, or a thread does.
    api("std::thread", M::ThreadHandle, NoCallable, HandleRule::Terminates),
    api("std::thread::thread", M::SpawnThread, 0, HandleRule::Terminates),
    api("std::thread::join", M::JoinThread),
    api("std::thread::detach", M::DetachThread),
    api("std::thread::hardware_concurrency", M::CoreCount),
    api("std::jthread", M::ThreadHandle, NoCallable, HandleRule::Joins),
    api("std::jthread::jthread", M::SpawnThread, 0, HandleRule::Joins),
    api("std::jthread::join", M::JoinThread),
    api("std::jthread::detach", M::DetachThread),
    api("std::jthread::request_stop", M::RequestStop),
    api("std::jthread::hardware_concurrency", M::CoreCount),
    api("std::this_thread::sleep_for", M::Sleep).timeout(0),
    api("std::this_thread::sleep_until", M::Sleep).timeout(0),
    api("std::this_thread::yield", M::YieldProcessor),

    // Tasks and their results.
    api("std::async", M::SpawnAsync, 0, HandleRule::Waits).policyFirst(),
    api("std::launch::deferred", M::DeferredPolicy),
    api("std::launch::async", M::ParallelPolicy),
    api("std::future", M::FutureHandle, NoCallable, HandleRule::Leaves),
    api("std::future::get", M::WaitForResult),
    api("std::future::wait", M::WaitForResult),
    api("std::future::wait_for", M::WaitTimed).timeout(0),
    api("std::future::wait_until", M::WaitTimed).timeout(0),
    api("std::shared_future", M::FutureHandle, NoCallable, HandleRule::Leaves),
    api("std::shared_future::get", M::WaitForResult),
    api("std::shared_future::wait", M::WaitForResult),
    api("std::shared_future::wait_for", M::WaitTimed).timeout(0),
    api("std::shared_future::wait_until", M::WaitTimed).timeout(0),
    api("std::promise", M::PromiseType),
    api("std::promise::set_value", M::SatisfyPromise),
    api("std::promise::set_exception", M::SatisfyPromise),
    api("std::promise::set_value_at_thread_exit", M::SatisfyPromise),
    api("std::promise::set_exception_at_thread_exit", M::SatisfyPromise),
    api("std::promise::get_future", M::TakeFuture),
    api("std::packaged_task", M::PromiseType),
    api("std::packaged_task::packaged_task", M::BindCallable, 0),
    api("std::packaged_task::operator()", M::InvokeOnce, ReceiverIsCallable),
    api("std::packaged_task::operator()", M::SatisfyPromise),
    api("std::packaged_task::make_ready_at_thread_exit", M::InvokeOnce,
        ReceiverIsCallable),
    api("std::packaged_task::make_ready_at_thread_exit", M::SatisfyPromise),
    api("std::packaged_task::get_future", M::TakeFuture),

    // Locks.
    api("std::mutex", M::MutexType),
    api("std::mutex::lock", M::Lock),
    api("std::mutex::try_lock", M::TryLock),
    api("std::mutex::unlock", M::Unlock),
    api("std::recursive_mutex", M::MutexType),
    api("std::recursive_mutex::lock", M::Lock),
    api("std::recursive_mutex::try_lock", M::TryLock),
    api("std::recursive_mutex::unlock", M::Unlock),
    api("std::timed_mutex", M::MutexType),
    api("std::timed_mutex::lock", M::Lock),
    api("std::timed_mutex::try_lock", M::TryLock),
    api("std::timed_mutex::try_lock_for", M::TryLock).timeout(0),
    api("std::timed_mutex::try_lock_until", M::TryLock).timeout(0),
    api("std::timed_mutex::unlock", M::Unlock),
    api("std::recursive_timed_mutex", M::MutexType),
    api("std::recursive_timed_mutex::lock", M::Lock),
    api("std::recursive_timed_mutex::try_lock", M::TryLock),
    api("std::recursive_timed_mutex::try_lock_for", M::TryLock).timeout(0),
    api("std::recursive_timed_mutex::try_lock_until", M::TryLock).timeout(0),
    api("std::recursive_timed_mutex::unlock", M::Unlock),
    api("std::shared_mutex", M::MutexType),
    api("std::shared_mutex::lock", M::Lock),
    api("std::shared_mutex::try_lock", M::TryLock),
    api("std::shared_mutex::unlock", M::Unlock),
    api("std::shared_mutex::lock_shared", M::Lock).shared(),
    api("std::shared_mutex::try_lock_shared", M::TryLock).shared(),
    api("std::shared_mutex::unlock_shared", M::Unlock).shared(),
    api("std::shared_timed_mutex", M::MutexType),
    api("std::shared_timed_mutex::lock", M::Lock),
    api("std::shared_timed_mutex::try_lock", M::TryLock),
    api("std::shared_timed_mutex::try_lock_for", M::TryLock).timeout(0),
    api("std::shared_timed_mutex::try_lock_until", M::TryLock).timeout(0),
    api("std::shared_timed_mutex::unlock", M::Unlock),
    api("std::shared_timed_mutex::lock_shared", M::Lock).shared(),
    api("std::shared_timed_mutex::try_lock_shared", M::TryLock).shared(),
    api("std::shared_timed_mutex::try_lock_shared_for", M::TryLock)
        .timeout(0)
        .shared(),
    api("std::shared_timed_mutex::try_lock_shared_until", M::TryLock)
        .timeout(0)
        .shared(),
    api("std::shared_timed_mutex::unlock_shared", M::Unlock).shared(),
    api("std::lock_guard", M::LockGuardType),
    api("std::lock_guard::lock_guard", M::Lock).object(0),
    api("std::scoped_lock", M::LockGuardType),
    api("std::scoped_lock::scoped_lock", M::Lock).object(AllArguments),
    api("std::unique_lock", M::LockGuardType),
    api("std::unique_lock::unique_lock", M::Lock).object(0),
    api("std::unique_lock::lock", M::Lock),
    api("std::unique_lock::try_lock", M::TryLock),
    api("std::unique_lock::try_lock_for", M::TryLock).timeout(0),
    api("std::unique_lock::try_lock_until", M::TryLock).timeout(0),
    api("std::unique_lock::unlock", M::Unlock),
    api("std::shared_lock", M::LockGuardType).shared(),
    api("std::shared_lock::shared_lock", M::Lock).object(0).shared(),
    api("std::shared_lock::lock", M::Lock).shared(),
    api("std::shared_lock::try_lock", M::TryLock).shared(),
    api("std::shared_lock::try_lock_for", M::TryLock).timeout(0).shared(),
    api("std::shared_lock::try_lock_until", M::TryLock).timeout(0).shared(),
    api("std::shared_lock::unlock", M::Unlock).shared(),
    api("std::lock", M::Lock).object(AllArguments),
    api("std::try_lock", M::TryLock).object(AllArguments),
    api("std::call_once", M::InvokeOnce, 1),

    // Conditions.
    api("std::condition_variable", M::ConditionType),
    api("std::condition_variable::wait", M::WaitCondition).lock(0).predicate(1),
    api("std::condition_variable::wait_for", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("std::condition_variable::wait_until", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("std::condition_variable::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("std::condition_variable::notify_all", M::NotifyCondition),
    api("std::notify_all_at_thread_exit", M::NotifyCondition).object(0),
    api("std::condition_variable_any", M::ConditionType),
    // Which of the two it is, the type of argument 1 says.
    api("std::condition_variable_any::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("std::condition_variable_any::wait", M::WaitConditionStop)
        .lock(0)
        .stop(1)
        .predicate(2),
    api("std::condition_variable_any::wait_for", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("std::condition_variable_any::wait_for", M::WaitConditionStop)
        .lock(0)
        .stop(1)
        .timeout(2)
        .predicate(3),
    api("std::condition_variable_any::wait_until", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("std::condition_variable_any::wait_until", M::WaitConditionStop)
        .lock(0)
        .stop(1)
        .timeout(2)
        .predicate(3),
    api("std::condition_variable_any::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("std::condition_variable_any::notify_all", M::NotifyCondition),

    // Permits.
    api("std::counting_semaphore", M::SemaphoreType),
    api("std::counting_semaphore::counting_semaphore", M::SetCapacity).count(0),
    api("std::counting_semaphore::acquire", M::AcquirePermit),
    api("std::counting_semaphore::try_acquire", M::TryAcquirePermit),
    api("std::counting_semaphore::try_acquire_for", M::TryAcquirePermit)
        .timeout(0),
    api("std::counting_semaphore::try_acquire_until", M::TryAcquirePermit)
        .timeout(0),
    api("std::counting_semaphore::release", M::ReleasePermit),
    api("std::binary_semaphore", M::SemaphoreType),
    api("std::latch", M::LatchType),
    api("std::latch::latch", M::SetCapacity).count(0),
    api("std::latch::count_down", M::ArriveLatch),
    api("std::latch::wait", M::WaitLatch),
    api("std::latch::arrive_and_wait", M::ArriveLatch),
    api("std::latch::arrive_and_wait", M::WaitLatch),
    api("std::barrier", M::LatchType),
    api("std::barrier::barrier", M::SetCapacity).count(0),
    api("std::barrier::arrive", M::ArriveLatch),
    api("std::barrier::arrive_and_drop", M::ArriveLatch),
    api("std::barrier::wait", M::WaitLatch),
    api("std::barrier::arrive_and_wait", M::ArriveLatch),
    api("std::barrier::arrive_and_wait", M::WaitLatch),

    // Stopping.
    api("std::stop_token", M::StopTokenType),
    api("std::stop_token::stop_requested", M::StopRequested),
    api("std::stop_source", M::StopTokenType),
    api("std::stop_source::request_stop", M::RequestStop),
    api("std::stop_source::stop_requested", M::StopRequested),
    api("std::stop_callback::stop_callback", M::RegisterHandler, 1).stop(0),

    // Callables.
    api("std::invoke", M::InvokeOnce, 0),
    api("std::invoke_r", M::InvokeOnce, 0),
    api("std::apply", M::InvokeOnce, 0),
    api("std::visit", M::InvokeOnce, 0),
    api("std::bind", M::BindCallable, 0),
    api("std::bind_front", M::BindCallable, 0),
    api("std::bind_back", M::BindCallable, 0),
    api("std::not_fn", M::BindCallable, 0),
    api("std::mem_fn", M::BindCallable, 0),
    api("std::ref", M::BindCallable, 0),
    api("std::cref", M::BindCallable, 0),
    api("std::move", M::BindCallable, 0),
    api("std::forward", M::BindCallable, 0),
    api("std::reference_wrapper::operator()", M::InvokeOnce,
        ReceiverIsCallable),
    api("std::function::function", M::BindCallable, 0),
    api("std::function::operator=", M::BindCallable, 0),
    api("std::function::operator()", M::InvokeOnce, ReceiverIsCallable),
    api("std::move_only_function::move_only_function", M::BindCallable, 0),
    api("std::move_only_function::operator()", M::InvokeOnce,
        ReceiverIsCallable),

    // Input.
    api("std::getline", M::ReadItem).object(0),
    api("std::basic_istream::getline", M::ReadItem),
    api("std::basic_istream::get", M::ReadItem),
    api("std::basic_istream::read", M::ReadItem),
    api("std::basic_istream::readsome", M::ReadItem),
    api("std::basic_istream::operator>>", M::ReadItem),
    api("std::operator>>", M::ReadItem).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::standardLibraryRows() { return Rows; }
