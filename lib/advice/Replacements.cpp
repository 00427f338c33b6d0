//===--- Replacements.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Replacements.h"
#include "advice/Advice.h"

using namespace threadwise;

// Each ends with what to do when it is full, and with what to watch.
static constexpr struct {
  llvm::StringLiteral Type, Remedy;
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
};

llvm::StringRef threadwise::boundedReplacement(llvm::StringRef TypeName) {
  for (const auto &R : Replacements)
    if (R.Type == TypeName)
      return R.Remedy;
  return form("unbounded-queue", "library-queue").Remedy;
}
