//===--- Forms.cpp - what each form of a check says -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Advice.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ErrorHandling.h"
#include <cassert>
#include <vector>

using namespace threadwise;

// What bounds it, how large, what to watch; and to measure it, as in all
// checks.
static const Advice UnboundedSpawn[] = {
    Advice::BoundedFanOut,    Advice::PoolSize,   Advice::LittlesLaw,
    Advice::PoolOrPerRequest, Advice::Observable, Advice::MeasureThenBound};
static const Advice SerialSpawn[] = {Advice::OneTaskIsNoFaster,
                                     Advice::SequentialDefault,
                                     Advice::MeasureThenBound};
// That cores fight over lines is one of the ways in which it hurts; whether
// here, a measurement says.
static const Advice FalseSharing[] = {Advice::WhenItHurts,
                                      Advice::MeasureThenBound};
// Every blocking operation of a task needs a way out.
static const Advice UncancellableWait[] = {Advice::CancellableWaits,
                                           Advice::MeasureThenBound};

// How long it may be, why a longer one does not help, and what is lost with the
// blocked caller.
static const Advice UnboundedQueue[] = {
    Advice::LittlesLaw, Advice::SlowestStage, Advice::AsyncIsNoSpeedUp,
    Advice::Observable, Advice::Headroom,     Advice::MeasureThenBound};

// A wait that one error path forgets; and to choose what a failure does.
static const Advice UnfulfilledPromise[] = {
    Advice::CancellableWaits, Advice::FailurePolicy, Advice::MeasureThenBound};
static const Advice TrivialTask[] = {
    Advice::WhenItHurts, Advice::SequentialDefault, Advice::MeasureThenBound};

