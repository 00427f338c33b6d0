//===--- Sarif.cpp - SARIF 2.1.0 ------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// clang's own writer wants a source manager that has read every file, writes
/// absolute URIs, and has neither help texts, fingerprints, fixes nor related
/// locations: what is written here is LLVM's JSON.
///
//===----------------------------------------------------------------------===//

#include "Escape.h"
#include "FiguresJson.h"
#include "Formats.h"
#include "advice/Sections.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;
using namespace llvm::json;

/// What GitHub's code scanning takes in: above it drops, and says so nowhere
/// that a reader of the pull request looks.
static constexpr size_t MostResults = 5000;
static constexpr size_t MostLocations = 100;
static constexpr size_t MostTags = 10;
static constexpr size_t MostBytes = 10'000'000; ///< compressed

/// Readers want a page about the tool: until there is one, that of what the
/// checks plug into.
static constexpr llvm::StringLiteral AboutTheTool =
    "https://clang.llvm.org/extra/clang-tidy/";

static constexpr llvm::StringLiteral RootName = "SRCROOT";

namespace {

class SarifWriter {
public:
  /// Of the findings, gravest first, so many are written.
  SarifWriter(const Page &P, size_t Most) : P(P), Most(Most) {}
  Value write();
  /// How many are not, and why.
  std::string leftOut() const;

private:
  Object artifact(StringRef File) const;
  Object region(const Location &L) const;
  Object location(const Location &L, StringRef Text = "") const;
  Object rule(StringRef Check) const;
  Array rules();
  Value result(const Finding &F);
  Array fixes(const Finding &F) const;
  Array codeFlows(const Finding &F) const;
  Object invocation() const;

  const Page &P;
  size_t Most;
  std::vector<std::string> Rules;
};

} // namespace

static Object message(StringRef Text) {
  return Object{{"text", fixUTF8(Text)}};
}

Object SarifWriter::artifact(StringRef File) const {
  if (llvm::sys::path::is_absolute(File))
    return Object{{"uri", "file://" + forUri(File)}};
  return Object{{"uri", forUri(File)}, {"uriBaseId", RootName}};
}

Object SarifWriter::region(const Location &L) const {
  auto Column = [&](unsigned Line, unsigned Of) {
    return std::max(1u, P.Sources.characterColumn(L.File, Line, Of));
  };
  Object Out{{"startLine", std::max(1u, L.Line)},
             {"startColumn", Column(L.Line, L.Column)}};
  if (L.Line && L.EndLine >= L.Line && L.Length) {
    Out["endLine"] = L.EndLine;
    Out["endColumn"] = Column(L.EndLine, L.EndColumn);
  }
  return Out;
}

Object SarifWriter::location(const Location &L, StringRef Text) const {
  Object Region = region(L);
  if (StringRef Line = P.Sources.line(L.File, L.Line); !Line.trim().empty()) {
    std::string Code = Line.str();
    for (unsigned N = L.Line + 1; N <= L.EndLine && N < L.Line + 20; ++N)
      Code += "\n" + P.Sources.line(L.File, N).str();
    Region["snippet"] = message(Code);
  }
  Object Out{{"physicalLocation", Object{{"artifactLocation", artifact(L.File)},
                                         {"region", std::move(Region)}}}};
  if (!Text.empty())
    Out["message"] = message(Text);
  return Out;
}

/// The precision that readers filter by: of the forms that were judged, the
/// least trusted; none where nothing was judged.
static std::optional<Confidence> leastTrusted(StringRef Check) {
  std::optional<Confidence> Least;
  for (const Form &F : forms())
    if (F.Check == Check && F.confidence() != Confidence::Unrated)
      Least = std::min(Least.value_or(Confidence::High), F.confidence());
  return Least;
}

/// `UnboundedSpawn` of `unbounded-spawn`.
static std::string pascalCase(StringRef Name) {
  std::string Out;
  bool Upper = true;
  for (char C : Name) {
    if (!llvm::isAlnum(C)) {
      Upper = true;
      continue;
    }
    Out += Upper ? llvm::toUpper(C) : C;
    Upper = false;
  }
  return Out;
}

