//===--- ResultBuilder.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ResultBuilder.h"
#include "Paths.h"
#include "report/AdviceOf.h"
#include "report/FindingId.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include <utility>

using namespace threadwise;
using namespace clang;
using namespace clang::tidy;
using llvm::StringRef;

/// Which files are the project's own, and which of them are shown.
class ResultBuilder::Ownership {
public:
  Ownership(const UnitJob &Job, const AnalysisSettings &Settings)
      : Job(Job), Settings(Settings),
        Filter(Settings.Configuration.HeaderFilter) {}
  bool isOurs(StringRef File) const {
    return File == Job.File || (isBelow(File, Settings.ProjectRoot) &&
                                !isBelow(File, Settings.FetchedRoot));
  }
  /// A filter takes the file as it was named, as clang-tidy's does, or by its
  /// full path: how a header was named depends on who included it.
  bool isShown(StringRef File, StringRef Named) const {
    if (Settings.Configuration.HeaderFilter.empty())
      return isOurs(File);
    return File == Job.File || Filter.match(File) || Filter.match(Named);
  }

private:
  const UnitJob &Job;
  const AnalysisSettings &Settings;
  llvm::Regex Filter;
};

/// Lines and columns of offsets, in the files of one unit.
class ResultBuilder::LineIndex {
public:
  explicit LineIndex(llvm::vfs::FileSystem &Sources) : Sources(Sources) {}

  std::pair<unsigned, unsigned> at(StringRef File, unsigned Offset) {
    StringRef Text = textOf(File);
    Offset = std::min<size_t>(Offset, Text.size());
    StringRef Before = Text.take_front(Offset);
    size_t LineStart = Before.rfind('\n');
    unsigned Column =
        LineStart == StringRef::npos ? Offset : Offset - LineStart - 1;
    return {Before.count('\n') + 1, Column + 1};
  }

  StringRef textOf(StringRef File) {
    std::unique_ptr<llvm::MemoryBuffer> &Buffer = Files[File];
    if (!Buffer) {
      auto Read = Sources.getBufferForFile(File);
      Buffer = Read ? std::move(*Read) : llvm::MemoryBuffer::getMemBuffer("");
    }
    return Buffer->getBuffer();
  }
  std::map<std::string, std::string> hashes() const {
    std::map<std::string, std::string> All;
    for (const auto &Each : Files)
      All[Each.getKey().str()] = report::hashOf(Each.getValue()->getBuffer());
    return All;
  }

private:
  llvm::vfs::FileSystem &Sources;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Files;
};

ResultBuilder::ResultBuilder(const UnitJob &Job,
                             const AnalysisSettings &Settings,
                             llvm::vfs::FileSystem &Sources)
    : Job(Job), Owner(std::make_unique<Ownership>(Job, Settings)),
      Lines(std::make_unique<LineIndex>(Sources)) {}

ResultBuilder::~ResultBuilder() = default;

std::string ResultBuilder::path(StringRef File) const {
  return File.empty() ? "" : absolutePath(File, Job.Directory);
}

Message::Span ResultBuilder::span(StringRef File, unsigned Offset,
                                  unsigned Length) {
  Message::Span S;
  S.File = path(File);
  S.Offset = Offset;
  S.Length = Length;
  std::tie(S.Line, S.Column) = Lines->at(S.File, Offset);
  std::tie(S.EndLine, S.EndColumn) = Lines->at(S.File, Offset + Length);
  return S;
}

/// The code that a message is about.
static StringRef codeOf(const Message &M, StringRef Text) {
  unsigned Length = 0;
  for (const Message::Span &S : M.Ranges)
    if (S.File == M.File && S.Offset == M.Offset)
      Length = std::max(Length, S.Length);
  return report::placeText(Text, M.Offset, Length);
}

