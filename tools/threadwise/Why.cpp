//===--- Why.cpp ----------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Why.h"
#include "Paths.h"
#include "UnitResult.h"
#include "report/Escape.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;
using llvm::StringRef;

static std::string shown(const Place &At) {
  return shownPath(At.File) + ":" + std::to_string(At.Line) + ":" +
         std::to_string(At.Column);
}

/// The file as given, or the end of its path.
static bool isFile(StringRef Path, StringRef Given) {
  return Path == realPath(Given) ||
         (Path.consume_back(Given) && Path.ends_with("/"));
}

static StringRef answerOf(const Verdict &V) {
  if (V.Is == Answer::Reported && V.Form == SuppressedForm)
    return "suppressed (NOLINT, or a filter)";
  return toString(V.Is);
}

static void printVerdict(const Verdict &V) {
  llvm::outs() << "  " << V.Check << ": " << answerOf(V) << '\n';
  for (const Verdict::Reason &R : V.Because) {
    llvm::outs() << "    ";
    if (R.At.Line)
      llvm::outs() << report::forTerminal(shown(R.At)) << ": ";
    llvm::outs() << report::forTerminal(R.Text) << '\n';
  }
}

void threadwise::printWhy(const CheckRequest::Where &Where,
                          const Report &Results) {
  std::string Subject;
  for (const Verdict &V : Results.verdicts()) {
    if (!isFile(V.At.File, Where.File) ||
        (Where.Line && V.At.Line != Where.Line))
      continue;
    std::string This = shown(V.At) + ": " + V.What + " (" + V.Fact + ")";
    if (This != Subject)
      llvm::outs() << report::forTerminal(This) << '\n';
    Subject = This;
    printVerdict(V);
  }
  if (!Subject.empty())
    return;
  for (const Report::Troubled &T : Results.withoutAst())
    if (isFile(T.File, Where.File)) {
      llvm::outs() << Where.File << " was not analysed: " << T.Why << '\n';
      return;
    }
  llvm::outs() << "no check asked anything about " << Where.File;
  if (Where.Line)
    llvm::outs() << ':' << Where.Line;
  llvm::outs() << ": nothing there spawns, waits or queues, as far as the "
                  "vocabulary and the units analysed tell\n";
}
