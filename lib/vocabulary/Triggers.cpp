//===--- Triggers.cpp - the cheap test of a translation unit --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Names.h"
#include "vocabulary/Tables.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;

/// Can a finding begin at one of these?
static bool beginsFinding(Meaning M) {
  switch (M) {
  case Meaning::SpawnThread:
  case Meaning::SpawnAsync:
  case Meaning::SubmitTask:
  case Meaning::ParallelLoop:
  case Meaning::ParallelInvoke:
  case Meaning::AcquirePermit:
  case Meaning::WaitLatch:
  case Meaning::WaitCondition:
  case Meaning::WaitConditionTimed:
  case Meaning::WaitAtomic:
  case Meaning::Lock:
  case Meaning::TryLock:
  case Meaning::AtomicStore:
  case Meaning::AtomicUpdate:
  case Meaning::PushItem:
  case Meaning::PushBounded:
  case Meaning::PopItem:
  case Meaning::CoreCount:
  case Meaning::SetWorkerCount:
  case Meaning::WorkerId:
  case Meaning::ThreadHandle:
  case Meaning::FutureHandle:
  case Meaning::TaskGroupType:
  case Meaning::PoolType:
  case Meaning::MutexType:
  case Meaning::ConditionType:
  case Meaning::SemaphoreType:
  case Meaning::LatchType:
  case Meaning::StopTokenType:
  case Meaning::AtomicType:
  case Meaning::PromiseType:
  case Meaning::UnboundedQueueType:
  case Meaning::BoundedQueueType:
    return true;
  default:
    return false;
  }
}

// Free functions that are named by a word which means something else nearly
// everywhere: the name of their namespace stands for them.
static constexpr llvm::StringLiteral CommonWords[] = {
    "run", "map", "post", "dispatch", "defer", "lock", "wait", "get", "via",
};

// In the identifier table of whatever includes <memory>, <algorithm> or
// <iostream> of libstdc++; see textTriggers().
static constexpr llvm::StringLiteral InUsualHeaders[] = {
    "atomic",
    "atomic_flag",
    "mutex",
    "sched_getcpu",
    "sched_getaffinity",
    "sysconf",
    "_SC_NPROCESSORS_ONLN",
    "_SC_NPROCESSORS_CONF",
};

static constexpr llvm::StringLiteral TextTriggers[] = {
    "pthread_",  "atomic",    "mutex",     "__sync_",
    "execution", "sched_get", "_SC_NPROC",
};

llvm::ArrayRef<llvm::StringLiteral> Vocabulary::textTriggers() {
  return TextTriggers;
}

/// The identifier without which no unit can use the API; empty when another
/// row's stands for it.
static llvm::StringRef triggerOf(const ApiRow &Row) {
  llvm::StringRef Last = lastComponent(Row.Name);
  if (llvm::is_contained(CommonWords, Last))
    Last = lastComponent(scopeOf(Row.Name));
  bool Everywhere = llvm::is_contained(InUsualHeaders, Last) ||
                    Last.starts_with("pthread_") ||
                    Last.starts_with("__atomic_") ||
                    Last.starts_with("__sync_") ||
                    Last.starts_with("__c11_atomic_") || Last == "std";
  return Everywhere ? llvm::StringRef() : Last;
}

void Vocabulary::addTriggers(llvm::ArrayRef<ApiRow> Table) {
  llvm::DenseSet<llvm::StringRef> Seen(TriggerNames.begin(),
                                       TriggerNames.end());
  llvm::StringRef Type;
  for (const ApiRow &Row : Table) {
    if (isType(Row.Is))
      Type = Row.Name;
    // Who uses a member names the type, or has it named by a declaration.
    else if (!Type.empty() && scopeOf(Row.Name) == Type)
      continue;
    if (!beginsFinding(Row.Is))
      continue;
    llvm::StringRef Trigger = triggerOf(Row);
    if (!Trigger.empty() && Seen.insert(Trigger).second)
      TriggerNames.push_back(Trigger);
  }
}
