//===--- Moodycamel.cpp - moodycamel queues -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // The capacity that a constructor takes is what is set aside at first, no
    // limit.
    api("moodycamel::ConcurrentQueue", M::UnboundedQueueType),
    api("moodycamel::ConcurrentQueue::enqueue", M::PushItem),
    api("moodycamel::ConcurrentQueue::enqueue_bulk", M::PushItem),
    api("moodycamel::ConcurrentQueue::try_enqueue", M::PushBounded),
    api("moodycamel::ConcurrentQueue::try_enqueue_bulk", M::PushBounded),
    api("moodycamel::ConcurrentQueue::try_dequeue", M::TryPopItem),
    api("moodycamel::ConcurrentQueue::try_dequeue_bulk", M::TryPopItem),
    api("moodycamel::ConcurrentQueue::size_approx", M::ElementCount),
    api("moodycamel::BlockingConcurrentQueue", M::UnboundedQueueType),
    api("moodycamel::BlockingConcurrentQueue::enqueue", M::PushItem),
    api("moodycamel::BlockingConcurrentQueue::enqueue_bulk", M::PushItem),
    api("moodycamel::BlockingConcurrentQueue::try_enqueue", M::PushBounded),
    api("moodycamel::BlockingConcurrentQueue::try_enqueue_bulk",
        M::PushBounded),
    api("moodycamel::BlockingConcurrentQueue::try_dequeue", M::TryPopItem),
    api("moodycamel::BlockingConcurrentQueue::try_dequeue_bulk", M::TryPopItem),
    api("moodycamel::BlockingConcurrentQueue::wait_dequeue", M::PopItem),
    api("moodycamel::BlockingConcurrentQueue::wait_dequeue_bulk", M::PopItem),
    api("moodycamel::BlockingConcurrentQueue::wait_dequeue_timed",
        M::TryPopItem)
        .timeout(LastArgument),
    api("moodycamel::BlockingConcurrentQueue::size_approx", M::ElementCount),
    api("moodycamel::ReaderWriterQueue", M::UnboundedQueueType),
    api("moodycamel::ReaderWriterQueue::enqueue", M::PushItem),
    api("moodycamel::ReaderWriterQueue::emplace", M::PushItem),
    api("moodycamel::ReaderWriterQueue::try_enqueue", M::PushBounded),
    api("moodycamel::ReaderWriterQueue::try_emplace", M::PushBounded),
    api("moodycamel::ReaderWriterQueue::try_dequeue", M::TryPopItem),
    api("moodycamel::ReaderWriterQueue::size_approx", M::ElementCount),
    api("moodycamel::BlockingReaderWriterQueue", M::UnboundedQueueType),
    api("moodycamel::BlockingReaderWriterQueue::enqueue", M::PushItem),
    api("moodycamel::BlockingReaderWriterQueue::emplace", M::PushItem),
    api("moodycamel::BlockingReaderWriterQueue::try_enqueue", M::PushBounded),
    api("moodycamel::BlockingReaderWriterQueue::try_emplace", M::PushBounded),
    api("moodycamel::BlockingReaderWriterQueue::try_dequeue", M::TryPopItem),
    api("moodycamel::BlockingReaderWriterQueue::wait_dequeue", M::PopItem),
    api("moodycamel::BlockingReaderWriterQueue::wait_dequeue_timed",
        M::TryPopItem)
        .timeout(1),
    api("moodycamel::BlockingReaderWriterQueue::size_approx", M::ElementCount),
    api("moodycamel::BlockingReaderWriterCircularBuffer", M::BoundedQueueType),
    api("moodycamel::BlockingReaderWriterCircularBuffer::"
        "BlockingReaderWriterCircularBuffer",
        M::SetCapacity)
        .count(0),
    api("moodycamel::BlockingReaderWriterCircularBuffer::wait_enqueue",
        M::PushBounded),
    api("moodycamel::BlockingReaderWriterCircularBuffer::wait_enqueue_timed",
        M::PushBounded),
    api("moodycamel::BlockingReaderWriterCircularBuffer::try_enqueue",
        M::PushBounded),
    api("moodycamel::BlockingReaderWriterCircularBuffer::wait_dequeue",
        M::PopItem),
    api("moodycamel::BlockingReaderWriterCircularBuffer::wait_dequeue_timed",
        M::TryPopItem)
        .timeout(1),
    api("moodycamel::BlockingReaderWriterCircularBuffer::try_dequeue",
        M::TryPopItem),
    api("moodycamel::BlockingReaderWriterCircularBuffer::size_approx",
        M::ElementCount),
    api("moodycamel::LightweightSemaphore", M::SemaphoreType),
    api("moodycamel::LightweightSemaphore::LightweightSemaphore",
        M::SetCapacity)
        .count(0),
    api("moodycamel::LightweightSemaphore::wait", M::AcquirePermit)
        .timeout(0, Forever::Negative),
    api("moodycamel::LightweightSemaphore::tryWait", M::TryAcquirePermit),
    api("moodycamel::LightweightSemaphore::signal", M::ReleasePermit).count(0),
};

llvm::ArrayRef<ApiRow> threadwise::moodycamelRows() { return Rows; }
