//===--- CheckVerb.cpp - threadwise check ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ChangedUnits.h"
#include "CheckRequest.h"
#include "FindingPrinter.h"
#include "Jobs.h"
#include "Paths.h"
#include "Progress.h"
#include "Project.h"
#include "Recorder.h"
#include "Report.h"
#include "Suppressions.h"
#include "Verbs.h"
#include "Why.h"
#include "WorkerPool.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <set>

using namespace threadwise;
using llvm::StringRef;
using Suppressions = CheckRequest::Suppressions;

namespace {

/// Prints findings as soon as all units before theirs are done: the order is
/// the same whatever the number of jobs.
class OrderedOutput : public PoolListener {
public:
  OrderedOutput(Report &Results, Recorder &Record, bool PrintsFindings)
      : Results(Results), Record(Record), PrintsFindings(PrintsFindings) {}

  void run(WorkerPool &Pool, const std::vector<UnitJob> &Jobs,
           bool AreHeaders) {
    this->Jobs = &Jobs;
    this->AreHeaders = AreHeaders;
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
    Record.add(Job, AreHeaders, What);
    std::vector<Finding> New = Results.add(Job, std::move(What));
    if (!PrintsFindings || New.empty())
      return;
    Shown.hide();
    for (const Finding &F : New)
      Printer.print(F);
  }

