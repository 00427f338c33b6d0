//===--- Derivation.h - what is computed from a place -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_DERIVATION_H
#define THREADWISE_ANALYSIS_DERIVATION_H

#include "model/Body.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"

namespace threadwise {

/// The expressions of one body whose value comes from some mentions: directly,
/// or through local variables that were computed from them.
class Derivation {
public:
  Derivation(const Body &B, llvm::ArrayRef<const clang::Expr *> Mentions);

  /// Does \p S contain such a mention, or a variable computed from one?
  bool reaches(const clang::Stmt *S) const;
  bool isEmpty() const { return Mentions.empty() && Variables.empty(); }
  void addVariable(const clang::VarDecl *Var);

private:
  const Body &B;
  llvm::DenseSet<const clang::Stmt *> Mentions;
  llvm::DenseSet<const clang::VarDecl *> Variables;

  void close();
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_DERIVATION_H
