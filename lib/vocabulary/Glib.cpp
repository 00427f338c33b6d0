//===--- Glib.cpp - GLib and GIO ----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // Threads and pools.
    api("GThread", M::ThreadHandle, NoCallable, HandleRule::Leaves),
    api("g_thread_new", M::SpawnThread, 1, HandleRule::Leaves),
    api("g_thread_try_new", M::SpawnThread, 1, HandleRule::Leaves),
    api("g_thread_create", M::SpawnThread, 0, HandleRule::Leaves),
    api("g_thread_create_full", M::SpawnThread, 0, HandleRule::Leaves)
        .attributes(2),
    api("g_thread_join", M::JoinThread).handle(0),
    api("g_thread_unref", M::DetachThread).handle(0),
    api("g_thread_yield", M::YieldProcessor),
    api("GThreadPool", M::PoolType),
    api("g_thread_pool_new", M::BindCallable, 0),
    api("g_thread_pool_new", M::SetWorkerCount).count(2),
    api("g_thread_pool_new_full", M::BindCallable, 0),
    api("g_thread_pool_new_full", M::SetWorkerCount).count(3),
    api("g_thread_pool_push", M::SubmitTask, 0),
    api("g_thread_pool_set_max_threads", M::SetWorkerCount).object(0).count(1),
    api("g_thread_pool_get_max_threads", M::WorkerCount),
    api("g_thread_pool_get_num_threads", M::WorkerCount),
    api("g_thread_pool_unprocessed", M::ElementCount).object(0),
    api("g_thread_pool_free", M::WaitForResult).object(0),
    api("g_task_run_in_thread", M::SubmitTask, 1),
    api("g_task_run_in_thread_sync", M::InvokeOnce, 1),
    api("g_once_impl", M::InvokeOnce, 1),
    api("g_usleep", M::Sleep).timeout(0).microseconds(),
    api("g_get_num_processors", M::CoreCount),

    // Queues.
    api("GAsyncQueue", M::UnboundedQueueType),
    api("g_async_queue_push", M::PushItem).object(0),
    api("g_async_queue_push_unlocked", M::PushItem).object(0),
    api("g_async_queue_push_sorted", M::PushItem).object(0),
    api("g_async_queue_push_front", M::PushItem).object(0),
    api("g_async_queue_pop", M::PopItem).object(0),
    api("g_async_queue_pop_unlocked", M::PopItem).object(0),
    api("g_async_queue_try_pop", M::TryPopItem).object(0),
    api("g_async_queue_try_pop_unlocked", M::TryPopItem).object(0),
    api("g_async_queue_timeout_pop", M::TryPopItem).object(0).timeout(1),
    api("g_async_queue_timed_pop", M::TryPopItem).object(0).timeout(1),
    api("g_async_queue_length", M::ElementCount).object(0),
    api("g_async_queue_lock", M::Lock).object(0),
    api("g_async_queue_unlock", M::Unlock).object(0),

    // Locks and conditions.
    api("GMutex", M::MutexType),
    api("g_mutex_lock", M::Lock).object(0),
    api("g_mutex_trylock", M::TryLock).object(0),
    api("g_mutex_unlock", M::Unlock).object(0),
    api("GRecMutex", M::MutexType),
    api("g_rec_mutex_lock", M::Lock).object(0),
    api("g_rec_mutex_trylock", M::TryLock).object(0),
    api("g_rec_mutex_unlock", M::Unlock).object(0),
    api("GRWLock", M::MutexType),
    api("g_rw_lock_writer_lock", M::Lock).object(0),
    api("g_rw_lock_writer_trylock", M::TryLock).object(0),
    api("g_rw_lock_writer_unlock", M::Unlock).object(0),
    api("g_rw_lock_reader_lock", M::Lock).object(0).shared(),
    api("g_rw_lock_reader_trylock", M::TryLock).object(0).shared(),
    api("g_rw_lock_reader_unlock", M::Unlock).object(0).shared(),
    api("g_mutex_locker_new", M::Lock).object(0),
    api("GCond", M::ConditionType),
    api("g_cond_wait", M::WaitCondition).object(0).lock(1),
    api("g_cond_wait_until", M::WaitConditionTimed)
        .object(0)
        .lock(1)
        .timeout(2),
    api("g_cond_signal", M::NotifyCondition).object(0).one("g_cond_broadcast"),
    api("g_cond_broadcast", M::NotifyCondition).object(0),
    api("g_atomic_int_get", M::AtomicLoad).object(0),
    api("g_atomic_pointer_get", M::AtomicLoad).object(0),
    api("g_atomic_int_set", M::AtomicStore).object(0),
    api("g_atomic_pointer_set", M::AtomicStore).object(0),
    api("g_atomic_int_inc", M::AtomicUpdate).object(0),
    api("g_atomic_int_dec_and_test", M::AtomicUpdate).object(0),
    api("g_atomic_int_add", M::AtomicUpdate).object(0),
    api("g_atomic_int_and", M::AtomicUpdate).object(0),
    api("g_atomic_int_or", M::AtomicUpdate).object(0),
    api("g_atomic_int_compare_and_exchange", M::AtomicUpdate).object(0),
    api("g_atomic_pointer_compare_and_exchange", M::AtomicUpdate).object(0),
    api("g_atomic_pointer_add", M::AtomicUpdate).object(0),

    // The loop and what it calls.
    api("GMainLoop", M::PoolType),
    api("g_main_loop_run", M::RunTasks).object(0),
    api("g_main_context_iteration", M::RunTasks).object(0),
    api("g_main_loop_quit", M::RequestStop).object(0),
    api("g_idle_add", M::RegisterHandler, 0),
    api("g_idle_add_full", M::RegisterHandler, 1),
    api("g_timeout_add", M::RegisterHandler, 1),
    api("g_timeout_add_seconds", M::RegisterHandler, 1),
    api("g_timeout_add_full", M::RegisterHandler, 2),
    api("g_signal_connect_data", M::RegisterHandler, 2),
    api("g_io_add_watch", M::RegisterHandler, 2),
    api("g_main_context_invoke", M::RegisterHandler, 1),
    api("g_source_set_callback", M::RegisterHandler, 1),
    api("g_unix_fd_add", M::RegisterHandler, 2),
    api("g_child_watch_add", M::RegisterHandler, 1),
    api("g_socket_listener_accept_async", M::RegisterHandler, 2),
    api("g_socket_accept", M::AcceptConnection).object(0),
    api("g_socket_listener_accept", M::AcceptConnection).object(0),
    api("g_socket_receive", M::ReadItem).object(0),
    api("g_input_stream_read", M::ReadItem).object(0),
    api("g_data_input_stream_read_line", M::ReadItem).object(0),
    api("g_cancellable_cancel", M::RequestStop).object(0),
    api("g_cancellable_is_cancelled", M::StopRequested).object(0),
    api("g_poll", M::PollForever).object(0).timeout(2, Forever::Negative),
    api("g_list_foreach", M::LoopOverCallable, 1),
    api("g_slist_foreach", M::LoopOverCallable, 1),
    api("g_queue_foreach", M::LoopOverCallable, 1),
    api("g_ptr_array_foreach", M::LoopOverCallable, 1),
    api("g_hash_table_foreach", M::LoopOverCallable, 1),
};

llvm::ArrayRef<ApiRow> threadwise::glibRows() { return Rows; }
