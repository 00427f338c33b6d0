//===--- AtomicAccess.h - who reads and writes shared members ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Members and variables of which the code itself says that threads share them:
/// atomics, locks, volatile scalars, and what atomic builtins are applied to.
/// Who accesses them, and how.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_ATOMICACCESS_H
#define THREADWISE_MODEL_ATOMICACCESS_H

#include "model/AtomicWrapper.h"
#include "model/Body.h"
#include "model/Callee.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace clang {
class FieldDecl;
class RecordDecl;
} // namespace clang

namespace threadwise {

class ConcurrencyModel;

/// By what a type says that threads share an object of it.
enum class SharedBy : uint8_t {
  Nothing,
  Atomic,   ///< std::atomic and its like, or a class around one of them
  Lock,     ///< a lock, or a class with lock() and unlock()
  Volatile, ///< a volatile scalar
};

SharedBy sharedBy(const CalleeResolver &Resolver, clang::QualType T);

/// A member, a member of a member (outermost field first), or a variable with
/// static storage and perhaps a member of it. Fields are those of the template
/// where there is one.
struct SharedPlace {
  const clang::VarDecl *Variable = nullptr;
  llvm::SmallVector<const clang::FieldDecl *, 2> Fields;

  explicit operator bool() const { return Variable || !Fields.empty(); }
  bool operator==(const SharedPlace &Other) const {
    return Variable == Other.Variable && Fields == Other.Fields;
  }
  /// The variable, where there is one, and the members, outermost first.
  llvm::SmallVector<const clang::ValueDecl *, 4> path() const;
  /// As the code spells it: `prod.head`.
  std::string name() const;
};

struct AtomicAccess {
  SharedPlace Place;
  AccessKind Kind = AccessKind::Read;
  /// What is stored; null for other accesses.
  const clang::Expr *Value = nullptr;
  const clang::Expr *Site = nullptr;
  /// The mention of the member or variable.
  const clang::Expr *Target = nullptr;
  const Body *In = nullptr;

  bool isWrite() const { return Kind != AccessKind::Read; }
};

/// The accesses in one body, in the order of the text. Objects that live in
/// the function alone are left out.
std::vector<AtomicAccess> gatherAtomicAccesses(const ConcurrencyModel &Model,
                                               const Body &B);

/// The place that \p E names; empty for locals and for what is no place.
SharedPlace sharedPlace(const clang::Expr *E);

/// The field of the template's pattern for one of an instantiation.
const clang::FieldDecl *patternOf(const clang::FieldDecl *Field);

} // namespace threadwise

#endif // THREADWISE_MODEL_ATOMICACCESS_H
