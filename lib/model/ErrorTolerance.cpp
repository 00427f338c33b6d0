//===--- ErrorTolerance.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/ErrorTolerance.h"

static bool LeftAsTheyAre = false;

void threadwise::leaveErrorsAsTheyAre() { LeftAsTheyAre = true; }
bool threadwise::errorsAreLeftAsTheyAre() { return LeftAsTheyAre; }
