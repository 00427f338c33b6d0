//===--- NearestName.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NearestName.h"
#include "llvm/ADT/Twine.h"

using namespace threadwise;

llvm::StringRef threadwise::nearestName(llvm::StringRef Given,
                                        llvm::ArrayRef<llvm::StringRef> Known) {
  // With a third of the letters wrong it is another word.
  unsigned Best = Given.size() / 3 + 1;
  llvm::StringRef Nearest;
  for (llvm::StringRef Name : Known) {
    unsigned Distance = Given.edit_distance_insensitive(
        Name, /*AllowReplacements=*/true, /*MaxEditDistance=*/Best);
    if (Distance >= Best)
      continue;
    Best = Distance;
    Nearest = Name;
  }
  return Nearest;
}

std::string threadwise::didYouMean(llvm::StringRef Given,
                                   llvm::ArrayRef<llvm::StringRef> Known) {
  llvm::StringRef Nearest = nearestName(Given, Known);
  if (Nearest.empty())
    return "";
  return ("; did you mean '" + Nearest + "'?").str();
}
