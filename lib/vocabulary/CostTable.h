//===--- CostTable.h - what operations and starts cost ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Nanoseconds as data: of operations, of functions whose bodies are never
/// followed, and of starting a thread or task. Each row names the benchmark of
/// benchmarks/costs behind it.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_COSTTABLE_H
#define THREADWISE_VOCABULARY_COSTTABLE_H

#include "vocabulary/Vocabulary.h"

namespace threadwise {

/// What a processor does for a piece of code.
enum class Operation : uint8_t {
  Integer,       ///< add, compare, shift, convert
  Multiply,      ///< of integers
  DivideByConst, ///< of integers
  Divide,        ///< of integers
  Floating,      ///< add, multiply, compare, convert
  FloatingDivide,
  Access,       ///< memory that is walked in order, or a member
  RandomAccess, ///< memory at an address that was itself read or computed
  Branch,       ///< a condition, perhaps mispredicted
  Select,       ///< one of two plain values: no branch is left of it
  Iteration,    ///< what a loop adds to its body
  Call,         ///< a call of a body in sight, perhaps inlined
  IndirectCall, ///< through a pointer, a virtual table, a std::function
  Allocate,     ///< new
  Free,         ///< delete
  Throw,
  Critical,    ///< enter and leave a critical section
  DynamicCast, ///< to a class that is derived
  MoveHandle,  ///< of a container or pointer of the library: what it owns stays
  CopyByte,    ///< of a block that is copied or cleared
};

struct Nanoseconds {
  double Lower, Upper;
};

struct OperationCost {
  Operation Is;
  /// Lower: optimised, in flight beside others, perhaps vectorised, data in the
  /// nearest cache. Upper: nothing of that, on a slow machine.
  Nanoseconds Costs;
  /// The same where the next iteration of a loop waits for the result.
  Nanoseconds Waited;
  llvm::StringLiteral Measured; ///< the benchmark
};

llvm::ArrayRef<OperationCost> operationCosts();
Nanoseconds costOf(Operation O, bool IsWaitedFor = false);

/// A function whose body is not followed.
struct LibraryCost {
  llvm::StringLiteral
      Name; ///< as in the vocabulary; operators: `C::operator[]`
  Nanoseconds Costs;
  llvm::StringLiteral Measured;
  enum : uint8_t {
    Once,       ///< the whole call
    PerElement, ///< for each element of the range or the size that is given
    PerSorted,  ///< for each element and each halving of their number
    PerHalving, ///< for each halving of the number of elements
    PerCount,   ///< once, and Each for each of as many as CountedBy says
  } Is = Once;
  /// Includes copying an element: known for elements that are plain data.
  bool CopiesElement = false;
  /// Blocks, wakes or orders other threads.
  bool Synchronises = false;
  /// Looks at no more elements than it must.
  bool StopsEarly = false;
  /// Looks a key up: known for keys that are plain numbers or pointers, and for
  /// the library's own order and hash of them.
  bool LooksUpKey = false;
  /// And makes an element of what is not there.
  bool MakesElement = false;
  /// What the end of an object destroys besides what belongs to the object.
  enum : uint8_t {
    Itself,   ///< nothing
    OneHeld,  ///< what its first template argument says
    Elements, ///< any number of what its first template argument says
  } Ends = Itself;
  /// PerCount: the argument that says how many: a number, a text, a list; of a
  /// container that is made the elements, of which Each takes the bytes.
  int8_t CountedBy = NoArgument;
  Nanoseconds Each = {0, 0};
  /// In its parallel form, fewer elements are not split: no start is paid.
  uint16_t RunsDirectlyBelow = 0;
};

llvm::ArrayRef<LibraryCost> libraryCosts();
/// Null when nothing is known.
const LibraryCost *libraryCost(llvm::StringRef QualifiedName);

/// What is started.
enum class StartOf : uint8_t {
  Thread,
  Async,
  PoolTask,
  AsioTask,
  TbbTask,
  TbbLoop,
  TbbChunk, ///< one chunk of a loop that is always split down to its grain
  ParallelAlgorithm,
  OpenMpRegion,
  OpenMpTask,
  OpenMpChunk, ///< one chunk of schedule(dynamic)
};

struct StartCost {
  StartOf Is;
  llvm::StringLiteral Option; ///< of the check: `ThreadStartCost`
  llvm::StringLiteral What;   ///< `a thread`
  /// What the starter pays at the least, in nanoseconds: workers awake, many
  /// started in a row. Work below it cannot pay.
  unsigned AtLeast;
  /// The same with the wait for one, workers asleep.
  unsigned WithWait;
  llvm::StringLiteral Measured; ///< the benchmark behind AtLeast
};

llvm::ArrayRef<StartCost> startCosts();
const StartCost &startCost(StartOf S);

/// What the API of a SpawnThread, SpawnAsync, SubmitTask, ParallelLoop or
/// ParallelInvoke row starts.
StartOf startedBy(const ApiRow &Row);

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_COSTTABLE_H
