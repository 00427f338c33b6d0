//===--- JUnit.cpp - a test a unit, for whatever shows tests --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Escape.h"
#include "Formats.h"
#include <map>
#include <set>

using namespace threadwise;
using namespace threadwise::report;

static void writeFailure(const Finding &F, const Page &P,
                         llvm::raw_ostream &Out) {
  std::string Text;
  for (const Note &N : F.Evidence)
    Text += (N.At.Line ? shown(N.At) + ": " : "") + N.Text + "\n";
  Out << "    <testcase classname=\"" << forMarkup(F.Check) << "\" name=\""
      << forMarkup(F.At.File.empty() ? "no file" : shown(F.At)) << "\">\n"
      << "      <failure type=\"" << forMarkup(F.Check) << "\" message=\""
      << forMarkup(withId(F.Text, F, P)) << "\">" << forMarkup(Text + F.Remedy)
      << "</failure>\n    </testcase>\n";
}

/// A unit without findings is a test that passed, so that a clean run is not
/// an empty one; one that was not analysed is an error.
void report::writeJUnit(const Page &P, llvm::raw_ostream &Out) {
  std::set<std::string> WithFindings;
  for (const Finding &F : P.R.Findings)
    WithFindings.insert(F.At.File);
  std::string Cases;
  llvm::raw_string_ostream To(Cases);
  unsigned Tests = 0, Errors = 0;
  for (const Finding &F : P.R.Findings)
    writeFailure(F, P, To);
  for (const Unit &U : P.R.Units) {
    bool Failed = U.State != UnitState::Analysed;
    if (!Failed && WithFindings.count(U.File))
      continue;
    ++Tests;
    To << "    <testcase classname=\"unit\" name=\"" << forMarkup(U.File);
    if (U.Variant)
      To << " (" << U.Variant + 1 << ')';
    To << '"';
    if (!Failed) {
      To << "/>\n";
      continue;
    }
    ++Errors;
    To << ">\n      <error message=\""
       << forMarkup(U.Why.empty() ? "not analysed" : U.Why)
       << "\"/>\n    </testcase>\n";
  }
  Tests += P.R.Findings.size();
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      << "<testsuites>\n  <testsuite name=\"threadwise\" tests=\"" << Tests
      << "\" failures=\"" << P.R.Findings.size() << "\" errors=\"" << Errors
      << "\">\n"
      << Cases << "  </testsuite>\n</testsuites>\n";
}
