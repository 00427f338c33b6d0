//===--- BufferPools.h - pools that lend what queues hold -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A pool that makes its users wait until somebody gives a buffer back holds
/// everybody up that queues such buffers: there are never more than it has.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_BUFFERPOOLS_H
#define THREADWISE_ANALYSIS_BUFFERPOOLS_H

#include "model/ConcurrencyModel.h"
#include "model/Queues.h"

namespace threadwise {

/// The operation of a pool in the unit that lends what the elements of \p Q
/// point to, and blocks while it has none; null when there is none.
const clang::FunctionDecl *lendingPool(const ConcurrencyModel &Model,
                                       const Queue &Q);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_BUFFERPOOLS_H