  Report &Results;
  Recorder &Record;
  bool PrintsFindings, AreHeaders = false;
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
  StringRef Extension = llvm::sys::path::extension(Request.Why->File);
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

namespace {

/// With `--changed`, the units that the change can affect; else all.
class Changed {
public:
  explicit Changed(std::optional<llvm::StringSet<>> Files)
      : Files(std::move(Files)) {}
  std::vector<UnitJob> of(std::vector<UnitJob> Units) const {
    return Files ? unitsWith(std::move(Units), *Files) : std::move(Units);
  }

private:
  std::optional<llvm::StringSet<>> Files;
};

} // namespace

/// Every N-th from the K-th on. All are recorded, so that a report names what a
/// missing part would have brought.
static std::vector<UnitJob> ownPart(const std::vector<UnitJob> &All,
                                    bool AreHeaders,
                                    const CheckRequest &Request,
                                    Recorder &Record) {
  std::vector<UnitJob> Own;
  for (size_t I = 0; I < All.size(); ++I) {
    unsigned Shard = I % Request.Shards + 1;
    Record.expect(All[I], AreHeaders, Shard);
    if (Shard == Request.Shard)
      Own.push_back(All[I]);
  }
  return Own;
}

/// Which headers the units of other parts include is not known here: the report
/// leaves out what such a header gave by itself.
static std::vector<UnitJob> headersOf(const Project &P, const Changed &Only,
                                      const CheckRequest &Request,
                                      Recorder &Record,
                                      const llvm::StringSet<> &Included) {
  if (Request.Shards == 1)
    return ownPart(Only.of(P.headerUnits(Included)), /*AreHeaders=*/true,
                   Request, Record);
  std::vector<UnitJob> Own =
      ownPart(Only.of(P.headerUnits({})), /*AreHeaders=*/true, Request, Record);
  llvm::erase_if(Own, [&](const UnitJob &Job) {
    return Included.contains(realPath(Job.File));
  });
  return Own;
}

/// The code that what is shown ends with, where that decides.
static std::optional<ExitCode> writeOut(const CheckRequest &Request,
                                        report::RunRecord R,
                                        const std::string &Root) {
  if (!Request.Record.empty() && !writeRecord(R, Request.Record))
    return CouldNotAnalyse;
  if (!Request.Show.IsGiven || Request.Why)
    return std::nullopt;
  ReportOptions Show = Request.Show;
  if (Show.Root.empty())
    Show.Root = Root;
  std::vector<report::RunRecord> Records;
  Records.push_back(std::move(R));
  return finishReport(report::merge(std::move(Records)), Show,
                      /*TellsTroubles=*/false);
}

/// False when a suppression is no good. What a part of the project does not
/// need of a header the rest may.
static bool listSuppressions(const CheckRequest &Request, const Report &Results,
                             const std::vector<UnitJob> &Units) {
  std::set<std::string> Files;
  llvm::StringSet<> Uncertain;
  for (const UnitJob &Job : Units)
    Files.insert(realPath(Job.File));
  for (StringRef Header : Results.includedHeaders().keys()) {
    Files.insert(Header.str());
    if (Request.Shards > 1 || !Request.Changed.empty() ||
        !Request.Paths.empty() || !Results.withoutAst().empty())
      Uncertain.insert(Header);
  }
  for (const auto *Troubled : {&Results.withoutAst(), &Results.withErrors()})
    for (const Report::Troubled &T : *Troubled)
      Uncertain.insert(realPath(T.File));
  return printSuppressions({Files.begin(), Files.end()}, Results.verdicts(),
                           Uncertain);
}

static int runChecks(const CheckRequest &Request, const Project &P,
                     const Changed &Only) {
  AnalysisSettings Settings;
  Settings.Configuration = Request.Configuration;
  Settings.ProjectRoot = P.root();
  Settings.FetchedRoot = P.fetchedRoot();
  Report Results;
  Recorder Record(Request, P.root());
  OrderedOutput Output(Results, Record,
                       /*PrintsFindings=*/!Request.Why &&
                           !Request.Show.IsGiven &&
                           Request.Suppressed == Suppressions::No);
  std::vector<UnitJob> Units =
      ownPart(Only.of(P.units()), /*AreHeaders=*/false, Request, Record);
  std::vector<UnitJob> All = Units;
  int Signal = 0;
  {
    WorkerPool Pool(Settings,
                    Request.Jobs ? Request.Jobs : jobsForThisMachine(),
                    std::chrono::seconds(Request.TimeoutSeconds));
    Output.run(Pool, Units, /*AreHeaders=*/false);
    std::vector<UnitJob> Headers;
    if (!Pool.interruptedBy()) {
      Headers = headersOf(P, Only, Request, Record, Results.includedHeaders());
      Output.run(Pool, Headers, /*AreHeaders=*/true);
      llvm::append_range(All, Headers);
    }
    Signal = Pool.interruptedBy();
    Output.flush();
  }
  if (Signal)
    llvm::errs() << "threadwise: interrupted, not all units were analysed\n";
  if (Request.Why)
    printWhy(*Request.Why, Results.verdicts());
  bool AreGood = Request.Suppressed == Suppressions::No ||
                 listSuppressions(Request, Results, All) ||
                 Request.Suppressed == Suppressions::Listed;
  llvm::outs().flush();
  std::vector<std::string> WithoutCommand = P.sourcesWithoutCommand();
  printSummary(Results, WithoutCommand, P.databasePath());
  for (const std::string &File : WithoutCommand)
    Record.addSourceWithoutCommand(File);
  std::optional<ExitCode> End = writeOut(Request, Record.take(), P.root());
  if (Signal)
    dieOf(Signal);
  if (!Results.withoutAst().empty() || !Results.configurationErrors().empty())
    return CouldNotAnalyse;
  if (End)
    return *End;
  if (Request.Suppressed != Suppressions::No)
    return AreGood ? NothingFound : Found;
  return Results.anyFailing(Request.Show.FailOn) && !Request.Why ? Found
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
  const ConfigurationState State =
      verifyConfiguration(Request.Configuration, filesOf(P->units()));
  if (State == ConfigurationState::Wrong)
    return CouldNotAnalyse;
  std::optional<llvm::StringSet<>> Files;
  if (!Request.Changed.empty()) {
    auto Read = changedFiles(Request.Changed, P->root());
    if (!Read)
      return fail(llvm::toString(Read.takeError()));
    Files = std::move(*Read);
  }
  const int Exit = runChecks(Request, *P, Changed(std::move(Files)));
  return State == ConfigurationState::Unreadable ? CouldNotAnalyse : Exit;
}
