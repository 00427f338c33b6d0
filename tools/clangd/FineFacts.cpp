//===--- FineFacts.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FineFacts.h"
#include "llvm/ADT/StringExtras.h"

using namespace threadwise;

/// The unit that this thread analyses.
static thread_local UnitName Current;

void FineFacts::startUnit(const UnitName &Unit) {
  Current = Unit;
  forget(Unit.RealPath);
}

void FineFacts::add(Verdict V) {
  if (V.Is != Answer::Fine || V.At.File != Current.Name || V.Because.empty())
    return;
  std::lock_guard<std::mutex> Lock(Mutex);
  OfFile[Current.RealPath].push_back(std::move(V));
}

static std::string sentence(const Verdict &V) {
  std::string Text = "`" + V.Check + "`: `" + V.What + "` is fine: ";
  llvm::interleave(
      V.Because, [&](const Verdict::Reason &R) { Text += R.Text; },
      [&] { Text += "; "; });
  return Text;
}

std::vector<std::string> FineFacts::on(llvm::StringRef RealPath, unsigned Line,
                                       unsigned Column) const {
  std::vector<std::string> Lines;
  std::lock_guard<std::mutex> Lock(Mutex);
  auto It = OfFile.find(RealPath);
  if (It == OfFile.end())
    return Lines;
  for (const Verdict &V : It->second)
    if (V.At.Line == Line && V.At.Column <= Column)
      Lines.push_back(sentence(V));
  return Lines;
}

void FineFacts::forget(llvm::StringRef RealPath) {
  std::lock_guard<std::mutex> Lock(Mutex);
  OfFile.erase(RealPath);
}
