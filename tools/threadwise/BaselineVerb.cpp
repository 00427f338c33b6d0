//===--- BaselineVerb.cpp - threadwise baseline ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NearestName.h"
#include "ReportInput.h"
#include "ReportOptions.h"
#include "report/Baseline.h"
#include "report/Escape.h"

using namespace threadwise;
using llvm::StringRef;
using report::Baseline;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise baseline create [--baseline FILE] RECORD...
       threadwise baseline update [--baseline FILE] RECORD...
       threadwise baseline add    [--baseline FILE] --reason TEXT ID... [RECORD...]
       threadwise baseline show   [--baseline FILE]

Findings that are known and stay for now. `check` and `report` leave out what
the baseline holds (--baseline FILE).

  create   everything that the run records show
  update   drop what no longer occurs, and say what; adds nothing
  add      one finding that stays, with the reason
  show     what it holds

  --baseline FILE   threadwise-baseline.json in the current folder without it

exit codes: 0 done, 2 something could not be read
)";

namespace {
struct Request {
  std::string Action, File = "threadwise-baseline.json", Reason;
  std::vector<std::string> Ids, Inputs;
};
} // namespace

static ExitCode refuse(const llvm::Twine &Message) {
  llvm::errs() << "threadwise: " << Message
               << "\nthreadwise baseline --help says what it takes\n";
  return CouldNotAnalyse;
}

static std::optional<ExitCode> read(Arguments Args, Request &R) {
  for (; !Args.empty(); Args = Args.drop_front()) {
    StringRef Arg = Args.front();
    if (Arg == "--help" || Arg == "-h") {
      llvm::outs() << Help;
      return NothingFound;
    }
    auto [Name, Value] = Arg.split('=');
    if (Name == "--baseline" || Name == "--reason") {
      if (Name.size() == Arg.size() && !takeValue(Args, Value))
        return refuse("'" + Name + "' needs a value");
      (Name == "--baseline" ? R.File : R.Reason) = Value.str();
    } else if (Arg.starts_with("-")) {
      return refuse("unknown option '" + Name + "'" +
                    didYouMean(Name, {"--baseline", "--reason", "--help"}));
    } else if (R.Action.empty()) {
      R.Action = Arg.str();
    } else if (R.Action == "add" && Arg.starts_with("tw")) {
      R.Ids.push_back(Arg.str());
    } else {
      R.Inputs.push_back(Arg.str());
    }
  }
  return std::nullopt;
}

static ExitCode save(const Baseline &B, const std::string &File) {
  if (llvm::Error E = report::writeBaseline(B, File))
    return refuse("cannot write '" + File +
                  "': " + llvm::toString(std::move(E)));
  return NothingFound;
}

static void say(StringRef What, StringRef Id, const Baseline::Entry &E) {
  llvm::outs() << What << report::forTerminal(Id) << ' '
               << report::forTerminal(E.File) << ": "
               << report::forTerminal(E.Text) << " ["
               << report::forTerminal(E.Check) << "]\n";
  if (!E.Reason.empty())
    llvm::outs() << "    because: " << report::forTerminal(E.Reason) << '\n';
}

static ExitCode show(const Baseline &B) {
  for (const auto &[Id, E] : B.Entries)
    say("", Id, E);
  llvm::outs() << B.Entries.size() << " in the baseline\n";
  return NothingFound;
}

static ExitCode create(const report::Review &R, const std::string &File) {
  Baseline B = report::baselineOf(R);
  llvm::outs() << B.Entries.size() << " in the baseline\n";
  return save(B, File);
}

static ExitCode update(Baseline B, const report::Review &R,
                       report::SourceFiles &Sources, const std::string &File) {
  Baseline Left;
  for (const auto &[F, Id] : report::knownFindings(R, B, Sources)) {
    Left.Entries[Id] = report::entryOf(*F); // where it is now
    Left.Entries[Id].Reason = B.Entries[Id].Reason;
  }
  for (const auto &[Id, E] : B.Entries)
    if (!Left.Entries.count(Id)) {
      if (R.covers(E.File))
        say("gone: ", Id, E);
      else
        Left.Entries[Id] = E; // nobody looked
    }
  llvm::outs() << Left.Entries.size() << " in the baseline, "
               << B.Entries.size() << " before\n";
  return save(Left, File);
}

static ExitCode add(Baseline B, const report::Review &R, const Request &Asked) {
  if (Asked.Ids.empty())
    return refuse("'add' needs the id of a finding: --show-ids prints it");
  if (Asked.Reason.empty())
    return refuse("'add' needs a reason: --reason TEXT");
  for (const std::string &Id : Asked.Ids) {
    Baseline::Entry &E = B.Entries[Id];
    for (const report::Finding &F : R.Findings)
      if (F.Id == Id)
        E = report::entryOf(F);
    E.Reason = Asked.Reason;
    say("added: ", Id, E);
  }
  return save(B, Asked.File);
}

int threadwise::baselineVerb(Arguments Args) {
  Request Asked;
  if (std::optional<ExitCode> Code = read(Args, Asked))
    return *Code;
  const StringRef Actions[] = {"create", "update", "add", "show"};
  if (!llvm::is_contained(Actions, Asked.Action))
    return refuse("'" + Asked.Action + "' is nothing to do with a baseline" +
                  didYouMean(Asked.Action, Actions));
  bool ReadsRuns = Asked.Action == "create" || Asked.Action == "update";
  if (ReadsRuns && Asked.Inputs.empty())
    return refuse("no run record");

  report::SourceFiles Sources(sourceRoot(ReportOptions()));
  report::Review R = readReview(Asked.Inputs, Sources, /*Expect=*/0);
  for (const std::string &Problem : R.Problems)
    llvm::errs() << "threadwise: " << report::forTerminal(Problem) << '\n';
  if (!R.Problems.empty()) // an entry would be lost that is still true
    return refuse("the baseline is left as it is");
  if (Asked.Action == "create")
    return create(R, Asked.File);
  llvm::Expected<Baseline> B = report::readBaseline(Asked.File);
  if (!B) {
    std::string Why = llvm::toString(B.takeError());
    if (Asked.Action != "add" || llvm::sys::fs::exists(Asked.File))
      return refuse("cannot read '" + Asked.File + "': " + Why);
    return add({}, R, Asked); // the first one
  }
  if (Asked.Action == "show")
    return show(*B);
  return Asked.Action == "update"
             ? update(std::move(*B), R, Sources, Asked.File)
             : add(std::move(*B), R, Asked);
}
