//===--- OwnPools.h - pools that the user wrote -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_OWNPOOLS_H
#define THREADWISE_MODEL_OWNPOOLS_H

#include "model/Spawn.h"
#include <vector>

namespace threadwise {

class ConcurrencyModel;

/// Tasks that are handed to a class which keeps several threads and a container
/// of callables, by its member function that appends its parameter to that
/// container. In the order of those functions, in the order of the text.
std::vector<Spawn> gatherOwnPoolTasks(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_MODEL_OWNPOOLS_H
