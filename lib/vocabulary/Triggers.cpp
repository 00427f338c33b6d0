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
  case Meaning::ParallelPolicy:
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

// Named by a word that means something else nearly everywhere: the name of the
// namespace stands for it.
static constexpr llvm::StringLiteral CommonWords[] = {
    "run",   "mapped",   "filtered",  "map",       "filter", "window",
    "post",  "dispatch", "defer",     "spawn",     "lock",   "wait",
    "get",   "via",      "enqueue",   "task",      "queue",  "stack",
    "Event", "Activity", "Condition", "get_index",
};

// Namespaces that say too little to stand for a word.
static constexpr llvm::StringLiteral CommonNamespaces[] = {
    "std", "boost", "llvm", "absl", "this_thread",
};

// In the identifier table of whatever includes <memory>, <vector>, <map> or
// <iostream> of libstdc++ or libc++; the policies and the namespace of oneTBB
// since libstdc++ has its parallel algorithms. Each holds one of
// textTriggers(), or is named behind one.
static constexpr llvm::StringLiteral InUsualHeaders[] = {
    "thread",
    "condition_variable",
    "mutex",
    "timed_mutex",
    "recursive_mutex",
    "recursive_timed_mutex",
    "try_lock",
    "sched_getcpu",
    "sched_getaffinity",
    "getcpu",
    "sysconf",
    "_SC_NPROCESSORS_ONLN",
    "_SC_NPROCESSORS_CONF",
    "parallel_policy",
    "parallel_unsequenced_policy",
    "par",
    "par_unseq",
    "tbb",
};

static constexpr llvm::StringLiteral TextTriggers[] = {
    "thread",    "atomic",    "mutex",  "condition_variable", "__sync_",
    "execution", "sched_get", "getcpu", "_SC_NPROC",          "tbb",
};

llvm::ArrayRef<llvm::StringLiteral> Vocabulary::textTriggers() {
  return TextTriggers;
}

/// The identifier without which no unit can use the API; empty when another
/// row's, or the text, stands for it.
static llvm::StringRef triggerOf(const ApiRow &Row) {
  llvm::StringRef Name = lastComponent(Row.Name);
  if (llvm::is_contained(CommonWords, Name)) {
    Name = lastComponent(scopeOf(Row.Name));
    if (llvm::is_contained(CommonNamespaces, Name))
      return {};
  }
  for (llvm::StringRef Start :
       {"atomic", "pthread_", "__atomic_", "__sync_", "__c11_atomic_"})
    if (Name.starts_with(Start))
      return {};
  return llvm::is_contained(InUsualHeaders, Name) ? llvm::StringRef() : Name;
}

void Vocabulary::findTriggers() {
  llvm::DenseSet<llvm::StringRef> Seen;
  Seen.reserve(1024);
  TriggerNames.reserve(512);
  for (llvm::ArrayRef<ApiRow> Table : Tables) {
    llvm::StringRef Type;
    for (const ApiRow &Row : Table) {
      // Who uses a member names the type, or has it named by a declaration.
      if (isType(Row.Is))
        Type = Row.Name;
      else if (!Type.empty() && Row.Name.size() > Type.size() &&
               Row.Name[Type.size()] == ':' && Row.Name.starts_with(Type))
        continue;
      if (!beginsFinding(Row.Is))
        continue;
      llvm::StringRef Trigger = triggerOf(Row);
      if (!Trigger.empty() && Seen.insert(Trigger).second)
        TriggerNames.push_back(Trigger);
    }
  }
}
