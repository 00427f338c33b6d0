//===--- LostReturn.h - what a lambda gave back, from its text --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Clang deduces no type from an expression in error, and drops the `return`
/// of a lambda that would need one: of `[&] { return stop_ || !jobs_.empty();
/// }` in a file whose header is missing nothing is left. The predicates of
/// waits are such lambdas. What stands there is rebuilt from its text, as far
/// as its names are declared (see UnknownNames.h) and its words are those of
/// predicates: names, members and their calls, subscripts, literals, and the
/// operators between them.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_LOSTRETURN_H
#define THREADWISE_MODEL_LOSTRETURN_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class FunctionDecl;
class LambdaExpr;
class Stmt;
class ValueDecl;
} // namespace clang

namespace threadwise {

/// The variable that the function around the lambda knows by this name.
using LocalNames = llvm::function_ref<clang::ValueDecl *(llvm::StringRef)>;

/// The return statement that clang dropped from \p Lambda, a lambda in \p In,
/// with dependent types; null where nothing was dropped, or where the text says
/// more than can be rebuilt.
const clang::Stmt *lostReturn(const clang::LambdaExpr &Lambda,
                              const clang::FunctionDecl &In, LocalNames Locals);

} // namespace threadwise

#endif // THREADWISE_MODEL_LOSTRETURN_H