// Grouped by check.
static const Form Forms[] = {
    {"unbounded-spawn", "per-item", Level::Resource,
     "hand the items to a fixed number of workers or take a semaphore's permit "
     "before each start; as many as there are cores when the work computes, as "
     "many as the downstream takes when it waits (arrival rate x latency); "
     "export the number of live threads",
     UnboundedSpawn},
    {"unbounded-spawn", "per-call", Level::Resource,
     "hand the work to a pool that the program owns or take a semaphore's "
     "permit before each start; as many threads as there are cores when the "
     "work computes, as the downstream takes when it waits (arrival rate x "
     "latency); export the number of live threads",
     UnboundedSpawn},
    {"unbounded-spawn", "recursion", Level::Resource,
     "below a size or a depth recurse without a thread, or use a work-stealing "
     "pool: more threads than cores do not compute faster; export the number "
     "of live threads",
     UnboundedSpawn},
    {"unbounded-queue", "own-queue", Level::Resource,
     "give it a capacity (arrival rate x the latency you promise, and some "
     "headroom) and decide what happens when it is full: the producer waits on "
     "a second condition, the item is dropped, or the caller is told no; "
     "export its depth",
     UnboundedQueue},
    {"unbounded-queue", "library-queue", Level::Resource,
     "use a queue with a capacity (arrival rate x the latency you promise, and "
     "some headroom) and decide what happens when it is full: wait, drop or "
     "reject; export its depth",
     UnboundedQueue},
    {"unbounded-queue", "executor-queue", Level::Resource,
     "take a permit ('std::counting_semaphore', as many as arrival rate x the "
     "latency you promise, and some headroom) before the task is handed over, "
     "give it back at its end, and stop reading or answer 'busy' while there "
     "is none; export how many are queued",
     UnboundedQueue},
    {"unfulfilled-promise", "early-exit", Level::HangOrCrash,
     "call 'set_exception' on this path too, or let the code own the promise "
     "(by value, moved in): its destructor then tells the waiter that it is "
     "broken",
     UnfulfilledPromise},
    {"unfulfilled-promise", "never-set", Level::HangOrCrash,
     "hand the promise to the task that does the work, and let it set the "
     "value "
     "or the exception",
     UnfulfilledPromise},
    {"unfulfilled-promise", "swallowed", Level::HangOrCrash,
     "hand the exception to whoever waits: "
     "'set_exception(std::current_exception())' in the handler",
     UnfulfilledPromise},
    {"unfulfilled-promise", "missing-case", Level::HangOrCrash,
     "add a 'default' that calls 'set_exception', so that a value nobody "
     "thought of ends the wait",
     UnfulfilledPromise},
    {"unfulfilled-promise", "throwing-callable", Level::HangOrCrash,
     "hand over a 'std::packaged_task', or call it in a 'try' whose handler "
     "calls 'set_exception(std::current_exception())'",
     UnfulfilledPromise},
    {"serial-spawn", "waited-at-once", Level::Slower,
     "call it directly: the result is the same; a thread pays where the caller "
     "has work of its own before the wait, or where the work is split",
     SerialSpawn},
    {"serial-spawn", "discarded-future", Level::Slower,
     "call it directly: the result is the same; or keep the future and wait "
     "for it where the result is needed",
     SerialSpawn},
    {"serial-spawn", "joined-in-iteration", Level::Slower,
     "call it directly, or start a fixed number of threads before the loop and "
     "join them after it",
     SerialSpawn},
    {"serial-spawn", "respawned", Level::Slower,
     "start the workers once and hand them the work of each iteration",
     SerialSpawn},
    {"serial-spawn", "replaced-future", Level::Slower,
     "hand the work of each round to a pool of a fixed size, or keep a limited "
     "number of futures and wait for the oldest",
     SerialSpawn},
    {"serial-spawn", "pool-waited-at-once", Level::Slower,
     "call it directly: the result is the same, and it waits for no worker; "
     "hand over what the caller need not wait for, or several tasks before the "
     "first wait",
     SerialSpawn},
    {"false-sharing", "two-sides", Level::Slower,
     "give each a cache line of its own with "
     "'alignas(std::hardware_destructive_interference_size)'; where a side "
     "reads both, let it remember the other's value and read it anew only when "
     "that one stops it; measure with both sides busy",
     FalseSharing},
    {"false-sharing", "two-threads", Level::Slower,
     "count in a local variable and store it once at the end, or give each a "
     "cache line of its own with "
     "'alignas(std::hardware_destructive_interference_size)', and measure with "
     "both threads busy",
     FalseSharing},
    {"false-sharing", "stripes", Level::Slower,
     "give each a cache line of its own: an element class with "
     "'alignas(std::hardware_destructive_interference_size)', and measure with "
     "all threads busy",
     FalseSharing},
    {"false-sharing", "slots", Level::Slower,
     "work on a local variable and store it once at the end, or give each "
     "element a cache line of its own with "
     "'alignas(std::hardware_destructive_interference_size)' on its class, and "
     "measure with all threads busy",
     FalseSharing},
    {"false-sharing", "reader", Level::Slower,
     "give what is written a cache line of its own with "
     "'alignas(std::hardware_destructive_interference_size)', or keep what is "
     "read in a local variable, and measure with both threads busy",
     FalseSharing},
    {"false-sharing", "barrier", Level::Slower,
     "put what the threads spin on and the count of those that arrived on "
     "cache lines of their own with "
     "'alignas(std::hardware_destructive_interference_size)', and measure with "
     "all threads busy; or use 'std::barrier'",
     FalseSharing},
    {"false-sharing", "bits", Level::Slower,
     "give each thread a byte or a word of its own, as an element of a "
     "'std::vector<char>' or a member that is no bit-field, or make it atomic; "
     "and a cache line of its own where it is written often",
     FalseSharing},
    {"uncancellable-wait", "nothing-tested", Level::HangOrCrash,
     "hand the wait a predicate that says what happened or that it is time to "
     "stop, change what it reads under the same lock, and notify then",
     UncancellableWait},
    {"uncancellable-wait", "tested-before-lock", Level::HangOrCrash,
     "take the lock first and test under it, in the predicate of the wait; "
     "change the flag under the same lock",
     UncancellableWait},
    {"uncancellable-wait", "only-data", Level::HangOrCrash,
     "let the predicate ask for the stop flag as well ('stop || !queue.empty()'"
     "), set the flag under the lock of the wait, and notify all",
     UncancellableWait},
    {"uncancellable-wait", "set-without-notify", Level::HangOrCrash,
     "notify all who wait after the flag is set, before the join",
     UncancellableWait},
    {"uncancellable-wait", "blocked", Level::HangOrCrash,
     "wake it before the join: shut the descriptor down, release a permit, "
     "push "
     "an item that means the end, or wait with a limit in a loop that tests "
     "the flag",
     UncancellableWait},
    {"uncancellable-wait", "only-closed", Level::HangOrCrash,
     "call 'shutdown' first, or poll the descriptor together with an eventfd "
     "or "
     "a pipe that whoever joins writes to: on Linux 'close' wakes nobody",
     UncancellableWait},
    {"uncancellable-wait", "endless", Level::HangOrCrash,
     "test a stop flag or a 'std::stop_token' in the loop, and set it before "
     "the join",
     UncancellableWait},
    {"uncancellable-wait", "one-notified", Level::HangOrCrash,
     "notify all: each thread that waits has to see the flag",
     UncancellableWait},
    {"uncancellable-wait", "polls", Level::HangOrCrash,
     "poll an eventfd or the read end of a pipe as well, and write to it "
     "before "
     "the join, or give the call a time limit and test the flag in its loop",
     UncancellableWait},
    {"uncancellable-wait", "long-sleep", Level::Slower,
     "wait on a condition variable with this time limit and the stop flag in "
     "its predicate: the stop notifies it, and the thread ends at once",
     UncancellableWait},
    {"uncancellable-wait", "busy-wait", Level::HangOrCrash,
     "wait on a condition variable, or on a C++20 atomic with 'wait', for the "
     "data or the stop flag: it wakes at once, and burns no core meanwhile",
     UncancellableWait},
    {"uncancellable-wait", "set-without-lock", Level::HangOrCrash,
     "hold the lock of the wait while you change it, also when it is atomic, "
     "and notify afterwards",
     UncancellableWait},
    {"uncancellable-wait", "spins", Level::Slower,
     "wait on a condition variable, or on the C++20 atomic itself ('wait', and "
     "'notify_all' behind each change): a spin takes the core from whoever "
     "could end it",
     UncancellableWait},
    {"uncancellable-wait", "idle-poll", Level::Slower,
     "wait on a condition variable or a semaphore that each push notifies, or "
     "use the blocking pop of the queue: an idle thread then costs nothing",
     UncancellableWait},
    {"uncancellable-wait", "never-notified", Level::HangOrCrash,
     "notify the condition wherever what the predicate reads is changed: "
     "behind "
     "each push for who waits for an item, behind each pop for who waits for "
     "room",
     UncancellableWait},
    {"uncancellable-wait", "items-not-asked", Level::HangOrCrash,
     "give the wait a predicate that asks for items as well: "
     "'stopping || !queue.empty()'",
     UncancellableWait},
    {"uncancellable-wait", "only-on-edge", Level::HangOrCrash,
     "notify one behind each push and each pop, or all of them where one is "
     "notified now",
     UncancellableWait},
    {"uncancellable-wait", "arrival-skipped", Level::HangOrCrash,
     "arrive on this path too: let an object that arrives in its destructor "
     "do it on each path",
     UncancellableWait},
    {"uncancellable-wait", "token-not-given", Level::HangOrCrash,
     "hand the token to the wait: 'wait(lock, token, predicate)' returns when "
     "somebody asks to stop",
     UncancellableWait},
    {"trivial-task", "small", Level::Slower,
     "run it directly, or give each task so many items that its work outweighs "
     "its start",
     TrivialTask},
    {"trivial-task", "unguarded", Level::Slower,
     "test how much there is first: run it directly below the size from which "
     "it pays",
     TrivialTask},
};

