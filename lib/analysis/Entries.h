//===--- Entries.h - how is this code entered -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_ENTRIES_H
#define THREADWISE_ANALYSIS_ENTRIES_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

enum class EntryKind : uint8_t {
  Once,    ///< a fixed number of times in a program's or object's life
  PerItem, ///< once per item, request, event or element
  Unknown,
};

struct Entry {
  EntryKind Kind = EntryKind::Unknown;
  /// What one entry stands for: `element of 'urls'`, `event`.
  std::string Per;
  /// By a call of the virtual function that it overrides: once per object.
  bool ThroughBase = false;
  llvm::SmallVector<Evidence, 2> Because;
};

/// How a function is entered: by its visible callers, by whom it is registered
/// with, by what it overrides.
Entry howEntered(const ConcurrencyModel &Model, const clang::FunctionDecl *F);

/// How the body of a lambda is entered, seen from the function in which it
/// stands: once where it stands, in a loop of an algorithm, per event.
Entry howLambdaEntered(const ConcurrencyModel &Model, const Body &B,
                       const clang::LambdaExpr *Lambda);

/// Does a name say that what is given to it is entered per event, or that a
/// function is such a handler (`onMessage`, `set_callback`, `handleRequest`)?
bool namesHandler(llvm::StringRef Name);

/// Does a name say that a function runs once in an object's life (`start`)?
bool namesLifecycle(llvm::StringRef Name);

/// Does a name say that the function starts a thread (`StartThread`)? Then its
/// callers know what they do, and are asked instead.
bool namesSpawner(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_ENTRIES_H
