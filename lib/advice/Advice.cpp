//===--- Advice.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Advice.h"
#include <cassert>

using namespace threadwise;

static const Advice SpawnAdvice[] = {
    Advice::BoundedFanOut, Advice::PoolSize, Advice::LittlesLaw,
    Advice::PoolOrPerRequest, Advice::Observable};
static const Advice SerialAdvice[] = {Advice::OneTaskIsNoFaster,
                                      Advice::SequentialDefault};
static const Form Forms[] = {
    {"unbounded-spawn", "per-item", Level::Resource,
     "hand the items to a fixed pool, or take a permit from a semaphore before "
     "each start",
     SpawnAdvice},
    {"unbounded-spawn", "per-call", Level::Resource,
     "hand the work to a fixed pool, or take a permit from a semaphore before "
     "each start",
     SpawnAdvice},
    {"unbounded-spawn", "recursion", Level::Resource,
     "stop spawning below a depth or a size, or use a work-stealing pool",
     SpawnAdvice},
    {"serial-spawn", "waited-at-once", Level::Slower,
     "call it directly: the result is the same", SerialAdvice},
    {"serial-spawn", "discarded-future", Level::Slower,
     "call it directly, or keep the future", SerialAdvice},
    {"serial-spawn", "joined-in-iteration", Level::Slower,
     "call it directly, or start the threads first and join them afterwards",
     SerialAdvice},
    {"serial-spawn", "respawned", Level::Slower,
     "keep the workers and hand them work", SerialAdvice},
};

llvm::ArrayRef<Form> threadwise::forms() { return Forms; }

const Form &threadwise::form(llvm::StringRef Check, llvm::StringRef Id) {
  for (const Form &F : Forms)
    if (F.Check == Check && F.Id == Id)
      return F;
  assert(false && "a check reports a form that lib/advice does not know");
  return Forms[0];
}

static const Principle Principles[] = {
    {Advice::BoundedFanOut, "bounded-fan-out", "", "", "", ""}};
llvm::ArrayRef<Principle> threadwise::principles() { return Principles; }
const Principle &threadwise::principle(Advice) { return Principles[0]; }
