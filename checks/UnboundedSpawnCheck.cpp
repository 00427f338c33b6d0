//===--- UnboundedSpawnCheck.cpp ------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnboundedSpawnCheck.h"

using namespace threadwise;

void UnboundedSpawnCheck::ask(const ConcurrencyModel &) {}
