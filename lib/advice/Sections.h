//===--- Sections.h - the parts of a page -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Pages have a fixed form: `# Title`, a lead, then sections under `## Name`.
/// These views into a page are what the data of lib/advice is made of.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ADVICE_SECTIONS_H
#define THREADWISE_ADVICE_SECTIONS_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// The text of the first line, without its `# `.
llvm::StringRef titleOf(llvm::StringRef Page);
/// What stands between the title and the first section.
llvm::StringRef leadOf(llvm::StringRef Page);
/// The text under `## Name` up to the next section; empty when there is none.
llvm::StringRef sectionOf(llvm::StringRef Page, llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_ADVICE_SECTIONS_H
