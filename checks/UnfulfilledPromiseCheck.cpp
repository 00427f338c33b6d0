//===--- UnfulfilledPromiseCheck.cpp --------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnfulfilledPromiseCheck.h"
#include "analysis/ObligationPaths.h"
#include "model/ConcurrencyModel.h"
#include "clang/AST/Decl.h"

using namespace threadwise;

static llvm::StringRef formOf(LeftBy By) {
  switch (By) {
  case LeftBy::Exit:
    return "early-exit";
  case LeftBy::Handler:
    return "swallowed";
  case LeftBy::MissingCase:
    return "missing-case";
  case LeftBy::Thrown:
    return "throwing-callable";
  }
  return "early-exit";
}

static std::string pathOf(const ObligationPaths &Paths) {
  switch (Paths.By) {
  case LeftBy::Exit:
    return "this path";
  case LeftBy::Handler:
    return "this handler";
  case LeftBy::MissingCase:
    return "a value without a case";
  case LeftBy::Thrown:
    return "an exception of '" + Paths.Thrower->getNameAsString() + "'";
  }
  return "this path";
}

void UnfulfilledPromiseCheck::ask(const ConcurrencyModel &Model) {
  for (const UnsetPromise &P : unsetPromises(Model)) {
    const std::string Name = P.Promise->getNameAsString();
    report({"promise", Name, P.FutureTaken->getSourceRange()}, "never-set",
           "nobody can set '" + Name + "': the wait for its future never ends")
        .because({P.WaitedFor->getSourceRange(),
                  "the future is waited for here, and nothing but its future "
                  "is asked of '" +
                      Name + "'"});
  }
  for (const Obligation &P :
       gatherObligations(Model, ObligationKind::Promise)) {
    const ObligationPaths Paths = obligationPaths(Model, P);
    const std::string Name = P.Holder->getNameAsString();
    if (!Paths.IsLeft) {
      leave({"promise", Name, P.Sets.front()->getSourceRange()},
            Paths.IsFine ? Answer::Fine : Answer::Unknown, Paths.Because);
      continue;
    }
    report({"promise", Name, Paths.At}, formOf(Paths.By),
           pathOf(Paths) + " leaves " +
               (P.IsElement ? "the promise in '" : "'") + Name +
               "' unset: whoever waits for its future waits forever")
        .because(Paths.Because);
  }
}
