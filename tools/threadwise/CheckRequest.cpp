//===--- CheckRequest.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "CheckRequest.h"
#include "NearestName.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;
using llvm::StringRef;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise check [-p BUILD] [OPTIONS] [FILES or FOLDERS] [-- FLAGS]

Analyses every unit of the compilation database (below the FOLDERS, or just the
FILES, if any are given) and then the headers beside them that no unit includes.
Findings go to standard output, progress and the summary to standard error.

what to analyse
  -p BUILD          the build folder, or its compile_commands.json; without it,
                    looked for in and above the current folder and in the usual
                    build folders there
  --configure       let CMake make the compilation database in a scratch folder
  -- FLAGS          analyse the FILES with these compiler flags, without a
                    database: threadwise check a.cpp -- -std=c++20 -Iinclude

which checks
  --checks GLOBS    also run these checks of clang-tidy, as its --checks; without
                    it only threadwise-* run. What the project's .clang-tidy says
                    of threadwise-* checks and their options is honoured.
  --config YAML, --config-file FILE
                    use this instead of the .clang-tidy files
  --header-filter REGEX
                    show findings in the headers that match, wherever they lie;
                    without it, in those that lie in the project

how
  -j N              so many units at a time (or THREADWISE_JOBS=N); without it, as
                    many as the processors, the cgroup's quota and the free memory
                    allow
  --timeout SECONDS give up on a unit that takes longer (600)
  --changed REF     analyse only units that are, or include, a file that differs
                    from where the branch left REF (git)
  --new-since REF   as --changed, and show only what was not found there: the units
                    are analysed again with their sources of then
  --shard K/N       analyse the K-th of N parts; `threadwise report` joins them
  --record FILE     write what was asked, seen and found, for `threadwise report`

to understand a silence
  --suppressions    list each NOLINT of a threadwise check, with its reason, instead
                    of the findings; --suppressions=strict exits with 1 for one
                    without a reason or that silences nothing any more
  --why FILE[:LINE] print what each check asked there, and what answered: reported,
                    fine (because of what), or unknown (what was not seen);
                    with flags behind `--` and no other file it analyses FILE

)";

static constexpr llvm::StringLiteral HelpAfter = R"(
exit codes: 0 nothing found, 1 something found, 2 a unit that could not be
analysed, or a mistake in the configuration
)";

namespace {

/// One option that takes a value.
struct Option {
  StringRef Name;
  bool (*Read)(StringRef Value, CheckRequest &Request);
};

} // namespace

static bool readCount(StringRef Value, unsigned &Number) {
  return !Value.getAsInteger(10, Number) && Number > 0;
}

static bool readWhere(StringRef Value, CheckRequest &Request) {
  CheckRequest::Where &Where = Request.Why.emplace();
  auto [File, Line] = Value.rsplit(':');
  if (!Line.empty() && !Line.getAsInteger(10, Where.Line)) {
    Where.File = File.str();
    // FILE:LINE:COLUMN, as compilers print it.
    auto [Shorter, Outer] = File.rsplit(':');
    if (unsigned Number; !Outer.empty() && !Outer.getAsInteger(10, Number)) {
      Where.File = Shorter.str();
      Where.Line = Number;
    }
  } else {
    Where.File = Value.str();
  }
  return !Where.File.empty();
}

static const Option Options[] = {
    {"-p",
     [](StringRef V, CheckRequest &R) {
       R.Build = V.str();
       return !V.empty();
     }},
    {"-j", [](StringRef V, CheckRequest &R) { return readCount(V, R.Jobs); }},
    {"--checks",
     [](StringRef V, CheckRequest &R) {
       R.Configuration.Checks = V.str();
       return true;
     }},
    {"--config",
     [](StringRef V, CheckRequest &R) {
       R.Configuration.Text = V.str();
       return true;
     }},
    {"--config-file",
     [](StringRef V, CheckRequest &R) {
       R.Configuration.File = V.str();
       return !V.empty();
     }},
    {"--header-filter",
     [](StringRef V, CheckRequest &R) {
       R.Configuration.HeaderFilter = V.str();
       return llvm::Regex(V).isValid();
     }},
    {"--timeout",
     [](StringRef V, CheckRequest &R) {
       return readCount(V, R.TimeoutSeconds);
     }},
    {"--record",
     [](StringRef V, CheckRequest &R) {
       R.Record = V.str();
       return !V.empty();
     }},
    {"--changed",
     [](StringRef V, CheckRequest &R) {
       R.Changed = V.str();
       return !V.empty();
     }},
    {"--new-since",
     [](StringRef V, CheckRequest &R) {
       R.Changed = R.NewSince = V.str();
       R.Show.IsGiven = true;
       return !V.empty();
     }},
    {"--shard",
     [](StringRef V, CheckRequest &R) {
       auto [Number, Of] = V.split('/');
       return readCount(Number, R.Shard) && readCount(Of, R.Shards) &&
              R.Shard <= R.Shards;
     }},
    {"--why", readWhere},
};

