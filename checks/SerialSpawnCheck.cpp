//===--- SerialSpawnCheck.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "SerialSpawnCheck.h"
#include "analysis/DirectCall.h"
#include "analysis/Overlap.h"
#include "model/ConcurrencyModel.h"

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
  default:
    return "'" + Name +
           "' is started and waited for at once: nothing runs beside it";
  }
}

void SerialSpawnCheck::ask(const ConcurrencyModel &Model) {
  for (const Spawn &S : Model.spawns()) {
    if (!S.isThread() || Model.isTestBody(&S.In->function()))
      continue;
    const Overlap Seen = overlapOf(Model, S);
    Subject What{"spawn", S.Name, S.Site->getSourceRange()};
    if (!Seen.isSerial()) {
      leave(What,
            Seen.Kind == OverlapKind::Overlaps ? Answer::Fine : Answer::Unknown,
            Seen.Because);
      continue;
    }
    report(What, formOf(Seen.Kind), messageFor(Seen.Kind, S.Name))
        .because(Seen.Because)
        .fix(directCallFixes(Model, S, Seen));
  }
}
