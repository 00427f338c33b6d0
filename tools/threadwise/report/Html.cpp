//===--- Html.cpp - one page for people -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Everything is in the page and readable without scripts; the script filters.
/// The policy of its content allows the two inline blocks by their hash and
/// nothing else: what a hostile file name or message smuggles in does not run.
///
//===----------------------------------------------------------------------===//

#include "Drawing.h"
#include "Escape.h"
#include "Formats.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"
#include <map>
#include <set>

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

static constexpr char Style[] =
#include "embedded/page.css.inc"
    ;
static constexpr char Script[] =
#include "embedded/page.js.inc"
    ;

/// Lines of code around a place.
static constexpr unsigned Around = 2;
/// Of a long stretch its beginning is shown.
static constexpr unsigned MostLines = 30;

static std::string sourceHash(StringRef Block) {
  auto Digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(Block));
  return "'sha256-" +
         llvm::encodeBase64(StringRef(
             reinterpret_cast<const char *>(Digest.data()), Digest.size())) +
         "'";
}

static StringRef levelOf(const Finding &F) {
  return F.Severity ? threadwise::toString(*F.Severity) : StringRef("none");
}

namespace {

class HtmlWriter {
public:
  HtmlWriter(const Page &P, llvm::raw_ostream &Out) : P(P), Out(Out) {}
  void write();

private:
  using ByFile = std::map<std::string, std::vector<const Finding *>>;
  struct OfCheck {
    std::string Name;
    ByFile Files;
  };
  using Checks = std::vector<OfCheck>;

  Checks byCheck() const;
  void writeHead();
  void writeSummary(const Checks &All);
  void writeFilter(const Checks &All);
  void writeFinding(const Finding &F);
  void writeCode(const Location &At, StringRef What);
  std::string anchor(StringRef Text) const;

  const Page &P;
  llvm::raw_ostream &Out;
  unsigned Drawn = 0;
};

} // namespace

/// A name of a check as an id in the page.
std::string HtmlWriter::anchor(StringRef Text) const {
  std::string Id = "check-";
  for (char C : Text)
    Id += llvm::isAlnum(C) || C == '-' ? C : '_';
  return Id;
}

/// The gravest first, each by file and place.
HtmlWriter::Checks HtmlWriter::byCheck() const {
  Checks All;
  std::map<StringRef, size_t> Index;
  for (const Finding *F : byLevel(P.R))
    if (Index.try_emplace(F->Check, All.size()).second)
      All.push_back({F->Check, {}});
  for (const Finding &F : P.R.Findings)
    All[Index[F.Check]].Files[F.At.File].push_back(&F);
  return All;
}

void HtmlWriter::writeHead() {
  Out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
         "charset=\"utf-8\">\n"
      << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
         "'none'; style-src "
      << sourceHash(Style) << "; script-src " << sourceHash(Script)
      << "; base-uri 'none'; form-action 'none'\">\n"
      << "<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n<title>threadwise: "
      << P.R.Findings.size()
      << (P.R.Findings.size() == 1 ? " finding" : " findings")
      << "</title>\n<style>" << Style << "</style>\n</head>\n<body>\n"
      << "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n";
}

