//===--- Abseil.cpp - Abseil --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("absl::Mutex", M::MutexType),
    api("absl::Mutex::Lock", M::Lock),
    api("absl::Mutex::WriterLock", M::Lock),
    api("absl::Mutex::lock", M::Lock),
    api("absl::Mutex::ReaderLock", M::Lock).shared(),
    api("absl::Mutex::lock_shared", M::Lock).shared(),
    api("absl::Mutex::TryLock", M::TryLock),
    api("absl::Mutex::WriterTryLock", M::TryLock),
    api("absl::Mutex::try_lock", M::TryLock),
    api("absl::Mutex::ReaderTryLock", M::TryLock).shared(),
    api("absl::Mutex::try_lock_shared", M::TryLock).shared(),
    api("absl::Mutex::Unlock", M::Unlock),
    api("absl::Mutex::WriterUnlock", M::Unlock),
    api("absl::Mutex::unlock", M::Unlock),
    api("absl::Mutex::ReaderUnlock", M::Unlock).shared(),
    api("absl::Mutex::unlock_shared", M::Unlock).shared(),

    // A mutex waits for a condition itself; who unlocks it, notifies.
    api("absl::Mutex::Await", M::WaitCondition).predicate(0),
    api("absl::Mutex::LockWhen", M::WaitCondition).predicate(0),
    api("absl::Mutex::WriterLockWhen", M::WaitCondition).predicate(0),
    api("absl::Mutex::ReaderLockWhen", M::WaitCondition).predicate(0),
    api("absl::Mutex::AwaitWithTimeout", M::WaitConditionTimed)
        .predicate(0)
        .timeout(1),
    api("absl::Mutex::AwaitWithDeadline", M::WaitConditionTimed)
        .predicate(0)
        .timeout(1),
    api("absl::Mutex::LockWhenWithTimeout", M::WaitConditionTimed)
        .predicate(0)
        .timeout(1),
    api("absl::Mutex::LockWhenWithDeadline", M::WaitConditionTimed)
        .predicate(0)
        .timeout(1),
    api("absl::Mutex::ReaderLockWhenWithTimeout", M::WaitConditionTimed)
        .predicate(0)
        .timeout(1),
    api("absl::Mutex::ReaderLockWhenWithDeadline", M::WaitConditionTimed)
        .predicate(0)
        .timeout(1),
    api("absl::MutexLock", M::LockGuardType),
    api("absl::MutexLock::MutexLock", M::Lock).object(0),
    api("absl::WriterMutexLock", M::LockGuardType),
    api("absl::WriterMutexLock::WriterMutexLock", M::Lock).object(0),
    api("absl::ReaderMutexLock", M::LockGuardType).shared(),
    api("absl::ReaderMutexLock::ReaderMutexLock", M::Lock).object(0).shared(),
    api("absl::MutexLockMaybe", M::LockGuardType),
    api("absl::MutexLockMaybe::MutexLockMaybe", M::Lock).object(0),
    api("absl::ReleasableMutexLock", M::LockGuardType),
    api("absl::ReleasableMutexLock::ReleasableMutexLock", M::Lock).object(0),
    api("absl::ReleasableMutexLock::Release", M::Unlock),
    api("absl::CondVar", M::ConditionType),
    api("absl::CondVar::Wait", M::WaitCondition).lock(0),
    api("absl::CondVar::WaitWithTimeout", M::WaitConditionTimed)
        .lock(0)
        .timeout(1),
    api("absl::CondVar::WaitWithDeadline", M::WaitConditionTimed)
        .lock(0)
        .timeout(1),
    api("absl::CondVar::Signal", M::NotifyCondition).one("SignalAll"),
    api("absl::CondVar::SignalAll", M::NotifyCondition),
    api("absl::Condition::Condition", M::BindCallable, 0),
    api("absl::Notification", M::LatchType),
    api("absl::Notification::Notify", M::ArriveLatch),
    api("absl::Notification::WaitForNotification", M::WaitLatch),
    api("absl::Notification::WaitForNotificationWithTimeout", M::WaitLatch)
        .timeout(0),
    api("absl::Notification::WaitForNotificationWithDeadline", M::WaitLatch)
        .timeout(0),
    api("absl::Notification::HasBeenNotified", M::StopRequested),
    api("absl::BlockingCounter", M::LatchType),
    api("absl::BlockingCounter::BlockingCounter", M::SetCapacity).count(0),
    api("absl::BlockingCounter::DecrementCount", M::ArriveLatch),
    api("absl::BlockingCounter::Wait", M::WaitLatch),
    api("absl::Barrier", M::LatchType),
    api("absl::Barrier::Barrier", M::SetCapacity).count(0),
    api("absl::Barrier::Block", M::ArriveLatch),
    api("absl::Barrier::Block", M::WaitLatch),
    api("absl::SleepFor", M::Sleep).timeout(0),
    api("absl::call_once", M::InvokeOnce, 1),
    api("absl::bind_front", M::BindCallable, 0),
    api("absl::FunctionRef::FunctionRef", M::BindCallable, 0),
    api("absl::AnyInvocable::AnyInvocable", M::BindCallable, 0),
    api("absl::c_for_each", M::LoopOverCallable, 1),
    api("absl::c_all_of", M::LoopOverCallable, 1),
    api("absl::c_any_of", M::LoopOverCallable, 1),
    api("absl::c_none_of", M::LoopOverCallable, 1),
    api("absl::c_find_if", M::LoopOverCallable, 1),
    api("absl::c_count_if", M::LoopOverCallable, 1),
    api("absl::c_sort", M::LoopOverCallable, 1),
    api("absl::c_transform", M::LoopOverCallable, LastArgument),
    api("absl::c_accumulate", M::LoopOverCallable, 2),
    api("absl::InlinedVector", M::SequenceContainer),
    api("absl::FixedArray", M::SequenceContainer),
    api("absl::Span", M::SequenceContainer),
    api("absl::flat_hash_map", M::AssociativeContainer),
    api("absl::flat_hash_set", M::AssociativeContainer),
    api("absl::node_hash_map", M::AssociativeContainer),
    api("absl::node_hash_set", M::AssociativeContainer),
    api("absl::btree_map", M::AssociativeContainer),
    api("absl::btree_set", M::AssociativeContainer),
};

llvm::ArrayRef<ApiRow> threadwise::abseilRows() { return Rows; }
