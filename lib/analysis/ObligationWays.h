//===--- ObligationWays.h - the ways on which nothing is set ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The ways through the code of an obligation that end without settling it,
/// each with the decisions that make it. The statements are walked in the order
/// in which they run: returns, throws, handlers, `break`, `continue`, `goto`
/// forward, `switch` with cases that run into each other. That needs no CFG,
/// and so is the same for the patterns of templates and for code in error, of
/// which clang builds none.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_OBLIGATIONWAYS_H
#define THREADWISE_ANALYSIS_OBLIGATIONWAYS_H

#include "analysis/ObligationPaths.h"
#include "model/ConcurrencyModel.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace threadwise {

/// What decided that a way is taken.
struct Choice {
  const clang::Stmt *Branch = nullptr; ///< if, switch, try
  bool TakesThen = false;
  /// The group of the switch, or the handler of the try; null for a value
  /// without a case.
  const clang::Stmt *Case = nullptr;

  /// The statements that run on this way alone; null where there are none.
  const clang::Stmt *taken() const;
  /// Those that run on the other; for an `if` alone.
  const clang::Stmt *passed() const;
};

/// A way that ends without settling it.
struct WayLeft {
  LeftBy By = LeftBy::Exit;
  const clang::Stmt *At = nullptr; ///< null: the end of the code
  llvm::SmallVector<Choice, 4> Choices;
  /// By an exception that nothing in this code catches.
  bool IsThrown = false;
};

/// What settles an obligation, and what leads to whoever can.
class Settling {
public:
  Settling(const ConcurrencyModel &Model, const Obligation &P)
      : Model(Model), Resolver(Model.resolver()), P(P), B(*P.In) {}

  /// Does \p S set the promise, destroy it, or hand it to somebody else?
  bool settles(const clang::Stmt *S) const;
  /// Does it stand in \p S that it is set, or that a latch is arrived at?
  bool sets(const clang::Stmt *S) const;
  /// Does \p Condition ask whether there is a promise?
  bool isAskedFor(const clang::Stmt *Condition) const;
  bool neverReturns(const clang::Stmt *S) const;
  const CalleeResolver &resolver() const { return Resolver; }

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Obligation &P;
  const Body &B;

  bool settlesThrough(const clang::FunctionDecl *F, unsigned Depth) const;
  const clang::Stmt *userOfObject(const clang::Expr *Use) const;
  bool handsOn(const clang::Expr *Use) const;
  bool handsOnWhole(const clang::Expr *Use) const;
  bool handsOnElement(const clang::Expr *Element) const;
};

/// In the order in which the walk finds them. \p IsLost: there is a jump that
/// it does not follow.
std::vector<WayLeft> waysLeft(const Obligation &P, const Settling &Settles,
                              bool &IsLost);

/// What a member, a call or a mention in \p S is named; empty for others.
llvm::StringRef nameIn(const CalleeResolver &Resolver, const clang::Stmt *S);

/// Does a name say that it tells a person or a log what went wrong?
bool namesReport(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_OBLIGATIONWAYS_H
