// No more of these libraries than the tests need.
#pragma once
#include <functional>
#include <future>

namespace BS {
class thread_pool {
public:
  thread_pool(unsigned Workers = 0);
  template <class F> std::future<int> submit_task(F &&Run) {
    return std::packaged_task<int()>(Run).get_future();
  }
  template <class F> void detach_task(F &&) {}
  void wait();
};
} // namespace BS

namespace tbb {
class task_group {
public:
  template <class F> void run(const F &) {}
  void wait();
};
} // namespace tbb

namespace boost {
class thread_attributes {
public:
  void set_stack_size(unsigned long Size);
};
class thread {
public:
  typedef thread_attributes attributes;
  thread();
  template <class F> explicit thread(F) {}
  template <class F> thread(attributes &, F) {}
  void join();
};
class thread_group {
public:
  template <class F> thread *create_thread(F) { return nullptr; }
  void join_all();
};
} // namespace boost

namespace folly {
class Executor {
public:
  virtual ~Executor();
  virtual void add(std::function<void()> Run);
};
class CPUThreadPoolExecutor : public Executor {
public:
  explicit CPUThreadPoolExecutor(unsigned Workers);
};
template <class T> class Future {
public:
  T get() { return T(); }
  T get(std::chrono::milliseconds) { return T(); }
};
template <class F> Future<int> via(Executor *, F &&) { return {}; }
} // namespace folly
