//===--- Explain.cpp - threadwise explain ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "HtmlPage.h"
#include "Markdown.h"
#include "NearestName.h"
#include "Verbs.h"
#include "advice/Advice.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <vector>

using namespace threadwise;

static constexpr llvm::StringLiteral Help =
    R"(usage: threadwise explain NAME...
       threadwise explain --html FOLDER
       threadwise explain --names

Prints the page of a check (unbounded-spawn, threadwise-unbounded-spawn) or of a
piece of advice, by the id that closes each finding ([advice: bounded-fan-out]).
`threadwise list` names the checks. --html writes all pages into FOLDER, for a
browser; --names prints the names of all of them.
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

static bool writeHtml(llvm::StringRef Page, llvm::StringRef Folder,
                      llvm::StringRef Kind, llvm::StringRef Name) {
  llvm::SmallString<128> Path(Folder);
  llvm::sys::path::append(Path, Kind);
  std::error_code Error = llvm::sys::fs::create_directories(Path);
  llvm::sys::path::append(Path, Name + ".html");
  if (!Error) {
    llvm::raw_fd_ostream File(Path, Error);
    if (!Error)
      printHtml(Page, File);
  }
  if (Error)
    llvm::errs() << "threadwise: cannot write '" << Path
                 << "': " << Error.message() << '\n';
  return !Error;
}

static int writeAllHtml(llvm::StringRef Folder) {
  for (const CheckPage &Page : checkPages())
    if (!writeHtml(Page.Markdown, Folder, "checks", Page.Check))
      return CouldNotAnalyse;
  for (const Principle &P : principles())
    if (!writeHtml(P.Page, Folder, "advice", P.Id))
      return CouldNotAnalyse;
  return NothingFound;
}

int threadwise::explainVerb(Arguments Args) {
  if (Args.empty()) {
    llvm::errs() << Help;
    return CouldNotAnalyse;
  }
  if (Args.size() == 1 && Args[0] == llvm::StringRef("--names")) {
    for (llvm::StringRef Name : allNames())
      llvm::outs() << Name << '\n';
    return NothingFound;
  }
  if (Args.size() == 2 && Args[0] == llvm::StringRef("--html"))
    return writeAllHtml(Args[1]);
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
