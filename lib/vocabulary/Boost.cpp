//===--- Boost.cpp - Boost.Thread, Fiber, Lockfree, Interprocess --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // Boost.Thread. Its destructor detaches by default; a library that asks for
    // version 3 or later has std::terminate.
    api("boost::thread", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("boost::thread::thread", M::SpawnThread, 0, HandleRule::Leaves),
    api("boost::thread::join", M::JoinThread),
    api("boost::thread::timed_join", M::JoinTimed).timeout(0),
    api("boost::thread::try_join_for", M::JoinTimed).timeout(0),
    api("boost::thread::try_join_until", M::JoinTimed).timeout(0),
    api("boost::thread::detach", M::DetachThread),
    api("boost::thread::interrupt", M::RequestStop),
    api("boost::thread::hardware_concurrency", M::CoreCount),
    api("boost::thread::physical_concurrency", M::CoreCount),
    api("boost::scoped_thread", M::ThreadHandle, NoCallable, HandleRule::Joins),
    api("boost::scoped_thread::scoped_thread", M::SpawnThread, 0,
        HandleRule::Joins),
    api("boost::scoped_thread::join", M::JoinThread),
    api("boost::scoped_thread::detach", M::DetachThread),
    api("boost::strict_scoped_thread", M::ThreadHandle, NoCallable,
        HandleRule::Joins),
    api("boost::strict_scoped_thread::strict_scoped_thread", M::SpawnThread, 0,
        HandleRule::Joins),
    api("boost::thread_group", M::TaskGroupType),
    api("boost::thread_group::create_thread", M::SpawnThread, 0,
        HandleRule::Leaves),
    api("boost::thread_group::join_all", M::JoinThread),
    api("boost::thread_group::interrupt_all", M::RequestStop),
    api("boost::thread_group::size", M::WorkerCount),
    api("boost::thread_attributes", M::ThreadAttributesType),
    api("boost::thread_attributes::set_stack_size", M::SetThreadAttribute),
    api("boost::this_thread::interruption_point", M::StopRequested),
    api("boost::this_thread::interruption_requested", M::StopRequested),
    api("boost::this_thread::sleep", M::Sleep).timeout(0),
    api("boost::this_thread::sleep_for", M::Sleep).timeout(0),
    api("boost::this_thread::sleep_until", M::Sleep).timeout(0),
    api("boost::this_thread::yield", M::YieldProcessor),
    api("boost::async", M::SpawnAsync, 0, HandleRule::Waits).policyFirst(),
    api("boost::launch::deferred", M::DeferredPolicy),
    api("boost::launch::async", M::ParallelPolicy),
    api("boost::future", M::FutureHandle, NoCallable, HandleRule::Leaves),
    api("boost::future::get", M::WaitForResult),
    api("boost::future::wait", M::WaitForResult),
    api("boost::future::wait_for", M::WaitTimed).timeout(0),
    api("boost::future::wait_until", M::WaitTimed).timeout(0),
    api("boost::future::timed_wait", M::WaitTimed).timeout(0),
    api("boost::future::then", M::SubmitTask, LastArgument, HandleRule::Leaves)
        .unqueued(),
    api("boost::unique_future", M::FutureHandle, NoCallable,
        HandleRule::Leaves),
    api("boost::unique_future::get", M::WaitForResult),
    api("boost::unique_future::wait", M::WaitForResult),
    api("boost::unique_future::wait_for", M::WaitTimed).timeout(0),
    api("boost::unique_future::wait_until", M::WaitTimed).timeout(0),
    api("boost::unique_future::timed_wait", M::WaitTimed).timeout(0),
    api("boost::unique_future::then", M::SubmitTask, LastArgument,
        HandleRule::Leaves)
        .unqueued(),
    api("boost::shared_future", M::FutureHandle, NoCallable,
        HandleRule::Leaves),
    api("boost::shared_future::get", M::WaitForResult),
    api("boost::shared_future::wait", M::WaitForResult),
    api("boost::shared_future::wait_for", M::WaitTimed).timeout(0),
    api("boost::shared_future::wait_until", M::WaitTimed).timeout(0),
    api("boost::shared_future::timed_wait", M::WaitTimed).timeout(0),
    api("boost::shared_future::then", M::SubmitTask, LastArgument,
        HandleRule::Leaves)
        .unqueued(),
    api("boost::wait_for_all", M::WaitForResult).object(AllArguments),
    api("boost::wait_for_any", M::WaitForResult).object(AllArguments),
    api("boost::promise", M::PromiseType),
    api("boost::promise::set_value", M::SatisfyPromise),
    api("boost::promise::set_exception", M::SatisfyPromise),
    api("boost::promise::set_value_at_thread_exit", M::SatisfyPromise),
    api("boost::promise::set_exception_at_thread_exit", M::SatisfyPromise),
    api("boost::promise::get_future", M::TakeFuture),
    api("boost::packaged_task", M::PromiseType),
    api("boost::packaged_task::packaged_task", M::BindCallable, 0),
    api("boost::packaged_task::get_future", M::TakeFuture),
    api("boost::mutex", M::MutexType),
    api("boost::mutex::lock", M::Lock),
    api("boost::mutex::try_lock", M::TryLock),
    api("boost::mutex::unlock", M::Unlock),
    api("boost::recursive_mutex", M::MutexType),
    api("boost::recursive_mutex::lock", M::Lock),
    api("boost::recursive_mutex::try_lock", M::TryLock),
    api("boost::recursive_mutex::unlock", M::Unlock),
    api("boost::timed_mutex", M::MutexType),
    api("boost::timed_mutex::lock", M::Lock),
    api("boost::timed_mutex::try_lock", M::TryLock),
    api("boost::timed_mutex::timed_lock", M::TryLock).timeout(0),
    api("boost::timed_mutex::try_lock_for", M::TryLock).timeout(0),
    api("boost::timed_mutex::try_lock_until", M::TryLock).timeout(0),
    api("boost::timed_mutex::unlock", M::Unlock),
    api("boost::recursive_timed_mutex", M::MutexType),
    api("boost::recursive_timed_mutex::lock", M::Lock),
    api("boost::recursive_timed_mutex::try_lock", M::TryLock),
    api("boost::recursive_timed_mutex::timed_lock", M::TryLock).timeout(0),
    api("boost::recursive_timed_mutex::try_lock_for", M::TryLock).timeout(0),
    api("boost::recursive_timed_mutex::try_lock_until", M::TryLock).timeout(0),
    api("boost::recursive_timed_mutex::unlock", M::Unlock),
    api("boost::shared_mutex", M::MutexType),
    api("boost::shared_mutex::lock", M::Lock),
    api("boost::shared_mutex::try_lock", M::TryLock),
    api("boost::shared_mutex::timed_lock", M::TryLock).timeout(0),
    api("boost::shared_mutex::try_lock_for", M::TryLock).timeout(0),
    api("boost::shared_mutex::try_lock_until", M::TryLock).timeout(0),
    api("boost::shared_mutex::unlock", M::Unlock),
    api("boost::shared_mutex::lock_shared", M::Lock).shared(),
    api("boost::shared_mutex::try_lock_shared", M::TryLock).shared(),
    api("boost::shared_mutex::unlock_shared", M::Unlock).shared(),
    api("boost::upgrade_mutex", M::MutexType),
    api("boost::lock_guard", M::LockGuardType),
    api("boost::lock_guard::lock_guard", M::Lock).object(0),
    api("boost::unique_lock", M::LockGuardType),
    api("boost::unique_lock::unique_lock", M::Lock).object(0),
    api("boost::unique_lock::lock", M::Lock),
    api("boost::unique_lock::try_lock", M::TryLock),
    api("boost::unique_lock::unlock", M::Unlock),
    api("boost::shared_lock", M::LockGuardType).shared(),
    api("boost::shared_lock::shared_lock", M::Lock).object(0).shared(),
    api("boost::shared_lock::lock", M::Lock).shared(),
    api("boost::shared_lock::unlock", M::Unlock).shared(),
    api("boost::upgrade_lock", M::LockGuardType),
    api("boost::strict_lock", M::LockGuardType),
    api("boost::shared_lock_guard", M::LockGuardType),
    api("boost::upgrade_to_unique_lock", M::LockGuardType),
    api("boost::lock", M::Lock).object(AllArguments),
    api("boost::condition_variable", M::ConditionType),
    api("boost::condition_variable::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("boost::condition_variable::wait_for", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::condition_variable::wait_until", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::condition_variable::timed_wait", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::condition_variable::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("boost::condition_variable::notify_all", M::NotifyCondition),
    api("boost::condition_variable_any", M::ConditionType),
    api("boost::condition_variable_any::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("boost::condition_variable_any::wait_for", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::condition_variable_any::wait_until", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::condition_variable_any::timed_wait", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::condition_variable_any::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("boost::condition_variable_any::notify_all", M::NotifyCondition),
    api("boost::barrier", M::LatchType),
    api("boost::barrier::barrier", M::SetCapacity).count(0),
    api("boost::barrier::wait", M::ArriveLatch),
    api("boost::barrier::wait", M::WaitLatch),
    api("boost::latch", M::LatchType),
    api("boost::latch::latch", M::SetCapacity).count(0),
    api("boost::latch::count_down", M::ArriveLatch),
    api("boost::latch::wait", M::WaitLatch),
    api("boost::latch::count_down_and_wait", M::ArriveLatch),
    api("boost::latch::count_down_and_wait", M::WaitLatch),
    api("boost::call_once", M::InvokeOnce, 1),
    api("boost::basic_thread_pool", M::PoolType).equalWorkers(),
    api("boost::basic_thread_pool::basic_thread_pool", M::SetWorkerCount)
        .count(0),
    api("boost::basic_thread_pool::submit", M::SubmitTask, 0),
    api("boost::basic_thread_pool::close", M::ShutdownChannel),
    api("boost::basic_thread_pool::join", M::JoinThread),
    api("boost::thread_executor", M::PoolType),
    api("boost::thread_executor::submit", M::SpawnThread, 0,
        HandleRule::Leaves),
    api("boost::sync_queue", M::UnboundedQueueType),
    api("boost::sync_queue::push", M::PushItem),
    api("boost::sync_queue::try_push", M::PushItem),
    api("boost::sync_queue::nonblocking_push", M::PushItem),
    api("boost::sync_queue::wait_push", M::PushItem),
    api("boost::sync_queue::pull", M::PopItem),
    api("boost::sync_queue::wait_pull", M::PopItem),
    api("boost::sync_queue::try_pull", M::TryPopItem),
    api("boost::sync_queue::nonblocking_pull", M::TryPopItem),
    api("boost::sync_queue::close", M::ShutdownChannel),
    api("boost::sync_bounded_queue", M::BoundedQueueType),
    api("boost::sync_bounded_queue::sync_bounded_queue", M::SetCapacity)
        .count(0),
    api("boost::sync_bounded_queue::push_back", M::PushBounded),
    api("boost::sync_bounded_queue::try_push_back", M::PushBounded),
    api("boost::sync_bounded_queue::wait_push_back", M::PushBounded),
    api("boost::sync_bounded_queue::pull_front", M::PopItem),
    api("boost::sync_bounded_queue::wait_pull_front", M::PopItem),
    api("boost::sync_bounded_queue::try_pull_front", M::TryPopItem),
    api("boost::sync_bounded_queue::close", M::ShutdownChannel),

    // Boost.Fiber: a stack each, on the threads that are there.
    api("boost::fibers::fiber", M::ThreadHandle, NoCallable,
        HandleRule::Terminates)
        .fiber(),
    api("boost::fibers::fiber::fiber", M::SpawnThread, LastArgument,
        HandleRule::Terminates)
        .fiber(),
    api("boost::fibers::fiber::join", M::JoinThread),
    api("boost::fibers::fiber::detach", M::DetachThread),
    api("boost::fibers::async", M::SpawnAsync, 0, HandleRule::Leaves)
        .policyFirst()
        .fiber(),
    api("boost::fibers::future", M::FutureHandle, NoCallable,
        HandleRule::Leaves),
    api("boost::fibers::future::get", M::WaitForResult).helps(),
    api("boost::fibers::future::wait", M::WaitForResult).helps(),
    api("boost::fibers::future::wait_for", M::WaitTimed).timeout(0).helps(),
    api("boost::fibers::future::wait_until", M::WaitTimed).timeout(0).helps(),
    api("boost::fibers::shared_future", M::FutureHandle, NoCallable,
        HandleRule::Leaves),
    api("boost::fibers::shared_future::get", M::WaitForResult).helps(),
    api("boost::fibers::shared_future::wait", M::WaitForResult).helps(),
    api("boost::fibers::shared_future::wait_for", M::WaitTimed)
        .timeout(0)
        .helps(),
    api("boost::fibers::shared_future::wait_until", M::WaitTimed)
        .timeout(0)
        .helps(),
    api("boost::fibers::promise", M::PromiseType),
    api("boost::fibers::promise::set_value", M::SatisfyPromise),
    api("boost::fibers::promise::set_exception", M::SatisfyPromise),
    api("boost::fibers::promise::get_future", M::TakeFuture),
    api("boost::fibers::packaged_task", M::PromiseType),
    api("boost::fibers::packaged_task::packaged_task", M::BindCallable, 0),
    api("boost::fibers::packaged_task::get_future", M::TakeFuture),
    api("boost::fibers::mutex", M::MutexType),
    api("boost::fibers::mutex::lock", M::Lock),
    api("boost::fibers::mutex::try_lock", M::TryLock),
    api("boost::fibers::mutex::unlock", M::Unlock),
    api("boost::fibers::timed_mutex", M::MutexType),
    api("boost::fibers::timed_mutex::lock", M::Lock),
    api("boost::fibers::timed_mutex::try_lock", M::TryLock),
    api("boost::fibers::timed_mutex::try_lock_for", M::TryLock).timeout(0),
    api("boost::fibers::timed_mutex::try_lock_until", M::TryLock).timeout(0),
    api("boost::fibers::timed_mutex::unlock", M::Unlock),
    api("boost::fibers::recursive_mutex", M::MutexType),
    api("boost::fibers::recursive_mutex::lock", M::Lock),
    api("boost::fibers::recursive_mutex::try_lock", M::TryLock),
    api("boost::fibers::recursive_mutex::unlock", M::Unlock),
    api("boost::fibers::condition_variable", M::ConditionType),
    api("boost::fibers::condition_variable::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("boost::fibers::condition_variable::wait_for", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::fibers::condition_variable::wait_until", M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::fibers::condition_variable::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("boost::fibers::condition_variable::notify_all", M::NotifyCondition),
    api("boost::fibers::condition_variable_any", M::ConditionType),
    api("boost::fibers::condition_variable_any::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("boost::fibers::condition_variable_any::wait_for",
        M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::fibers::condition_variable_any::wait_until",
        M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::fibers::condition_variable_any::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("boost::fibers::condition_variable_any::notify_all",
        M::NotifyCondition),
    api("boost::fibers::barrier", M::LatchType),
    api("boost::fibers::barrier::barrier", M::SetCapacity).count(0),
    api("boost::fibers::barrier::wait", M::ArriveLatch),
    api("boost::fibers::barrier::wait", M::WaitLatch),
    api("boost::fibers::buffered_channel", M::BoundedQueueType),
    api("boost::fibers::buffered_channel::buffered_channel", M::SetCapacity)
        .count(0),
    api("boost::fibers::buffered_channel::push", M::PushBounded),
    api("boost::fibers::buffered_channel::try_push", M::PushBounded),
    api("boost::fibers::buffered_channel::push_wait_for", M::PushBounded),
    api("boost::fibers::buffered_channel::push_wait_until", M::PushBounded),
    api("boost::fibers::buffered_channel::pop", M::PopItem),
    api("boost::fibers::buffered_channel::value_pop", M::PopItem),
    api("boost::fibers::buffered_channel::pop_wait_for", M::TryPopItem)
        .timeout(1),
    api("boost::fibers::buffered_channel::pop_wait_until", M::TryPopItem)
        .timeout(1),
    api("boost::fibers::buffered_channel::try_pop", M::TryPopItem),
    api("boost::fibers::buffered_channel::close", M::ShutdownChannel),
    api("boost::fibers::unbuffered_channel", M::BoundedQueueType),
    api("boost::fibers::unbuffered_channel::push", M::PushBounded),
    api("boost::fibers::unbuffered_channel::push_wait_for", M::PushBounded),
    api("boost::fibers::unbuffered_channel::push_wait_until", M::PushBounded),
    api("boost::fibers::unbuffered_channel::pop", M::PopItem),
    api("boost::fibers::unbuffered_channel::value_pop", M::PopItem),
    api("boost::fibers::unbuffered_channel::pop_wait_for", M::TryPopItem)
        .timeout(1),
    api("boost::fibers::unbuffered_channel::pop_wait_until", M::TryPopItem)
        .timeout(1),
    api("boost::fibers::unbuffered_channel::close", M::ShutdownChannel),
    api("boost::this_fiber::sleep_for", M::Sleep).timeout(0).helps(),
    api("boost::this_fiber::sleep_until", M::Sleep).timeout(0).helps(),
    api("boost::this_fiber::yield", M::YieldProcessor),

    // Boost.Lockfree. A queue or stack that is given no capacity grows.
    api("boost::lockfree::queue", M::UnboundedQueueType),
    api("boost::lockfree::queue::push", M::PushItem),
    api("boost::lockfree::queue::unsynchronized_push", M::PushItem),
    api("boost::lockfree::queue::bounded_push", M::PushBounded),
    api("boost::lockfree::queue::pop", M::TryPopItem),
    api("boost::lockfree::queue::consume_one", M::LoopOverCallable, 0),
    api("boost::lockfree::queue::consume_all", M::LoopOverCallable, 0),
    api("boost::lockfree::stack", M::UnboundedQueueType),
    api("boost::lockfree::stack::push", M::PushItem),
    api("boost::lockfree::stack::bounded_push", M::PushBounded),
    api("boost::lockfree::stack::pop", M::TryPopItem),
    api("boost::lockfree::capacity", M::SetCapacity).count(0),
    api("boost::lockfree::fixed_sized", M::SetCapacity).count(0),
    api("boost::lockfree::spsc_queue", M::BoundedQueueType),
    api("boost::lockfree::spsc_queue::push", M::PushBounded),
    api("boost::lockfree::spsc_queue::pop", M::TryPopItem),
    api("boost::lockfree::spsc_queue::consume_one", M::LoopOverCallable, 0),
    api("boost::lockfree::spsc_queue::consume_all", M::LoopOverCallable, 0),

    // Boost.Interprocess.
    api("boost::interprocess::interprocess_semaphore", M::SemaphoreType),
    api("boost::interprocess::interprocess_semaphore::wait", M::AcquirePermit),
    api("boost::interprocess::interprocess_semaphore::try_wait",
        M::TryAcquirePermit),
    api("boost::interprocess::interprocess_semaphore::timed_wait",
        M::TryAcquirePermit)
        .timeout(0),
    api("boost::interprocess::interprocess_semaphore::post", M::ReleasePermit),
    api("boost::interprocess::named_semaphore", M::SemaphoreType),
    api("boost::interprocess::named_semaphore::wait", M::AcquirePermit),
    api("boost::interprocess::named_semaphore::try_wait", M::TryAcquirePermit),
    api("boost::interprocess::named_semaphore::timed_wait", M::TryAcquirePermit)
        .timeout(0),
    api("boost::interprocess::named_semaphore::post", M::ReleasePermit),
    api("boost::interprocess::interprocess_mutex", M::MutexType),
    api("boost::interprocess::interprocess_mutex::lock", M::Lock),
    api("boost::interprocess::interprocess_mutex::try_lock", M::TryLock),
    api("boost::interprocess::interprocess_mutex::timed_lock", M::TryLock)
        .timeout(0),
    api("boost::interprocess::interprocess_mutex::unlock", M::Unlock),
    api("boost::interprocess::named_mutex", M::MutexType),
    api("boost::interprocess::named_mutex::lock", M::Lock),
    api("boost::interprocess::named_mutex::try_lock", M::TryLock),
    api("boost::interprocess::named_mutex::timed_lock", M::TryLock).timeout(0),
    api("boost::interprocess::named_mutex::unlock", M::Unlock),
    api("boost::interprocess::scoped_lock", M::LockGuardType),
    api("boost::interprocess::scoped_lock::scoped_lock", M::Lock).object(0),
    api("boost::interprocess::interprocess_condition", M::ConditionType),
    api("boost::interprocess::interprocess_condition::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("boost::interprocess::interprocess_condition::timed_wait",
        M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::interprocess::interprocess_condition::notify_one",
        M::NotifyCondition)
        .one("notify_all"),
    api("boost::interprocess::interprocess_condition::notify_all",
        M::NotifyCondition),
    api("boost::interprocess::named_condition", M::ConditionType),
    api("boost::interprocess::named_condition::wait", M::WaitCondition)
        .lock(0)
        .predicate(1),
    api("boost::interprocess::named_condition::timed_wait",
        M::WaitConditionTimed)
        .lock(0)
        .timeout(1)
        .predicate(2),
    api("boost::interprocess::named_condition::notify_one", M::NotifyCondition)
        .one("notify_all"),
    api("boost::interprocess::named_condition::notify_all", M::NotifyCondition),
    api("boost::interprocess::message_queue", M::BoundedQueueType),
    api("boost::interprocess::message_queue::send", M::PushBounded),
    api("boost::interprocess::message_queue::try_send", M::PushBounded),
    api("boost::interprocess::message_queue::timed_send", M::PushBounded),
    api("boost::interprocess::message_queue::receive", M::PopItem),
    api("boost::interprocess::message_queue::try_receive", M::TryPopItem),
    api("boost::interprocess::message_queue::timed_receive", M::TryPopItem)
        .timeout(4),

    // What the standard library has by now.
    api("boost::atomic", M::AtomicType),
    api("boost::atomic::load", M::AtomicLoad),
    api("boost::atomic::store", M::AtomicStore),
    api("boost::atomic::operator=", M::AtomicStore),
    api("boost::atomic::exchange", M::AtomicUpdate),
    api("boost::atomic::compare_exchange_weak", M::AtomicUpdate),
    api("boost::atomic::compare_exchange_strong", M::AtomicUpdate),
    api("boost::atomic::fetch_add", M::AtomicUpdate),
    api("boost::atomic::fetch_sub", M::AtomicUpdate),
    api("boost::atomic::fetch_and", M::AtomicUpdate),
    api("boost::atomic::fetch_or", M::AtomicUpdate),
    api("boost::atomic::fetch_xor", M::AtomicUpdate),
    api("boost::atomic::operator++", M::AtomicUpdate),
    api("boost::atomic::operator--", M::AtomicUpdate),
    api("boost::atomic::operator+=", M::AtomicUpdate),
    api("boost::atomic::operator-=", M::AtomicUpdate),
    api("boost::bind", M::BindCallable, 0),
    api("boost::ref", M::BindCallable, 0),
    api("boost::cref", M::BindCallable, 0),
    api("boost::mem_fn", M::BindCallable, 0),
    api("boost::function::function", M::BindCallable, 0),
    api("boost::function::operator()", M::InvokeOnce, ReceiverIsCallable),
    api("boost::shared_ptr", M::SmartPointer),
    api("boost::scoped_ptr", M::SmartPointer),
    api("boost::intrusive_ptr", M::SmartPointer),
    api("boost::make_shared", M::ConstructInPlace, 0),
    api("boost::make_unique", M::ConstructInPlace, 0),
    api("boost::for_each", M::LoopOverCallable, 1),
    api("boost::range::for_each", M::LoopOverCallable, 1),
    api("boost::signals2::signal::connect", M::RegisterHandler, 0),
};

llvm::ArrayRef<ApiRow> threadwise::boostRows() { return Rows; }
