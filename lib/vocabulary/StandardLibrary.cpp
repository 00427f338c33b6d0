//===--- StandardLibrary.cpp - C++11 to C++23 -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;

static const ApiRow Rows[] = {
    {"std::thread::thread", Meaning::SpawnThread, 0, HandleRule::Terminates},
    {"std::thread", Meaning::ThreadHandle, NoCallable, HandleRule::Terminates},
    {"std::thread::join", Meaning::JoinThread},
    {"std::thread::detach", Meaning::DetachThread},
    {"std::jthread::jthread", Meaning::SpawnThread, 0, HandleRule::Joins},
    {"std::jthread", Meaning::ThreadHandle, NoCallable, HandleRule::Joins},
    {"std::jthread::join", Meaning::JoinThread},
    {"std::jthread::detach", Meaning::DetachThread},
    {"std::async", Meaning::SpawnAsync, 0, HandleRule::Waits,
     /*PolicyFirst=*/true},
};

llvm::ArrayRef<ApiRow> threadwise::standardLibraryRows() { return Rows; }