namespace {
struct Judged {
  llvm::StringLiteral Check, Form;
  bool IsTrue;
};
} // namespace

// The build reads benchmarks/corpus/judged.json.
static constexpr Judged JudgedFindings[] = {
#include "embedded/Judged.inc"
};

static std::vector<Form> withJudgedFindings() {
  std::vector<Form> All(std::begin(Forms), std::end(Forms));
  for (const Judged &J : JudgedFindings)
    for (Form &F : All)
      if (F.Check == J.Check && F.Id == J.Form)
        ++(J.IsTrue ? F.JudgedTrue : F.JudgedFalse);
  return All;
}

llvm::ArrayRef<Form> threadwise::forms() {
  static const std::vector<Form> All = withJudgedFindings();
  return All;
}

const Form &threadwise::form(llvm::StringRef Check, llvm::StringRef Id) {
  for (const Form &F : forms())
    if (F.Check == Check && F.Id == Id)
      return F;
  llvm_unreachable("a check reports a form that lib/advice does not know");
}

llvm::StringRef threadwise::toString(Level L) {
  switch (L) {
  case Level::HangOrCrash:
    return "hang-or-crash";
  case Level::Resource:
    return "resource";
  case Level::Slower:
    return "slower";
  case Level::Practice:
    return "practice";
  }
  llvm_unreachable("all levels are named");
}

std::optional<Level> threadwise::levelByName(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<Level>>(Name)
      .Case("hang-or-crash", Level::HangOrCrash)
      .Case("resource", Level::Resource)
      .Case("slower", Level::Slower)
      .Case("practice", Level::Practice)
      .Default(std::nullopt);
}

llvm::StringRef threadwise::toString(Confidence C) {
  switch (C) {
  case Confidence::Unrated:
    return "unrated";
  case Confidence::Low:
    return "low";
  case Confidence::Medium:
    return "medium";
  case Confidence::High:
    return "high";
  }
  llvm_unreachable("all confidences are named");
}

/// With fewer judged findings one more or less would move a rate by over 5 %.
static constexpr unsigned JudgedForARate = 20;

Confidence Form::confidence() const {
  unsigned Judged = JudgedTrue + JudgedFalse;
  if (Judged < JudgedForARate)
    return Confidence::Unrated;
  unsigned TruePercent = 100u * JudgedTrue / Judged;
  if (TruePercent >= 90)
    return Confidence::High;
  return TruePercent >= 75 ? Confidence::Medium : Confidence::Low;
}
