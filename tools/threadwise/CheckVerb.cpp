//===--- CheckVerb.cpp - threadwise check ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ChangedUnits.h"
#include "CheckRequest.h"
#include "Jobs.h"
#include "NewSince.h"
#include "OrderedOutput.h"
#include "Paths.h"
#include "Project.h"
#include "Suppressions.h"
#include "Verbs.h"
#include "Why.h"
#include "report/Escape.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <set>

using namespace threadwise;
using llvm::StringRef;
using Suppressions = CheckRequest::Suppressions;

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
                                        const std::string &Root,
                                        const report::Baseline &Before) {
  if (!Request.Record.empty() && !writeRecord(R, Request.Record))
    return CouldNotAnalyse;
  if (!Request.Show.IsGiven || Request.Why)
    return std::nullopt;
  ReportOptions Show = Request.Show;
  if (Show.Root.empty())
    Show.Root = Root;
  std::vector<report::RunRecord> Records;
  Records.push_back(report::withoutOtherShards(std::move(R)));
  report::Review Shown = report::merge(std::move(Records));
  Shown.IsOfAll &= Request.Shards == 1;
  report::SourceFiles Sources(Root);
  report::leaveOutKnown(Shown, Before, Sources);
  return finishReport(std::move(Shown), Show, Told::Summary);
}

/// False when a suppression is no good. What a part of the project does not
/// need of a header the rest may.
static bool listSuppressions(const CheckRequest &Request, const Report &Results,
                             llvm::ArrayRef<UnitJob> Units,
                             llvm::ArrayRef<UnitJob> Headers) {
  std::set<std::string> Files;
  llvm::StringSet<> Uncertain;
  for (llvm::ArrayRef<UnitJob> Jobs : {Units, Headers})
    for (const UnitJob &Job : Jobs)
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
  if (!P.databasePath().empty())
    Record.setBuildFolder(
        llvm::sys::path::parent_path(realPath(P.databasePath())));
  OrderedOutput Output(Results, Record,
                       /*PrintsFindings=*/!Request.Why &&
                           !Request.Show.IsGiven &&
                           Request.Suppressed == Suppressions::No);
  std::vector<UnitJob> Units =
      ownPart(Only.of(P.units()), /*AreHeaders=*/false, Request, Record);
  // What a run before left there would look like the result of this one.
  if (!Request.Record.empty() &&
      !writeRecord(Record.unfinished(), Request.Record))
    return CouldNotAnalyse;
  std::vector<UnitJob> Headers;
  int Signal = 0;
  {
    WorkerPool Pool(Settings, jobsFor(Request.Jobs),
                    std::chrono::seconds(Request.TimeoutSeconds));
    Output.run(Pool, Units, /*AreHeaders=*/false);
    if (!Pool.interruptedBy()) {
      Headers = headersOf(P, Only, Request, Record, Results.includedHeaders());
      Output.run(Pool, Headers, /*AreHeaders=*/true);
    }
    Signal = Pool.interruptedBy();
    Output.flush();
  }
  if (Signal)
    llvm::errs() << "threadwise: interrupted, not all units were analysed\n";
  else
    Record.finish();
  if (Request.Why)
    printWhy(*Request.Why, Results);
  bool AreGood = Request.Suppressed == Suppressions::No ||
                 listSuppressions(Request, Results, Units, Headers) ||
                 Request.Suppressed == Suppressions::Listed;
  llvm::outs().flush();
  std::vector<std::string> WithoutCommand = P.sourcesWithoutCommand();
  printSummary(Results, WithoutCommand, P.databasePath());
  for (const std::string &File : WithoutCommand)
    Record.addSourceWithoutCommand(File);
  report::Baseline Before;
  if (!Request.NewSince.empty() && !Signal) {
    auto Found = findingsBefore(Request, Settings, Units, Headers);
    if (!Found)
      return fail(llvm::toString(Found.takeError()));
    Before = std::move(*Found);
  }
  std::optional<ExitCode> End =
      writeOut(Request, Record.take(), P.root(), Before);
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
    llvm::errs() << "threadwise: using "
                 << report::forTerminal(shownPath(P->databasePath())) << '\n';
  // A header that no unit includes is a unit with a configuration of its own.
  std::vector<std::string> Sources = filesOf(P->units());
  llvm::append_range(Sources, P->headers());
  const ConfigurationState State =
      verifyConfiguration(Request.Configuration, Sources);
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
