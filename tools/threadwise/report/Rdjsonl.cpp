//===--- Rdjsonl.cpp - reviewdog's diagnostics, a line each ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Formats.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::fixUTF8;
using llvm::json::Object;

/// Its columns count bytes, as ours do.
static Object range(const Location &L) {
  Object Out{{"start", Object{{"line", std::max(1u, L.Line)},
                              {"column", std::max(1u, L.Column)}}}};
  if (L.Length && L.EndLine)
    Out["end"] = Object{{"line", L.EndLine}, {"column", L.EndColumn}};
  return Out;
}

static Object location(const Location &L) {
  return Object{{"path", fixUTF8(L.File)}, {"range", range(L)}};
}

static StringRef severity(const Finding &F) {
  StringRef S = severityOf(F);
  return S == "error" ? "ERROR" : S == "warning" ? "WARNING" : "INFO";
}

/// Bots comment on changed lines only: what a change elsewhere brought is said
/// there.
void report::writeRdjsonl(const Page &P, llvm::raw_ostream &Out) {
  for (const Finding *Each : findingsWithPlace(P, "rdjsonl")) {
    const Finding &F = *Each;
    const bool IsElsewhere = !F.Changed.File.empty();
    std::string Text = withId(textWithRemedy(F, "\n"), F, P);
    if (IsElsewhere)
      Text = shown(F.At) + ": " + Text;
    Object Line{{"message", fixUTF8(Text)},
                {"location", location(IsElsewhere ? F.Changed : F.At)},
                {"severity", severity(F)},
                {"source", Object{{"name", "threadwise"}}},
                {"code", Object{{"value", fixUTF8(F.Check)}}}};
    Array Related;
    if (IsElsewhere)
      Related.push_back(
          Object{{"message", fixUTF8(F.Text)}, {"location", location(F.At)}});
    for (const Note &N : F.Evidence)
      if (!N.At.File.empty())
        Related.push_back(
            Object{{"message", fixUTF8(N.Text)}, {"location", location(N.At)}});
    if (!Related.empty())
      Line["related_locations"] = std::move(Related);
    Array Suggestions;
    for (const Edit &E : F.Fixes)
      if (E.At.File == F.At.File && E.At.Line && !IsElsewhere) {
        Object Where = range(E.At);
        Where["end"] = Object{{"line", std::max(E.At.Line, E.At.EndLine)},
                              {"column", std::max(1u, E.At.EndColumn)}};
        Suggestions.push_back(
            Object{{"range", std::move(Where)}, {"text", fixUTF8(E.Text)}});
      }
    // Suggestions are taken one at a time: those of one fix are no choice.
    if (Suggestions.size() == 1 && F.Fixes.size() == 1)
      Line["suggestions"] = std::move(Suggestions);
    Out << llvm::json::Value(std::move(Line)) << '\n';
  }
}
