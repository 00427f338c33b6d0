//===--- SideNames.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/SideNames.h"
#include "model/Names.h"

using namespace threadwise;

namespace {
struct Pair {
  llvm::StringLiteral One, Other;
};
} // namespace

static constexpr Pair Pairs[] = {
    {"head", "tail"},
    {"read", "write"},
    {"reader", "writer"},
    {"rd", "wr"},
    {"front", "back"},
    {"push", "pop"},
    {"pushed", "popped"},
    {"enqueue", "dequeue"},
    {"enq", "deq"},
    {"producer", "consumer"},
    {"prod", "cons"},
    {"produced", "consumed"},
    {"in", "out"},
    {"put", "get"},
    {"send", "recv"},
    {"sent", "received"},
    {"tx", "rx"},
    {"top", "bottom"},
    {"submitted", "done"},
    {"submitted", "completed"},
    {"begin", "end"},
    {"first", "last"},
    {"input", "output"},
    {"insert", "remove"},
    {"ticket", "serving"},
    {"request", "response"},
    {"acquired", "released"},
    {"r", "w"},
};

bool threadwise::nameTwoSides(llvm::StringRef A, llvm::StringRef B) {
  const llvm::SmallVector<std::string, 4> WordsA = wordsOf(A),
                                          WordsB = wordsOf(B);
  if (WordsA.size() != WordsB.size() || WordsA.empty())
    return false;
  // One word differs, and it is a pair.
  bool IsPair = false;
  for (size_t I = 0; I < WordsA.size(); ++I) {
    if (WordsA[I] == WordsB[I])
      continue;
    if (IsPair)
      return false;
    for (const Pair &P : Pairs)
      IsPair |= (P.One == WordsA[I] && P.Other == WordsB[I]) ||
                (P.Other == WordsA[I] && P.One == WordsB[I]);
    if (!IsPair)
      return false;
  }
  return IsPair;
}
