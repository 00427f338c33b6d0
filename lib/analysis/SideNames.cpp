//===--- SideNames.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/SideNames.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <string>

using namespace threadwise;

/// The words of `readPos_`, `read_pos`: read, pos.
static llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Name) {
  llvm::SmallVector<std::string, 4> Words;
  bool InWord = false;
  for (size_t I = 0; I < Name.size(); ++I) {
    const char C = Name[I];
    if (!llvm::isAlpha(C)) {
      InWord = false;
      continue;
    }
    const bool IsUpper = C >= 'A' && C <= 'Z';
    const bool AfterLower = I && Name[I - 1] >= 'a' && Name[I - 1] <= 'z';
    if (!InWord || (IsUpper && AfterLower))
      Words.emplace_back();
    Words.back() += llvm::toLower(C);
    InWord = true;
  }
  return Words;
}

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
