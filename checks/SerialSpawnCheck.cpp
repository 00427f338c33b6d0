//===--- SerialSpawnCheck.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "SerialSpawnCheck.h"

using namespace threadwise;

void SerialSpawnCheck::ask(const ConcurrencyModel &) {}
