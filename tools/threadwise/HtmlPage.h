//===--- HtmlPage.h - a page in the browser ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_HTMLPAGE_H
#define THREADWISE_TOOL_HTMLPAGE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace threadwise {

/// Writes the Markdown that our pages are written in as a page that needs no
/// other file. Its links to other pages lead to their `.html`.
void printHtml(llvm::StringRef Page, llvm::raw_ostream &Out);

} // namespace threadwise

#endif // THREADWISE_TOOL_HTMLPAGE_H
