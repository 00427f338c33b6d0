//===--- Vocabulary.h - what the APIs of the world mean ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// What a function or a type of a library means for concurrency: one table row
/// per API, one file per library. Nothing else in threadwise knows the name of
/// an API. A name without a row is unknown: it is never guessed at.
///
/// A name is written as users write it. Where a library declares it (a version
/// namespace, an implementation's base class) is a matter of the alias table.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_VOCABULARY_H
#define THREADWISE_VOCABULARY_VOCABULARY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace threadwise {

/// What an API does. Functions, constructors and types share the enumeration:
/// a type's row says what holding a value of it means.
enum class Meaning : uint8_t {
  // Functions and constructors that start or hand over work.
  SpawnThread,    ///< starts a thread that runs the callable argument
  SpawnAsync,     ///< std::async and its like: a thread, unless deferred
  SubmitTask,     ///< hands the callable to a pool or executor, returns at once
  ParallelLoop,   ///< runs the callable for many indices, waits for all
  ParallelInvoke, ///< runs several callables in parallel, waits for all
  LoopOverCallable, ///< calls the callable once per element, on this thread
  InvokeOnce,       ///< calls the callable once, on this thread (std::invoke)
  BindCallable,     ///< wraps the callable for later (std::bind, std::ref)
  RegisterHandler,  ///< keeps the callable and enters it per event or request
  RunTasks, ///< runs queued tasks or handlers on this thread, until stopped

  // What becomes of a thread, task or group.
  JoinThread,    ///< blocks until the thread ended
  JoinTimed,     ///< the same with a limit on the time, or without blocking
  DetachThread,  ///< gives up the handle, the thread goes on
  WaitForResult, ///< blocks until a future or group is done
  WaitTimed,     ///< the same with a limit on the time
  RequestStop,   ///< asks a thread to stop (stop_source, cancel, interrupt)
  StopRequested, ///< says whether somebody asked this thread to stop
  SetThreadAttribute, ///< stack size, priority, affinity: the thread differs on
                      ///< purpose
  PlainThreadAttribute, ///< makes or ends an object of attributes, or sets one
                        ///< that does not make the thread differ
  SetThreadName,        ///< gives a thread a name that tools can show

  // Permits: what limits how much is alive.
  AcquirePermit,    ///< semaphore acquire / wait: blocks until there is room
  TryAcquirePermit, ///< the same without blocking, or with a time limit
  ReleasePermit,    ///< semaphore release / post
  ArriveLatch,      ///< count_down, arrive
  WaitLatch,        ///< latch::wait, barrier arrive_and_wait

  // Conditions, atomics, locks.
  WaitCondition,      ///< condition wait, no time limit
  WaitConditionTimed, ///< condition wait with a limit
  WaitConditionStop,  ///< condition wait that takes a stop token
  NotifyCondition,    ///< notify_one, notify_all, signal, broadcast
  WaitAtomic,         ///< std::atomic::wait
  NotifyAtomic,       ///< std::atomic::notify_*
  Lock,               ///< takes a lock
  TryLock,            ///< takes a lock if it is free
  Unlock,             ///< releases a lock
  AtomicLoad,         ///< reads an atomic object
  AtomicStore,        ///< writes an atomic object
  AtomicUpdate,       ///< read-modify-write of an atomic object

  // Input and other blocking operations.
  AcceptConnection, ///< returns one connection, blocks until there is one
  ReadItem,         ///< reads one line, message or chunk of input; may block
  PollForever, ///< poll, select, epoll_wait: blocks per its timeout argument
  ShutdownChannel, ///< wakes whoever blocks on the descriptor or queue
  CloseDescriptor, ///< close(): wakes nobody
  Sleep,           ///< blocks for a time
  YieldProcessor,  ///< yield, pause
  PushItem,        ///< puts an item into a queue, grows without limit
  PushBounded,     ///< puts an item into a queue, blocks or fails when full
  PopItem,         ///< takes an item, blocks until there is one
  TryPopItem,      ///< takes an item if there is one, perhaps after a time
  SetCapacity,     ///< gives a queue or semaphore its limit: CountArgument

  // Figures of the machine.
  CoreCount,      ///< yields the number of cores
  WorkerCount,    ///< yields the number of workers of a pool or team
  WorkerId,       ///< yields the index of the calling worker
  SetWorkerCount, ///< sizes a pool or team: CountArgument; none: the machine

