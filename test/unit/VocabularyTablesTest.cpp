//===--- VocabularyTablesTest.cpp - no row is malformed -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Names.h"
#include "vocabulary/Tables.h"
#include "vocabulary/Vocabulary.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"
#include <tuple>

using namespace threadwise;

namespace {

bool isComponent(llvm::StringRef Text) {
  if (Text.consume_front("operator"))
    return Text.empty() || !llvm::isAlnum(Text.front());
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

bool takesCallable(Meaning M) {
  switch (M) {
  case Meaning::SpawnThread:
  case Meaning::SpawnAsync:
  case Meaning::SubmitTask:
  case Meaning::ParallelLoop:
  case Meaning::ParallelInvoke:
  case Meaning::LoopOverCallable:
  case Meaning::InvokeOnce:
  case Meaning::BindCallable:
  case Meaning::RegisterHandler:
  case Meaning::ConstructInPlace:
    return true;
  default:
    return false;
  }
}

bool waitsForACondition(Meaning M) {
  return M == Meaning::WaitCondition || M == Meaning::WaitConditionTimed ||
         M == Meaning::WaitConditionStop;
}

bool isSized(Meaning M) {
  return M == Meaning::SetCapacity || M == Meaning::SetWorkerCount ||
         M == Meaning::PoolType || M == Meaning::RegisterHandler ||
         M == Meaning::BindCallable || M == Meaning::AcquirePermit ||
         M == Meaning::TryAcquirePermit || M == Meaning::ReleasePermit ||
         M == Meaning::ArriveLatch || M == Meaning::ParallelLoop ||
         M == Meaning::RunTasks;
}

/// What is wrong with a row; empty when nothing is.
std::string faultOf(const ApiRow &Row) {
  llvm::SmallVector<llvm::StringRef, 4> Components;
  Row.Name.split(Components, "::");
  if (!llvm::all_of(Components, isComponent))
    return "a component of the name is no identifier";
  if (KnownName(Row.Name).get() != Row.Name)
    return "the alias table knows it as " + KnownName(Row.Name).get().str();
  if (takesCallable(Row.Is) != (Row.Callable != NoCallable))
    return "a callable is missing, or is one too many";
  if (Row.Callable < ReceiverIsCallable)
    return "the index of the callable is none";
  if (Row.Is == Meaning::SpawnThread && Row.Handle == HandleRule::None)
    return "what the handle does is missing";
  if (Row.Is == Meaning::ThreadHandle && Row.Handle == HandleRule::None)
    return "what the handle does is missing";
  if (isType(Row.Is) && Row.Is != Meaning::ThreadHandle &&
      Row.Is != Meaning::FutureHandle && Row.Is != Meaning::TaskGroupType &&
      Row.Handle != HandleRule::None)
    return "a type that is no handle has a rule for one";
  if (Row.NoLimit != Forever::Never && Row.TimeoutArgument == NoArgument)
    return "it says what no limit is, and has no timeout";
  bool IsCondition = waitsForACondition(Row.Is);
  if (!IsCondition && Row.PredicateArgument != NoArgument)
    return "only a condition wait has a predicate";
  if (!IsCondition && Row.LockArgument != NoArgument)
    return "only a condition wait has a lock";
  if (Row.Is == Meaning::WaitConditionStop && Row.StopArgument == NoArgument)
    return "the stop token is missing";
  if (Row.Is == Meaning::WaitConditionTimed &&
      Row.TimeoutArgument == NoArgument)
    return "the timeout is missing";
  if (Row.CountArgument != NoArgument && !isSized(Row.Is))
    return "this meaning has no count";
  if (Row.Is == Meaning::SetCapacity && Row.CountArgument == NoArgument)
    return "the count is missing";
  if (Row.AttributesArgument != NoArgument && Row.Is != Meaning::SpawnThread)
    return "only a thread that is started has attributes";
  if (Row.HasEqualWorkers && Row.Is != Meaning::PoolType &&
      Row.Is != Meaning::TaskGroupType && Row.Is != Meaning::SubmitTask)
    return "this meaning has no workers";
  return "";
}

TEST(VocabularyTables, NoRowIsMalformed) {
  for (llvm::ArrayRef<ApiRow> Table : allTables())
    for (const ApiRow &Row : Table)
      EXPECT_EQ(faultOf(Row), "") << Row.Name.str();
}

TEST(VocabularyTables, FaultsAreSeen) {
  EXPECT_NE(faultOf(api("", Meaning::Lock)), "");
  EXPECT_NE(faultOf(api("a::", Meaning::Lock)), "");
  EXPECT_NE(faultOf(api("a:::b", Meaning::Lock)), "");
  EXPECT_NE(faultOf(api("a::b<int>", Meaning::Lock)), "");
  EXPECT_NE(faultOf(api("std::__1::lock", Meaning::Lock)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::SpawnThread)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::SpawnThread, 0)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::SubmitTask)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::Lock, 0)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::SubmitTask, -9)), "");
  EXPECT_NE(
      faultOf(api("a::b", Meaning::MutexType, NoCallable, HandleRule::Joins)),
      "");
  EXPECT_NE(faultOf(api("a::b", Meaning::WaitConditionTimed)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::Lock).count(0)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::SetCapacity)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::Lock).predicate(1)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::WaitConditionStop).lock(0)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::Lock).attributes(0)), "");
  EXPECT_NE(faultOf(api("a::b", Meaning::Lock).equalWorkers()), "");
  EXPECT_EQ(faultOf(api("a::b", Meaning::Lock)), "");
}

TEST(VocabularyTables, NoRowIsThereTwice) {
  llvm::StringSet<> Seen;
  for (llvm::ArrayRef<ApiRow> Table : allTables())
    for (const ApiRow &Row : Table)
      EXPECT_TRUE(
          Seen.insert((Row.Name + "/" + llvm::Twine(static_cast<int>(Row.Is)) +
                       "/" + llvm::Twine(static_cast<int>(Row.Callable)))
                          .str())
              .second)
          << Row.Name.str();
}

TEST(VocabularyTables, RowsOfOneNameStandTogether) {
  llvm::StringSet<> Closed;
  for (llvm::ArrayRef<ApiRow> Table : allTables()) {
    llvm::StringRef Last;
    for (const ApiRow &Row : Table) {
      if (Row.Name == Last)
        continue;
      EXPECT_TRUE(Closed.insert(Row.Name).second) << Row.Name.str();
      Last = Row.Name;
    }
  }
}

// The triggers leave out members: they tell them by the type that stands
// before.
TEST(VocabularyTables, MembersStandBehindTheirType) {
  llvm::StringSet<> Types;
  for (llvm::ArrayRef<ApiRow> Table : allTables())
    for (const ApiRow &Row : Table)
      if (isType(Row.Is))
        Types.insert(Row.Name);
  for (llvm::ArrayRef<ApiRow> Table : allTables()) {
    llvm::StringRef Type;
    for (const ApiRow &Row : Table) {
      if (isType(Row.Is))
        Type = Row.Name;
      else if (Types.count(scopeOf(Row.Name)))
        EXPECT_EQ(scopeOf(Row.Name), Type) << Row.Name.str();
    }
  }
}

} // namespace
