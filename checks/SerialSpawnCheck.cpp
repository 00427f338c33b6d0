//===--- SerialSpawnCheck.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "SerialSpawnCheck.h"
#include "analysis/Cost.h"
#include "analysis/DirectCall.h"
#include "analysis/Overlap.h"
#include "model/ConcurrencyModel.h"
#include "vocabulary/CostTable.h"

using namespace threadwise;

static llvm::StringRef formOf(OverlapKind Kind) {
  switch (Kind) {
  case OverlapKind::DiscardedFuture:
    return "discarded-future";
  case OverlapKind::JoinedInIteration:
    return "joined-in-iteration";
  case OverlapKind::Respawned:
    return "respawned";
  case OverlapKind::Replaced:
    return "replaced-future";
  case OverlapKind::PoolWaitedAtOnce:
    return "pool-waited-at-once";
  default:
    return "waited-at-once";
  }
}

static std::string messageFor(OverlapKind Kind, const std::string &Name) {
  switch (Kind) {
  case OverlapKind::DiscardedFuture:
    return "the future of '" + Name +
           "' is discarded: its destructor waits, so the call runs as if it "
           "were made directly";
  case OverlapKind::JoinedInIteration:
    return "'" + Name +
           "' is started and waited for in the same iteration: the iterations "
           "run one after another";
  case OverlapKind::Respawned:
    return "'" + Name +
           "' starts its threads anew in every round of the loop and joins "
           "them at its end";
  case OverlapKind::Replaced:
    return "the future of '" + Name +
           "' takes the place of the one before, whose destructor waits: each "
           "round of the loop waits for the task of the round before";
  case OverlapKind::PoolWaitedAtOnce:
    return "'" + Name +
           "' hands over one task and waits for it at once: nothing runs "
           "beside it";
  default:
    return "'" + Name +
           "' is started and waited for at once: nothing runs beside it";
  }
}

void SerialSpawnCheck::reportSerial(Subject What, const Overlap &Seen,
                                    const std::string &Name,
                                    const StartCost &Start,
                                    llvm::ArrayRef<clang::FixItHint> Fixes) {
  const clang::SourceRange At = What.Range;
  report(std::move(What), formOf(Seen.Kind), messageFor(Seen.Kind, Name))
      .because(Seen.Because)
      .fix(Fixes)
      // Beyond the work: the direct call has none of it.
      .because(Evidence(At, Start.What.str() + " costs about " +
                                nanoseconds(Start.WithWait) +
                                " to start and to wait for"))
      .figure("start-ns", Start.WithWait);
}

void SerialSpawnCheck::judge(const ConcurrencyModel &Model, const Spawn &S) {
  const Overlap Seen = overlapOf(Model, S);
  Subject What{"spawn", S.Name, S.Site->getSourceRange()};
  if (Seen.isSerial())
    reportSerial(What, Seen, S.Name, startCost(startedBy(*S.Api)),
                 directCallFixes(Model, S, Seen));
  // On which thread a task of a pool runs is another question.
  else if (S.isThread())
    leave(What,
          Seen.Kind == OverlapKind::Overlaps ? Answer::Fine : Answer::Unknown,
          Seen.Because);
}

void SerialSpawnCheck::ask(const ConcurrencyModel &Model) {
  for (llvm::ArrayRef<Spawn> All : {Model.spawns(), Model.ownPoolTasks()})
    for (const Spawn &S : All)
      if (!Model.isTestBody(&S.In->function()))
        judge(Model, S);
  for (const ParallelRegion &R : Model.regions())
    if (const Overlap Seen = overlapOf(R); Seen.isSerial())
      reportSerial({"region", R.Name, R.Site->getSourceRange()}, Seen, R.Name,
                   startCost(StartOf::OpenMpTask), {});
}
