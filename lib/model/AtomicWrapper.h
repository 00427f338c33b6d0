//===--- AtomicWrapper.h - functions that are atomic operations -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A function that hands its pointer or reference to an atomic operation is
/// that operation itself. Where its body is not in sight, its name can say it.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_ATOMICWRAPPER_H
#define THREADWISE_MODEL_ATOMICWRAPPER_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace clang {
class AtomicExpr;
class Expr;
class FunctionDecl;
} // namespace clang

namespace threadwise {

class CalleeResolver;
struct Call;

enum class AccessKind : uint8_t {
  Read,
  Store,  ///< writes a value
  Update, ///< reads and writes
  Lock,   ///< takes, tries or releases a lock
};

/// What is done to the place that \p Object names or points to.
struct AtomicOperation {
  AccessKind Kind = AccessKind::Read;
  const clang::Expr *Object = nullptr;
  const clang::Expr *Value = nullptr; ///< what a store writes; may be null
};

AtomicOperation atomicOperation(const clang::AtomicExpr &E);

/// What the body of a function does to one of its parameters.
struct LearnedAtomic {
  AccessKind Kind = AccessKind::Read;
  unsigned Parameter = 0;
  std::optional<unsigned> ValueParameter;
};

/// None when \p F is no such function, or its body is not in sight.
std::optional<LearnedAtomic> learnedAtomic(const CalleeResolver &Resolver,
                                           const clang::FunctionDecl *F);

/// `atomic_inc`, `InterlockedExchange`: what a name says.
std::optional<AccessKind> namesAtomic(llvm::StringRef Name);

/// For calls of functions that the vocabulary does not know.
std::optional<AtomicOperation> wrappedAtomic(const CalleeResolver &Resolver,
                                             const Call &C);

} // namespace threadwise

#endif // THREADWISE_MODEL_ATOMICWRAPPER_H
