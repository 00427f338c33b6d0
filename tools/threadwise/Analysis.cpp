//===--- Analysis.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Analysis.h"
#include "CompilerFlags.h"
#include "Configuration.h"
#include "EnclosingNames.h"
#include "Paths.h"
#include "clang-tidy/ClangTidy.h"
#include "report/AdviceOf.h"
#include "report/FindingId.h"
#include "support/CompatTooling.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <mutex>

using namespace threadwise;
using namespace clang;
using namespace clang::tidy;
using llvm::StringRef;

static std::string absolute(StringRef File, StringRef Directory) {
  llvm::SmallString<128> Path(llvm::sys::path::is_absolute(File)
                                  ? File.str()
                                  : inFolder(Directory, File));
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

namespace {

/// Which files are the project's own.
class Ownership {
public:
  Ownership(const UnitJob &Job, const AnalysisSettings &Settings)
      : Job(Job), Settings(Settings) {}
  bool isOurs(StringRef File) const {
    if (File == Job.File || !Settings.Configuration.HeaderFilter.empty())
      return true;
    return isBelow(File, Settings.ProjectRoot) &&
           !isBelow(File, Settings.FetchedRoot);
  }

private:
  const UnitJob &Job;
  const AnalysisSettings &Settings;
};

class VerdictList : public VerdictSink {
public:
  VerdictList() { setVerdictSink(this); }
  ~VerdictList() override { setVerdictSink(nullptr); }
  void add(Verdict V) override {
    std::lock_guard<std::mutex> Lock(Mutex);
    All.push_back(std::move(V));
  }
  std::vector<Verdict> All;

private:
  std::mutex Mutex;
};

/// Notes which headers a unit reads and which it does not find.
class IncludeRecorder : public PPCallbacks {
public:
  IncludeRecorder(const SourceManager &SM, llvm::StringSet<> &Read,
                  llvm::StringSet<> &Missing)
      : SM(SM), Read(Read), Missing(Missing) {}

  void FileChanged(SourceLocation Loc, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind Kind, FileID) override {
    if (Reason != EnterFile || SrcMgr::isSystem(Kind))
      return;
    if (auto File = SM.getFileEntryRefForID(SM.getFileID(Loc)))
      Read.insert(File->getName());
  }

  bool FileNotFound(StringRef Name) override {
    Missing.insert(Name);
    return false; // clang goes on to report it
  }

private:
  const SourceManager &SM;
  llvm::StringSet<> &Read, &Missing;
};

/// What parsing tells, beside the diagnostics.
struct ParseRecord {
  bool HasAst = false;
  llvm::StringSet<> Read, Missing;
  EnclosingNames Names;
};

/// Comes after the checks: what is there is what they have seen.
class AstWitness : public ASTConsumer {
public:
  AstWitness(ParseRecord &Record, StringRef Directory)
      : Record(Record), Directory(Directory) {}
  void HandleTranslationUnit(ASTContext &Context) override {
    Record.HasAst = true;
    Record.Names.gather(
        Context, [&](StringRef File) { return absolute(File, Directory); });
  }

private:
  ParseRecord &Record;
  std::string Directory;
};

class UnitAction : public ASTFrontendAction {
public:
  UnitAction(ClangTidyASTConsumerFactory &Checks, ParseRecord &Record,
             const std::string &Directory)
      : Checks(Checks), Record(Record), Directory(Directory) {}

protected:
  bool BeginSourceFileAction(CompilerInstance &CI) override {
    // Neither a missing header nor the twentieth error ends the analysis.
    CI.getDiagnostics().setFatalsAsError(true);
    CI.getDiagnostics().setErrorLimit(0);
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef File) override {
    CI.getPreprocessor().addPPCallbacks(std::make_unique<IncludeRecorder>(
        CI.getSourceManager(), Record.Read, Record.Missing));
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    Consumers.push_back(Checks.createASTConsumer(CI, File));
    Consumers.push_back(std::make_unique<AstWitness>(Record, Directory));
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }

private:
  ClangTidyASTConsumerFactory &Checks;
  ParseRecord &Record;
  const std::string &Directory;
};

class UnitActionFactory : public tooling::FrontendActionFactory {
public:
  UnitActionFactory(ClangTidyContext &Context, ParseRecord &Record,
                    const std::string &Directory)
      : Checks(Context), Record(Record), Directory(Directory) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<UnitAction>(Checks, Record, Directory);
  }
  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCH,
                     DiagnosticConsumer *Consumer) override {
    // As clang-tidy does: defines __clang_analyzer__.
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files,
                                                std::move(PCH), Consumer);
  }

private:
  ClangTidyASTConsumerFactory Checks;
  ParseRecord &Record;
  const std::string &Directory;
};

/// Lines and columns of offsets, in the files of one unit.
class LineIndex {
public:
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
      auto Read = llvm::MemoryBuffer::getFile(File);
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
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Files;
};

/// Turns what clang-tidy gathered into plain data with absolute paths.
class ResultBuilder {
public:
  ResultBuilder(const UnitJob &Job, const AnalysisSettings &Settings)
      : Job(Job), Owner(Job, Settings) {}

