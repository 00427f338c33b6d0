//===--- Checkstyle.cpp - for Jenkins and many others ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Escape.h"
#include "Formats.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

void report::writeCheckstyle(const Page &P, llvm::raw_ostream &Out) {
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<checkstyle version=\"10.0\">\n";
  const std::string *Open = nullptr; // findings come by file
  for (const Finding *Each : findingsWithPlace(P, "checkstyle")) {
    const Finding &F = *Each;
    if (!Open || *Open != F.At.File) {
      if (Open)
        Out << "  </file>\n";
      Out << "  <file name=\"" << forMarkup(F.At.File) << "\">\n";
      Open = &F.At.File;
    }
    StringRef Severity = severityOf(F);
    Out << "    <error line=\"" << std::max(1u, F.At.Line) << "\" column=\""
        << std::max(1u, F.At.Column) << "\" severity=\""
        << (Severity == "note" ? "info" : Severity) << "\" message=\""
        << forMarkup(withId(textWithRemedy(F), F, P)) << "\" source=\""
        << forMarkup(F.Check) << "\"/>\n";
  }
  if (Open)
    Out << "  </file>\n";
  Out << "</checkstyle>\n";
}
