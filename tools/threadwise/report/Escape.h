//===--- Escape.h - text from strangers, for where it lands -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Names of files, messages and source lines may come from a pull request that
/// nobody has read. Nothing of them is written but through one of these.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_ESCAPE_H
#define THREADWISE_TOOL_REPORT_ESCAPE_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace threadwise::report {

/// For a terminal or a log, on one line: control characters and those that
/// reorder text are shown as `<U+202E>`.
std::string forTerminal(llvm::StringRef Text);
/// For HTML and XML, text and quoted attributes alike; control characters,
/// which XML has no way to write, become U+FFFD.
std::string forMarkup(llvm::StringRef Text);
/// For Markdown, also inside a cell of a table: nothing in it is markup.
std::string forMarkdown(llvm::StringRef Text);
/// For the message of a GitHub workflow command, and for a property of one.
std::string forWorkflowMessage(llvm::StringRef Text);
std::string forWorkflowProperty(llvm::StringRef Text);
/// A path as the path of a URI: percent-encoded, with its slashes.
std::string forUri(llvm::StringRef Path);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_ESCAPE_H