Message ResultBuilder::message(const tooling::DiagnosticMessage &From) {
  Message M;
  M.Text = From.Message;
  M.File = path(From.FilePath);
  if (M.File.empty())
    return M;
  M.Offset = From.FileOffset;
  std::tie(M.Line, M.Column) = Lines->at(M.File, M.Offset);
  for (const tooling::FileByteRange &R : From.Ranges)
    M.Ranges.push_back(span(R.FilePath, R.FileOffset, R.Length));
  for (const auto &OfFile : From.Fix)
    for (const tooling::Replacement &R : OfFile.second)
      if (R.isApplicable()) {
        M.Fixes.push_back(span(R.getFilePath(), R.getOffset(), R.getLength()));
        M.Fixes.back().Text = R.getReplacementText().str();
      }
  return M;
}

/// Clang takes the declaration of a name that nothing declares (see
/// model/UnknownNames.h) for a correction, and offers the name for itself.
static StringRef withoutOwnName(StringRef Text) {
  auto [Said, Offered] = Text.rsplit("; did you mean '");
  return Offered.consume_back("'?") &&
                 Said.ends_with(("'" + Offered + "'").str())
             ? Said
             : Text;
}

void ResultBuilder::add(const ClangTidyError &Error,
                        const EnclosingNames &Names) {
  Message Main = message(Error.Message);
  Main.Text = withoutOwnName(Main.Text).str();
  if (Error.DiagnosticName == "clang-tidy-config") {
    Result.ConfigurationErrors.push_back(Main.Text);
    return;
  }
  if (Error.DiagLevel == ClangTidyError::Error &&
      StringRef(Error.DiagnosticName).starts_with("clang-diagnostic-")) {
    if (!Result.Errors++)
      Result.FirstError =
          Main.File.empty()
              ? Main.Text
              : Main.File + ":" + std::to_string(Main.Line) + ": " + Main.Text;
    return;
  }
  if (!Main.File.empty() && !Owner->isShown(Main.File, Error.Message.FilePath))
    return;
  Finding F;
  F.Check = Error.DiagnosticName;
  F.AsError =
      Error.IsWarningAsError || Error.DiagLevel == ClangTidyError::Error;
  F.Main = std::move(Main);
  F.Function = Names.at(F.Main.File, F.Main.Offset);
  if (!F.Main.File.empty())
    F.Excerpt =
        report::normalisedCode(codeOf(F.Main, Lines->textOf(F.Main.File)));
  for (const tooling::DiagnosticMessage &Note : Error.Notes)
    F.Notes.push_back(message(Note));
  Result.Findings.push_back(std::move(F));
}

void ResultBuilder::addVerdicts(std::vector<Verdict> Verdicts) {
  for (Verdict &V : Verdicts) {
    std::string Named = std::exchange(V.At.File, path(V.At.File));
    for (Verdict::Reason &R : V.Because)
      R.At.File = path(R.At.File);
    if (Owner->isShown(V.At.File, Named))
      Result.Verdicts.push_back(std::move(V));
  }
}

/// A finding and the verdict behind it meet at their place: the finding learns
/// its form, and a verdict without a finding that it was suppressed.
void ResultBuilder::connect() {
  for (Verdict &V : Result.Verdicts) {
    if (V.Is != Answer::Reported)
      continue;
    auto Same = llvm::find_if(Result.Findings, [&](const Finding &F) {
      return F.Check == V.Check && F.Main.File == V.At.File &&
             F.Main.Line == V.At.Line && F.Main.Column == V.At.Column;
    });
    if (Same == Result.Findings.end())
      V.Form = SuppressedForm.str();
    else {
      Same->Form = V.Form;
      Same->InNumbers = V.InNumbers;
    }
  }
}

UnitResult ResultBuilder::build(const ParseRecord &Record,
                                llvm::ArrayRef<ClangTidyError> Errors,
                                std::vector<Verdict> Verdicts) {
  Result.HasAst = Record.HasAst;
  for (StringRef Name : Record.Missing.keys())
    Result.MissingHeaders.push_back(Name.str());
  llvm::sort(Result.MissingHeaders);
  for (StringRef File : Record.Read.keys())
    if (std::string Path = path(File); Path != Job.File && Owner->isOurs(Path))
      Result.Headers.push_back(std::move(Path));
  llvm::sort(Result.Headers);
  for (const ClangTidyError &Error : Errors)
    add(Error, Record.Names);
  Result.Hashes = Lines->hashes();
  addVerdicts(std::move(Verdicts));
  connect();
  return std::move(Result);
}
