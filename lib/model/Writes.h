//===--- Writes.h - what a body writes to -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_WRITES_H
#define THREADWISE_MODEL_WRITES_H

#include "model/Body.h"
#include "model/Callee.h"
#include <vector>

namespace threadwise {

enum class WriteKind : uint8_t {
  Plain,    ///< an assignment or increment that the optimiser may move
  Volatile, ///< of a volatile object
  Atomic,   ///< of an atomic object, or by an atomic builtin
  Lock,     ///< takes or gives back a lock
  Append,   ///< an element added to a container: its own end is written
};

/// One write in a body. Which object it reaches is another question.
struct Write {
  WriteKind Kind = WriteKind::Plain;
  /// The value depends on the one before.
  bool IsUpdate = false;
  const clang::Expr *Site = nullptr;
  const clang::Expr *Target = nullptr; ///< the place, as written
  const clang::Expr *Value = nullptr;  ///< what a store writes; may be null
};

/// In the order of the text. What a called function writes is not among them.
std::vector<Write> gatherWrites(const CalleeResolver &Resolver, const Body &B);

/// `target = value`, built in or overloaded.
struct Assignment {
  const clang::Expr *Target = nullptr;
  const clang::Expr *Value = nullptr;

  explicit operator bool() const { return Target != nullptr; }
};
/// The assignment that \p S is; none for `+=`, other statements, and null.
Assignment asAssignment(const clang::Stmt *S);

/// The place behind `&place`; \p E itself otherwise.
const clang::Expr *withoutAddressOf(const clang::Expr *E);

} // namespace threadwise

#endif // THREADWISE_MODEL_WRITES_H
