//===--- Names.h - the parts of qualified names -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_NAMES_H
#define THREADWISE_VOCABULARY_NAMES_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// `b` of `a::b`.
inline llvm::StringRef lastComponent(llvm::StringRef QualifiedName) {
  size_t Colon = QualifiedName.rfind(':');
  return Colon == llvm::StringRef::npos ? QualifiedName
                                        : QualifiedName.substr(Colon + 1);
}

/// `a` of `a::b`; empty when there is none.
inline llvm::StringRef scopeOf(llvm::StringRef QualifiedName) {
  size_t Colon = QualifiedName.rfind(':');
  return Colon == llvm::StringRef::npos || Colon == 0
             ? llvm::StringRef()
             : QualifiedName.take_front(Colon - 1);
}

/// A name as the tables know it: what the alias table says of where libraries
/// declare their names is undone.
class KnownName {
public:
  explicit KnownName(llvm::StringRef QualifiedName);
  KnownName(const KnownName &) = delete;
  llvm::StringRef get() const { return Name; }

private:
  llvm::StringRef Name;
  char Buffer[160]; ///< a longer name has no row
};

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_NAMES_H
