//===--- LoopTypes.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/LoopTypes.h"
#include "vocabulary/Names.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;

LoopType threadwise::loopType(llvm::StringRef QualifiedName) {
  if (QualifiedName.empty())
    return LoopType::None;
  KnownName Known(QualifiedName);
  return llvm::StringSwitch<LoopType>(Known.get())
      .Case("tbb::blocked_range", LoopType::IndexRange)
      .Case("tbb::auto_partitioner", LoopType::Partitioner)
      .Case("tbb::static_partitioner", LoopType::Partitioner)
      .Case("tbb::affinity_partitioner", LoopType::Partitioner)
      .Case("Concurrency::auto_partitioner", LoopType::Partitioner)
      .Case("Concurrency::static_partitioner", LoopType::Partitioner)
      .Case("Concurrency::affinity_partitioner", LoopType::Partitioner)
      .Case("tbb::simple_partitioner", LoopType::ToTheGrain)
      .Case("Concurrency::simple_partitioner", LoopType::ToTheGrain)
      .Default(LoopType::None);
}