Object SarifWriter::rule(StringRef Check) const {
  Object Out{{"id", fixUTF8(Check)}};
  StringRef Short = Check;
  const CheckPage *Page =
      Short.consume_front("threadwise-") ? checkPage(Short) : nullptr;
  if (!Page) {
    Out["shortDescription"] =
        message(("A check of clang-tidy: " + Check + ".").str());
    Out["fullDescription"] = message("A check that clang-tidy brings, not "
                                     "threadwise.");
    return Out;
  }
  std::set<std::string> Tags;
  std::optional<Level> Worst;
  for (const Form &F : forms())
    if (F.Check == Short) {
      Worst = std::min(Worst.value_or(Level::Practice), F.Severity);
      Tags.insert(threadwise::toString(F.Severity).str());
    }
  Finding Gravest;
  Gravest.Severity = Worst;
  Array TagList{"concurrency"};
  for (const std::string &Tag : Tags)
    if (TagList.size() < MostTags)
      TagList.push_back(Tag);
  StringRef Severity = severityOf(Gravest);
  Object Properties{{"tags", std::move(TagList)},
                    {"problem.severity", Severity == "note"
                                             ? StringRef("recommendation")
                                             : Severity}};
  if (std::optional<Confidence> C = leastTrusted(Short))
    Properties["precision"] = threadwise::toString(*C);
  StringRef Lead = leadOf(Page->Markdown).trim();
  Out["name"] = pascalCase(Short);
  Out["shortDescription"] = message((Page->Summary.rtrim('.') + ".").str());
  Out["fullDescription"] = message(Lead.empty() ? Page->Summary : Lead);
  Out["defaultConfiguration"] = Object{{"level", Severity}};
  Out["help"] = Object{{"text", fixUTF8(Page->Markdown)},
                       {"markdown", fixUTF8(Page->Markdown)}};
  Out["properties"] = std::move(Properties);
  return Out;
}

/// Each check that found something, and ours that did not: a rule that is gone
/// looks like one that was never run.
Array SarifWriter::rules() {
  std::set<std::string> Names;
  for (const CheckPage &Page : checkPages())
    Names.insert(("threadwise-" + Page.Check).str());
  for (const Finding &F : P.R.Findings)
    Names.insert(F.Check);
  Rules.assign(Names.begin(), Names.end());
  Array Out;
  for (const std::string &Name : Rules)
    Out.push_back(rule(Name));
  return Out;
}

Array SarifWriter::fixes(const Finding &F) const {
  std::map<std::string, Array> ByFile;
  for (const Edit &E : F.Fixes) {
    Location At = E.At;
    if (!At.Line)
      return {}; // a fix is whole or none
    Object Region = region(At);
    Region["endLine"] = std::max(At.Line, At.EndLine);
    Region["endColumn"] = std::max(
        1u, P.Sources.characterColumn(At.File, std::max(At.Line, At.EndLine),
                                      std::max(At.EndColumn, 1u)));
    Object Replacement{{"deletedRegion", std::move(Region)}};
    if (!E.Text.empty())
      Replacement["insertedContent"] = message(E.Text);
    ByFile[At.File].push_back(std::move(Replacement));
  }
  if (ByFile.empty())
    return {};
  Array Changes;
  for (auto &[File, Replacements] : ByFile)
    Changes.push_back(Object{{"artifactLocation", artifact(File)},
                             {"replacements", std::move(Replacements)}});
  return Array{
      Object{{"description", message(F.Remedy.empty() ? F.Text : F.Remedy)},
             {"artifactChanges", std::move(Changes)}}};
}

/// The evidence in the order in which it convinces, then the finding.
Array SarifWriter::codeFlows(const Finding &F) const {
  Array Steps;
  for (const Note &N : F.Evidence)
    if (!N.At.File.empty() && Steps.size() < MostLocations)
      Steps.push_back(Object{{"location", location(N.At, N.Text)}});
  if (Steps.empty() || F.At.File.empty())
    return {};
  Steps.push_back(Object{{"location", location(F.At, F.Text)}});
  return Array{
      Object{{"threadFlows", Array{Object{{"locations", std::move(Steps)}}}}}};
}

/// An embedded link to the related place \p Id.
static std::string link(StringRef Text, size_t Id) {
  std::string Escaped;
  for (char C : Text) {
    if (C == '[' || C == ']' || C == '\\')
      Escaped += '\\';
    Escaped += C;
  }
  return "[" + Escaped + "](" + std::to_string(Id) + ")";
}

