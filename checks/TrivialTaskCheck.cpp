//===--- TrivialTaskCheck.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "TrivialTaskCheck.h"
#include "analysis/GuardFix.h"
#include "analysis/Overlap.h"
#include "model/ConcurrencyModel.h"

using namespace threadwise;

/// A second: no start takes longer.
static constexpr unsigned MaxPrice = 1000000000;
static constexpr unsigned MaxPercent = 10000;

TrivialTaskCheck::TrivialTaskCheck(llvm::StringRef Name,
                                   clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context), Prices(defaultPrices()),
      SmallPercent(unsignedOption("SmallPercent", 100, 1, MaxPercent)),
      Unguarded(Options.get("Unguarded").value_or("proven")),
      LeavesSerial(Context->isCheckEnabled("threadwise-serial-spawn")) {
  if (Unguarded != "proven" && Unguarded != "any") {
    configurationDiag("invalid value '%0' for option "
                      "'threadwise-trivial-task.Unguarded': it is 'proven' or "
                      "'any'",
                      clang::DiagnosticIDs::Error)
        << Unguarded;
    Unguarded = "proven";
  }
  for (const StartCost &S : startCosts()) {
    unsigned &Price = Prices[static_cast<size_t>(S.Is)];
    Price = unsignedOption(S.Option, Price, 1, MaxPrice);
  }
}

void TrivialTaskCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  Check::storeOptions(Opts);
  Options.store(Opts, "Unguarded", llvm::StringRef(Unguarded));
  Options.store(Opts, "SmallPercent", SmallPercent);
  for (const StartCost &S : startCosts())
    Options.store(Opts, S.Option, Prices[static_cast<size_t>(S.Is)]);
}

/// What to do instead, with the number.
static std::string remedyFor(const Payoff &P) {
  std::string Count = withSeparators(P.PaysFrom);
  if (P.Starts == StartOf::TbbChunk || P.Starts == StartOf::OpenMpChunk)
    return "make the chunks larger: about " + Count +
           " elements each, or leave the choice to the runtime";
  if (!P.PaysFrom)
    return form("trivial-task", "small").Remedy.str();
  if (P.IsOneOfMany)
    return "run it directly, or give each task about " + Count +
           " of these items or more";
  return "run it directly: it begins to pay from about " + Count +
         (P.Starts == StartOf::Thread || P.Starts == StartOf::Async
              ? " times this work"
              : " elements");
}

void TrivialTaskCheck::reportUnguarded(const Payoff &P, Subject What,
                                       llvm::ArrayRef<clang::FixItHint> Guard) {
  const StartCost &Start = startCost(P.Starts);
  std::string Name = What.What;
  if (P.IsRecursion) {
    report(std::move(What), "unguarded",
           "'" + Name + "' is started down to the smallest part, of at most " +
               nanoseconds(P.Work.Upper) + " of work, and " + Start.What.str() +
               " costs about " + nanoseconds(P.Start) + " to start")
        .because(P.Because)
        .figure("work-ns", P.Work.Upper)
        .figure("start-ns", P.Start)
        .remedy("below the size at which the direct way takes about " +
                nanoseconds(2 * P.Start) + ", recurse without a task");
    return;
  }
  std::string Count = withSeparators(P.PaysFrom);
  report(std::move(What), "unguarded",
         "'" + Name + "' is started for few elements as well: it costs about " +
             nanoseconds(P.Start) + " to start, and pays from about " + Count +
             " elements")
      .because(P.Because)
      .figure(P.IsOneOfMany ? "element-ns" : "work-ns", P.Work.Upper)
      .figure("start-ns", P.Start)
      .figure("pays-from-elements", P.PaysFrom)
      .fix(Guard)
      .remedy("run it in parallel from about " + Count +
              " elements, and directly below: an 'if' clause, a branch or a "
              "grain size");
}

void TrivialTaskCheck::judge(const Payoff &P, Subject What,
                             llvm::ArrayRef<clang::FixItHint> Guard) {
  if (P.Kind == PayoffKind::Unguarded)
    return reportUnguarded(P, std::move(What), Guard);
  if (P.Kind != PayoffKind::Small) {
    leave(What, P.Kind == PayoffKind::Pays ? Answer::Fine : Answer::Unknown,
          P.Because);
    return;
  }
  const StartCost &Start = startCost(P.Starts);
  std::string Name = What.What;
  report(std::move(What), "small",
         "'" + Name + "' is started for at most " + nanoseconds(P.Work.Upper) +
             " of work, and " + Start.What.str() + " costs about " +
             nanoseconds(P.Start) + " to start")
      .because(P.Because)
      .figure("work-ns", P.Work.Upper)
      .figure("start-ns", P.Start)
      .remedy(remedyFor(P));
}

static constexpr llvm::StringLiteral SerialReports =
    "serial-spawn reports it: it is waited for at once, whatever it does";

static bool isFinding(const Payoff &P) {
  return P.Kind == PayoffKind::Small || P.Kind == PayoffKind::Unguarded;
}

bool TrivialTaskCheck::leftToSerialSpawn(const ConcurrencyModel &Model,
                                         const Spawn &S) {
  return LeavesSerial && !Model.isTestBody(&S.In->function()) &&
         overlapOf(Model, S).isSerial();
}

void TrivialTaskCheck::ask(const ConcurrencyModel &Model) {
  Payoffs All(Model, Prices, Unguarded == "any", SmallPercent);
  for (llvm::ArrayRef<Spawn> Spawns : {Model.spawns(), Model.ownPoolTasks()})
    for (const Spawn &S : Spawns) {
      Subject What{"spawn", S.Name, S.Site->getSourceRange()};
      const Payoff P = All.of(S);
      if (isFinding(P) && leftToSerialSpawn(Model, S))
        leave(What, Answer::Fine, Evidence(What.Range, SerialReports.str()));
      else
        judge(P, What);
    }
  for (const ParallelRegion &R : Model.regions()) {
    Subject What{"region", R.Name, R.Site->getSourceRange()};
    const Payoff P = All.of(R);
    if (isFinding(P) && LeavesSerial && overlapOf(R).isSerial())
      leave(What, Answer::Fine, Evidence(What.Range, SerialReports.str()));
    else
      judge(P, What, guardFixes(Model, R, P.PaysFrom));
  }
}
