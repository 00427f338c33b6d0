//===--- SpawnGatherer.h - finds the spawns in a body -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_SPAWNGATHERER_H
#define THREADWISE_MODEL_SPAWNGATHERER_H

#include "model/Spawn.h"
#include <vector>

namespace threadwise {

class ConcurrencyModel;

/// The starts of threads and tasks in \p B, in the order of the text: through
/// the vocabulary, and through wrappers that the model has learned.
std::vector<Spawn> gatherSpawns(const ConcurrencyModel &Model, const Body &B);

} // namespace threadwise

#endif // THREADWISE_MODEL_SPAWNGATHERER_H
