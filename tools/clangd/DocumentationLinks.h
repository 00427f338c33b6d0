//===--- DocumentationLinks.h - from a finding to its page ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_DOCUMENTATIONLINKS_H
#define THREADWISE_CLANGD_DOCUMENTATIONLINKS_H

#include "llvm/Support/JSON.h"

namespace threadwise {

/// clangd sends whoever asks about a check to clang.llvm.org, which does not
/// know ours: in \p Diagnostics these lead to our page. Where no page is
/// installed and none was named when this was built, there is no link.
void leadToOurPages(llvm::json::Array &Diagnostics);

} // namespace threadwise

#endif // THREADWISE_CLANGD_DOCUMENTATIONLINKS_H
