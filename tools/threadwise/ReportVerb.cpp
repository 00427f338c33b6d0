//===--- ReportVerb.cpp - threadwise report -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NearestName.h"
#include "ReportInput.h"
#include "ReportOptions.h"

using namespace threadwise;
using llvm::StringRef;

static constexpr llvm::StringLiteral HelpBefore =
    R"(usage: threadwise report [OPTIONS] INPUT...

Merges what several runs found and shows it. INPUT is what `threadwise check
--record FILE` wrote, or what clang-tidy wrote with --export-fixes.

  --expect N        the runs are the N shards of one: name those that are missing

)";

static constexpr llvm::StringLiteral HelpAfter = R"(
exit codes: 0 nothing left to report, 1 something, 2 something is missing, was
changed since, or could not be read
)";

namespace {
struct Request {
  std::vector<std::string> Inputs;
  unsigned Expect = 0;
  ReportOptions Options;
};
} // namespace

static ExitCode refuse(const llvm::Twine &Message) {
  llvm::errs() << "threadwise: " << Message
               << "\nthreadwise report --help says what it takes\n";
  return CouldNotAnalyse;
}

static ExitCode refuseUnknown(StringRef Name) {
  std::vector<StringRef> Known = {"--expect", "--help"};
  for (const ReportOption &O : reportOptions())
    Known.push_back(O.Name);
  return refuse("unknown option '" + Name + "'" + didYouMean(Name, Known));
}

static bool readExpect(StringRef Value, unsigned &Number) {
  return !Value.getAsInteger(10, Number) && Number > 0;
}

static std::optional<ExitCode> read(Arguments Args, Request &R) {
  for (; !Args.empty(); Args = Args.drop_front()) {
    StringRef Arg = Args.front();
    if (Arg == "--help" || Arg == "-h") {
      llvm::outs() << HelpBefore << ReportOptionsHelp << HelpAfter;
      return NothingFound;
    }
    if (!Arg.starts_with("-") || Arg == "-") {
      R.Inputs.push_back(Arg.str());
      continue;
    }
    auto [Name, Value] = Arg.split('=');
    const ReportOption *Option = reportOption(Name);
    if (!Option && Name != "--expect")
      return refuseUnknown(Name);
    if (Option && !Option->TakesValue) {
      Option->Read("", R.Options);
      continue;
    }
    if (Name.size() == Arg.size() && !takeValue(Args, Value))
      return refuse("'" + Name + "' needs a value");
    if (!(Option ? Option->Read(Value, R.Options)
                 : readExpect(Value, R.Expect)))
      return refuse("'" + Value + "' is not a value for '" + Name + "'");
  }
  if (R.Inputs.empty())
    return refuse("no input");
  return std::nullopt;
}

int threadwise::reportVerb(Arguments Args) {
  Request Request;
  if (std::optional<ExitCode> Code = read(Args, Request))
    return *Code;
  const ReportOptions &O = Request.Options;
  report::SourceFiles Sources(sourceRoot(O));
  report::Review Review = readReview(Request.Inputs, Sources, Request.Expect);
  return finishReport(std::move(Review), O, Told::Nobody);
}
