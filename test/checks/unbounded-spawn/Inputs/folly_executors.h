// No more of Folly than the tests need.
#pragma once
#include <functional>

namespace folly {
class Executor {
public:
  virtual ~Executor();
  virtual void add(std::function<void()> Run) = 0;
};
class ThreadedExecutor : public Executor {
public:
  void add(std::function<void()> Run) override;
};
class CPUThreadPoolExecutor : public Executor {
public:
  explicit CPUThreadPoolExecutor(unsigned Count);
  void add(std::function<void()> Run) override;
};
} // namespace folly
