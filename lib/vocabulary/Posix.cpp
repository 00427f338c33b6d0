//===--- Posix.cpp - POSIX threads, semaphores and sockets ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;

static const ApiRow Rows[] = {
    {"pthread_create", Meaning::SpawnThread, 2, HandleRule::Leaves,
     /*PolicyFirst=*/false, /*HandleArgument=*/0},
    {"pthread_join", Meaning::JoinThread},
    {"pthread_detach", Meaning::DetachThread},
};

llvm::ArrayRef<ApiRow> threadwise::posixRows() { return Rows; }
