//===--- Analysis.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Analysis.h"
#include "CompilerFlags.h"
#include "Configuration.h"
#include "EarlierFiles.h"
#include "Paths.h"
#include "ResultBuilder.h"
#include "clang-tidy/ClangTidy.h"
#include "support/CompatTooling.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <mutex>

using namespace threadwise;
using namespace clang;
using namespace clang::tidy;
using llvm::StringRef;

namespace {

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

/// Comes after the checks: what is there is what they have seen.
class AstWitness : public ASTConsumer {
public:
  AstWitness(ParseRecord &Record, StringRef Directory)
      : Record(Record), Directory(Directory) {}
  void HandleTranslationUnit(ASTContext &Context) override {
    Record.HasAst = true;
    Record.Names.gather(
        Context, [&](StringRef File) { return absolutePath(File, Directory); });
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

} // namespace

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
      withEarlierFiles(Settings.Earlier);
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
  return ResultBuilder(Job, Settings, *FS)
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