void HtmlWriter::writeSummary(const Checks &All) {
  unsigned Analysed = 0;
  for (const Unit &U : P.R.Units)
    Analysed += U.State == UnitState::Analysed;
  Out << "<header>\n<h1>threadwise: " << P.R.Findings.size()
      << (P.R.Findings.size() == 1 ? " finding" : " findings") << "</h1>\n<p>";
  if (!P.R.Units.empty())
    Out << Analysed << " of " << P.R.Units.size() << " units analysed";
  if (!P.R.ToolVersion.empty())
    Out << ", threadwise " << forMarkup(P.R.ToolVersion) << ", LLVM "
        << forMarkup(P.R.LlvmVersion);
  if (!P.Options.Category.empty())
    Out << ", " << forMarkup(P.Options.Category);
  Out << "</p>\n";
  if (!P.R.Problems.empty() || !P.R.Remarks.empty()) {
    Out << "<h2>What is missing</h2>\n<ul>\n";
    for (const auto *Sentences : {&P.R.Problems, &P.R.Remarks})
      for (const std::string &Each : *Sentences)
        Out << "<li>" << forMarkup(Each) << "</li>\n";
    Out << "</ul>\n";
  }
  Out << "</header>\n<nav aria-label=\"Checks\">\n<h2>Checks</h2>\n<div "
         "class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Findings "
         "by check\"><table>\n<thead><tr><th "
         "scope=\"col\">check</th><th scope=\"col\">findings</th><th "
         "scope=\"col\">files</th></tr></thead>\n<tbody>\n";
  for (const auto &[Check, Files] : All) {
    size_t Number = 0;
    for (const auto &Each : Files)
      Number += Each.second.size();
    Out << "<tr><td><a href=\"#" << anchor(Check) << "\">" << forMarkup(Check)
        << "</a></td><td>" << Number << "</td><td>" << Files.size()
        << "</td></tr>\n";
  }
  Out << "</tbody></table></div>\n</nav>\n";
}

void HtmlWriter::writeFilter(const Checks &All) {
  // Without scripts it would do nothing: the script shows it.
  Out << "<search><form id=\"filter\" hidden>\n"
         "<div><label for=\"words\">Search</label><input id=\"words\" "
         "name=\"words\" type=\"search\"></div>\n"
         "<div><label for=\"level\">Level</label><select id=\"level\" "
         "name=\"level\"><option value=\"\">all</option>";
  std::map<unsigned, StringRef> Levels;
  for (const Finding &F : P.R.Findings)
    Levels[rankOf(F)] = levelOf(F);
  for (const auto &Each : Levels)
    Out << "<option>" << Each.second << "</option>";
  Out << "</select></div>\n<div><label for=\"check\">Check</label><select "
         "id=\"check\" name=\"check\"><option value=\"\">all</option>";
  for (const OfCheck &Each : All)
    Out << "<option>" << forMarkup(Each.Name) << "</option>";
  Out << "</select></div>\n<p id=\"shown\" role=\"status\"></p>\n"
         "</form></search>\n";
}

void HtmlWriter::writeCode(const Location &At, StringRef What) {
  if (!At.Line || P.Sources.line(At.File, At.Line).empty())
    return;
  // No region: among hundreds of landmarks nobody finds one.
  Out << "<pre tabindex=\"0\" role=\"group\" aria-label=\"" << forMarkup(What)
      << "\">";
  unsigned First = At.Line > Around ? At.Line - Around : 1;
  while (First < At.Line && P.Sources.line(At.File, First).trim().empty())
    ++First;
  unsigned Last = std::max(At.Line, At.EndLine);
  unsigned Shown = std::min(Last, At.Line + MostLines) + Around;
  for (unsigned N = First; N <= Shown; ++N) {
    StringRef Line = P.Sources.line(At.File, N);
    if (N > Last && Line.trim().empty())
      break;
    Out << llvm::format_decimal(N, 5) << "  ";
    if (N < At.Line || N > Last) {
      Out << forMarkup(Line) << '\n';
      continue;
    }
    size_t Begin = N == At.Line && At.Column ? At.Column - 1 : 0;
    size_t End = N == At.EndLine && At.EndColumn > 1 && At.Length
                     ? At.EndColumn - 1
                     : Line.size();
    Begin = std::min(Begin, Line.size());
    End = std::min(std::max(Begin, End), Line.size());
    Out << forMarkup(Line.take_front(Begin)) << "<mark>"
        << forMarkup(Line.slice(Begin, End)) << "</mark>"
        << forMarkup(Line.drop_front(End)) << '\n';
  }
  Out << "</pre>";
}

