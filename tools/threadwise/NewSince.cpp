//===--- NewSince.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NewSince.h"
#include "ChangedUnits.h"
#include "Jobs.h"
#include "OrderedOutput.h"
#include "Paths.h"
#include "report/Escape.h"
#include "report/Review.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;

llvm::Expected<report::Baseline> threadwise::findingsBefore(
    const CheckRequest &Request, AnalysisSettings Settings,
    std::vector<UnitJob> Units, std::vector<UnitJob> Headers) {
  const std::string &Root = Settings.ProjectRoot;
  llvm::Expected<EarlierTree> Then = EarlierTree::at(Request.NewSince, Root);
  if (!Then)
    return Then.takeError();
  auto Changed = changedFiles(Request.NewSince, Root);
  if (!Changed)
    return Changed.takeError();
  auto IsNew = [&](const UnitJob &Job) {
    std::string File = realPath(Job.File);
    return Changed->contains(File) && !Then->contents().count(File);
  };
  llvm::erase_if(Units, IsNew);
  llvm::erase_if(Headers, IsNew);

  Settings.Earlier = Then->contents();
  Report Results;
  Recorder Record(Request, Root);
  OrderedOutput Output(Results, Record, /*PrintsFindings=*/false);
  WorkerPool Pool(Settings, jobsFor(Request.Jobs),
                  std::chrono::seconds(Request.TimeoutSeconds));
  Output.run(Pool, Units, /*AreHeaders=*/false);
  if (!Pool.interruptedBy())
    Output.run(Pool, Headers, /*AreHeaders=*/true);
  Output.flush();
  Record.finish();
  for (const Report::Troubled &T : Results.withoutAst())
    llvm::errs() << "threadwise: '" << report::forTerminal(shownPath(T.File))
                 << "' could not be analysed as it was at '" << Request.NewSince
                 << "': all its findings count as new\n";
  std::vector<report::RunRecord> Records;
  Records.push_back(Record.take());
  return report::baselineOf(report::merge(std::move(Records)));
}
