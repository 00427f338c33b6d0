// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A table a thread, of which the used length is written for each word (the
// shape of a known bug in a word count).
#include "../layout.h"
#include <vector>

namespace VARIANT {
namespace {
struct Word {
  long Hash;
  int Count;
};
struct APART Table {
  Word *Words;
  int Used;
};
Table tables[2];
void run(long Rounds) {
  std::vector<Word> Space[2];
  for (int T = 0; T < 2; ++T) {
    Space[T].resize(256);
    tables[T] = {Space[T].data(), 0};
  }
  std::vector<std::thread> Threads;
  for (int T = 0; T < 2; ++T)
    Threads.emplace_back([Rounds, T] {
      for (long I = 0; I < Rounds; ++I) {
        tables[T].Words[tables[T].Used & 255].Hash = opaque(I);
        tables[T].Used++;
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
