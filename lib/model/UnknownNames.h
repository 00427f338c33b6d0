//===--- UnknownNames.h - code whose includes are missing -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Where a project's own header is missing on the analysing machine, clang
/// drops whole bodies: `void Server::run() { … }` of an undeclared class leaves
/// nothing in the AST, nor does a loop over an undeclared container. A third of
/// real defects sit in such files. Clang asks an external source for a
/// correction before it reports an unknown name: this one answers with a
/// declaration that says nothing but the name, so that the code around it is
/// kept. The error is still reported; nothing is declared in code that parses.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_UNKNOWNNAMES_H
#define THREADWISE_MODEL_UNKNOWNNAMES_H

namespace clang {
class Decl;
class Preprocessor;
} // namespace clang

namespace threadwise {

/// Gives the names that the unit does not declare a declaration. To be called
/// before the unit is parsed; does nothing when that is too late, or when the
/// preprocessor belongs to no compiler instance.
void keepUnknownNames(clang::Preprocessor &PP);

/// Was \p D declared by keepUnknownNames()?
bool isUnknownName(const clang::Decl &D);

} // namespace threadwise

#endif // THREADWISE_MODEL_UNKNOWNNAMES_H