  // Promises.
  SatisfyPromise, ///< set_value, set_exception
  TakeFuture,     ///< promise::get_future

  // Elements of containers that know nothing of threads.
  ConstructInPlace, ///< constructs an element, or the type of its template
                    ///< argument, from the arguments behind Callable
  AppendElement,    ///< puts an element in: the container grows
  RemoveElement,    ///< takes elements out
  ElementCount,     ///< yields the number of elements
  TestEmpty,        ///< says whether there are elements

  // Types.
  ThreadHandle,         ///< a thread: what its destructor does is in HandleRule
  ThreadAttributesType, ///< what a thread is to be like; may come before the
                        ///< callable of a thread
  FutureHandle,         ///< the result of a task
  TaskGroupType,        ///< a group of tasks with a wait
  PoolType,             ///< runs tasks on threads of its own
  MutexType,            ///< a lock
  LockGuardType,        ///< holds a lock for its scope
  ConditionType,        ///< a condition variable
  SemaphoreType,        ///< a counting semaphore
  LatchType,            ///< latch or barrier
  StopTokenType,        ///< says that somebody asked to stop
  AtomicType,           ///< an atomic object
  PromiseType,          ///< the writing end of a future
  UnboundedQueueType,   ///< concurrent queue that grows without limit, unless
                        ///< it is given one (SetCapacity)
  BoundedQueueType,     ///< concurrent queue with a limit
  SequenceContainer,    ///< vector, list, deque and their like
  AssociativeContainer, ///< map, set and their like
  SmartPointer,         ///< owns what it points to
  TestCaseBase,         ///< base class of a unit-test case (gtest, Catch)
  HandlerBase,          ///< base class whose overrides are entered per request

  // Policies: a type or an object of it.
  ParallelPolicy,   ///< execution policy : on several threads
  SequentialPolicy, ///< execution policy : on this thread
  DeferredPolicy,   ///< launch policy: runs on the thread that waits, or never
};

/// What a handle's destructor does with a thread that still runs, or a future
/// that is not ready.
enum class HandleRule : uint8_t {
  None,       ///< not a handle
  Terminates, ///< std::thread: std::terminate
  Joins,      ///< std::jthread: waits
  Waits,      ///< the future of std::async: waits
  Leaves,     ///< pthread_t, HANDLE, a future of a pool: the thread goes on
};

/// Which value of a timeout argument means that there is no limit. Where the
/// argument is left out there is none either.
enum class Forever : uint8_t {
  Never,    ///< each value is a limit
  Negative, ///< poll, epoll_wait: -1
  AllOnes,  ///< INFINITE, ULONG_MAX, -1 as unsigned
  Null,     ///< select, ppoll: a null pointer
};

/// Index of an argument, counted from zero, or one of these.
enum : int8_t {
  NoArgument = -1,
  NoCallable = NoArgument,
  LastArgument = -2,
  AllArguments = -3,
  ReceiverIsCallable = -4
};

