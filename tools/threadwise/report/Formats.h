//===--- Formats.h - a report in somebody else's format ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// One file a format. To add one: a function, and its row in Formats.cpp.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_FORMATS_H
#define THREADWISE_TOOL_REPORT_FORMATS_H

#include "Review.h"
#include "SourceFiles.h"
#include "llvm/Support/raw_ostream.h"

namespace threadwise::report {

struct FormatOptions {
  /// Tells apart the runs of several configurations of one project.
  std::string Category;
  bool ShowIds = false;
};

/// What a writer may use. It may add sentences on what its format leaves out.
struct Page {
  Review &R;
  SourceFiles &Sources;
  const FormatOptions &Options;
};

struct Format {
  llvm::StringRef Name;
  llvm::StringRef For; ///< who reads it
  void (*Write)(const Page &P, llvm::raw_ostream &Out);
};

llvm::ArrayRef<Format> formats();
const Format *formatByName(llvm::StringRef Name);

void writeText(const Page &P, llvm::raw_ostream &Out);
void writeJson(const Page &P, llvm::raw_ostream &Out);
void writeSarif(const Page &P, llvm::raw_ostream &Out);
void writeGitHub(const Page &P, llvm::raw_ostream &Out);
void writeGitLab(const Page &P, llvm::raw_ostream &Out);
void writeRdjsonl(const Page &P, llvm::raw_ostream &Out);
void writeSonarQube(const Page &P, llvm::raw_ostream &Out);
void writeCheckstyle(const Page &P, llvm::raw_ostream &Out);
void writeJUnit(const Page &P, llvm::raw_ostream &Out);
void writeCodeChecker(const Page &P, llvm::raw_ostream &Out);
void writeHtml(const Page &P, llvm::raw_ostream &Out);

/// `file:line:column`, without what is not known.
std::string shown(const Location &At);

/// What is wrong and what to do instead, for a reader that takes one sentence.
std::string textWithRemedy(const Finding &F, llvm::StringRef Between = ": ");

/// Those that a format which must name a file can show; a remark says how many
/// are left out.
std::vector<const Finding *> findingsWithPlace(const Page &P,
                                               llvm::StringRef Format);

/// With the id behind it, in a format that has no field for ids, where they
/// were asked for.
std::string withId(std::string Text, const Finding &F, const Page &P);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_FORMATS_H
