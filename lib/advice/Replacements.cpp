//===--- Replacements.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Replacements.h"
#include "advice/Advice.h"

using namespace threadwise;

// Each ends with what to do when it is full, and with what to watch.
static constexpr struct {
  llvm::StringLiteral Name, Remedy;
} Replacements[] = {
    {"tbb::concurrent_bounded_queue",
     "call 'set_capacity' before the first push, with arrival rate x latency "
     "and some headroom: 'push' then waits for room, 'try_push' says no; "
     "export the queue's size"},
    {"tbb::concurrent_queue",
     "use 'tbb::concurrent_bounded_queue' and 'set_capacity', with arrival "
     "rate "
     "x latency and some headroom: 'push' then waits for room, 'try_push' says "
     "no; export the queue's size"},
    {"boost::lockfree::queue",
     "give it 'boost::lockfree::capacity<N>', with N from arrival rate x "
     "latency and some headroom, and decide what happens where 'push' returns "
     "false: wait, drop or reject; export its depth"},
    {"boost::lockfree::stack",
     "give it 'boost::lockfree::capacity<N>', with N from arrival rate x "
     "latency and some headroom, and decide what happens where 'push' returns "
     "false: wait, drop or reject; export its depth"},
    {"boost::sync_queue",
     "use 'boost::sync_bounded_queue' with arrival rate x latency and some "
     "headroom: 'push_back' then waits for room, 'try_push_back' says no; "
     "export its depth"},
    {"moodycamel::ConcurrentQueue",
     "take a permit of a 'moodycamel::LightweightSemaphore' before 'enqueue' "
     "and give it back after 'try_dequeue', with arrival rate x latency and "
     "some headroom permits: the capacity that the constructor takes is no "
     "limit; export 'size_approx()'"},
    {"moodycamel::BlockingConcurrentQueue",
     "take a permit of a 'moodycamel::LightweightSemaphore' before 'enqueue' "
     "and give it back after 'wait_dequeue', with arrival rate x latency and "
     "some headroom permits: the capacity that the constructor takes is no "
     "limit; export 'size_approx()'"},
    {"moodycamel::ReaderWriterQueue",
     "use 'try_enqueue', which fails when the capacity given to the "
     "constructor is used up, and decide whether to wait, drop or reject; "
     "export 'size_approx()'"},
    {"moodycamel::BlockingReaderWriterQueue",
     "use 'moodycamel::BlockingReaderWriterCircularBuffer' with arrival rate x "
     "latency and some headroom: 'wait_enqueue' then waits for room, "
     "'try_enqueue' says no; export 'size_approx()'"},
    {"folly::UnboundedQueue",
     "use 'folly::DynamicBoundedQueue' or 'folly::MPMCQueue' with arrival rate "
     "x latency and some headroom: 'enqueue' or 'blockingWrite' then waits for "
     "room, 'try_enqueue' or 'write' says no; export its depth"},
    {"folly::NotificationQueue",
     "call 'setMaxQueueSize' and use 'tryPutMessage', with arrival rate x "
     "latency and some headroom, and decide whether to wait, drop or reject; "
     "export its depth"},
    // Executors: the queue is inside, and has no limit of its own.
    {"boost::asio",
     "count what is posted and not done yet, and accept or read the next only "
     "below arrival rate x latency and some headroom: TCP then holds the peer "
     "back; 'post' itself never waits and never fails; export the count"},
    {"folly::CPUThreadPoolExecutor",
     "give the executor a 'folly::LifoSemMPMCQueue<folly::"
     "CPUThreadPoolExecutor::CPUTask, folly::QueueBehaviorIfFull::BLOCK>' with "
     "arrival rate x latency and some headroom places: 'add' then waits for "
     "room, with 'THROW' it says no; export 'getTaskQueueSize()'"},
    {"QThreadPool",
     "use 'tryStart', which fails while no thread is free, or take a permit of "
     "a 'QSemaphore' before 'start' and give it back at the end of the task; "
     "export how many are queued"},
    {"QtConcurrent",
     "take a permit of a 'QSemaphore' before 'run' and give it back at the end "
     "of the task, with arrival rate x latency and some headroom permits; "
     "export how many are queued"},
    {"BS::thread_pool",
     "wait, drop or reject while 'get_tasks_queued()' is above arrival rate x "
     "latency and some headroom; export it"},
    {"tbb::task_group",
     "use 'tbb::parallel_pipeline' with as many tokens as arrival rate x "
     "latency and some headroom, its first filter reading the input: it reads "
     "on when a token comes back"},
    {"grpc",
     "read on, or request the next call of the completion queue, only when a "
     "task has ended: what is not read, the flow control of HTTP/2 holds back "
     "at the peer; 'grpc::ResourceQuota' bounds the server's memory; export "
     "how many are queued"},
};

llvm::StringRef
threadwise::boundedReplacement(llvm::ArrayRef<llvm::StringRef> Names,
                               llvm::StringRef Form) {
  for (llvm::StringRef Name : Names)
    for (const auto &R : Replacements)
      if (R.Name == Name || (Name.starts_with(R.Name) &&
                             Name.drop_front(R.Name.size()).starts_with("::")))
        return R.Remedy;
  return form("unbounded-queue", Form).Remedy;
}
