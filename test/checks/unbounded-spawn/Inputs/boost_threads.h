// No more of Boost.Thread than the tests need.
#pragma once

namespace boost {
class thread {
public:
  thread();
  template <class Function, class... Arguments>
  explicit thread(Function, Arguments...) {}
  thread(thread &&);
  void join();
  void detach();
};
class thread_group {
public:
  template <class Function> thread *create_thread(Function) { return nullptr; }
  void join_all();
};
template <class T> class future {
public:
  future();
  future(future &&);
  T get();
};
template <class Function> future<int> async(Function) { return future<int>(); }
} // namespace boost
