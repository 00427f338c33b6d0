//===--- Libuv.cpp - libuv ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // Threads, and the pool of four that all loops share.
    api("uv_thread_t", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("uv_thread_create", M::SpawnThread, 1, HandleRule::Leaves).handle(0),
    api("uv_thread_create_ex", M::SpawnThread, 2, HandleRule::Leaves)
        .handle(0)
        .attributes(1),
    api("uv_thread_join", M::JoinThread).handle(0),
    api("uv_thread_detach", M::DetachThread).handle(0),
    api("uv_thread_setaffinity", M::SetThreadAttribute).handle(0),
    api("uv_thread_setname", M::SetThreadName),
    api("uv_queue_work", M::SubmitTask, 2),
    api("uv_cancel", M::RequestStop),
    api("uv_once", M::InvokeOnce, 1),
    api("uv_sleep", M::Sleep).timeout(0).milliseconds(),
    api("uv_available_parallelism", M::CoreCount),
    api("uv_cpu_info", M::CoreCount),

    // Locks, conditions, permits.
    api("uv_mutex_t", M::MutexType),
    api("uv_mutex_lock", M::Lock).object(0),
    api("uv_mutex_trylock", M::TryLock).object(0),
    api("uv_mutex_unlock", M::Unlock).object(0),
    api("uv_rwlock_t", M::MutexType),
    api("uv_rwlock_wrlock", M::Lock).object(0),
    api("uv_rwlock_trywrlock", M::TryLock).object(0),
    api("uv_rwlock_wrunlock", M::Unlock).object(0),
    api("uv_rwlock_rdlock", M::Lock).object(0).shared(),
    api("uv_rwlock_tryrdlock", M::TryLock).object(0).shared(),
    api("uv_rwlock_rdunlock", M::Unlock).object(0).shared(),
    api("uv_cond_t", M::ConditionType),
    api("uv_cond_wait", M::WaitCondition).object(0).lock(1),
    api("uv_cond_timedwait", M::WaitConditionTimed)
        .object(0)
        .lock(1)
        .timeout(2),
    api("uv_cond_signal", M::NotifyCondition)
        .object(0)
        .one("uv_cond_broadcast"),
    api("uv_cond_broadcast", M::NotifyCondition).object(0),
    api("uv_sem_t", M::SemaphoreType),
    api("uv_sem_init", M::SetCapacity).object(0).count(1),
    api("uv_sem_wait", M::AcquirePermit).object(0),
    api("uv_sem_trywait", M::TryAcquirePermit).object(0),
    api("uv_sem_post", M::ReleasePermit).object(0),
    api("uv_barrier_t", M::LatchType),
    api("uv_barrier_init", M::SetCapacity).object(0).count(1),
    api("uv_barrier_wait", M::ArriveLatch).object(0),
    api("uv_barrier_wait", M::WaitLatch).object(0),

    // The loop and what it calls.
    api("uv_loop_t", M::PoolType),
    api("uv_run", M::RunTasks).object(0),
    api("uv_stop", M::RequestStop).object(0),
    api("uv_listen", M::RegisterHandler, 2),
    api("uv_read_start", M::RegisterHandler, 2),
    api("uv_udp_recv_start", M::RegisterHandler, 2),
    api("uv_async_init", M::RegisterHandler, 2),
    api("uv_timer_start", M::RegisterHandler, 1),
    api("uv_poll_start", M::RegisterHandler, 2),
    api("uv_signal_start", M::RegisterHandler, 1),
    api("uv_idle_start", M::RegisterHandler, 1),
    api("uv_prepare_start", M::RegisterHandler, 1),
    api("uv_check_start", M::RegisterHandler, 1),
    api("uv_fs_event_start", M::RegisterHandler, 1),
    api("uv_write", M::RegisterHandler, 4),
    api("uv_tcp_connect", M::RegisterHandler, 3),
    api("uv_pipe_connect", M::RegisterHandler, 3),
    api("uv_shutdown", M::RegisterHandler, 2),
    api("uv_getaddrinfo", M::RegisterHandler, 2),
    api("uv_udp_send", M::RegisterHandler, 5),
    api("uv_close", M::RegisterHandler, 1),
    api("uv_accept", M::AcceptConnection).object(0),
    api("uv_async_send", M::NotifyCondition).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::libuvRows() { return Rows; }
