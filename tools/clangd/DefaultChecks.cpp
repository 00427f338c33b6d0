//===--- DefaultChecks.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "DefaultChecks.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>

using namespace threadwise;

std::string threadwise::withOurChecks(llvm::StringRef Checks) {
  // Globs are separated by commas or line ends; the last that matches decides.
  size_t FirstExcluded = llvm::StringRef::npos;
  for (size_t At = 0; At < Checks.size();) {
    size_t End = std::min(Checks.find_first_of(",\n", At), Checks.size());
    llvm::StringRef Glob = Checks.slice(At, End).trim();
    if (Glob.starts_with("threadwise"))
      return Checks.str();
    if (FirstExcluded == llvm::StringRef::npos && Glob.consume_front("-") &&
        Glob.trim().starts_with("threadwise"))
      FirstExcluded = At;
    At = End + 1;
  }
  if (FirstExcluded == llvm::StringRef::npos)
    return Checks.empty() ? "threadwise-*" : (Checks + ",threadwise-*").str();
  return (Checks.take_front(FirstExcluded) + "threadwise-*," +
          Checks.drop_front(FirstExcluded))
      .str();
}
