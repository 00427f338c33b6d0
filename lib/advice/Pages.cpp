//===--- Pages.cpp - a page a check ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Advice.h"
#include "advice/Sections.h"
#include <vector>

using namespace threadwise;

namespace {
struct EmbeddedPage {
  const char *Check;
  const char *Markdown;
};
} // namespace

// Whatever lies in docs/checks: the build writes this list.
static const EmbeddedPage Embedded[] = {
#include "embedded/CheckPages.inc"
};

static std::vector<CheckPage> readPages() {
  std::vector<CheckPage> All;
  for (const EmbeddedPage &P : Embedded)
    All.push_back({P.Check, leadOf(P.Markdown), P.Markdown});
  return All;
}

llvm::ArrayRef<CheckPage> threadwise::checkPages() {
  static const std::vector<CheckPage> All = readPages();
  return All;
}

const CheckPage *threadwise::checkPage(llvm::StringRef Check) {
  for (const CheckPage &P : checkPages())
    if (P.Check == Check)
      return &P;
  return nullptr;
}
