//===--- UncancellableWaitCheck.cpp ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UncancellableWaitCheck.h"
#include "analysis/CancelTokens.h"
#include "analysis/CancelWakeups.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

static std::string quoted(llvm::StringRef Name) {
  return ("'" + Name + "'").str();
}

/// `'queue_' and 'count_'`.
static std::string namesOf(const WaitTest &Test) {
  std::string Names;
  for (size_t I = 0; I < Test.Reads.size(); ++I) {
    if (I)
      Names += I + 1 == Test.Reads.size() ? " and " : ", ";
    Names += quoted(unqualifiedName(*Test.Reads[I].State));
  }
  return Names;
}

void UncancellableWaitCheck::reportLost(const LostWakeup &Lost) {
  const std::string Name = quoted(Lost.Of->Name);
  const std::string State =
      Lost.State ? quoted(unqualifiedName(*Lost.State)) : "";
  Subject Where{"wait", Lost.Of->Name, Lost.At->getSourceRange()};
  switch (Lost.Kind) {
  case LossKind::NothingTested:
    report(Where, "nothing-tested",
           Name + " has no predicate and no loop that tests one: a "
                  "notification that comes first is lost, and it may return "
                  "without one")
        .because(Lost.Because);
    return;
  case LossKind::TestedBeforeLock:
    report(Where, "tested-before-lock",
           Name + " sleeps on when " + State +
               " changes between its test and the lock: the notification is "
               "lost")
        .because(Lost.Because);
    return;
  case LossKind::NotTested:
    report(Where, "only-data",
           Name + " can never be woken to stop: its " +
               (Lost.Of->Predicate ? "predicate" : "loop") + " reads only " +
               namesOf(Lost.Test))
        .because(Lost.Because);
    return;
  case LossKind::SetWithoutLock:
    report(Where, "set-without-lock",
           State + " is changed without the lock of the " + Name +
               " that tests it: a waiter between its test and its sleep "
               "misses the notification")
        .because(Lost.Because);
    return;
  }
}

void UncancellableWaitCheck::askForToken(const ConcurrencyModel &Model,
                                         const Wait &W) {
  const NamedDecl *Token = tokenInScope(Model, W);
  if (!Token)
    return;
  report({"wait", W.Name, W.Site->getSourceRange()}, "token-not-given",
         quoted(W.Name) + " is not given the stop token " +
             quoted(unqualifiedName(*Token)) +
             ": a request to stop does not wake it")
      .because({Token->getSourceRange(), "the token is in scope here"});
}

void UncancellableWaitCheck::ask(const ConcurrencyModel &Model) {
  for (const Wait &W : Model.waits())
    if (!Model.isTestBody(&W.In->function()))
      askForToken(Model, W);
  for (const LostWakeup &Lost : lostWakeups(Model))
    if (!Model.isTestBody(&Lost.Of->In->function()))
      reportLost(Lost);
}
