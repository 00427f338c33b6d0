// RUN: %threadwise %s false-sharing -std=c++17

// Where two parts of one object share a line, the parts are moved, not the
// object.

#include <atomic>
#include <thread>
#include <vector>

long work(long);
std::atomic<bool> stop{false};

// CHECK-FIXES: #include <new>

struct Counts {
  long In = 0;
  long Out = 0;
};
// CHECK-FIXES: alignas({{.*}}) long In = 0;
// CHECK-FIXES-NEXT: alignas({{.*}}) long Out = 0;
static Counts counts;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'counts.In' and 'counts.Out' share a cache line
// CHECK-FIXES: {{^}}static Counts counts;
void count() {
  std::thread In([] {
    while (!stop)
      counts.In += work(1);
  });
  std::thread Out([] {
    while (!stop)
      counts.Out += work(2);
  });
  In.join();
  Out.join();
}

struct Totals {
  long In = 0;
  long Out = 0;
};
// CHECK-FIXES: alignas({{.*}}) long In = 0;
// CHECK-FIXES-NEXT: alignas({{.*}}) long Out = 0;
class Meter {
public:
  void run() {
    std::thread In(&Meter::in, this), Out(&Meter::out, this);
    In.join();
    Out.join();
  }

private:
  void in() {
    while (!stop)
      totals_.In += work(1);
  }
  void out() {
    while (!stop)
      totals_.Out += work(2);
  }
  Totals totals_;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'totals_.In' and 'totals_.Out' share a cache line
  // CHECK-FIXES: {{^}}  Totals totals_;
};

struct Sums {
  long Even = 0;
  long Odd = 0;
};
// CHECK-FIXES: alignas({{.*}}) long Even = 0;
// CHECK-FIXES-NEXT: alignas({{.*}}) long Odd = 0;
long sum() {
  Sums Local;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Local.Even' and 'Local.Odd' share a cache line
  std::thread Even([&] {
    while (!stop)
      Local.Even += work(2);
  });
  std::thread Odd([&] {
    while (!stop)
      Local.Odd += work(1);
  });
  Even.join();
  Odd.join();
  return Local.Even + Local.Odd;
}
