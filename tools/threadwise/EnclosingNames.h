//===--- EnclosingNames.h - in which function a place is --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_ENCLOSINGNAMES_H
#define THREADWISE_TOOL_ENCLOSINGNAMES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace threadwise {

/// The functions, classes and variables of a unit outside of system headers, by
/// what they span. It outlives the AST.
class EnclosingNames {
public:
  /// \p PathOf turns the name that a file was opened with into the one that
  /// at() is asked with.
  void gather(const clang::ASTContext &Context,
              llvm::function_ref<std::string(llvm::StringRef)> PathOf);

  /// The qualified name of the innermost function, or else class or variable,
  /// around the place; empty outside of all. What is of one file alone (static,
  /// of an unnamed namespace, `main`) has the file's name before it, so that
  /// programs beside each other are told apart.
  std::string at(llvm::StringRef File, unsigned Offset) const;

private:
  struct Stretch {
    unsigned Begin, End;
    std::string Name;
  };
  class Gatherer;
  llvm::StringMap<std::vector<Stretch>> Files;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_ENCLOSINGNAMES_H
