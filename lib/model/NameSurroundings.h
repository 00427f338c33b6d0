//===--- NameSurroundings.h - a name in text that was not parsed -*- C++ -*-//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Where a name is not declared, the parser does not say what it is: the text
/// around it must. Works on text alone; what it says is a guess for code that
/// is in error already.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_NAMESURROUNDINGS_H
#define THREADWISE_MODEL_NAMESURROUNDINGS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace threadwise {

/// What stands before and after a name in the source.
struct Surroundings {
  char Before = 0; ///< before the scopes that qualify it
  char After = 0;
  char Next = 0; ///< the character behind After
  bool AfterIsWord = false;
  /// After `*` or `&` comes a word, as in a declaration.
  bool PointerThenWord = false;
  /// Among the arguments of a template, with others behind it: `Map<Key, T>`.
  bool IsInArguments = false;
};

/// Of the \p Length characters at \p Offset; nothing when they are not there.
Surroundings surroundings(llvm::StringRef Text, size_t Offset, size_t Length);

/// What stands between `<` and its `>` in a name of a type, argument by
/// argument; nothing where it is a comparison or something else follows than
/// after a type.
std::optional<llvm::SmallVector<llvm::StringRef, 4>>
templateArguments(llvm::StringRef AfterName);

/// Does the text loop over the name: `for (auto &x : name)`?
bool isIterated(llvm::StringRef Text, llvm::StringRef Name);

/// What the text uses as types of \p Scope (`boost::thread worker`, `boost::
/// mutex &lock`, `Scope<int>::Handle h`), each as often as it occurs.
llvm::SmallVector<llvm::StringRef, 16> typesNamedIn(llvm::StringRef Text,
                                                    llvm::StringRef Scope);

/// Does the text use the name as that of a type, outside of comments, strings
/// and directives: `Name::make()`, `Name item;`, `const Name &item`?
bool isUsedAsType(llvm::StringRef Text, llvm::StringRef Name);

/// The classes of \p Scope that the text defines outside of it: `class
/// Scope::Impl {`, `struct Scope::Private : Base {`.
llvm::SmallVector<llvm::StringRef, 2> nestedClassesIn(llvm::StringRef Text,
                                                      llvm::StringRef Scope);

} // namespace threadwise

#endif // THREADWISE_MODEL_NAMESURROUNDINGS_H
