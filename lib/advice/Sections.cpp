//===--- Sections.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Sections.h"

using namespace threadwise;

static constexpr llvm::StringLiteral SectionMark = "\n## ";

llvm::StringRef threadwise::titleOf(llvm::StringRef Page) {
  llvm::StringRef Line = Page.split('\n').first;
  Line.consume_front("# ");
  return Line.trim();
}

llvm::StringRef threadwise::leadOf(llvm::StringRef Page) {
  llvm::StringRef AfterTitle = Page.drop_front(Page.find('\n'));
  return AfterTitle.split(SectionMark).first.trim("\n");
}

llvm::StringRef threadwise::sectionOf(llvm::StringRef Page,
                                      llvm::StringRef Name) {
  llvm::StringRef Rest = Page.split(SectionMark).second;
  while (!Rest.empty()) {
    auto [Section, Next] = Rest.split(SectionMark);
    auto [Heading, Body] = Section.split('\n');
    if (Heading.trim() == Name)
      return Body.trim("\n");
    Rest = Next;
  }
  return {};
}
