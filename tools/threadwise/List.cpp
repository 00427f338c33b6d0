//===--- List.cpp - threadwise list ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Markdown.h"
#include "Verbs.h"
#include "report/AdviceOf.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Process.h"
#include <string>

using namespace threadwise;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise list
       threadwise list --codechecker-labels[=URL]

Lists each check with a sentence on what it finds, and under it its forms: how
much a finding matters (hang-or-crash, resource, slower, practice) and how far it
can be trusted (from judged findings on real code).

  --codechecker-labels[=URL]
            print the severities for CodeChecker's config/labels instead, and
            links to the pages of the checks, where URL is where docs/ is served
)";

static std::string judged(const Form &F) {
  unsigned All = F.JudgedTrue + F.JudgedFalse;
  if (!All)
    return "";
  return " (" + std::to_string(F.JudgedTrue) + " of " + std::to_string(All) +
         " judged findings true)";
}

static llvm::StringRef codeCheckerSeverity(Level L) {
  switch (L) {
  case Level::HangOrCrash:
    return "HIGH";
  case Level::Resource:
    return "MEDIUM";
  case Level::Slower:
    return "LOW";
  case Level::Practice:
    return "STYLE";
  }
  llvm_unreachable("all levels have a severity");
}

/// A check has one severity there: that of its gravest form.
static int printCodeCheckerLabels(llvm::StringRef Url) {
  llvm::json::Object Labels;
  for (const CheckPage &Page : checkPages()) {
    const std::string Name = ("threadwise-" + Page.Check).str();
    llvm::json::Array Of{"profile:default"};
    if (std::optional<Level> Gravest = report::levelOf(Name, /*FormId=*/""))
      Of.push_back(("severity:" + codeCheckerSeverity(*Gravest)).str());
    if (!Url.empty())
      Of.push_back(
          ("doc_url:" + Url.rtrim('/') + "/checks/" + Page.Check + ".html")
              .str());
    Labels[Name] = std::move(Of);
  }
  llvm::json::Value Top = llvm::json::Object{{"analyzer", "clang-tidy"},
                                             {"labels", std::move(Labels)}};
  llvm::outs() << llvm::formatv("{0:2}", Top) << '\n';
  return NothingFound;
}

int threadwise::listVerb(Arguments Args) {
  auto [Option, Url] =
      (Args.empty() ? llvm::StringRef() : Args.front()).split('=');
  if (Args.size() == 1 && Option == "--codechecker-labels")
    return printCodeCheckerLabels(Url);
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
