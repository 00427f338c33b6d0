// RUN: %threadwise %s unbounded-spawn -std=c++14-or-later --both-stdlibs

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

// A depth, or a number of threads that is shared out, held against a constant.
void leaf(int *From, int *To);
void toZero(int *From, int *To, int Depth) {
  if (Depth == 0) {
    leaf(From, To);
    return;
  }
  int *Middle = From + (To - From) / 2;
  auto Left = std::async(std::launch::async, toZero, From, Middle, Depth - 1);
  toZero(Middle, To, Depth - 1);
  Left.get();
}
void byThreads(int *From, int *To, int Threads) {
  if (!(Threads > 1)) {
    leaf(From, To);
    return;
  }
  int *Middle = From + (To - From) / 2;
  std::thread Left([=] { byThreads(From, Middle, Threads / 2); });
  byThreads(Middle, To, Threads - Threads / 2);
  Left.join();
}
// A size that is compared with a constant is no such limit.
int pieces(int *From, int Size) {
  if (Size <= 1)
    return From[Size - 1];
  auto Left = std::async(std::launch::async, pieces, From, Size / 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::async' called once per level of the recursion of 'pieces': nothing bounds how many threads run at once
  return pieces(From + Size / 2, Size - Size / 2) + Left.get();
}
