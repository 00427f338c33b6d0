//===--- SonarQube.cpp - generic issues -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "advice/Sections.h"
#include "llvm/Support/FormatVariadic.h"
#include <set>

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::fixUTF8;
using llvm::json::Object;

namespace {
struct Impact {
  StringRef Quality, Severity, Type, OldSeverity;
};
} // namespace

/// What it costs, in the words of SonarQube 10.3 and, for readers before it,
/// in the older ones.
static Impact impactOf(std::optional<Level> L) {
  if (!L)
    return {"MAINTAINABILITY", "LOW", "CODE_SMELL", "MINOR"};
  switch (*L) {
  case Level::HangOrCrash:
    return {"RELIABILITY", "HIGH", "BUG", "CRITICAL"};
  case Level::Resource:
    return {"RELIABILITY", "MEDIUM", "BUG", "MAJOR"};
  case Level::Slower:
    return {"MAINTAINABILITY", "MEDIUM", "CODE_SMELL", "MAJOR"};
  case Level::Practice:
    return {"MAINTAINABILITY", "LOW", "CODE_SMELL", "MINOR"};
  }
  llvm_unreachable("all levels have an impact");
}

static Object location(const Location &L, StringRef Text,
                       SourceFiles &Sources) {
  unsigned Line = std::max(1u, L.Line);
  Object Range{{"startLine", Line}};
  // Its columns count characters from 0, and an empty range is an error.
  unsigned Begin = Sources.characterColumn(L.File, Line, L.Column);
  unsigned End = Sources.characterColumn(L.File, L.EndLine, L.EndColumn);
  bool HasLines = !Sources.line(L.File, Line).empty();
  if (HasLines && Begin && End && L.Length &&
      (L.EndLine > Line || (L.EndLine == Line && End > Begin))) {
    Range["endLine"] = L.EndLine;
    Range["startColumn"] = Begin - 1;
    Range["endColumn"] = End - 1;
  }
  return Object{{"message", fixUTF8(Text)},
                {"filePath", fixUTF8(L.File)},
                {"textRange", std::move(Range)}};
}

static Object rule(const Finding &F, StringRef Id) {
  StringRef Check = F.Check;
  const CheckPage *Page =
      Check.consume_front("threadwise-") ? checkPage(Check) : nullptr;
  Impact I = impactOf(F.Severity);
  return Object{
      {"id", fixUTF8(Id)},
      {"name", fixUTF8(Page ? Page->Summary : StringRef(F.Check))},
      {"description", fixUTF8(Page ? leadOf(Page->Markdown).trim()
                                   : StringRef("A check of clang-tidy."))},
      {"engineId", "threadwise"},
      {"cleanCodeAttribute", "LOGICAL"},
      {"type", I.Type},
      {"severity", I.OldSeverity},
      {"impacts", Array{Object{{"softwareQuality", I.Quality},
                               {"severity", I.Severity}}}}};
}

void report::writeSonarQube(const Page &P, llvm::raw_ostream &Out) {
  Array Rules, Issues;
  std::set<std::string> Known;
  for (const Finding *Each : findingsWithPlace(P, "sonarqube")) {
    const Finding &F = *Each;
    // A rule has one severity; the forms of a check differ.
    std::string Id = F.Form.empty() ? F.Check : F.Check + "." + F.Form;
    if (Known.insert(Id).second)
      Rules.push_back(rule(F, Id));
    Object Issue{{"ruleId", fixUTF8(Id)},
                 {"primaryLocation",
                  location(F.At, withId(textWithRemedy(F), F, P), P.Sources)}};
    Array Secondary;
    for (const Note &N : F.Evidence)
      if (!N.At.File.empty())
        Secondary.push_back(location(N.At, N.Text, P.Sources));
    if (!Secondary.empty())
      Issue["secondaryLocations"] = std::move(Secondary);
    Issues.push_back(std::move(Issue));
  }
  llvm::json::Value Top =
      Object{{"rules", std::move(Rules)}, {"issues", std::move(Issues)}};
  Out << llvm::formatv("{0:2}", Top) << '\n';
}
