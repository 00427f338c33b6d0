//===--- SummaryTest.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Summary.h"
#include "Snippet.h"
#include "model/ConcurrencyModel.h"

using namespace threadwise;

namespace {

const clang::FunctionDecl *function(const ConcurrencyModel &Model,
                                    llvm::StringRef Name) {
  for (const clang::FunctionDecl *F : Model.functions())
    if (F->getNameAsString() == Name)
      return F;
  ADD_FAILURE() << "no function " << Name.str();
  return nullptr;
}

TEST(Summary, AFunctionThatHandsItsParameterToAThreadIsASpawner) {
  Snippet S("#include <functional>\n#include <thread>\n"
            "std::thread start(int, std::function<void()> F) {"
            "  return std::thread([F] { F(); }); }");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  const FunctionSummary &Start = Model.summary(function(Model, "start"));
  ASSERT_EQ(Start.Spawns.size(), 1u);
  EXPECT_EQ(Start.Spawns[0].Runs, 1);
  EXPECT_EQ(Start.Spawns[0].Handle, Fate::Returned);
  EXPECT_EQ(Start.Spawns[0].Api, "std::thread::thread");
  // Who calls a function with external linkage is not in sight.
  ASSERT_EQ(Start.Open.size(), 1u);
  EXPECT_EQ(Start.Open[0].Asks, "callers");
  EXPECT_EQ(Start.Open[0].Subject, Start.USR);
}

TEST(Summary, AFunctionThatCallsItsParameterInALoopIsALoop) {
  Snippet S("template <class F> void each(int N, F Do) {"
            "  for (int I = 0; I < N; ++I) Do(I); }"
            "template <class F> void once(F Do) { Do(); }"
            "void thread();");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  const ParameterUse *Each =
      Model.summary(function(Model, "each")).parameter(1);
  ASSERT_TRUE(Each);
  EXPECT_TRUE(Each->CalledInLoop);
  const ParameterUse *Once =
      Model.summary(function(Model, "once")).parameter(0);
  ASSERT_TRUE(Once);
  EXPECT_FALSE(Once->CalledInLoop);
}

TEST(Summary, IsReadBackAsItWasWritten) {
  FunctionSummary Out;
  Out.USR = "c:@F@start";
  Out.Name = "start";
  Out.Spawns.push_back(
      {SpawnKind::Async, "std::async", 2, Fate::Detached, {"a.cpp", 3, 7}});
  Out.Parameters.push_back({2, true, true});
  Out.Open.push_back({"c:@F@start", "callers"});
  llvm::Expected<FunctionSummary> In = summaryFromJSON(toJSON(Out));
  ASSERT_TRUE(bool(In)) << llvm::toString(In.takeError());
  EXPECT_EQ(toJSON(*In), toJSON(Out));
}

TEST(Summary, SaysWhatIsWrongWithAFile) {
  FunctionSummary Good;
  llvm::json::Value V = toJSON(Good);
  V.getAsObject()->erase("spawns");
  llvm::Expected<FunctionSummary> In = summaryFromJSON(V);
  ASSERT_FALSE(bool(In));
  std::string Error = llvm::toString(In.takeError());
  EXPECT_NE(Error.find("spawns"), std::string::npos) << Error;
}

} // namespace
