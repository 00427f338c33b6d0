//===--- FindingPrinter.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FindingPrinter.h"
#include "Paths.h"
#include "report/Escape.h"
#include "support/CompatTooling.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include <algorithm>

using namespace threadwise;
using namespace clang;
using llvm::StringRef;

/// clang's own printer, fed with places as a source manager knows them.
struct FindingPrinter::Clang {
  compat::DiagnosticSettings Settings;
  LangOptions Language;
  TextDiagnosticPrinter Printer;
  std::unique_ptr<DiagnosticsEngine> Engine;
  FileManager Files;
  SourceManager Sources;
  llvm::StringMap<FileID> Ids;

  Clang()
      : Printer(llvm::outs(), Settings.argument()),
        Engine(compat::diagnosticsEngine(Settings, Printer)),
        Files(FileSystemOptions()), Sources(*Engine, Files) {
    Settings->ShowColors = llvm::sys::Process::StandardOutHasColors();
  }

  SourceLocation at(StringRef File, unsigned Offset) {
    if (File.empty())
      return {};
    FileID ID = idOf(File);
    if (ID.isInvalid())
      return {};
    // The file may have become shorter since it was analysed.
    unsigned Inside = std::min(Offset, Sources.getFileIDSize(ID));
    return Sources.getLocForStartOfFile(ID).getLocWithOffset(Inside);
  }

  /// Clang prints the name that a file has in the source manager as it is.
  FileID idOf(StringRef File) {
    auto [Known, New] = Ids.try_emplace(File);
    if (!New)
      return Known->second;
    if (auto Text = llvm::MemoryBuffer::getFile(File))
      Known->second = Sources.createFileID(llvm::MemoryBuffer::getMemBufferCopy(
          (*Text)->getBuffer(), report::forTerminal(shownPath(File))));
    return Known->second;
  }

  CharSourceRange range(const Message::Span &S) {
    SourceLocation Begin = at(S.File, S.Offset);
    return CharSourceRange::getCharRange(Begin,
                                         at(S.File, S.Offset + S.Length));
  }

  void print(DiagnosticsEngine::Level Level, const Message &M,
             StringRef Suffix) {
    DiagnosticBuilder Builder = Engine->Report(
        at(M.File, M.Offset), Engine->getCustomDiagID(Level, "%0%1"));
    Builder << report::forTerminal(M.Text) << report::forTerminal(Suffix);
    for (const Message::Span &S : M.Ranges)
      if (CharSourceRange R = range(S); R.isValid())
        Builder << R;
    for (const Message::Span &S : M.Fixes)
      if (CharSourceRange R = range(S); R.isValid())
        Builder << FixItHint::CreateReplacement(R, S.Text);
  }
};

FindingPrinter::FindingPrinter() : Through(std::make_unique<Clang>()) {}
FindingPrinter::~FindingPrinter() = default;

void FindingPrinter::print(const Finding &F) {
  std::string Name =
      " [" + F.Check + (F.AsError ? ",-warnings-as-errors]" : "]");
  Through->Printer.BeginSourceFile(Through->Language, nullptr);
  Through->print(F.AsError ? DiagnosticsEngine::Error
                           : DiagnosticsEngine::Warning,
                 F.Main, Name);
  for (const Message &Note : F.Notes)
    Through->print(DiagnosticsEngine::Note, Note, "");
  Through->Printer.EndSourceFile(); // writes what it still holds
  llvm::outs().flush();
}
