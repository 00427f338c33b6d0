//===--- Vocabulary.h - what the APIs of the world mean ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// What a function or a type of a library means for concurrency: one table row
/// per API, one file per library. Nothing else in threadwise knows the name of
/// an API. A name without a row is unknown: it is never guessed at.
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

  // What becomes of a thread, task or group.
  JoinThread,    ///< blocks until the thread ended
  JoinTimed,     ///< the same with a limit on the time
  DetachThread,  ///< gives up the handle, the thread goes on
  WaitForResult, ///< blocks until a future or group is done
  WaitTimed,     ///< the same with a limit on the time
  RequestStop,   ///< asks a thread to stop (stop_source, cancel, interrupt)
  SetThreadAttribute, ///< stack size, priority, affinity: the thread differs on
                      ///< purpose
  SetThreadName,      ///< gives a thread a name that tools can show

  // Permits: what limits how much is alive.
  AcquirePermit, ///< semaphore acquire / wait: blocks until there is room
  ReleasePermit, ///< semaphore release / post
  ArriveLatch,   ///< count_down, arrive
  WaitLatch,     ///< latch::wait, barrier arrive_and_wait

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
  TryPopItem,      ///< takes an item if there is one
  SetCapacity,     ///< gives a queue its limit

  // Figures of the machine.
  CoreCount, ///< yields the number of cores
  WorkerId,  ///< yields the index of the calling worker

  // Promises.
  SatisfyPromise, ///< set_value, set_exception
  TakeFuture,     ///< promise::get_future

  // Types.
  ThreadHandle,         ///< a thread: what its destructor does is in HandleRule
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
  UnboundedQueueType,   ///< concurrent queue that grows without limit
  BoundedQueueType,     ///< concurrent queue with a limit
  SequenceContainer,    ///< vector, list, deque and their like
  AssociativeContainer, ///< map, set and their like
  SmartPointer,         ///< owns what it points to
  TestCaseBase,         ///< base class of a unit-test case (gtest, Catch)
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

/// Index of the argument that holds the callable.
enum : int8_t {
  NoCallable = -1,
  LastArgument = -2,
  AllArguments = -3,
  ReceiverIsCallable = -4
};

/// One API. Strings are literals or live as long as the Vocabulary.
struct ApiRow {
  /// Fully qualified, inline namespaces left out. A member is `ns::Class::f`,
  /// a constructor `ns::Class::Class`.
  llvm::StringRef Name;
  Meaning Is;
  /// Zero-based index of the callable among the arguments, or one of the
  /// enumerators above. A leading std::launch or executor is not skipped here:
  /// see PolicyFirst.
  int8_t Callable = NoCallable;
  /// What the destructor of the handle does that this call returns, or of the
  /// handle type that this row names.
  HandleRule Handle = HandleRule::None;
  /// The call may be given a policy (std::launch, an execution policy) before
  /// the callable.
  bool PolicyFirst = false;
  /// Index of the argument that receives the handle (pthread_create: 0), else
  /// NoCallable: the call returns it or constructs it.
  int8_t HandleArgument = NoCallable;
};

/// The tables of all libraries, and the rows that the user added.
class Vocabulary {
public:
  /// The built-in rows alone.
  static const Vocabulary &builtin();

  /// The built-in rows and those that the user's options add. Each list is
  /// separated by semicolons, an entry is `qualified::name` or
  /// `qualified::name:N`, N being the index of the callable.
  /// The error names the option and the entry at fault.
  struct UserRows {
    std::string Spawners, Submitters, Waits, Bounds, Pools;
  };
  static llvm::Expected<std::shared_ptr<const Vocabulary>>
  withUserRows(const UserRows &Rows);

  /// The rows of a fully qualified name (inline namespaces left out); empty
  /// when there is none. One name can mean several things.
  llvm::ArrayRef<ApiRow> rows(llvm::StringRef QualifiedName) const;

  /// The row of this name with this meaning, or null.
  const ApiRow *find(llvm::StringRef QualifiedName, Meaning Is) const;

  /// Does some row have this last component? The cheap test that comes before
  /// any qualified name is built.
  bool mayKnow(llvm::StringRef UnqualifiedName) const;

  /// All rows with this unqualified name. For code whose include is missing,
  /// where only the last component of a name is known.
  llvm::ArrayRef<ApiRow> rowsByUnqualifiedName(llvm::StringRef Name) const;

  /// The unqualified names of which at least one must occur in a translation
  /// unit before it can hold a fact at all (spawners, waits, queues, locks).
  llvm::ArrayRef<llvm::StringRef> triggers() const;

private:
  Vocabulary() = default;
  void add(llvm::ArrayRef<ApiRow> Rows);

  llvm::StringMap<llvm::SmallVector<ApiRow, 1>> ByQualifiedName;
  llvm::StringMap<llvm::SmallVector<ApiRow, 1>> ByUnqualifiedName;
  std::vector<llvm::StringRef> TriggerNames;
  /// Owns the strings of user rows.
  std::vector<std::unique_ptr<std::string>> Storage;
};

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_VOCABULARY_H
