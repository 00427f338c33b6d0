// RUN: %threadwise %s trivial-task --allow-errors
// The headers of the library are not there: what is known of the work counts.
#include "no_such_library.h"
#include <future>
#include <vector>

int known(std::vector<int> &Out) {
  std::vector<std::future<void>> Done;
  for (int I = 0; I < 1000; ++I)
    Done.push_back(std::async(std::launch::async, [&Out, I] { Out[I] = I; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::async' is started for at most
  for (auto &F : Done)
    F.get();
  return Out[0];
}

// Arithmetic on what nothing declares is no proof.
void open(Lib::Vector &V) {
  std::vector<std::future<void>> Done;
  for (int I = 0; I < 1000; ++I)
    Done.push_back(std::async(std::launch::async, [&V, I] { V[I] += 1; }));
  for (auto &F : Done)
    F.get();
}
