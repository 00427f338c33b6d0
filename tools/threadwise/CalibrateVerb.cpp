//===--- CalibrateVerb.cpp - threadwise calibrate -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Runs the measuring program, which is one of its own: it is built with the
/// libraries that it measures, this one with none of them.
///
//===----------------------------------------------------------------------===//

#include "NearestName.h"
#include "Verbs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise calibrate [--format=table|json|options] [--quick] [--only=REGEX]

Measures what it costs on this machine to start a thread or a task, to wake
another thread, to take a lock, to allocate, and to do the operations that the
checks add up. trivial-task compares work with what its start costs; without
options, with what it cost on the machine of its page (threadwise explain
trivial-task).

  --format=table    one line a measurement, in nanoseconds
  --format=json     the same for scripts, with the number of cores
  --format=options  the CheckOptions for .clang-tidy: the starts as they are here
  --quick           once and shortly: to see whether it runs
  --only=REGEX      the measurements whose names it matches: --only=start/

Measure on a machine like those that the program will run on, with nothing else
running, and not on a battery. What was measured last is told on standard error.

  threadwise calibrate --only=start/ --format=options

exit codes: 0 measured, 2 the measuring program is not installed, or failed
)";

static constexpr StringRef Formats[] = {"table", "json", "options"};
static constexpr llvm::StringLiteral Engine = "threadwise-costs";

static ExitCode refuse(const llvm::Twine &Message) {
  llvm::errs() << "threadwise: " << Message
               << "\nthreadwise calibrate --help says what it takes\n";
  return CouldNotAnalyse;
}

/// Beside this program in the build, in libexec where both are installed.
static std::string findEngine() {
  static int InThisProgram;
  llvm::SmallString<128> Real;
  if (fs::real_path(fs::getMainExecutable("threadwise", &InThisProgram), Real))
    return "";
  llvm::SmallString<128> Beside(path::parent_path(Real)), Installed;
  Installed = path::parent_path(Beside);
  path::append(Beside, Engine);
  path::append(Installed, "libexec", "threadwise", Engine);
  for (StringRef Path : {Beside.str(), Installed.str()})
    if (fs::can_execute(Path))
      return Path.str();
  return "";
}

namespace {
struct Request {
  std::string Format = "table", Only;
  bool IsQuick = false;
};
} // namespace

static std::optional<ExitCode> read(Arguments Args, Request &R) {
  for (; !Args.empty(); Args = Args.drop_front()) {
    StringRef Arg = Args.front();
    if (Arg == "--help" || Arg == "-h") {
      llvm::outs() << Help;
      return NothingFound;
    }
    auto [Name, Value] = Arg.split('=');
    if (Name == "--format" || Name == "--only") {
      if (Name.size() == Arg.size() && !takeValue(Args, Value))
        return refuse("'" + Name + "' needs a value");
      (Name == "--format" ? R.Format : R.Only) = Value.str();
    } else if (Arg == "--quick") {
      R.IsQuick = true;
    } else {
      return refuse(
          "unknown option '" + Name + "'" +
          didYouMean(Name, {"--format", "--quick", "--only", "--help"}));
    }
  }
  if (!llvm::is_contained(Formats, R.Format))
    return refuse("'" + R.Format + "' is not a value for '--format'" +
                  didYouMean(R.Format, Formats) +
                  "; it is table, json or options");
  return std::nullopt;
}

int threadwise::calibrateVerb(Arguments Args) {
  Request R;
  if (std::optional<ExitCode> Done = read(Args, R))
    return *Done;
  std::string Program = findEngine();
  if (Program.empty()) {
    llvm::errs() << "threadwise: nothing here can measure: '" << Engine
                 << "' is neither beside this program nor in "
                    "libexec/threadwise\nit is built where Google Benchmark "
                    "is installed: cmake --build BUILD --target "
                 << Engine << '\n';
    return CouldNotAnalyse;
  }
  std::string Format = "--format=" + R.Format;
  std::string Filter = "--benchmark_filter=" + R.Only;
  llvm::SmallVector<StringRef, 6> Command{Program, Format};
  if (!R.Only.empty())
    Command.push_back(Filter);
  if (R.IsQuick)
    Command.push_back("--quick");
  std::string Error;
  int Result = llvm::sys::ExecuteAndWait(Program, Command, std::nullopt, {},
                                         /*SecondsToWait=*/0,
                                         /*MemoryLimit=*/0, &Error);
  if (Result == 0)
    return NothingFound;
  llvm::errs() << "threadwise: '" << Program << "' failed"
               << (Error.empty() ? "" : ": ") << Error << '\n';
  return CouldNotAnalyse;
}
