//===--- BackPressureTest.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/BackPressure.h"
#include "Snippet.h"
#include "advice/Replacements.h"

using namespace threadwise;

namespace {

constexpr const char *Prelude = R"(
#include <condition_variable>
#include <deque>
#include <mutex>
#include <queue>
struct ItemQueue {
  std::mutex M; std::condition_variable Ready, Room; std::deque<int> Items;
  unsigned N, Max; bool Full, Queued;
  void pop() { std::lock_guard<std::mutex> L(M); POP Items.pop_front(); }
  void push(int I) { std::unique_lock<std::mutex> L(M); PUSH }
  bool full() const { return Items.size() >= Max; }
};
)";

/// What the analysis says of `Items` with these statements in push() and pop().
BackPressure answer(std::string Push, std::string Pop = "") {
  std::string Code = Prelude;
  Code.replace(Code.find("PUSH"), 4, Push);
  Code.replace(Code.find("POP"), 3, Pop);
  Snippet S(Code);
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  for (const Queue &Q : gatherQueues(Model))
    if (Q.name() == "Items")
      return backPressure(Model, Q);
  ADD_FAILURE() << "no queue in " << Code;
  return {};
}

Pressure pressure(std::string Push, std::string Pop = "") {
  return answer(std::move(Push), std::move(Pop)).Is;
}

TEST(BackPressure, NothingHoldsABarePushBack) {
  EXPECT_EQ(pressure("Items.push_back(I);"), Pressure::NotHeldBack);
  EXPECT_EQ(pressure("Items.emplace_back(I); Ready.notify_one();"),
            Pressure::NotHeldBack);
  EXPECT_EQ(pressure("Items.insert(Items.begin(), I);"), Pressure::NotHeldBack);
}

TEST(BackPressure, ATestForEmptinessIsNoLimit) {
  EXPECT_EQ(pressure("bool E = Items.empty(); Items.push_back(I);"
                     "if (E) Ready.notify_one();"),
            Pressure::NotHeldBack);
  EXPECT_EQ(pressure("Items.push_back(I);"
                     "if (Items.size() == 1) Ready.notify_one();"),
            Pressure::NotHeldBack);
  EXPECT_EQ(pressure("if (Items.size() > 0) Ready.notify_one();"
                     "Items.push_back(I);"),
            Pressure::NotHeldBack);
}

TEST(BackPressure, ABranchThatOnlyWritesAMessageIsNoLimit) {
  EXPECT_EQ(pressure("if (Items.size() > Max) N = 1; Items.push_back(I);"),
            Pressure::NotHeldBack);
}

TEST(BackPressure, ATestOfTheSizeIsALimit) {
  for (const char *Push : {
           "if (Items.size() >= Max) return; Items.push_back(I);",
           "if (Items.size() < Max) Items.push_back(I);",
           "while (Items.size() >= Max) Room.wait(L); Items.push_back(I);",
           "Room.wait(L, [&] { return Items.size() < Max; });"
           "Items.push_back(I);",
           "Items.push_back(I); if (Items.size() > Max) Items.pop_front();",
           "Items.push_back(I); while (Items.size() > 100) Items.pop_front();",
           "if (full()) throw 1; Items.push_back(I);",
           "if (Full) return; Items.push_back(I);",
           "auto Size = Items.size(); if (Size > Max) return;"
           "Items.push_back(I);",
       })
    EXPECT_EQ(pressure(Push), Pressure::HeldBack) << Push;
}

TEST(BackPressure, ACounterOfTheItemsIsALimit) {
  EXPECT_EQ(pressure("if (N >= Max) return; Items.push_back(I);", "--N;"),
            Pressure::HeldBack);
  EXPECT_EQ(pressure("if (N >= Max) return; ++N; Items.push_back(I);"),
            Pressure::HeldBack);
  EXPECT_EQ(pressure("if (N >= Max) return; Items.push_back(I);"),
            Pressure::NotHeldBack)
      << "N counts nothing of the queue";
}

TEST(BackPressure, ThrowingAwayInTheConsumerIsALimit) {
  EXPECT_EQ(pressure("Items.push_back(I);",
                     "while (Items.size() > Max) Items.pop_front();"),
            Pressure::HeldBack);
}

TEST(BackPressure, AnItemThatIsQueuedOnceIsALimit) {
  EXPECT_EQ(pressure("if (Queued) return; Queued = true; Items.push_back(I);"),
            Pressure::HeldBack);
  EXPECT_EQ(pressure("if (Queued) return; Items.push_back(I);"),
            Pressure::NotHeldBack)
      << "a flag that stops everything is no limit";
  EXPECT_EQ(pressure("if (Items.empty()) Items.push_back(I);"),
            Pressure::HeldBack);
}

TEST(BackPressure, AProducerThatWaitsForItsItemIsHeldBack) {
  EXPECT_EQ(pressure("Items.push_back(I); Room.wait(L);"), Pressure::HeldBack);
}

TEST(BackPressure, SaysByWhat) {
  BackPressure Seen = answer("Items.push_back(I);");
  ASSERT_EQ(Seen.Because.size(), 2u);
  EXPECT_EQ(Seen.Because[0].Text,
            "the lock 'M' says that threads share 'Items'");
  EXPECT_EQ(Seen.Because[1].Text, "'pop' takes items out here, in its own "
                                  "time");
  Seen = answer("if (Items.size() >= Max) return; Items.push_back(I);");
  ASSERT_EQ(Seen.Because.size(), 1u);
  EXPECT_EQ(Seen.Because[0].Text,
            "'Items.size() >= Max' keeps the queue below a limit");
}

TEST(Replacements, EachTypeThatGrowsHasARemedy) {
  for (llvm::ArrayRef<ApiRow> Table : Vocabulary::builtin().tables())
    for (const ApiRow &Row : Table)
      if (Row.Is == Meaning::UnboundedQueueType)
        EXPECT_TRUE(
            boundedReplacement(Row.Name, "library-queue").contains("export"))
            << Row.Name.str();
}

} // namespace
