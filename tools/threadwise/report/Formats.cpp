//===--- Formats.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

static const Format Formats[] = {
    {"text", "people, in a terminal or a log", writeText},
    {"json", "scripts: a run record of what is left", writeJson},
    {"sarif", "GitHub code scanning and other readers of SARIF 2.1.0",
     writeSarif},
    {"github", "annotations of a GitHub workflow, and its job summary",
     writeGitHub},
    {"html", "people: one page that needs no network", writeHtml},
    {"gitlab", "GitLab's Code Quality", writeGitLab},
    {"rdjsonl", "reviewdog", writeRdjsonl},
    {"sonarqube", "SonarQube's generic issues", writeSonarQube},
    {"checkstyle", "Jenkins and others", writeCheckstyle},
    {"junit", "whatever shows tests", writeJUnit},
    {"codechecker", "CodeChecker's report-converter -t clang-tidy",
     writeCodeChecker},
};

llvm::ArrayRef<Format> report::formats() { return Formats; }

const Format *report::formatByName(StringRef Name) {
  const Format *Found = llvm::find_if(
      Formats, [&](const Format &Each) { return Each.Name == Name; });
  return Found == std::end(Formats) ? nullptr : Found;
}

std::string report::shown(const Location &At) {
  std::string Out = At.File;
  if (At.Line)
    Out += ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column);
  return Out;
}

std::vector<const Finding *> report::findingsWithPlace(const Page &P,
                                                       StringRef Format) {
  std::vector<const Finding *> Placed;
  for (const Finding &F : P.R.Findings)
    if (!F.At.File.empty())
      Placed.push_back(&F);
  if (size_t Left = P.R.Findings.size() - Placed.size())
    P.R.Remarks.push_back(
        (Format + ": " + llvm::Twine(Left) +
         (Left == 1 ? " finding that has" : " findings that have") +
         " no place in a file left out")
            .str());
  return Placed;
}

std::string report::withId(std::string Text, const Finding &F, const Page &P) {
  if (P.Options.ShowIds)
    Text += " (" + F.Id + ")";
  return Text;
}

std::string report::textWithRemedy(const Finding &F, StringRef Between) {
  return F.Remedy.empty() ? F.Text : F.Text + Between.str() + F.Remedy;
}
