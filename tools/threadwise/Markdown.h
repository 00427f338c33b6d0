//===--- Markdown.h - a page in the terminal --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_MARKDOWN_H
#define THREADWISE_TOOL_MARKDOWN_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace threadwise {

/// Prints the Markdown that our pages are written in: headings, paragraphs,
/// lists, tables, code. With \p Styled, headings and emphasis are bold;
/// without, headings are underlined with characters.
void printMarkdown(llvm::StringRef Page, llvm::raw_ostream &Out, bool Styled,
                   unsigned Width);

/// As above, styled and as wide as standard output is.
void printMarkdown(llvm::StringRef Page);

} // namespace threadwise

#endif // THREADWISE_TOOL_MARKDOWN_H