/// One API. Strings are literals or live as long as the Vocabulary.
struct ApiRow {
  /// Fully qualified, inline namespaces left out. A member is `ns::Class::f`,
  /// a constructor `ns::Class::Class`. A function without `::` is one of C: a
  /// declaration that has no C linkage is another function.
  llvm::StringRef Name;
  Meaning Is;
  /// Zero-based index of the callable among the arguments, or one of the
  /// enumerators above. A leading std::launch or executor is not skipped here:
  /// see PolicyFirst. What the call hands to the callable stands behind it.
  int8_t Callable = NoCallable;
  /// What the destructor of the handle does that this call returns, or of the
  /// handle type that this row names.
  HandleRule Handle = HandleRule::None;
  /// The call may be given a policy (std::launch, an execution policy, a pool)
  /// before the callable.
  bool PolicyFirst = false;
  /// Index of the argument that receives the handle (pthread_create: 0), else
  /// NoCallable: the call returns it or constructs it. In a join or detach, the
  /// argument that is the handle; NoCallable: the receiver.
  int8_t HandleArgument = NoCallable;
  /// The argument that is acted on (pthread_mutex_lock: 0), or NoArgument: the
  /// receiver.
  int8_t ObjectArgument = NoArgument;
  /// The lock that a condition wait releases.
  int8_t LockArgument = NoArgument;
  /// The predicate of a condition wait. The call may leave it out.
  int8_t PredicateArgument = NoArgument;
  /// The stop token. The call may leave it out.
  int8_t StopArgument = NoArgument;
  /// The limit on the time. A call that leaves it out has none.
  int8_t TimeoutArgument = NoArgument;
  Forever NoLimit = Forever::Never;
  /// How many: threads of a pool, permits, places of a queue.
  int8_t CountArgument = NoArgument;
  /// The call means this only where the argument names a constant whose row
  /// means the same: sysconf(_SC_NPROCESSORS_ONLN).
  int8_t NameArgument = NoArgument;
  /// How many arguments a function of C takes whose name is an everyday word:
  /// an undeclared function of this name and number is it. 0: the name says
  /// enough, if it has a prefix.
  int8_t Arguments = 0;
  /// The argument that says how the thread is to differ: its attributes, stack
  /// size or priority. Zero and a null pointer say nothing.
  int8_t AttributesArgument = NoArgument;
  /// A pool whose workers are all alike and more than one, or a group of tasks
  /// of such a pool; of a function: hands to such a pool unless it is given
  /// another one. Any worker takes any task: none is chosen for what it owns.
  bool HasEqualWorkers = false;
  /// A wait that runs other queued tasks meanwhile: no task can starve it.
  bool HelpsWhileWaiting = false;
  /// Hands its task to a pool, whatever object it is called on or with.
  bool ToPool = false;
  /// A fiber: it has a stack, and no thread of the operating system.
  bool IsFiber = false;
  /// A task that is handed over waits in no queue for its turn: the call fails
  /// when no thread is free, runs it at once, or attaches it to a result.
  bool IsUnqueued = false;
  /// A lock that others may hold at the same time, for reading.
  bool IsShared = false;
  /// A notification that wakes one waiter: its sister that wakes all.
  llvm::StringRef WakesAll = {};
  /// What one of the time limit is, in nanoseconds; 0: its type says.
  uint32_t TimeUnit = 0;

  // What the tables are written with.
  constexpr ApiRow policyFirst() const {
    ApiRow R = *this;
    R.PolicyFirst = true;
    return R;
  }
  constexpr ApiRow handle(int8_t Index) const {
    ApiRow R = *this;
    R.HandleArgument = Index;
    return R;
  }
  constexpr ApiRow object(int8_t Index) const {
    ApiRow R = *this;
    R.ObjectArgument = Index;
    return R;
  }
  constexpr ApiRow lock(int8_t Index) const {
    ApiRow R = *this;
    R.LockArgument = Index;
    return R;
  }
  constexpr ApiRow predicate(int8_t Index) const {
    ApiRow R = *this;
    R.PredicateArgument = Index;
    return R;
  }
  constexpr ApiRow stop(int8_t Index) const {
    ApiRow R = *this;
    R.StopArgument = Index;
    return R;
  }
  constexpr ApiRow timeout(int8_t Index, Forever F = Forever::Never) const {
    ApiRow R = *this;
    R.TimeoutArgument = Index;
    R.NoLimit = F;
    return R;
  }
  constexpr ApiRow count(int8_t Index) const {
    ApiRow R = *this;
    R.CountArgument = Index;
    return R;
  }
  constexpr ApiRow named(int8_t Index) const {
    ApiRow R = *this;
    R.NameArgument = Index;
    return R;
  }
  constexpr ApiRow takes(int8_t Number) const {
    ApiRow R = *this;
    R.Arguments = Number;
    return R;
  }
  constexpr ApiRow attributes(int8_t Index) const {
    ApiRow R = *this;
    R.AttributesArgument = Index;
    return R;
  }
  constexpr ApiRow equalWorkers() const {
    ApiRow R = *this;
    R.HasEqualWorkers = true;
    return R;
  }
  constexpr ApiRow helps() const {
    ApiRow R = *this;
    R.HelpsWhileWaiting = true;
    return R;
  }
  constexpr ApiRow toPool() const {
    ApiRow R = *this;
    R.ToPool = true;
    return R;
  }
  constexpr ApiRow fiber() const {
    ApiRow R = *this;
    R.IsFiber = true;
    return R;
  }
  constexpr ApiRow unqueued() const {
    ApiRow R = *this;
    R.IsUnqueued = true;
    return R;
  }
  constexpr ApiRow one(llvm::StringLiteral All) const {
    ApiRow R = *this;
    R.WakesAll = All;
    return R;
  }
  constexpr ApiRow seconds() const {
    ApiRow R = *this;
    R.TimeUnit = 1'000'000'000;
    return R;
  }
  constexpr ApiRow milliseconds() const {
    ApiRow R = *this;
    R.TimeUnit = 1'000'000;
    return R;
  }
  constexpr ApiRow microseconds() const {
    ApiRow R = *this;
    R.TimeUnit = 1'000;
    return R;
  }
  constexpr ApiRow shared() const {
    ApiRow R = *this;
    R.IsShared = true;
    return R;
  }
};

