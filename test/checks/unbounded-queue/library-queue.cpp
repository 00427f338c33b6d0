// Concurrent queues of libraries, without the limit that they can have.
// RUN: %threadwise %s unbounded-queue
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace tbb {
template <class T> class concurrent_queue {
public:
  void push(const T &);
  bool try_pop(T &);
};
template <class T> class concurrent_bounded_queue {
public:
  void set_capacity(long);
  void push(const T &);
  bool try_push(const T &);
  void pop(T &);
};
}
namespace moodycamel {
template <class T> class ConcurrentQueue {
public:
  explicit ConcurrentQueue(size_t = 0);
  bool enqueue(const T &);
  bool try_dequeue(T &);
};
}
namespace boost {
namespace lockfree {
template <bool B> struct fixed_sized {};
template <size_t N> struct capacity {};
template <class T, class... Options> class queue {
public:
  explicit queue(size_t = 0);
  bool push(const T &);
  bool bounded_push(const T &);
  bool pop(T &);
};
}
}
namespace folly {
template <class T, bool, bool, bool> class UnboundedQueue {
public:
  void enqueue(const T &);
  void dequeue(T &);
};
}

class Pipeline {
public:
  void onPacket(int packet) {
    packets_.push(packet);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'packets_' grows
    lines_.enqueue("");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'enqueue' back: 'lines_' grows
    frames_.push(packet);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'frames_' grows
    samples_.push(packet);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'samples_' grows
    folly_.enqueue(packet);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'enqueue' back: 'folly_' grows
    bounded_.push(packet);
    fixed_.push(packet);
    few_.push(packet);
    few_.bounded_push(packet);
  }
  void run() {
    int packet;
    std::string line;
    packets_.try_pop(packet);
    lines_.try_dequeue(line);
    frames_.pop(packet);
    samples_.pop(packet);
    folly_.dequeue(packet);
    bounded_.pop(packet);
    fixed_.pop(packet);
    few_.pop(packet);
  }
  Pipeline() { bounded_.set_capacity(1000); }

private:
  tbb::concurrent_queue<int> packets_;
  moodycamel::ConcurrentQueue<std::string> lines_{1024}; // no limit
  tbb::concurrent_bounded_queue<int> frames_, bounded_;
  boost::lockfree::queue<int> samples_{128};
  boost::lockfree::queue<int, boost::lockfree::fixed_sized<true>> fixed_;
  boost::lockfree::queue<int, boost::lockfree::capacity<64>> few_;
  folly::UnboundedQueue<int, true, true, true> folly_;
};

// Shared by reference; the producer counts what is under way.
void produce(tbb::concurrent_queue<int> &queue) {
  std::thread consumer([&queue] {
    int item;
    queue.try_pop(item);
  });
  for (int i = 0;; ++i)
    queue.push(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'push' back: 'queue' grows
}

// Objects that are used again.
struct Buffer {};
class Buffers {
public:
  std::shared_ptr<Buffer> take() {
    std::shared_ptr<Buffer> b;
    if (!kept_.try_pop(b))
      b = std::make_shared<Buffer>();
    return b;
  }
  void put(std::shared_ptr<Buffer> b) { kept_.push(b); }

private:
  tbb::concurrent_queue<std::shared_ptr<Buffer>> kept_;
};

// Filled once.
void fill() {
  tbb::concurrent_queue<int> work;
  for (int i = 0; i < 8; ++i)
    work.push(i);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&work] {
      int i;
      while (work.try_pop(i)) {
      }
    });
  for (auto &thread : threads)
    thread.join();
}
