//===--- Explain.cpp - threadwise explain ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Markdown.h"
#include "NearestName.h"
#include "Verbs.h"
#include "advice/Advice.h"
#include <vector>

using namespace threadwise;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise explain NAME...

Prints the page of a check (unbounded-spawn, threadwise-unbounded-spawn) or of a
piece of advice, by the id that closes each finding ([advice: bounded-fan-out]).
`threadwise list` names the checks.
)";

/// The page of a check or of a principle; empty when nothing has that name.
static llvm::StringRef pageOf(llvm::StringRef Name) {
  llvm::StringRef Check = Name;
  Check.consume_front("threadwise-");
  if (const CheckPage *Page = checkPage(Check))
    return Page->Markdown;
  if (std::optional<Advice> Id = adviceById(Name))
    return principle(*Id).Page;
  return "";
}

static std::vector<llvm::StringRef> allNames() {
  std::vector<llvm::StringRef> Names;
  for (const CheckPage &Page : checkPages())
    Names.push_back(Page.Check);
  for (const Principle &P : principles())
    Names.push_back(P.Id);
  return Names;
}

int threadwise::explainVerb(Arguments Args) {
  if (Args.empty()) {
    llvm::errs() << Help;
    return CouldNotAnalyse;
  }
  for (llvm::StringRef Name : Args) {
    if (Name == "--help" || Name == "-h") {
      llvm::outs() << Help;
      return NothingFound;
    }
    llvm::StringRef Page = pageOf(Name);
    if (Page.empty()) {
      llvm::errs() << "threadwise: no check and no advice is called '" << Name
                   << '\'' << didYouMean(Name, allNames()) << '\n';
      return CouldNotAnalyse;
    }
    printMarkdown(Page);
  }
  return NothingFound;
}
