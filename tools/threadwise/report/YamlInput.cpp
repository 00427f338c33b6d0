//===--- YamlInput.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "YamlInput.h"
#include "../Paths.h"
#include "AdviceOf.h"
#include "FindingId.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;
namespace tooling = clang::tooling;

// A unit is a document: files that were joined hold several.
LLVM_YAML_IS_DOCUMENT_LIST_VECTOR(clang::tooling::TranslationUnitDiagnostics)

namespace {

class Converter {
public:
  explicit Converter(SourceFiles &Sources) : Sources(Sources) {
    Out.SaysWhatWasSeen = false;
  }
  void add(const tooling::TranslationUnitDiagnostics &From) {
    for (const tooling::Diagnostic &D : From.Diagnostics)
      if (!StringRef(D.DiagnosticName).starts_with("clang-diagnostic-"))
        add(D);
  }
  RunRecord take() { return std::move(Out); }

private:
  std::string path(StringRef File, StringRef Directory) const {
    if (File.empty())
      return "";
    llvm::SmallString<128> Path(File);
    if (!llvm::sys::path::is_absolute(File))
      Path = inFolder(Directory, File);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    return relativePath(Path, Sources.root());
  }

  Location place(StringRef File, unsigned Offset, unsigned Length) {
    Location L;
    L.File = File.str();
    L.Offset = Offset;
    L.Length = Length;
    std::tie(L.Line, L.Column) = Sources.position(File, Offset);
    std::tie(L.EndLine, L.EndColumn) = Sources.position(File, Offset + Length);
    return L;
  }

  Location place(const tooling::DiagnosticMessage &M, StringRef Directory) {
    std::string File = path(M.FilePath, Directory);
    if (File.empty())
      return {};
    for (const tooling::FileByteRange &R : M.Ranges)
      if (R.FileOffset == M.FileOffset && path(R.FilePath, Directory) == File)
        return place(File, M.FileOffset, R.Length);
    return place(File, M.FileOffset, 0);
  }

  void add(const tooling::Diagnostic &D) {
    Finding F;
    F.Check = D.DiagnosticName;
    F.AsError = D.DiagLevel == tooling::Diagnostic::Error;
    F.Text = D.Message.Message;
    F.At = place(D.Message, D.BuildDirectory);
    if (F.At.File.empty())
      return; // of the command line
    if (const llvm::MemoryBuffer *Code = Sources.text(F.At.File))
      F.Excerpt = normalisedCode(
          placeText(Code->getBuffer(), F.At.Offset, F.At.Length));
    for (const tooling::DiagnosticMessage &N : D.Notes)
      F.Evidence.push_back({N.Message, place(N, D.BuildDirectory)});
    for (const auto &OfFile : D.Message.Fix)
      for (const tooling::Replacement &R : OfFile.second)
        F.Fixes.push_back({place(path(R.getFilePath(), D.BuildDirectory),
                                 R.getOffset(), R.getLength()),
                           R.getReplacementText().str()});
    addAdvice(F);
    Out.Findings.push_back(std::move(F));
  }

  SourceFiles &Sources;
  RunRecord Out;
};

} // namespace

static void keepFirst(const llvm::SMDiagnostic &D, void *Into) {
  auto &Message = *static_cast<std::string *>(Into);
  if (Message.empty())
    Message =
        "line " + std::to_string(D.getLineNo()) + ": " + D.getMessage().str();
}

/// LLVM's reader recurses for whatever lies in something else. Its parser does
/// not: it makes the nodes as they are asked for.
static bool isNestedDeeperThan(unsigned Limit, llvm::yaml::Node *N) {
  auto *List = llvm::dyn_cast_or_null<llvm::yaml::SequenceNode>(N);
  auto *Map = llvm::dyn_cast_or_null<llvm::yaml::MappingNode>(N);
  if (!Limit)
    return List || Map;
  if (List)
    for (llvm::yaml::Node &Each : *List)
      if (isNestedDeeperThan(Limit - 1, &Each))
        return true;
  if (Map)
    for (llvm::yaml::KeyValueNode &Each : *Map)
      if (isNestedDeeperThan(Limit - 1, Each.getKey()) ||
          isNestedDeeperThan(Limit - 1, Each.getValue()))
        return true;
  return false;
}

static bool isNestedDeeply(StringRef Text) {
  constexpr unsigned Deepest = 16; // clang-tidy writes half of that
  llvm::SourceMgr Sources;
  Sources.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
  llvm::yaml::Stream Documents(Text, Sources, /*ShowColors=*/false);
  for (llvm::yaml::Document &Each : Documents)
    if (isNestedDeeperThan(Deepest, Each.getRoot()))
      return true;
  return false;
}

llvm::Expected<RunRecord> report::readExportedFixes(StringRef Text,
                                                    SourceFiles &Sources) {
  if (isNestedDeeply(Text))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "nested too deeply");
  std::string Message;
  llvm::yaml::Input In(Text, nullptr, keepFirst, &Message);
  std::vector<tooling::TranslationUnitDiagnostics> Units;
  In >> Units;
  if (In.error())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   Message.empty() ? "not YAML of clang-tidy"
                                                   : Message.c_str());
  Converter Into(Sources);
  for (const tooling::TranslationUnitDiagnostics &Unit : Units)
    Into.add(Unit);
  return Into.take();
}
