//===--- Summary.cpp - what was found and what was not seen ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Paths.h"
#include "Report.h"
#include "report/Escape.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;
using llvm::StringRef;
using report::forTerminal;

/// As many of a kind as a reader takes in; the rest is counted.
static constexpr size_t Shown = 10;

static void printCounts(const Report &R) {
  size_t Width = 0;
  std::map<std::string, Report::Counts> All = R.counts();
  for (const auto &Each : All)
    Width = std::max(Width, Each.first.size());
  llvm::errs() << "  " << llvm::left_justify("", Width)
               << "  reported      fine   unknown  suppressed\n";
  for (const auto &[Check, C] : All)
    llvm::errs() << "  " << llvm::left_justify(Check, Width)
                 << llvm::format("%10u%10u%10u%12u\n", C.Reported, C.Fine,
                                 C.Unknown, C.Suppressed);
}

static void printTroubled(StringRef Title,
                          const std::vector<Report::Troubled> &Files) {
  if (Files.empty())
    return;
  llvm::errs() << Title << '\n';
  for (const Report::Troubled &T : llvm::ArrayRef(Files).take_front(Shown))
    llvm::errs() << "  " << forTerminal(shownPath(T.File)) << ": "
                 << forTerminal(T.Why) << '\n';
  if (Files.size() > Shown)
    llvm::errs() << "  and " << Files.size() - Shown << " more\n";
}

static void printMissing(const std::map<std::string, unsigned> &Headers) {
  if (Headers.empty())
    return;
  std::vector<std::pair<unsigned, StringRef>> ByUnits;
  for (const auto &[Name, Units] : Headers)
    ByUnits.emplace_back(Units, Name);
  llvm::sort(ByUnits, [](const auto &A, const auto &B) {
    return A.first != B.first ? A.first > B.first : A.second < B.second;
  });
  llvm::errs() << counted(Headers.size(), "header")
               << " not found; what needs them was not understood:\n";
  for (const auto &[Units, Name] : ByUnits)
    llvm::errs() << "  " << forTerminal(Name) << " (" << counted(Units, "unit")
                 << ")\n";
}

static void printNoCommand(const std::vector<std::string> &Files,
                           StringRef DatabasePath) {
  if (Files.empty())
    return;
  llvm::errs() << counted(Files.size(), "source") << " not in "
               << forTerminal(shownPath(DatabasePath))
               << ", and so not analysed:\n";
  for (StringRef File : llvm::ArrayRef(Files).take_front(Shown))
    llvm::errs() << "  " << forTerminal(shownPath(File)) << '\n';
  if (Files.size() > Shown)
    llvm::errs() << "  and " << Files.size() - Shown << " more\n";
}

void threadwise::printSummary(const Report &R,
                              const std::vector<std::string> &NoCommand,
                              StringRef DatabasePath) {
  llvm::errs() << counted(R.findings(), "finding") << " in "
               << counted(R.units(), "unit") << '\n';
  printCounts(R);
  for (const std::string &Error : R.configurationErrors())
    llvm::errs() << "error in the configuration: " << forTerminal(Error)
                 << '\n';
  printTroubled(counted(R.withoutAst().size(), "unit") +
                    " could not be analysed:",
                R.withoutAst());
  printTroubled(counted(R.withErrors().size(), "unit") +
                    " with compile errors, analysed as far as clang "
                    "understands:",
                R.withErrors());
  printMissing(R.missingHeaders());
  printNoCommand(NoCommand, DatabasePath);
}
