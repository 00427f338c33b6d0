//===--- DocsTest.cpp - the links and examples of the pages ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Advice.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"
#include <string>
#include <vector>

using namespace llvm;
using namespace threadwise;

namespace {

std::string read(const Twine &Path) {
  auto Buffer = MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

/// The Markdown files at the root and those under docs and samples.
std::vector<std::string> pages() {
  const std::string Root = THREADWISE_SOURCE_DIR;
  std::vector<std::string> Pages;
  auto Take = [&Pages](StringRef Path) {
    if (sys::path::extension(Path) == ".md")
      Pages.push_back(Path.str());
  };
  std::error_code Error;
  for (sys::fs::directory_iterator It(Root, Error), End; !Error && It != End;
       It.increment(Error))
    Take(It->path());
  EXPECT_FALSE(Error) << Error.message();
  for (const char *Folder : {"/docs", "/samples"}) {
    for (sys::fs::recursive_directory_iterator It(Root + Folder, Error), End;
         !Error && It != End; It.increment(Error))
      Take(It->path());
    EXPECT_FALSE(Error) << Error.message();
  }
  return Pages;
}

/// The page without its code: fenced, or indented by four.
std::string prose(StringRef Page) {
  std::string Prose;
  SmallVector<StringRef, 0> Lines;
  Page.split(Lines, '\n');
  bool InFence = false;
  for (StringRef Line : Lines) {
    const bool IsFence = Line.trim().take_front(3) == "```";
    if (!IsFence && !InFence && Line.take_front(4) != "    ")
      Prose += (Line + "\n").str();
    InFence ^= IsFence;
  }
  return Prose;
}

/// The name by which a link reaches a heading.
std::string anchorOf(StringRef Heading) {
  std::string Anchor;
  for (char C : Heading.trim()) {
    if (isAlnum(C) || C == '-' || C == '_')
      Anchor += toLower(C);
    else if (C == ' ')
      Anchor += '-';
  }
  return Anchor;
}

StringSet<> anchorsOf(StringRef Page) {
  StringSet<> Anchors;
  SmallVector<StringRef, 0> Lines;
  Page.split(Lines, '\n');
  for (StringRef Line : Lines)
    if (Line.consume_front("#"))
      Anchors.insert(anchorOf(Line.ltrim('#')));
  return Anchors;
}

/// The targets of `](target)`; those with a scheme lead out of the project.
std::vector<StringRef> linksOf(StringRef Page) {
  std::vector<StringRef> Links;
  for (size_t At; (At = Page.find("](")) != StringRef::npos;) {
    Page = Page.drop_front(At + 2);
    StringRef Target = Page.split(')').first;
    if (!Target.contains("://"))
      Links.push_back(Target);
  }
  return Links;
}

/// The lines of a text, trimmed; FileCheck's are left out.
std::string trimmedLines(StringRef Text) {
  std::string Lines = "\n";
  SmallVector<StringRef, 0> All;
  Text.split(All, '\n');
  for (StringRef Line : All)
    if (Line.trim().take_front(8) != "// CHECK")
      Lines += (Line.trim() + "\n").str();
  return Lines;
}

/// The blocks between ```cpp and ```.
std::vector<StringRef> codeOf(StringRef Page) {
  std::vector<StringRef> Blocks;
  constexpr StringLiteral Begin = "\n```cpp\n", End = "\n```\n";
  for (size_t At; (At = Page.find(Begin)) != StringRef::npos;) {
    Page = Page.drop_front(At + Begin.size());
    Blocks.push_back(Page.take_front(Page.find(End)));
  }
  return Blocks;
}

TEST(Docs, HaveLinksThatLeadSomewhere) {
  unsigned Followed = 0;
  for (const std::string &Page : pages()) {
    SCOPED_TRACE(Page);
    const std::string Text = prose(read(Page));
    for (StringRef Link : linksOf(Text)) {
      auto [File, Anchor] = Link.split('#');
      std::string Target =
          File.empty() ? Page
                       : (sys::path::parent_path(Page) + "/" + File).str();
      EXPECT_TRUE(sys::fs::exists(Target)) << Link.str();
      if (!Anchor.empty())
        EXPECT_TRUE(anchorsOf(prose(read(Target))).contains(Anchor))
            << Link.str();
      ++Followed;
    }
  }
  EXPECT_GT(Followed, 50u) << "the pages were not found";
}

/// Each block of code in a page stands in its test, test/docs/<Name>.cpp.
void expectTested(StringRef Page, StringRef Name) {
  SCOPED_TRACE(Name.str());
  const std::string Tested = trimmedLines(
      read(Twine(THREADWISE_SOURCE_DIR) + "/test/docs/" + Name + ".cpp"));
  EXPECT_FALSE(codeOf(Page).empty());
  for (StringRef Code : codeOf(Page))
    EXPECT_NE(Tested.find(trimmedLines(Code)), std::string::npos) << Code.str();
}

TEST(Docs, HaveExamplesThatAreTested) {
  for (const CheckPage &Page : checkPages())
    expectTested(Page.Markdown, Page.Check);
  expectTested(read(Twine(THREADWISE_SOURCE_DIR) + "/docs/guide.md"), "guide");
}

} // namespace
