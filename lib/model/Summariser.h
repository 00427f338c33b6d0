//===--- Summariser.h - what a caller needs to know -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_SUMMARISER_H
#define THREADWISE_MODEL_SUMMARISER_H

#include "model/Body.h"
#include "model/Summary.h"

namespace threadwise {

class ConcurrencyModel;

/// What a caller needs to know of the function whose body is \p B.
FunctionSummary summarise(const ConcurrencyModel &Model, const Body &B);

} // namespace threadwise

#endif // THREADWISE_MODEL_SUMMARISER_H