  UnitResult build(const ParseRecord &Record,
                   llvm::ArrayRef<ClangTidyError> Errors,
                   std::vector<Verdict> Verdicts);

private:
  Message message(const tooling::DiagnosticMessage &From);
  Message::Span span(StringRef File, unsigned Offset, unsigned Length);
  void add(const ClangTidyError &Error, const EnclosingNames &Names);
  void addVerdicts(std::vector<Verdict> Verdicts);
  void connect();
  std::string path(StringRef File) const {
    return File.empty() ? "" : absolute(File, Job.Directory);
  }

  const UnitJob &Job;
  Ownership Owner;
  LineIndex Lines;
  UnitResult Result;
};

} // namespace

Message::Span ResultBuilder::span(StringRef File, unsigned Offset,
                                  unsigned Length) {
  Message::Span S;
  S.File = path(File);
  S.Offset = Offset;
  S.Length = Length;
  std::tie(S.Line, S.Column) = Lines.at(S.File, Offset);
  std::tie(S.EndLine, S.EndColumn) = Lines.at(S.File, Offset + Length);
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
  std::tie(M.Line, M.Column) = Lines.at(M.File, M.Offset);
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

void ResultBuilder::add(const ClangTidyError &Error,
                        const EnclosingNames &Names) {
  Message Main = message(Error.Message);
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
  if (!Main.File.empty() && !Owner.isOurs(Main.File))
    return;
  Finding F;
  F.Check = Error.DiagnosticName;
  F.AsError =
      Error.IsWarningAsError || Error.DiagLevel == ClangTidyError::Error;
  F.Main = std::move(Main);
  F.Function = Names.at(F.Main.File, F.Main.Offset);
  if (!F.Main.File.empty())
    F.Excerpt =
        report::normalisedCode(codeOf(F.Main, Lines.textOf(F.Main.File)));
  for (const tooling::DiagnosticMessage &Note : Error.Notes)
    F.Notes.push_back(message(Note));
  Result.Findings.push_back(std::move(F));
}

void ResultBuilder::addVerdicts(std::vector<Verdict> Verdicts) {
  for (Verdict &V : Verdicts) {
    V.At.File = path(V.At.File);
    for (Verdict::Reason &R : V.Because)
      R.At.File = path(R.At.File);
    if (Owner.isOurs(V.At.File))
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
    if (std::string Path = path(File); Path != Job.File && Owner.isOurs(Path))
      Result.Headers.push_back(std::move(Path));
  llvm::sort(Result.Headers);
  for (const ClangTidyError &Error : Errors)
    add(Error, Record.Names);
  Result.Hashes = Lines.hashes();
  addVerdicts(std::move(Verdicts));
  connect();
  return std::move(Result);
}

/// The flags that the project's `.clang-tidy` adds.
static CommandLine withExtraArguments(CommandLine Command,
                                      const ClangTidyOptions &Options) {
  if (Options.ExtraArgsBefore)
    Command.insert(Command.begin() + 1, Options.ExtraArgsBefore->begin(),
                   Options.ExtraArgsBefore->end());
  if (Options.ExtraArgs)
    llvm::append_range(Command, *Options.ExtraArgs);
  return Command;
}

static UnitResult parse(const UnitJob &Job, const CommandLine &Command,
                        const AnalysisSettings &Settings) {
  ClangTidyContext Context(checkOptionsProvider(Settings.Configuration));
  ClangTidyDiagnosticConsumer Consumer(Context);
  compat::DiagnosticSettings DiagnosticSettings;
  std::unique_ptr<DiagnosticsEngine> Engine =
      compat::diagnosticsEngine(DiagnosticSettings, Consumer);
  compat::connect(Context, *Engine);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS =
      llvm::vfs::createPhysicalFileSystem();
  FS->setCurrentWorkingDirectory(Job.Directory);
  auto Files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), FS);
  VerdictList Verdicts;
  ParseRecord Record;
  UnitActionFactory Factory(Context, Record, Job.Directory);
  tooling::ToolInvocation Invocation(
      withExtraArguments(Command, Context.getOptionsForFile(Job.File)),
      &Factory, Files.get(), std::make_shared<PCHContainerOperations>());
  Invocation.setDiagnosticConsumer(&Consumer);
  Invocation.run();
  return ResultBuilder(Job, Settings)
      .build(Record, Consumer.take(), std::move(Verdicts.All));
}

UnitResult threadwise::analyse(const UnitJob &Job,
                               const AnalysisSettings &Settings) {
  if (!llvm::sys::fs::exists(Job.File)) {
    UnitResult Nothing;
    Nothing.FirstError = "no such file";
    return Nothing;
  }
  CommandLine Command = forParsing(Job.CommandLine, Job.File);
  UnitResult Result = parse(Job, Command, Settings);
  if (Result.HasAst)
    return Result;
  UnitResult Second = parse(Job, forParsingAtLeast(Command), Settings);
  return Second.HasAst ? Second : Result;
}
