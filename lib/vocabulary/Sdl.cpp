//===--- Sdl.cpp - SDL 2 and 3
//----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("SDL_Thread", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("SDL_CreateThread", M::SpawnThread, 0, HandleRule::Leaves),
    api("SDL_CreateThreadWithStackSize", M::SpawnThread, 0, HandleRule::Leaves)
        .attributes(2),
    api("SDL_WaitThread", M::JoinThread).handle(0),
    api("SDL_DetachThread", M::DetachThread).handle(0),
    api("SDL_Delay", M::Sleep).timeout(0).milliseconds(),
    api("SDL_GetCPUCount", M::CoreCount),
    api("SDL_GetNumLogicalCPUCores", M::CoreCount),
    api("SDL_mutex", M::MutexType),
    api("SDL_Mutex", M::MutexType),
    api("SDL_LockMutex", M::Lock).object(0),
    api("SDL_TryLockMutex", M::TryLock).object(0),
    api("SDL_UnlockMutex", M::Unlock).object(0),
    api("SDL_cond", M::ConditionType),
    api("SDL_Condition", M::ConditionType),
    api("SDL_CondWait", M::WaitCondition).object(0).lock(1),
    api("SDL_WaitCondition", M::WaitCondition).object(0).lock(1),
    api("SDL_CondWaitTimeout", M::WaitConditionTimed)
        .object(0)
        .lock(1)
        .timeout(2),
    api("SDL_WaitConditionTimeout", M::WaitConditionTimed)
        .object(0)
        .lock(1)
        .timeout(2),
    api("SDL_CondSignal", M::NotifyCondition)
        .object(0)
        .one("SDL_CondBroadcast"),
    api("SDL_CondBroadcast", M::NotifyCondition).object(0),
    api("SDL_SignalCondition", M::NotifyCondition)
        .object(0)
        .one("SDL_BroadcastCondition"),
    api("SDL_BroadcastCondition", M::NotifyCondition).object(0),
    api("SDL_sem", M::SemaphoreType),
    api("SDL_Semaphore", M::SemaphoreType),
    api("SDL_SemWait", M::AcquirePermit).object(0),
    api("SDL_WaitSemaphore", M::AcquirePermit).object(0),
    api("SDL_SemTryWait", M::TryAcquirePermit).object(0),
    api("SDL_TryWaitSemaphore", M::TryAcquirePermit).object(0),
    api("SDL_SemWaitTimeout", M::TryAcquirePermit).object(0).timeout(1),
    api("SDL_WaitSemaphoreTimeout", M::TryAcquirePermit).object(0).timeout(1),
    api("SDL_SemPost", M::ReleasePermit).object(0),
    api("SDL_SignalSemaphore", M::ReleasePermit).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::sdlRows() { return Rows; }
