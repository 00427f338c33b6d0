//===--- CancelWakeupsTest.cpp --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelWakeups.h"
#include "Snippet.h"
#include "model/Names.h"

using namespace threadwise;

namespace {

constexpr const char *Prelude = R"(
#include <condition_variable>
#include <deque>
#include <mutex>
struct S {
  std::mutex M;
  std::condition_variable Cv;
  std::deque<int> Q;
  bool Stop;
)";

struct Parsed {
  explicit Parsed(const std::string &Members)
      : Code(std::string(Prelude) + Members + "};"),
        Model(Code.context(), Vocabulary::builtin()) {}
  Snippet Code;
  ConcurrencyModel Model;
};

TEST(Waits, SayWhatTheyWaitOnAndWith) {
  Parsed P("void f() { std::unique_lock<std::mutex> L(M);"
           "  while (Q.empty()) Cv.wait(L); }");
  ASSERT_EQ(P.Model.waits().size(), 1u);
  const Wait &W = P.Model.waits().front();
  EXPECT_EQ(W.Kind, WaitKind::Condition);
  EXPECT_EQ(unqualifiedName(*W.On), "Cv");
  EXPECT_EQ(unqualifiedName(*W.Lock), "M");
  EXPECT_NE(W.Loop, nullptr);
  EXPECT_EQ(W.Predicate, nullptr);
  EXPECT_FALSE(W.isTimed());
}

TEST(Waits, KnowTheirPredicateAndLimit) {
  Parsed P("void f() { std::unique_lock<std::mutex> L(M);"
           "  Cv.wait(L, [this] { return Stop; });"
           "  Cv.wait_for(L, std::chrono::seconds(1)); }");
  ASSERT_EQ(P.Model.waits().size(), 2u);
  EXPECT_NE(P.Model.waits()[0].Predicate, nullptr);
  EXPECT_TRUE(P.Model.waits()[1].isTimed());
}

TEST(CancelState, APredicateReadsThroughHelpers) {
  Parsed P("bool done() const { return !Stop; }"
           "void f() { std::unique_lock<std::mutex> L(M);"
           "  Cv.wait(L, [this] { return !done() || Q.size() > 3; }); }");
  WaitTest Test = testOf(P.Model, P.Model.waits().front());
  EXPECT_FALSE(Test.HasUnseen);
  ASSERT_EQ(Test.Reads.size(), 2u);
  EXPECT_EQ(unqualifiedName(*Test.Reads[0].State), "Stop");
  EXPECT_EQ(Test.Reads[0].Means, Sense::Plain);
  EXPECT_EQ(unqualifiedName(*Test.Reads[1].State), "Q");
}

TEST(CancelState, WhatIsNotInSightIsSaid) {
  Parsed P("bool done() const;"
           "void f() { std::unique_lock<std::mutex> L(M);"
           "  while (!done()) Cv.wait(L); }");
  EXPECT_TRUE(testOf(P.Model, P.Model.waits().front()).HasUnseen);
}

TEST(CancelState, TheExitsOfALoopAreItsTest) {
  Parsed P("void f() { std::unique_lock<std::mutex> L(M);"
           "  for (;;) { if (Stop) return; Cv.wait(L); } }");
  WaitTest Test = testOf(P.Model, P.Model.waits().front());
  ASSERT_EQ(Test.Reads.size(), 1u);
  EXPECT_EQ(unqualifiedName(*Test.Reads[0].State), "Stop");
}

LossKind lossOf(const std::string &Members) {
  Parsed P(Members);
  std::vector<LostWakeup> Lost = lostWakeups(P.Model);
  EXPECT_EQ(Lost.size(), 1u) << Members;
  return Lost.empty() ? LossKind::NothingTested : Lost.front().Kind;
}

TEST(CancelWakeups, SetWithoutTheLock) {
  EXPECT_EQ(lossOf("void f() { std::unique_lock<std::mutex> L(M);"
                   "  while (!Stop) Cv.wait(L); }"
                   "void stop() { Stop = true; Cv.notify_all(); }"),
            LossKind::SetWithoutLock);
}

TEST(CancelWakeups, SetUnderTheLockIsFine) {
  Parsed P("void f() { std::unique_lock<std::mutex> L(M);"
           "  while (!Stop) Cv.wait(L); }"
           "void stop() { { std::lock_guard<std::mutex> L(M); Stop = true; }"
           "  Cv.notify_all(); }");
  EXPECT_TRUE(lostWakeups(P.Model).empty());
}

TEST(CancelWakeups, TestedBeforeTheLock) {
  EXPECT_EQ(lossOf("void f() { while (!Stop) {"
                   "  std::unique_lock<std::mutex> L(M);"
                   "  if (Q.empty()) Cv.wait(L); } }"
                   "void stop() { std::lock_guard<std::mutex> L(M);"
                   "  Stop = true; Cv.notify_all(); }"),
            LossKind::TestedBeforeLock);
}

TEST(CancelWakeups, ThePredicateForgetsTheFlag) {
  EXPECT_EQ(lossOf("void f() { while (!Stop) {"
                   "  std::unique_lock<std::mutex> L(M);"
                   "  Cv.wait(L, [this] { return !Q.empty(); }); } }"
                   "void stop() { std::lock_guard<std::mutex> L(M);"
                   "  Stop = true; Cv.notify_all(); }"),
            LossKind::NotTested);
}

} // namespace
