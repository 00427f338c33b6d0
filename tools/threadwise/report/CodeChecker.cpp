//===--- CodeChecker.cpp - the output that its converter reads ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// `report-converter -t clang-tidy` reads what clang-tidy prints, with absolute
/// paths, and shows nothing of a file that is not there. Severities and links
/// come from the labels that `threadwise list --codechecker-labels` prints.
///
//===----------------------------------------------------------------------===//

#include "../Paths.h"
#include "Escape.h"
#include "Formats.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

static void writeLine(const Location &At, StringRef Severity, StringRef Text,
                      const Page &P, llvm::raw_ostream &Out) {
  if (!At.Line)
    return;
  Location L = At;
  if (!llvm::sys::path::is_absolute(L.File))
    L.File = inFolder(P.Sources.root(), L.File);
  Out << forTerminal(shown(L)) << ": " << Severity << ": " << forTerminal(Text)
      << '\n';
}

void report::writeCodeChecker(const Page &P, llvm::raw_ostream &Out) {
  for (const Finding *Each : findingsWithPlace(P, "codechecker")) {
    const Finding &F = *Each;
    writeLine(F.At, F.AsError ? "error" : "warning",
              withId(F.Text, F, P) + " [" + F.Check + "]", P, Out);
    for (const Note &N : F.Evidence)
      writeLine(N.At, "note", N.Text, P, Out);
    if (!F.Remedy.empty())
      writeLine(F.At, "note", F.Remedy, P, Out);
  }
}
