//===--- StandardHeaders.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/StandardHeaders.h"
#include "vocabulary/NameList.h"

using namespace threadwise;

static constexpr struct {
  llvm::StringLiteral Header, Names;
} StandardHeaders[] = {
    {"thread", "thread jthread this_thread"},
    {"future",
     "async future shared_future promise packaged_task launch future_status"},
    {"mutex", "mutex recursive_mutex timed_mutex lock_guard unique_lock "
              "scoped_lock once_flag call_once"},
    {"shared_mutex", "shared_mutex shared_timed_mutex shared_lock"},
    {"condition_variable",
     "condition_variable condition_variable_any cv_status"},
    {"atomic", "atomic atomic_bool atomic_int atomic_uint atomic_flag "
               "memory_order_relaxed"},
    {"stop_token", "stop_token stop_source"},
    {"semaphore", "counting_semaphore binary_semaphore"},
    {"latch", "latch"},
    {"barrier", "barrier"},
    {"execution", "execution"},
    {"vector", "vector"},
    {"array", "array"},
    {"deque", "deque"},
    {"list", "list"},
    {"queue", "queue priority_queue"},
    {"stack", "stack"},
    {"map", "map multimap"},
    {"set", "set multiset"},
    {"unordered_map", "unordered_map unordered_multimap"},
    {"unordered_set", "unordered_set"},
    {"string", "string to_string"},
    {"functional", "function bind ref invoke"},
    {"memory", "unique_ptr shared_ptr weak_ptr make_unique make_shared"},
    {"optional", "optional nullopt"},
    {"utility", "pair move forward"},
    {"chrono", "chrono"},
    {"algorithm", "for_each transform min max sort"},
    {"iostream", "cout cerr endl"},
};

/// Those of C and POSIX, whose names stand in no namespace.
static constexpr struct {
  llvm::StringLiteral Header, Names;
} SystemHeaders[] = {
    {"stddef.h", "NULL size_t ptrdiff_t"},
    {"stdint.h", "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t "
                 "uint64_t intptr_t uintptr_t"},
    {"stdbool.h", "bool true false"},
    {"stdlib.h", "malloc calloc realloc free exit abort atoi rand"},
    {"stdio.h", "printf fprintf snprintf perror FILE stderr stdout fopen "
                "fclose fgets fread fwrite getline"},
    {"string.h", "memcpy memmove memset strlen strcmp strncmp strdup strerror"},
    {"assert.h", "assert"},
    {"errno.h", "errno EINTR EAGAIN"},
    {"time.h", "nanosleep clock_gettime timespec"},
    {"signal.h", "sigaction SIGINT SIGTERM sigwait"},
    {"pthread.h",
     "pthread_t pthread_mutex_t pthread_cond_t pthread_create pthread_join "
     "pthread_detach pthread_mutex_lock pthread_cond_wait pthread_attr_t"},
    {"semaphore.h", "sem_t sem_wait sem_post"},
    {"stdatomic.h", "atomic_int atomic_uint atomic_bool atomic_size_t "
                    "atomic_fetch_add atomic_load_explicit "
                    "atomic_store_explicit atomic_fetch_add_explicit"},
    {"threads.h", "thrd_t thrd_create thrd_join mtx_t mtx_lock cnd_t cnd_wait"},
    {"unistd.h", "read write close pipe fork usleep sleep"},
    {"sys/types.h", "ssize_t pid_t"},
    {"sys/time.h", "timeval gettimeofday"},
    {"sys/socket.h", "socket bind listen accept accept4 connect recv recvfrom "
                     "recvmsg send sendto shutdown setsockopt sockaddr "
                     "socklen_t sockaddr_storage AF_INET SOCK_STREAM"},
    {"netinet/in.h", "sockaddr_in sockaddr_in6 in_addr INADDR_ANY IPPROTO_TCP"},
    {"arpa/inet.h", "htons htonl ntohs ntohl inet_ntoa inet_pton inet_addr"},
    {"netdb.h", "getaddrinfo addrinfo freeaddrinfo gethostbyname"},
    {"fcntl.h", "fcntl O_NONBLOCK F_SETFL"},
    {"poll.h", "poll pollfd POLLIN"},
    {"sys/select.h", "select fd_set FD_SET FD_ZERO FD_ISSET"},
    {"sys/epoll.h", "epoll_wait epoll_create epoll_create1 epoll_ctl "
                    "epoll_event EPOLLIN"},
    {"sys/eventfd.h", "eventfd"},
};

template <typename Table>
static llvm::StringRef headerIn(const Table &Headers, llvm::StringRef Name) {
  for (const auto &Entry : Headers)
    if (isListed(Entry.Names, Name))
      return Entry.Header;
  return {};
}

llvm::StringRef threadwise::standardHeaderOf(llvm::StringRef Name) {
  return headerIn(StandardHeaders, Name);
}

llvm::StringRef threadwise::systemHeaderOf(llvm::StringRef Name) {
  return headerIn(SystemHeaders, Name);
}
