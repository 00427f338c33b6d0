//===--- LoopTypes.h - what parallel loops are given ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Types of arguments that say which indices a parallel loop runs over, and how
/// it is cut into chunks.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_LOOPTYPES_H
#define THREADWISE_VOCABULARY_LOOPTYPES_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace threadwise {

enum class LoopType : uint8_t {
  None,
  IndexRange,  ///< constructed from the first, the one past the last, a grain
  Partitioner, ///< chooses the chunks
  ToTheGrain,  ///< a partitioner that always cuts down to the grain
};

/// By the qualified name of the type.
LoopType loopType(llvm::StringRef QualifiedName);

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_LOOPTYPES_H
