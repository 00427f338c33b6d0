//===--- Posix.cpp - POSIX and C11 threads, semaphores, sockets -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // Threads.
    api("pthread_t", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("pthread_create", M::SpawnThread, 2, HandleRule::Leaves)
        .handle(0)
        .attributes(1),
    api("pthread_join", M::JoinThread).handle(0),
    api("pthread_timedjoin_np", M::JoinTimed).handle(0).timeout(2),
    api("pthread_clockjoin_np", M::JoinTimed).handle(0).timeout(3),
    api("pthread_tryjoin_np", M::JoinTimed).handle(0),
    api("pthread_detach", M::DetachThread).handle(0),
    api("pthread_attr_setdetachstate", M::DetachThread).object(0).named(1),
    api("pthread_attr_setdetachstate", M::PlainThreadAttribute).object(0),
    api("pthread_attr_init", M::PlainThreadAttribute).object(0),
    api("pthread_attr_destroy", M::PlainThreadAttribute).object(0),
    api("PTHREAD_CREATE_DETACHED", M::DetachThread),
    api("pthread_cancel", M::RequestStop).handle(0),
    api("pthread_kill", M::RequestStop).handle(0),
    api("pthread_testcancel", M::StopRequested),
    api("pthread_attr_setstacksize", M::SetThreadAttribute).object(0),
    api("pthread_attr_setstack", M::SetThreadAttribute).object(0),
    api("pthread_attr_setguardsize", M::SetThreadAttribute).object(0),
    api("pthread_attr_setaffinity_np", M::SetThreadAttribute).object(0),
    api("pthread_attr_setschedparam", M::SetThreadAttribute).object(0),
    api("pthread_attr_setschedpolicy", M::SetThreadAttribute).object(0),
    api("pthread_attr_setinheritsched", M::SetThreadAttribute).object(0),
    api("pthread_attr_setscope", M::SetThreadAttribute).object(0),
    api("pthread_setaffinity_np", M::SetThreadAttribute).handle(0),
    api("pthread_setschedparam", M::SetThreadAttribute).handle(0),
    api("pthread_setschedprio", M::SetThreadAttribute).handle(0),
    api("pthread_setname_np", M::SetThreadName).handle(0),
    api("sched_setaffinity", M::SetThreadAttribute),
    api("sched_setscheduler", M::SetThreadAttribute),
    api("sched_setparam", M::SetThreadAttribute),
    api("sched_setattr", M::SetThreadAttribute),
    // Linux: of the calling thread alone.
    api("setpriority", M::SetThreadAttribute),
    api("nice", M::SetThreadAttribute).takes(1),
    api("setns", M::SetThreadAttribute),
    api("unshare", M::SetThreadAttribute),
    api("pthread_once", M::InvokeOnce, 1),
    api("pthread_yield", M::YieldProcessor),
    api("sched_yield", M::YieldProcessor),
    api("sleep", M::Sleep).timeout(0).seconds().takes(1),
    api("usleep", M::Sleep).timeout(0).microseconds().takes(1),
    api("nanosleep", M::Sleep).timeout(0),
    api("clock_nanosleep", M::Sleep).timeout(2),

    // Locks and conditions.
    api("pthread_mutex_t", M::MutexType),
    api("pthread_mutex_lock", M::Lock).object(0),
    api("pthread_mutex_trylock", M::TryLock).object(0),
    api("pthread_mutex_timedlock", M::TryLock).object(0).timeout(1),
    api("pthread_mutex_clocklock", M::TryLock).object(0).timeout(2),
    api("pthread_mutex_unlock", M::Unlock).object(0),
    api("pthread_spinlock_t", M::MutexType),
    api("pthread_spin_lock", M::Lock).object(0),
    api("pthread_spin_trylock", M::TryLock).object(0),
    api("pthread_spin_unlock", M::Unlock).object(0),
    api("pthread_rwlock_t", M::MutexType),
    api("pthread_rwlock_wrlock", M::Lock).object(0),
    api("pthread_rwlock_trywrlock", M::TryLock).object(0),
    api("pthread_rwlock_timedwrlock", M::TryLock).object(0).timeout(1),
    api("pthread_rwlock_rdlock", M::Lock).object(0).shared(),
    api("pthread_rwlock_tryrdlock", M::TryLock).object(0).shared(),
    api("pthread_rwlock_timedrdlock", M::TryLock).object(0).timeout(1).shared(),
    api("pthread_rwlock_unlock", M::Unlock).object(0),
    api("pthread_cond_t", M::ConditionType),
    api("pthread_cond_wait", M::WaitCondition).object(0).lock(1),
    api("pthread_cond_timedwait", M::WaitConditionTimed)
        .object(0)
        .lock(1)
        .timeout(2),
    api("pthread_cond_clockwait", M::WaitConditionTimed)
        .object(0)
        .lock(1)
        .timeout(3),
    api("pthread_cond_signal", M::NotifyCondition)
        .object(0)
        .one("pthread_cond_broadcast"),
    api("pthread_cond_broadcast", M::NotifyCondition).object(0),

    // Permits.
    api("pthread_barrier_t", M::LatchType),
    api("pthread_barrier_init", M::SetCapacity).object(0).count(2),
    api("pthread_barrier_wait", M::ArriveLatch).object(0),
    api("pthread_barrier_wait", M::WaitLatch).object(0),
    api("sem_t", M::SemaphoreType),
    api("sem_init", M::SetCapacity).object(0).count(2),
    api("sem_open", M::SetCapacity).count(3),
    api("sem_wait", M::AcquirePermit).object(0),
    api("sem_trywait", M::TryAcquirePermit).object(0),
    api("sem_timedwait", M::TryAcquirePermit).object(0).timeout(1),
    api("sem_clockwait", M::TryAcquirePermit).object(0).timeout(2),
    api("sem_post", M::ReleasePermit).object(0),

    // Descriptors, sockets and streams.
    api("accept", M::AcceptConnection).object(0).takes(3),
    api("accept4", M::AcceptConnection).object(0).takes(4),
    api("recv", M::ReadItem).object(0).takes(4),
    api("recvfrom", M::ReadItem).object(0).takes(6),
    api("recvmsg", M::ReadItem).object(0).takes(3),
    api("recvmmsg", M::ReadItem).object(0).takes(5),
    api("read", M::ReadItem).object(0).takes(3),
    api("readv", M::ReadItem).object(0).takes(3),
    api("mq_receive", M::ReadItem).object(0),
    api("msgrcv", M::ReadItem).object(0),
    api("mq_timedreceive", M::ReadItem).object(0).timeout(4),
    api("fgets", M::ReadItem).object(2).takes(3),
    api("fread", M::ReadItem).object(3).takes(4),
    api("getline", M::ReadItem).object(2).takes(3),
    api("getdelim", M::ReadItem).object(3),
    api("fgetc", M::ReadItem).object(0),
    api("getc", M::ReadItem).object(0),
    api("fscanf", M::ReadItem).object(0),
    api("getchar", M::ReadItem),
    api("scanf", M::ReadItem),
    api("poll", M::PollForever)
        .object(0)
        .timeout(2, Forever::Negative)
        .takes(3),
    api("ppoll", M::PollForever).object(0).timeout(2, Forever::Null),
    api("select", M::PollForever).timeout(4, Forever::Null).takes(5),
    api("pselect", M::PollForever).timeout(4, Forever::Null),
    api("epoll_wait", M::PollForever).object(0).timeout(3, Forever::Negative),
    api("epoll_pwait", M::PollForever).object(0).timeout(3, Forever::Negative),
    api("epoll_pwait2", M::PollForever).object(0).timeout(3, Forever::Null),
    api("kevent", M::PollForever).object(0).timeout(5, Forever::Null),
    api("sigwait", M::PollForever),
    api("sigwaitinfo", M::PollForever),
    api("sigtimedwait", M::PollForever).timeout(2),
    api("shutdown", M::ShutdownChannel).object(0).takes(2),
    api("close", M::CloseDescriptor).object(0).takes(1),
    api("fclose", M::CloseDescriptor).object(0),
    api("pclose", M::CloseDescriptor).object(0),
    api("mq_close", M::CloseDescriptor).object(0),

    // The machine.
    api("sysconf", M::CoreCount).named(0),
    api("_SC_NPROCESSORS_ONLN", M::CoreCount),
    api("_SC_NPROCESSORS_CONF", M::CoreCount),
    api("get_nprocs", M::CoreCount),
    api("get_nprocs_conf", M::CoreCount),
    api("sched_getaffinity", M::CoreCount),
    api("pthread_getaffinity_np", M::CoreCount),
    api("sched_getcpu", M::WorkerId),
    api("getcpu", M::WorkerId),

    // C11 threads.
    api("thrd_t", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("thrd_create", M::SpawnThread, 1, HandleRule::Leaves).handle(0),
    api("thrd_join", M::JoinThread).handle(0),
    api("thrd_detach", M::DetachThread).handle(0),
    api("thrd_sleep", M::Sleep).timeout(0),
    api("thrd_yield", M::YieldProcessor),
    api("call_once", M::InvokeOnce, 1),
    api("mtx_t", M::MutexType),
    api("mtx_lock", M::Lock).object(0),
    api("mtx_trylock", M::TryLock).object(0),
    api("mtx_timedlock", M::TryLock).object(0).timeout(1),
    api("mtx_unlock", M::Unlock).object(0),
    api("cnd_t", M::ConditionType),
    api("cnd_wait", M::WaitCondition).object(0).lock(1),
    api("cnd_timedwait", M::WaitConditionTimed).object(0).lock(1).timeout(2),
    api("cnd_signal", M::NotifyCondition).object(0).one("cnd_broadcast"),
    api("cnd_broadcast", M::NotifyCondition).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::posixRows() { return Rows; }
