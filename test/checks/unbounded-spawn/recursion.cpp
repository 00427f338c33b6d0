// RUN: %threadwise %s unbounded-spawn -std=c++17

#include <algorithm>
#include <future>
#include <thread>
#include <vector>

void sortHalves(int *First, int *Last) {
  if (Last - First < 2)
    return;
  int *Middle = First + (Last - First) / 2;
  auto Left = std::async(std::launch::async, sortHalves, First, Middle);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::async' called once per level of the recursion of 'sortHalves': nothing bounds how many threads run at once
  sortHalves(Middle, Last);
  Left.wait();
  std::inplace_merge(First, Middle, Last);
}

int fibonacci(int N) {
  if (N < 2)
    return N;
  auto Low = std::async(std::launch::async, [N] { return fibonacci(N - 2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::async' called once per level of the recursion of 'fibonacci': nothing bounds how many threads run at once
  int High = fibonacci(N - 1);
  return Low.get() + High;
}

template <class It> void quicksort(It First, It Last) {
  if (First == Last)
    return;
  It Pivot = std::partition(First, Last, [&](auto &X) { return X < *First; });
  std::thread Left([=] { quicksort(First, Pivot); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'std::thread' called once per level of the recursion of 'quicksort': nothing bounds how many threads run at once
  quicksort(Pivot, Last);
  Left.join();
}

void byDepth(int *First, int *Last, int Depth) {
  if (Last - First < 2)
    return;
  int *Middle = First + (Last - First) / 2;
  if (Depth > 0) {
    auto Left = std::async(std::launch::async, byDepth, First, Middle, Depth - 1);
    byDepth(Middle, Last, Depth - 1);
    Left.wait();
  } else {
    byDepth(First, Middle, 0);
    byDepth(Middle, Last, 0);
  }
}

void bySize(int *First, int *Last) {
  if (Last - First < 100000) {
    std::sort(First, Last);
    return;
  }
  int *Middle = First + (Last - First) / 2;
  auto Left = std::async(std::launch::async, bySize, First, Middle);
  bySize(Middle, Last);
  Left.wait();
}