/// Whether \p At lies in the code that is shown for \p Other: the same code
/// once more convinces nobody.
static bool isShownWith(const Location &Other, const Location &At) {
  const unsigned Last = std::max(Other.Line, Other.EndLine);
  return At.File == Other.File && At.Line + Around >= Other.Line &&
         At.Line <= std::min(Last, Other.Line + MostLines) + Around;
}

/// With few elements, and without line ends between them: a page of many
/// findings opens as fast as the browser makes nodes of it.
void HtmlWriter::writeFinding(const Finding &F) {
  StringRef Level = levelOf(F);
  Out << "<article id=\"" << forMarkup(F.Id) << "\" data-level=\"" << Level
      << "\" data-check=\"" << forMarkup(F.Check)
      << "\"><h4><span class=\"level " << Level << "\">"
      << (F.Severity ? Level : StringRef("no level")) << "</span> "
      << forMarkup(F.Text) << "</h4><p class=\"quiet\">"
      << (F.At.File.empty() ? "no place" : forMarkup(shown(F.At)));
  if (!F.Function.empty())
    Out << ", in " << forMarkup(F.Function);
  if (!F.Confidence.empty())
    Out << "; confidence: " << forMarkup(F.Confidence);
  Out << "; <a href=\"#" << forMarkup(F.Id) << "\">" << forMarkup(F.Id)
      << "</a></p>";
  std::string Place = shown(F.At);
  writeCode(F.At, "Code at " + Place);
  draw(F, ++Drawn, Out);
  if (!F.Evidence.empty()) {
    llvm::SmallVector<const Location *, 4> InSight = {&F.At};
    Out << "<p>Why:</p><ol>";
    for (const Note &N : F.Evidence) {
      Out << "<li>" << forMarkup(N.Text);
      if (N.At.Line)
        Out << " <span class=\"quiet\">(" << forMarkup(shown(N.At))
            << ")</span>";
      if (!llvm::any_of(InSight, [&](const Location *Other) {
            return isShownWith(*Other, N.At);
          })) {
        writeCode(N.At, "Code at " + shown(N.At) + ", evidence for " + Place);
        InSight.push_back(&N.At);
      }
      Out << "</li>";
    }
    Out << "</ol>";
  }
  if (!F.Remedy.empty())
    Out << "<p><strong>Instead:</strong> " << forMarkup(F.Remedy) << "</p>";
  if (!F.Advice.empty()) {
    Out << "<p class=\"quiet\">Advice: ";
    for (size_t I = 0; I < F.Advice.size(); ++I)
      Out << (I ? ", " : "") << forMarkup(F.Advice[I]);
    Out << " (threadwise explain NAME)</p>";
  }
  Out << "</article>\n";
}

void HtmlWriter::write() {
  const Checks All = byCheck();
  writeHead();
  writeSummary(All);
  writeFilter(All);
  Out << "<main id=\"findings\" tabindex=\"-1\">\n";
  if (All.empty())
    Out << "<p>Nothing was found.</p>\n";
  for (const auto &[Check, Files] : All) {
    Out << "<section class=\"check\" aria-labelledby=\"" << anchor(Check)
        << "\">\n<h2 id=\"" << anchor(Check) << "\">" << forMarkup(Check)
        << "</h2>\n";
    StringRef Name = Check;
    if (const CheckPage *Page =
            Name.consume_front("threadwise-") ? checkPage(Name) : nullptr)
      Out << "<p>" << forMarkup(Page->Summary) << "</p>\n";
    for (const auto &[File, Findings] : Files) {
      Out << "<section class=\"file\">\n<h3>"
          << (File.empty() ? "no file" : forMarkup(File)) << "</h3>\n";
      for (const Finding *F : Findings)
        writeFinding(*F);
      Out << "</section>\n";
    }
    Out << "</section>\n";
  }
  Out << "</main>\n<script>" << Script << "</script>\n</body>\n</html>\n";
}

void report::writeHtml(const Page &P, llvm::raw_ostream &Out) {
  HtmlWriter(P, Out).write();
}
