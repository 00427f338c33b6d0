// RUN: %threadwise %s uncancellable-wait -- "--config={CheckOptions: {threadwise.ReportTests: true}}"
// A test ends by its own hand, or its runner ends it. What the macros of the
// frameworks make of a case: a function, or a class with the fixture as base.
#include <condition_variable>
#include <mutex>

namespace testing {
class Test {
protected:
  virtual void TestBody() = 0;
};
} // namespace testing

struct Fixture {
  std::mutex Guard;
  std::condition_variable Changed;
};

class PoolTest_Starts_Test : public testing::Test {
  void TestBody() override {
    std::unique_lock<std::mutex> Lock(Shared.Guard);
    Shared.Changed.wait(Lock);
  }
  Fixture Shared;
};

namespace {
struct C_A_T_C_H_T_E_S_T_0 : Fixture {
  void test() {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock);
  }
};
struct CATCH2_INTERNAL_TEST_2 : Fixture {
  void test() {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock);
  }
};
struct DOCTEST_ANON_CLASS_5 : Fixture {
  void f() {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock);
  }
};
} // namespace

struct StartsAndStops : Fixture {
  void test_method();
};
void StartsAndStops::test_method() {
  std::unique_lock<std::mutex> Lock(Guard);
  Changed.wait(Lock);
}

// The same wait in the program's own code.
class Program : Fixture {
public:
  void run() {
    std::unique_lock<std::mutex> Lock(Guard);
    Changed.wait(Lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [threadwise-uncancellable-wait]
  }
};