/// Is a row of this meaning about a type? All others are about a function, but
/// for the policies, which are types and objects, and a few constants that a
/// NameArgument speaks of.
bool isType(Meaning M);

/// Does the caller stand still until others have done something: a wait for a
/// result, a condition or a permit?
bool waitsForOthers(Meaning M);

/// The tables of all libraries, and the rows that the user added. Making one
/// costs a look at each row; the index is made by the first look-up. Look-ups
/// allocate nothing and may come from several threads.
class Vocabulary {
public:
  ~Vocabulary();

  /// The built-in rows alone.
  static const Vocabulary &builtin();

  /// What the user's options add. Each list is separated by semicolons; white
  /// space around an entry and empty entries do not count.
  ///
  /// An entry of Spawners (starts a thread) and Submitters (hands a task to a
  /// pool) is `qualified::name` or `qualified::name:N`, N being the index of
  /// the callable, counted from zero; without it the callable comes first.
  /// An entry of Waits (blocks until a result is there), Bounds (blocks until
  /// there is room for one more) and Pools (a type that runs tasks on threads
  /// of its own) is `qualified::name`.
  ///
  /// A name is written without template arguments; a member is
  /// `ns::Class::name`, a constructor `ns::Class::Class`.
  struct UserRows {
    std::string Spawners, Submitters, Waits, Bounds, Pools;
  };
  /// The built-in rows and those of the user. The error names the option, the
  /// entry at fault and what it takes.
  static llvm::Expected<std::shared_ptr<const Vocabulary>>
  withUserRows(const UserRows &Rows);

  /// The rows of a fully qualified name (inline namespaces left out); empty
  /// when there is none. One name can mean several things. A name that the
  /// alias table knows under another one has the rows of that one.
  llvm::ArrayRef<ApiRow> rows(llvm::StringRef QualifiedName) const;

  /// The row of this name with this meaning, or null.
  const ApiRow *find(llvm::StringRef QualifiedName, Meaning Is) const;

  /// Does some row have this last component? The cheap test that comes before
  /// any qualified name is built.
  bool mayKnow(llvm::StringRef UnqualifiedName) const;

  /// All rows with this unqualified name. For code whose include is missing,
  /// where only the last component of a name is known.
  llvm::ArrayRef<ApiRow> rowsByUnqualifiedName(llvm::StringRef Name) const;

  /// The identifiers of which at least one must occur in a translation unit,
  /// or one of textTriggers() in its user's files, before it can hold a fact.
  llvm::ArrayRef<llvm::StringRef> triggers() const { return TriggerNames; }

  /// What triggers() leaves out, since the identifier table of nearly every
  /// unit holds it: clang's builtins (pthread_create is one), and what the
  /// usual headers of the standard library declare. Parts of words to look for
  /// in the text of the user's own files.
  static llvm::ArrayRef<llvm::StringLiteral> textTriggers();

  /// All tables, for tests and listings.
  llvm::ArrayRef<llvm::ArrayRef<ApiRow>> tables() const { return Tables; }

private:
  struct Index;

  /// The names of user rows: these move with the vocabulary, a string's
  /// characters may not.
  using Strings = std::vector<std::unique_ptr<std::string>>;

  Vocabulary(std::vector<ApiRow> UserRows, Strings UserNames);
  void findTriggers();
  const Index &index() const;

  /// A later table has all rows of the names that it speaks of.
  std::vector<llvm::ArrayRef<ApiRow>> Tables;
  std::vector<llvm::StringRef> TriggerNames;
  std::vector<ApiRow> UserTable;
  Strings UserNames;
  mutable std::once_flag IndexOnce;
  mutable std::unique_ptr<Index> Made;
};

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_VOCABULARY_H
