//===--- SideNames.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/SideNames.h"
#include "model/Names.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;

namespace {
struct Pair {
  llvm::StringLiteral One, Other;
  /// Also the two directions of traffic, which one thread counts.
  bool IsTraffic = false;
};
} // namespace

static constexpr Pair Pairs[] = {
    {"head", "tail"},
    {"read", "write", true},
    {"reader", "writer"},
    {"rd", "wr", true},
    {"front", "back"},
    {"push", "pop"},
    {"pushed", "popped"},
    {"enqueue", "dequeue"},
    {"enq", "deq"},
    {"producer", "consumer"},
    {"prod", "cons"},
    {"produced", "consumed"},
    {"in", "out", true},
    {"put", "get", true},
    {"send", "recv", true},
    {"sent", "received", true},
    {"tx", "rx", true},
    {"top", "bottom"},
    {"submitted", "done"},
    {"submitted", "completed"},
    {"begin", "end"},
    {"first", "last"},
    {"input", "output", true},
    {"insert", "remove"},
    {"ticket", "serving"},
    {"request", "response", true},
    {"acquired", "released"},
    {"r", "w"},
};

/// What is counted of traffic.
static bool isQuantity(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Quantities[] = {
      "bytes",  "byte",     "packets", "packet",   "pkts",   "octets",
      "frames", "messages", "msgs",    "requests", "errors", "total",
      "count",  "counter",  "num",     "ops",      "calls",  "hits"};
  return llvm::is_contained(Quantities, Word);
}

bool threadwise::nameTwoSides(llvm::StringRef A, llvm::StringRef B) {
  const llvm::SmallVector<std::string, 4> WordsA = wordsOf(A),
                                          WordsB = wordsOf(B);
  if (WordsA.size() != WordsB.size() || WordsA.empty())
    return false;
  // One word differs, and it is a pair.
  bool IsPair = false, IsTraffic = false, IsCounted = false;
  for (size_t I = 0; I < WordsA.size(); ++I) {
    if (WordsA[I] == WordsB[I]) {
      IsCounted |= isQuantity(WordsA[I]);
      continue;
    }
    if (IsPair)
      return false;
    for (const Pair &P : Pairs)
      if ((P.One == WordsA[I] && P.Other == WordsB[I]) ||
          (P.Other == WordsA[I] && P.One == WordsB[I])) {
        IsPair = true;
        IsTraffic = P.IsTraffic;
      }
    if (!IsPair)
      return false;
  }
  return IsPair && !(IsTraffic && IsCounted);
}
