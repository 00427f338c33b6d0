//===--- UnboundedQueueCheck.cpp ------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnboundedQueueCheck.h"
#include "advice/Replacements.h"
#include "analysis/BackPressure.h"
#include "analysis/ExecutorPressure.h"
#include "model/ConcurrencyModel.h"

using namespace threadwise;

void UnboundedQueueCheck::ask(const ConcurrencyModel &Model) {
  for (const Queue &Q : Model.queues()) {
    const BackPressure Seen = backPressure(Model, Q);
    if (!Seen.Push)
      continue; // no threads
    Subject What{"queue", Q.name(), Seen.Push->Site->getSourceRange()};
    if (Seen.Is != Pressure::NotHeldBack) {
      leave(What,
            Seen.Is == Pressure::HeldBack ? Answer::Fine : Answer::Unknown,
            Seen.Because);
      continue;
    }
    Finding F =
        report(What, Q.Library ? "library-queue" : "own-queue",
               (Seen.Push->Name.empty()
                    ? "nothing holds back what is linked in here: '"
                    : "nothing holds this '" + Seen.Push->Name + "' back: '") +
                   Q.name() +
                   "' grows as long as items come faster than they "
                   "are taken out");
    F.because(Seen.Because);
    if (Q.Library)
      F.remedy(boundedReplacement(Q.Library->Name, "library-queue").str());
  }
  for (const Spawn &S : Model.spawns()) {
    const ExecutorPressure Seen = executorPressure(Model, S);
    if (Seen.Is == Pressure::NoQueue)
      continue;
    Subject What{"tasks", S.Name, S.Site->getSourceRange()};
    if (Seen.Is != Pressure::NotHeldBack) {
      leave(What,
            Seen.Is == Pressure::HeldBack ? Answer::Fine : Answer::Unknown,
            Seen.Because);
      continue;
    }
    report(What, "executor-queue",
           "nothing holds this '" + S.Name +
               "' back: tasks pile up as long as items come faster than they "
               "are worked on")
        .because(Seen.Because)
        .remedy(
            boundedReplacement({Seen.InputBy, S.Api->Name}, "executor-queue")
                .str());
  }
}
