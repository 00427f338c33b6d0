//===--- GitHub.cpp - annotations of a workflow ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Escape.h"
#include "Formats.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

/// The runner shows so many of a severity in a step, and drops the rest unsaid.
static constexpr unsigned ShownOfSeverity = 10;
/// GitHub takes a summary of one megabyte.
static constexpr size_t LargestSummary = 900 << 10;

static StringRef commandOf(const Finding &F) {
  StringRef Severity = severityOf(F);
  return Severity == "note" ? "notice" : Severity;
}

static void writeAnnotation(const Finding &F, const Page &P,
                            llvm::raw_ostream &Out) {
  Out << "::" << commandOf(F) << ' ';
  if (!F.At.File.empty())
    Out << "file=" << forWorkflowProperty(F.At.File) << ',';
  if (F.At.Line) {
    Out << "line=" << F.At.Line;
    // Columns are read on one line only.
    if (F.At.EndLine > F.At.Line)
      Out << ",endLine=" << F.At.EndLine;
    else
      Out << ",col=" << F.At.Column;
    Out << ',';
  }
  std::string Text = withId(F.Text, F, P);
  for (const Note &N : F.Evidence)
    Text += "\n" + (N.At.Line ? shown(N.At) + ": " : "") + N.Text;
  if (!F.Remedy.empty())
    Text += "\n" + F.Remedy;
  Out << "title=" << forWorkflowProperty(F.Check)
      << "::" << forWorkflowMessage(Text) << '\n';
}

static std::string summaryOf(const Page &P) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << "### threadwise: " << P.R.Findings.size()
      << (P.R.Findings.size() == 1 ? " finding\n\n" : " findings\n\n");
  for (const std::string &Problem : P.R.Problems)
    Out << "- " << forMarkdown(Problem) << '\n';
  if (!P.R.Problems.empty())
    Out << '\n';
  if (P.R.Findings.empty())
    return Text;
  Out << "| level | where | what | check |\n|---|---|---|---|\n";
  size_t Written = 0;
  for (const Finding *F : byLevel(P.R)) {
    if (Text.size() > LargestSummary) {
      Out << "\nand " << P.R.Findings.size() - Written << " more\n";
      break;
    }
    Out << "| "
        << (F->Severity ? threadwise::toString(*F->Severity) : StringRef("-"))
        << " | " << forMarkdown(shown(F->At)) << " | "
        << forMarkdown(withId(F->Text, *F, P)) << " | " << forMarkdown(F->Check)
        << " |\n";
    ++Written;
  }
  return Text;
}

/// Beside the annotations, where the runner says that one can be left.
static void appendSummary(const Page &P) {
  auto File = llvm::sys::Process::GetEnv("GITHUB_STEP_SUMMARY");
  if (!File || File->empty())
    return;
  std::error_code Error;
  llvm::raw_fd_ostream Out(*File, Error, llvm::sys::fs::OF_Append);
  if (Error)
    P.R.Problems.push_back("cannot write '" + *File + "': " + Error.message());
  else
    Out << summaryOf(P);
}

void report::writeGitHub(const Page &P, llvm::raw_ostream &Out) {
  llvm::StringMap<unsigned> Total;
  for (const Finding &F : P.R.Findings)
    ++Total[commandOf(F)];
  bool Overflows = llvm::any_of(
      Total, [](const auto &Each) { return Each.second > ShownOfSeverity; });
  llvm::StringMap<unsigned> Shown;
  for (const Finding *F : byLevel(P.R)) {
    StringRef Command = commandOf(*F);
    // One notice is kept for what is not shown.
    unsigned Room = ShownOfSeverity - (Overflows && Command == "notice");
    if (++Shown[Command] <= Room)
      writeAnnotation(*F, P, Out);
  }
  if (Overflows)
    Out << "::notice title=threadwise::" << P.R.Findings.size()
        << " findings in all; GitHub shows 10 of a severity, all of them are "
           "in the summary of the job\n";
  appendSummary(P);
}
