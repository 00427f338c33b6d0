//===--- UnitIndexer.h - the one pass over a unit ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_UNITINDEXER_H
#define THREADWISE_MODEL_UNITINDEXER_H

namespace threadwise {

class ConcurrencyModel;

/// Fills the model's lists of functions, callers and references: one pass over
/// the user's own declarations. Does nothing for a unit in whose identifier
/// table no trigger of the vocabulary occurs.
void indexUnit(ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_MODEL_UNITINDEXER_H
