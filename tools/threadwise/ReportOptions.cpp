//===--- ReportOptions.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ReportOptions.h"
#include "Paths.h"
#include "Report.h"
#include "clang-tidy/GlobList.h"
#include "report/Baseline.h"
#include "report/Changes.h"
#include "report/Escape.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"

using namespace threadwise;
using llvm::StringRef;

const llvm::StringLiteral threadwise::ReportOptionsHelp =
    R"(what to show
  --path GLOB       only findings in files that match (src/*.cpp); may be repeated
  --only GLOBS      only findings of these checks, as clang-tidy's --checks
  --level LEVEL     only findings of this level or graver
  --confidence C    only findings of this confidence or higher: low, medium, high
  --baseline FILE   not what the baseline holds (threadwise baseline --help)
  --diff FILE|RANGE only findings whose place, or any of whose evidence, lies on a
                    line that a patch or a range of git (main...HEAD) changes
  --fail-on LEVEL   exit 1 only for findings of this level or worse:
                    hang-or-crash, resource, slower, practice (all, the default)

how to show it
  --format NAME[=FILE]
                    text (the default), json, sarif, github, html, gitlab,
                    rdjsonl, sonarqube, checkstyle, junit, codechecker; to FILE,
                    or to standard output; may be repeated
  --show-ids        print the id of each finding, also in the formats that have
                    no field for it
  --category NAME   tells apart the runs of several configurations (SARIF)
  --root DIR        read sources below DIR only; without it, below the top of the
                    repository that the current folder belongs to, or below it
  --no-sources      read no sources: show no code, and do not ask whether it
                    changed since
)";

static const ReportOption Options[] = {
    {"--path", true,
     [](StringRef V, ReportOptions &O) {
       O.Paths.push_back(V.str());
       return !V.empty();
     }},
    {"--only", true,
     [](StringRef V, ReportOptions &O) {
       O.Checks = V.str();
       return !V.empty();
     }},
    {"--level", true,
     [](StringRef V, ReportOptions &O) {
       O.AtLeast = levelByName(V);
       return O.AtLeast.has_value();
     }},
    {"--confidence", true,
     [](StringRef V, ReportOptions &O) {
       O.Confidence = V.str();
       return V == "low" || V == "medium" || V == "high";
     }},
    {"--fail-on", true,
     [](StringRef V, ReportOptions &O) {
       std::optional<Level> Named = levelByName(V);
       O.FailOn = Named.value_or(O.FailOn);
       return Named.has_value();
     }},
    {"--baseline", true,
     [](StringRef V, ReportOptions &O) {
       O.Baseline = V.str();
       return !V.empty();
     }},
    {"--diff", true,
     [](StringRef V, ReportOptions &O) {
       O.Diff = V.str();
       return !V.empty();
     }},
    {"--format", true,
     [](StringRef V, ReportOptions &O) {
       auto [Name, File] = V.split('=');
       const report::Format *F = report::formatByName(Name);
       O.Outputs.push_back({F, File.str()});
       return F != nullptr;
     }},
    {"--show-ids", false,
     [](StringRef, ReportOptions &O) { return O.Writing.ShowIds = true; }},
    {"--category", true,
     [](StringRef V, ReportOptions &O) {
       O.Writing.Category = V.str();
       return !V.empty();
     }},
    {"--root", true,
     [](StringRef V, ReportOptions &O) {
       O.Root = V.str();
       return llvm::sys::fs::is_directory(V);
     }},
    {"--no-sources", false,
     [](StringRef, ReportOptions &O) {
       O.ReadsSources = false;
       return true;
     }},
};

llvm::ArrayRef<ReportOption> threadwise::reportOptions() { return Options; }

const ReportOption *threadwise::reportOption(StringRef Name) {
  const ReportOption *Found = llvm::find_if(
      Options, [&](const ReportOption &O) { return O.Name == Name; });
  return Found == std::end(Options) ? nullptr : Found;
}

static unsigned trust(StringRef Confidence) {
  return llvm::StringSwitch<unsigned>(Confidence)
      .Case("high", 3)
      .Case("medium", 2)
      .Case("low", 1)
      .Default(0);
}

/// False, with a message, for a glob that cannot be read.
static bool filter(report::Review &R, const ReportOptions &O) {
  std::vector<llvm::GlobPattern> Paths;
  for (const std::string &Glob : O.Paths) {
    llvm::Expected<llvm::GlobPattern> Read = llvm::GlobPattern::create(Glob);
    if (!Read) {
      llvm::errs() << "threadwise: '" << Glob
                   << "' is not a glob: " << llvm::toString(Read.takeError())
                   << '\n';
      return false;
    }
    Paths.push_back(std::move(*Read));
  }
  clang::tidy::GlobList Checks(O.Checks.empty() ? "*" : O.Checks);
  llvm::erase_if(R.Findings, [&](const report::Finding &F) {
    bool PathFits = Paths.empty() ||
                    llvm::any_of(Paths, [&](const llvm::GlobPattern &Glob) {
                      return Glob.match(F.At.File);
                    });
    bool LevelFits = !O.AtLeast || (F.Severity && *F.Severity <= *O.AtLeast);
    return !PathFits || !LevelFits || !Checks.contains(F.Check) ||
           trust(F.Confidence) < trust(O.Confidence);
  });
  return true;
}

/// False, with a message, when the baseline or the change cannot be read.
static bool onlyNew(report::Review &R, report::SourceFiles &Sources,
                    const ReportOptions &O) {
  if (!O.Baseline.empty()) {
    llvm::Expected<report::Baseline> B = report::readBaseline(O.Baseline);
    if (!B) {
      llvm::errs() << "threadwise: cannot read '" << O.Baseline
                   << "': " << llvm::toString(B.takeError()) << '\n';
      return false;
    }
    report::subtract(R, *B, Sources);
  }
  if (O.Diff.empty())
    return true;
  ReportOptions Reading = O;
  Reading.ReadsSources = true; // git is asked there, whatever is shown
  llvm::Expected<report::Changes> C =
      report::changesOf(O.Diff, sourceRoot(Reading));
  if (!C) {
    llvm::errs() << "threadwise: " << llvm::toString(C.takeError()) << '\n';
    return false;
  }
  report::keepTouched(R, *C);
  return true;
}

static bool fails(const report::Finding &F, Level FailOn) {
  if (F.AsError)
    return true;
  return F.Severity ? *F.Severity <= FailOn : FailOn == Level::Practice;
}

std::string threadwise::sourceRoot(const ReportOptions &O) {
  if (!O.ReadsSources)
    return "";
  if (!O.Root.empty())
    return realPath(O.Root);
  std::string Here = realPath(".");
  std::string Top = topOfRepository(Here);
  return Top.empty() ? Here : Top;
}

static bool writeAll(const report::Page &P, const ReportOptions &O) {
  if (O.Outputs.empty())
    report::writeText(P, llvm::outs());
  for (const ReportOptions::Output &Each : O.Outputs) {
    if (Each.File.empty()) {
      Each.Format->Write(P, llvm::outs());
      continue;
    }
    std::error_code Error;
    llvm::raw_fd_ostream Out(Each.File, Error);
    if (!Error) {
      Each.Format->Write(P, Out);
      Out.close();
      Error = Out.error();
      Out.clear_error();
    }
    if (Error) {
      llvm::errs() << "threadwise: cannot write '" << Each.File
                   << "': " << Error.message() << '\n';
      return false;
    }
  }
  llvm::outs().flush();
  return true;
}

ExitCode threadwise::finishReport(report::Review R, const ReportOptions &O,
                                  Told By) {
  const bool AreTold = By == Told::Summary;
  const size_t ToldRemarks = AreTold ? R.Remarks.size() : 0;
  const size_t ToldProblems = AreTold ? R.Problems.size() : 0;
  report::SourceFiles Sources(sourceRoot(O));
  report::leaveOutStale(R, Sources);
  if (!onlyNew(R, Sources, O) || !filter(R, O) ||
      !writeAll({R, Sources, O.Writing}, O))
    return CouldNotAnalyse;
  llvm::errs() << counted(R.Findings.size(), "finding")
               << (AreTold ? " shown\n" : "\n");
  for (auto [Sentences, Told] : {std::make_pair(&R.Remarks, ToldRemarks),
                                 std::make_pair(&R.Problems, ToldProblems)})
    for (const std::string &Each : llvm::drop_begin(*Sentences, Told))
      llvm::errs() << "threadwise: " << report::forTerminal(Each) << '\n';
  if (!R.Problems.empty())
    return CouldNotAnalyse;
  bool Failing = llvm::any_of(
      R.Findings, [&](const report::Finding &F) { return fails(F, O.FailOn); });
  return Failing ? Found : NothingFound;
}
