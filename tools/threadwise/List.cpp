//===--- List.cpp - threadwise list ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Markdown.h"
#include "Verbs.h"
#include "advice/Advice.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include <string>

using namespace threadwise;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise list

Lists each check with a sentence on what it finds, and under it its forms: how
much a finding matters (hang-or-crash, resource, slower, practice) and how far it
can be trusted (from judged findings on real code).
)";

static std::string judged(const Form &F) {
  unsigned All = F.JudgedTrue + F.JudgedFalse;
  if (!All)
    return "";
  return " (" + std::to_string(F.JudgedTrue) + " of " + std::to_string(All) +
         " judged findings true)";
}

int threadwise::listVerb(Arguments Args) {
  if (!Args.empty()) {
    bool Asked = llvm::StringRef(Args.front()) == "--help";
    (Asked ? llvm::outs() : llvm::errs()) << Help;
    return Asked ? NothingFound : CouldNotAnalyse;
  }
  bool Bold = llvm::sys::Process::StandardOutHasColors();
  for (const CheckPage &Page : checkPages()) {
    llvm::outs() << (Bold ? "\033[1m" : "") << "threadwise-" << Page.Check
                 << (Bold ? "\033[0m" : "") << '\n';
    printMarkdown(("  " + Page.Summary).str());
    for (const Form &F : forms())
      if (F.Check == Page.Check)
        llvm::outs() << "    "
                     << llvm::format("%-20s %-14s", F.Id.str().c_str(),
                                     toString(F.Severity).str().c_str())
                     << "confidence: " << toString(F.confidence()) << judged(F)
                     << '\n';
    llvm::outs() << '\n';
  }
  llvm::outs() << "threadwise explain CHECK prints the whole page\n";
  return NothingFound;
}
