//===--- Elements.h - objects made where they are kept ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// `threads.emplace_back(f, x)`, `make_unique<std::thread>(f)`,
/// `slot.emplace(f)`: an object is constructed from the arguments of a call
/// that names no constructor.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_ELEMENTS_H
#define THREADWISE_MODEL_ELEMENTS_H

#include "model/Callee.h"

namespace clang {
class CXXConstructorDecl;
} // namespace clang

namespace threadwise {

struct ElementMade {
  clang::QualType Type;
  /// The first argument that the constructor gets: behind a key.
  size_t FirstArgument = 0;
};

/// Can a call by this name make or add an element?
bool makesElement(llvm::StringRef Name);

/// What \p C makes or adds where it is kept; none for other calls.
std::optional<ElementMade> elementMade(const CalleeResolver &Resolver,
                                       const Call &C);

/// The row of the constructor of \p T that starts a thread, or null.
const ApiRow *threadMade(const CalleeResolver &Resolver, clang::QualType T);

/// The constructor of a class with a definition in sight that \p C runs on its
/// arguments, directly or for an element; null when none or several fit.
const clang::CXXConstructorDecl *constructorRun(const CalleeResolver &Resolver,
                                                const Call &C);

} // namespace threadwise

#endif // THREADWISE_MODEL_ELEMENTS_H