static ExitCode refuse(const llvm::Twine &Message) {
  llvm::errs() << "threadwise: " << Message
               << "\nthreadwise check --help says what it takes\n";
  return CouldNotAnalyse;
}

static ExitCode refuseUnknown(StringRef Name) {
  std::vector<StringRef> Known = {"--configure", "--suppressions", "--help"};
  for (const Option &O : Options)
    Known.push_back(O.Name);
  for (const ReportOption &O : reportOptions())
    Known.push_back(O.Name);
  return refuse("unknown option '" + Name + "'" + didYouMean(Name, Known));
}

/// Splits `--name=value` and `-j4`; the value is null when it is the next
/// argument.
static std::pair<StringRef, StringRef> splitOption(StringRef Arg) {
  if (Arg.starts_with("--")) {
    auto [Name, Value] = Arg.split('=');
    return {Name, Name.size() == Arg.size() ? StringRef() : Value};
  }
  if (Arg.size() == 2)
    return {Arg, StringRef()};
  StringRef Value = Arg.drop_front(2);
  Value.consume_front("=");
  return {Arg.take_front(2), Value};
}

std::variant<CheckRequest, ExitCode>
threadwise::readCheckRequest(Arguments Args) {
  CheckRequest Request;
  if (auto Jobs = llvm::sys::Process::GetEnv("THREADWISE_JOBS"))
    if (!readCount(*Jobs, Request.Jobs))
      return refuse("THREADWISE_JOBS is '" + *Jobs + "', not a number");
  for (; !Args.empty(); Args = Args.drop_front()) {
    StringRef Arg = Args.front();
    if (Arg == "--") {
      Request.Flags.emplace(Args.begin() + 1, Args.end());
      break;
    }
    if (Arg == "--help" || Arg == "-h") {
      llvm::outs() << Help << ReportOptionsHelp << HelpAfter;
      return NothingFound;
    }
    if (Arg == "--configure") {
      Request.Configure = true;
      continue;
    }
    if (Arg == "--suppressions" || Arg == "--suppressions=strict") {
      Request.Suppressed = Arg.contains('=')
                               ? CheckRequest::Suppressions::Strict
                               : CheckRequest::Suppressions::Listed;
      continue;
    }
    if (!Arg.starts_with("-") || Arg == "-") {
      Request.Paths.push_back(Arg.str());
      continue;
    }
    auto [Name, Value] = splitOption(Arg);
    const Option *Found = llvm::find_if(
        Options, [Name = Name](const Option &O) { return O.Name == Name; });
    const ReportOption *Shared =
        Found == std::end(Options) ? reportOption(Name) : nullptr;
    if (Found == std::end(Options) && !Shared)
      return refuseUnknown(Name);
    Request.Show.IsGiven |= Shared && Name != "--fail-on";
    if (Shared && !Shared->TakesValue) {
      Shared->Read("", Request.Show);
      continue;
    }
    if (!Value.data() && !takeValue(Args, Value))
      return refuse("'" + Name + "' needs a value");
    if (!(Shared ? Shared->Read(Value, Request.Show)
                 : Found->Read(Value, Request)))
      return refuse("'" + Value + "' is not a value for '" + Name + "'");
  }
  // Who gives the flags of one file and asks about one means that one.
  if (Request.Why && Request.Flags && Request.Paths.empty())
    Request.Paths.push_back(Request.Why->File);
  return Request;
}
