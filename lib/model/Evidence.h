//===--- Evidence.h - a place and a sentence --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_EVIDENCE_H
#define THREADWISE_MODEL_EVIDENCE_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <utility>

namespace threadwise {

/// One piece of evidence: it becomes a note of a finding or a reason of a
/// verdict. An invalid range means the sentence has no place of its own.
struct Evidence {
  clang::SourceRange At;
  std::string Text; ///< clang's style: lower case, no full stop
  /// Other places that decide it, such as the definition of a constant: a
  /// change there is a change of it.
  llvm::SmallVector<clang::SourceRange, 1> Also;

  Evidence() = default;
  Evidence(clang::SourceRange At, std::string Text)
      : At(At), Text(std::move(Text)) {}
};

} // namespace threadwise

#endif // THREADWISE_MODEL_EVIDENCE_H
