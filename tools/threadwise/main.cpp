//===--- main.cpp - one program, one verb a task --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NearestName.h"
#include "Verbs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;

static constexpr llvm::StringLiteral Help =
    R"(threadwise: finds C++ concurrency that will not pay or will not end

usage: threadwise VERB [ARGUMENTS]

  check     analyse a project: every unit of its compilation database and the
            headers beside them, in parallel
  tidy      clang-tidy with the threadwise checks linked in, all its options
  report    merge what several runs found; for GitHub, as SARIF, as JSON
  baseline  keep the findings that are known, so that only new ones are reported
  calibrate measure what starting threads and tasks costs on this machine
  explain   print the page of a check or of a piece of advice
  list      list the checks: what they find and how much it matters

  threadwise VERB --help says more; threadwise --version names the build

first steps:
  cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
  threadwise check -p build
  threadwise explain unbounded-spawn

exit codes: 0 nothing found, 1 something found, 2 something could not be analysed
)";

static constexpr llvm::StringRef VerbNames[] = {
    "check", "report", "baseline", "tidy", "calibrate", "explain", "list"};

static int unknownVerb(llvm::StringRef Verb) {
  llvm::errs() << "threadwise: unknown verb '" << Verb << '\''
               << didYouMean(Verb, VerbNames)
               << "\nthreadwise --help lists the verbs\n";
  return CouldNotAnalyse;
}

static int runVerb(llvm::StringRef Verb, const char *Program, Arguments Rest) {
  if (Verb == "tidy")
    return tidyVerb(Program, Rest);
  if (Verb == "check")
    return checkVerb(Rest);
  if (Verb == "baseline")
    return baselineVerb(Rest);
  if (Verb == "report")
    return reportVerb(Rest);
  if (Verb == "calibrate")
    return calibrateVerb(Rest);
  if (Verb == "explain")
    return explainVerb(Rest);
  if (Verb == "list")
    return listVerb(Rest);
  if (Verb == "worker")
    return workerVerb();
  if (Verb == "--version" || Verb == "version")
    return versionVerb();
  if (Verb == "--help" || Verb == "-h" || Verb == "help") {
    llvm::outs() << Help;
    return NothingFound;
  }
  return unknownVerb(Verb);
}

int main(int Argc, const char **Argv) {
  Arguments All(Argv, Argc);
  if (llvm::sys::path::stem(Argv[0]).contains("clang-tidy"))
    return tidyVerb(Argv[0], All.drop_front());
  if (Argc < 2) {
    llvm::errs() << Help;
    return CouldNotAnalyse;
  }
  return runVerb(Argv[1], Argv[0], All.drop_front(2));
}
