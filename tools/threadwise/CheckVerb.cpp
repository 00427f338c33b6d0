//===--- CheckVerb.cpp - threadwise check ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "CheckRequest.h"
#include "FindingPrinter.h"
#include "Jobs.h"
#include "Paths.h"
#include "Progress.h"
#include "Project.h"
#include "Report.h"
#include "Verbs.h"
#include "Why.h"
#include "WorkerPool.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>

using namespace threadwise;

namespace {

/// Prints findings as soon as all units before theirs are done: the order is
/// the same whatever the number of jobs.
class OrderedOutput : public PoolListener {
public:
  OrderedOutput(Report &Results, bool PrintsFindings)
      : Results(Results), PrintsFindings(PrintsFindings) {}

  void run(WorkerPool &Pool, const std::vector<UnitJob> &Jobs) {
    this->Jobs = &Jobs;
    Waiting.clear();
    Waiting.resize(Jobs.size());
    NextToPrint = 0;
    Total += Jobs.size();
    Shown.setTotal(Total);
    Pool.run(Jobs, *this);
    Shown.hide();
  }

  void started(size_t Index) override {
    Shown.started(shownPath((*Jobs)[Index].File));
  }

  void finished(size_t Index, Outcome What) override {
    Waiting[Index] = std::move(What);
    for (; NextToPrint != Waiting.size() && Waiting[NextToPrint]; ++NextToPrint)
      merge((*Jobs)[NextToPrint], std::move(*Waiting[NextToPrint]));
    Shown.finished(Results.findings());
  }

  void tick() override { Shown.tick(); }

  /// After an interrupt: what is done although a unit before it is not.
  void flush() {
    for (; NextToPrint != Waiting.size(); ++NextToPrint)
      if (Waiting[NextToPrint])
        merge((*Jobs)[NextToPrint], std::move(*Waiting[NextToPrint]));
  }

private:
  void merge(const UnitJob &Job, Outcome What) {
    std::vector<Finding> New = Results.add(Job, std::move(What));
    if (!PrintsFindings || New.empty())
      return;
    Shown.hide();
    for (const Finding &F : New)
      Printer.print(F);
  }

  Report &Results;
  bool PrintsFindings;
  const std::vector<UnitJob> *Jobs = nullptr;
  std::vector<std::optional<Outcome>> Waiting;
  size_t NextToPrint = 0;
  unsigned Total = 0;
  Progress Shown;
  FindingPrinter Printer;
};

} // namespace

/// A question about one source needs that one unit only.
static void narrow(CheckRequest &Request) {
  if (!Request.Why || !Request.Paths.empty())
    return;
  llvm::StringRef Extension = llvm::sys::path::extension(Request.Why->File);
  if (Extension.starts_with(".c") || Extension == ".C")
    Request.Paths.push_back(Request.Why->File);
}

static std::vector<std::string> filesOf(const std::vector<UnitJob> &Units) {
  std::vector<std::string> Files;
  for (const UnitJob &Job : Units)
    Files.push_back(Job.File);
  return Files;
}

static int fail(const std::string &Message) {
  llvm::errs() << "threadwise: " << Message << '\n';
  return CouldNotAnalyse;
}

/// Ends as a program that the signal killed: the shell sees it.
[[noreturn]] static void dieOf(int Signal) {
  std::signal(Signal, SIG_DFL);
  std::raise(Signal);
  _exit(CouldNotAnalyse);
}

static int runChecks(const CheckRequest &Request, const Project &P) {
  AnalysisSettings Settings;
  Settings.Configuration = Request.Configuration;
  Settings.ProjectRoot = P.root();
  Settings.FetchedRoot = P.fetchedRoot();
  Report Results;
  OrderedOutput Output(Results, /*PrintsFindings=*/!Request.Why);
  int Signal = 0;
  {
    WorkerPool Pool(Settings,
                    Request.Jobs ? Request.Jobs : jobsForThisMachine(),
                    std::chrono::seconds(Request.TimeoutSeconds));
    Output.run(Pool, P.units());
    std::vector<UnitJob> Headers;
    if (!Pool.interruptedBy()) {
      Headers = P.headerUnits(Results.includedHeaders());
      Output.run(Pool, Headers);
    }
    Signal = Pool.interruptedBy();
    Output.flush();
  }
  if (Signal)
    llvm::errs() << "threadwise: interrupted, not all units were analysed\n";
  if (Request.Why)
    printWhy(*Request.Why, Results.verdicts());
  llvm::outs().flush();
  printSummary(Results, P.sourcesWithoutCommand(), P.databasePath());
  if (Signal)
    dieOf(Signal);
  if (!Results.withoutAst().empty() || !Results.configurationErrors().empty())
    return CouldNotAnalyse;
  return Results.anyFailing(Request.FailOn) && !Request.Why ? Found
                                                            : NothingFound;
}

int threadwise::checkVerb(Arguments Args) {
  auto Read = readCheckRequest(Args);
  if (auto *Code = std::get_if<ExitCode>(&Read))
    return *Code;
  CheckRequest &Request = std::get<CheckRequest>(Read);
  narrow(Request);
  llvm::Expected<Project> P = Project::open(Request);
  if (!P)
    return fail(llvm::toString(P.takeError()));
  if (Request.Build.empty() && !P->databasePath().empty())
    llvm::errs() << "threadwise: using " << shownPath(P->databasePath())
                 << '\n';
  if (!verifyConfiguration(Request.Configuration, filesOf(P->units())))
    return CouldNotAnalyse;
  return runChecks(Request, *P);
}