Value SarifWriter::result(const Finding &F) {
  Array Related;
  std::string Text = F.Text;
  size_t Missing = 0;
  // The evidence, and then what to do: readers show a related place where the
  // message links to it.
  for (const Note &N : F.Evidence) {
    if (N.At.File.empty()) {
      Text += "\n" + N.Text;
      continue;
    }
    if (Related.size() == MostLocations) {
      ++Missing;
      continue;
    }
    Text += "\n" + link(N.Text, Related.size());
    Object L = location(N.At, N.Text);
    L["id"] = int64_t(Related.size());
    Related.push_back(std::move(L));
  }
  if (Missing)
    Text += "\n" + std::to_string(Missing) +
            " more places are left out: GitHub takes " +
            std::to_string(MostLocations);
  if (!F.Remedy.empty())
    Text += "\n" + F.Remedy;
  size_t Rule = llvm::lower_bound(Rules, F.Check) - Rules.begin();
  Object Out{{"ruleId", fixUTF8(F.Check)},
             {"ruleIndex", int64_t(Rule)},
             {"level", severityOf(F)},
             {"message", message(Text)},
             // GitHub looks at the first alone, and makes one of the checkout
             // where it is missing.
             {"partialFingerprints", Object{{"primaryLocationLineHash", F.Id},
                                            {"threadwiseFindingId/v1", F.Id}}}};
  if (!F.At.File.empty())
    Out["locations"] = Array{location(F.At)};
  if (!Related.empty())
    Out["relatedLocations"] = std::move(Related);
  if (Array Flows = codeFlows(F); !Flows.empty())
    Out["codeFlows"] = std::move(Flows);
  if (Array Fixes = fixes(F); !Fixes.empty())
    Out["fixes"] = std::move(Fixes);
  if (F.Severity) {
    Object Properties{{"level", threadwise::toString(*F.Severity)},
                      {"confidence", fixUTF8(F.Confidence)}};
    if (!F.Form.empty())
      Properties["form"] = fixUTF8(F.Form);
    if (!F.Advice.empty()) {
      Array Advice;
      for (const std::string &Id : F.Advice)
        Advice.push_back(fixUTF8(Id));
      Properties["advice"] = std::move(Advice);
    }
    if (!F.InNumbers.isEmpty())
      Properties["figures"] = F.InNumbers;
    Out["properties"] = std::move(Properties);
  }
  return Out;
}

std::string SarifWriter::leftOut() const {
  if (P.R.Findings.size() <= Most)
    return "";
  return std::to_string(P.R.Findings.size() - Most) +
         " findings of the lowest levels are left out: GitHub takes " +
         (Most == MostResults ? std::to_string(MostResults)
                              : std::to_string(MostBytes / 1'000'000) +
                                    " MB of compressed SARIF");
}

Object SarifWriter::invocation() const {
  Array Notifications;
  auto Say = [&](StringRef Text, StringRef Level) {
    Notifications.push_back(
        Object{{"level", Level}, {"message", message(Text)}});
  };
  for (const std::string &Each : P.R.Problems)
    Say(Each, "error");
  for (const std::string &Each : P.R.Remarks)
    Say(Each, "note");
  if (std::string Sentence = leftOut(); !Sentence.empty())
    Say(Sentence, "warning");
  Object Out{{"executionSuccessful", P.R.Problems.empty()}};
  if (!Notifications.empty())
    Out["toolExecutionNotifications"] = std::move(Notifications);
  return Out;
}

Value SarifWriter::write() {
  Array Rules = rules();
  Array Results;
  std::vector<const Finding *> Ordered = byLevel(P.R);
  Ordered.resize(std::min(Ordered.size(), Most));
  for (const Finding *F : Ordered)
    Results.push_back(result(*F));
  Object Driver{{"name", "threadwise"},
                {"informationUri", AboutTheTool},
                {"rules", std::move(Rules)}};
  if (!P.R.ToolVersion.empty()) {
    Driver["version"] = P.R.ToolVersion;
    Driver["semanticVersion"] = P.R.ToolVersion;
  }
  Object Run{{"tool", Object{{"driver", std::move(Driver)}}},
             {"columnKind", "unicodeCodePoints"},
             {"originalUriBaseIds",
              Object{{RootName,
                      Object{{"description",
                              message("The root of the analysed sources.")}}}}},
             {"invocations", Array{invocation()}},
             {"results", std::move(Results)}};
  if (!P.Options.Category.empty())
    Run["automationDetails"] =
        Object{{"id", fixUTF8(StringRef(P.Options.Category).rtrim('/')) + "/"}};
  return Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Array{std::move(Run)}}};
}

/// Zero where nothing here can tell.
static size_t compressedSize(StringRef Text) {
  if (Text.size() <= MostBytes)
    return Text.size();
  if (!llvm::compression::zlib::isAvailable())
    return 0;
  llvm::SmallVector<uint8_t, 0> Compressed;
  llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Text),
                                    Compressed);
  return Compressed.size();
}

void report::writeSarif(const Page &P, llvm::raw_ostream &Out) {
  size_t Most = MostResults;
  for (;;) {
    SarifWriter Writer(P, Most);
    std::string Text = llvm::formatv("{0:2}", Writer.write()).str();
    const size_t Size = compressedSize(Text);
    if (Size > MostBytes && Most > 1) {
      // As many as fit if they are alike, and fewer each time.
      Most = std::min(Most, P.R.Findings.size());
      Most = std::min(Most - 1, size_t(0.95 * Most * MostBytes / Size));
      continue;
    }
    Out << Text << '\n';
    if (std::string Sentence = Writer.leftOut(); !Sentence.empty())
      P.R.Remarks.push_back("sarif: " + Sentence);
    return;
  }
}
