//===--- UnknownMacros.h - macros of missing headers ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Where the header that defines `FOO_API` or `GUARDED_BY` is missing, clang
/// reads `class FOO_API Server {` as a variable and loses the class. Such a
/// macro is known by where it stands: between the grammar's words, where no
/// name can stand, and nowhere in its file as a type or a value.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_UNKNOWNMACROS_H
#define THREADWISE_MODEL_UNKNOWNMACROS_H

#include "model/RawTokens.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <string>

namespace threadwise {

/// How a macro that a file uses and does not define is written there, and thus
/// what it has to expand to for the code around it to parse.
enum class UnknownMacro {
  Word,     ///< `class FOO_API Server`: nothing.
  Swallows, ///< `T Items GUARDED_BY(M);`: nothing, with its arguments.
  Loop,     ///< `FOO_FOREACH(X, Items) {`: a loop over the second.
};

/// The macros that these files, read together, use and do not define. A name
/// that any of them also uses as a type or a value, asks for by `#ifdef` or
/// defines is none.
std::map<std::string, UnknownMacro>
unknownMacrosIn(llvm::ArrayRef<RawFile> Files);

} // namespace threadwise

#endif // THREADWISE_MODEL_UNKNOWNMACROS_H
