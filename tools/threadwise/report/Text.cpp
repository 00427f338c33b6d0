//===--- Text.cpp - as clang prints findings ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Escape.h"
#include "Formats.h"
#include "llvm/Support/Format.h"
#include <algorithm>

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

/// The line with what is meant underlined. Tabs become one space, so that the
/// marks stand below what they mark; nothing else can be wider than a byte
/// without a longer escape.
static void writeSnippet(const Location &At, SourceFiles &Sources,
                         llvm::raw_ostream &Out) {
  StringRef Line = Sources.line(At.File, At.Line);
  if (Line.empty() || !At.Column || At.Column > Line.size())
    return;
  size_t Length = At.EndLine == At.Line && At.EndColumn > At.Column
                      ? At.EndColumn - At.Column
                  : At.EndLine > At.Line ? Line.size() - At.Column + 1
                                         : 1;
  auto Plain = [](StringRef Part) {
    std::string Text = Part.str();
    std::replace(Text.begin(), Text.end(), '\t', ' ');
    return forTerminal(Text);
  };
  auto Width = [&](StringRef Part) {
    std::string Text = Plain(Part);
    return std::count_if(Text.begin(), Text.end(),
                         [](char C) { return (C & 0xC0) != 0x80; });
  };
  StringRef Before = Line.take_front(At.Column - 1);
  StringRef Marked = Line.substr(At.Column - 1, Length);
  Out << llvm::format("%5u | ", At.Line) << Plain(Line) << "\n      | "
      << std::string(Width(Before), ' ') << '^'
      << std::string(std::max<long>(1, Width(Marked)) - 1, '~') << '\n';
}

static void writeMessage(const Location &At, StringRef Severity, StringRef Text,
                         StringRef Suffix, const Page &P,
                         llvm::raw_ostream &Out) {
  if (!At.File.empty())
    Out << forTerminal(shown(At)) << ": ";
  Out << Severity << ": " << forTerminal(Text) << forTerminal(Suffix) << '\n';
  writeSnippet(At, P.Sources, Out);
}

void report::writeText(const Page &P, llvm::raw_ostream &Out) {
  for (const Finding &F : P.R.Findings) {
    std::string Suffix = " [" + F.Check + "]";
    if (P.Options.ShowIds)
      Suffix += " " + F.Id;
    writeMessage(F.At, F.AsError ? "error" : "warning", F.Text, Suffix, P, Out);
    for (const Note &N : F.Evidence)
      writeMessage(N.At, "note", N.Text, "", P, Out);
    if (F.Remedy.empty())
      continue;
    std::string Advice;
    for (const std::string &Id : F.Advice)
      Advice += (Advice.empty() ? " [advice: " : ", ") + Id;
    if (!Advice.empty())
      Advice += "]";
    Out << forTerminal(shown(F.At)) << ": note: " << forTerminal(F.Remedy)
        << forTerminal(Advice) << '\n';
  }
}
