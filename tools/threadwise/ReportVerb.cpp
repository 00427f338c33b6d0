//===--- ReportVerb.cpp - threadwise report -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NearestName.h"
#include "ReportOptions.h"
#include "report/YamlInput.h"
#include "llvm/Support/MemoryBuffer.h"

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
    if (Name.size() == Arg.size()) {
      if (Args.size() < 2)
        return refuse("'" + Name + "' needs a value");
      Args = Args.drop_front();
      Value = Args.front();
    }
    if (!(Option ? Option->Read(Value, R.Options)
                 : readExpect(Value, R.Expect)))
      return refuse("'" + Value + "' is not a value for '" + Name + "'");
  }
  if (R.Inputs.empty())
    return refuse("no input");
  return std::nullopt;
}

static llvm::Expected<report::RunRecord> readInput(const std::string &File,
                                                   report::SourceFiles &S) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(File);
  if (!Buffer)
    return llvm::errorCodeToError(Buffer.getError());
  StringRef Text = (*Buffer)->getBuffer();
  if (!Text.ltrim().starts_with("{"))
    return report::readExportedFixes(Text, S);
  llvm::Expected<llvm::json::Value> V = report::parseCarefully(Text);
  if (!V)
    return V.takeError();
  report::RunRecord R;
  llvm::json::Path::Root Root("record");
  if (!fromJSON(*V, R, Root))
    return Root.getError();
  return R;
}

int threadwise::reportVerb(Arguments Args) {
  Request Request;
  if (std::optional<ExitCode> Code = read(Args, Request))
    return *Code;
  const ReportOptions &O = Request.Options;
  report::SourceFiles Sources(sourceRoot(O));
  std::vector<report::RunRecord> Records;
  std::vector<std::string> Unreadable;
  for (const std::string &File : Request.Inputs) {
    llvm::Expected<report::RunRecord> R = readInput(File, Sources);
    if (R)
      Records.push_back(std::move(*R));
    else
      Unreadable.push_back("cannot read '" + File +
                           "': " + llvm::toString(R.takeError()));
  }
  report::Review Review = report::merge(Records);
  for (std::string &Each : Unreadable)
    Review.Problems.push_back(std::move(Each));
  if (Request.Expect)
    report::expectShards(Review, Records, Request.Expect);
  return finishReport(std::move(Review), O, /*TellsTroubles=*/true);
}
