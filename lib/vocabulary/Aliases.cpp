//===--- Aliases.cpp - where libraries really declare their names ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Names.h"
#include "vocabulary/Tables.h"
#include <cstring>

using namespace threadwise;

// Inline namespaces are left out before a name gets here. The longer of two
// names that begin alike stands first.
static constexpr Alias Aliases[] = {
    // libstdc++ and libc++: what the class that users name inherits from.
    {"std::__atomic_base", "std::atomic"},
    {"std::__atomic_float", "std::atomic"},
    {"std::__atomic_flag_base", "std::atomic_flag"},
    {"std::__atomic_ref_base", "std::atomic_ref"},
    {"std::__atomic_ref", "std::atomic_ref"},
    {"std::__basic_future", "std::future"},
    {"std::__mutex_base", "std::mutex"},
    {"std::__recursive_mutex_base", "std::recursive_mutex"},
    {"std::__timed_mutex_impl", "std::timed_mutex"},
    {"std::__shared_mutex_pthread", "std::shared_mutex"},
    {"std::__shared_timed_mutex_base", "std::shared_timed_mutex"},
    {"std::__shared_ptr_access", "std::shared_ptr"},
    {"std::__shared_ptr", "std::shared_ptr"},
    {"std::_V2", "std"},
    {"std::__1", "std"},
    {"std::__cxx11", "std"},
    {"std::__debug", "std"},
    {"std::__cxx1998", "std"},
    {"std::__profile", "std"},
    {"std::experimental::parallelism_v2", "std::experimental"},
    {"__gnu_debug", "std"},
    {"__pstl::execution", "std::execution"},

    // oneTBB; then what it was called before.
    {"oneapi::tbb", "tbb"},
    {"tbb::detail::d0", "tbb"},
    {"tbb::detail::d1", "tbb"},
    {"tbb::detail::d2", "tbb"},
    {"tbb::detail::d3", "tbb"},
    {"tbb::detail::r1", "tbb"},
    {"tbb::task_group_base", "tbb::task_group"},
    {"tbb::strict_ppl", "tbb"},
    {"tbb::interface5", "tbb"},
    {"tbb::interface6", "tbb"},
    {"tbb::interface7", "tbb"},
    {"tbb::interface8", "tbb"},
    {"tbb::interface9", "tbb"},
    {"tbb::interface10", "tbb"},
    {"tbb::interface11", "tbb"},

    // Asio without Boost.
    {"asio", "boost::asio"},

    {"boost::detail::basic_future", "boost::future"},
    {"boost::atomics::detail::base_atomic", "boost::atomic"},
    {"boost::atomics", "boost"},
    {"boost::concurrent::detail::sync_queue_base", "boost::sync_queue"},
    {"boost::concurrent", "boost"},
    {"boost::executors", "boost"},
    {"boost::fibers::detail::future_base", "boost::fibers::future"},
    {"boost::fibers::detail::promise_base", "boost::fibers::promise"},
    {"boost::interprocess::message_queue_t",
     "boost::interprocess::message_queue"},
    {"boost::function_n", "boost::function"},

    {"QFutureWatcherBase", "QFutureWatcher"},

    {"folly::futures::detail::FutureBase", "folly::Future"},
    {"folly::detail::MPMCQueueBase", "folly::MPMCQueue"},
    {"folly::detail::LifoSemBase", "folly::LifoSem"},
    {"folly::LifoSemImpl", "folly::LifoSem"},
    {"folly::detail::SerialExecutorImpl", "folly::SerialExecutor"},
    {"folly::detail::MeteredExecutorImpl", "folly::MeteredExecutor"},
    {"folly::detail::distributed_mutex", "folly"},
    {"folly::SharedMutexImpl", "folly::SharedMutex"},
    {"grpc_impl", "grpc"},
    {"concurrency", "Concurrency"},
};

llvm::ArrayRef<Alias> threadwise::aliases() { return Aliases; }

/// Does \p Name name \p Scope or something in it?
static bool isIn(llvm::StringRef Name, llvm::StringRef Scope) {
  return Name.starts_with(Scope) &&
         (Name.size() == Scope.size() ||
          Name.drop_front(Scope.size()).starts_with("::"));
}

static const Alias *aliasOf(llvm::StringRef Name) {
  for (const Alias &A : Aliases)
    if (isIn(Name, A.Declared))
      return &A;
  return nullptr;
}

KnownName::KnownName(llvm::StringRef QualifiedName) : Name(QualifiedName) {
  while (const Alias *A = aliasOf(Name)) {
    llvm::StringRef Rest = Name.drop_front(A->Declared.size());
    size_t Size = A->Known.size() + Rest.size();
    if (Size > sizeof(Buffer))
      return;
    // The rest may stand in the buffer already.
    std::memmove(Buffer + A->Known.size(), Rest.data(), Rest.size());
    std::memcpy(Buffer, A->Known.data(), A->Known.size());
    Name = llvm::StringRef(Buffer, Size);
  }
}
