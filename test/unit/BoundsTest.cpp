//===--- BoundsTest.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Bounds.h"
#include "Snippet.h"
#include "model/ConcurrencyModel.h"

using namespace threadwise;

namespace {

constexpr const char *Prelude = R"(
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>
void store(const std::string &);
)";

/// The bound of the only spawn.
Bound boundOf(const std::string &Code) {
  Snippet S(std::string(Prelude) + Code);
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  if (Model.spawns().size() != 1) {
    ADD_FAILURE() << Model.spawns().size() << " spawns in " << Code;
    return {};
  }
  return bounds::aliveAtOnce(Model, Model.spawns().front(), 1000);
}

TEST(Bounds, OncePerElement) {
  Bound B = boundOf("void f(std::vector<std::string> &V) {"
                    "  for (auto &X : V) std::thread(store, X).detach(); }");
  EXPECT_EQ(B.Kind, BoundKind::Unbounded);
  EXPECT_EQ(B.Grows, Growth::PerItem);
  EXPECT_EQ(B.Per, "element of 'V'");
  ASSERT_EQ(B.Because.size(), 2u);
  EXPECT_EQ(B.Because[0].Text, "the size of 'V' is data");
}

TEST(Bounds, OncePerCall) {
  Bound B = boundOf("void onPage(std::shared_ptr<std::string> P) {"
                    "  std::thread([P] { store(*P); }).detach(); }");
  EXPECT_EQ(B.Kind, BoundKind::Unbounded);
  EXPECT_EQ(B.Grows, Growth::PerCall);
  EXPECT_EQ(B.Per, "call of 'onPage'");
}

TEST(Bounds, Recursion) {
  Bound B = boundOf("int f(int N) { if (N < 2) return N;"
                    "  auto L = std::async(std::launch::async, f, N - 1);"
                    "  return f(N - 2) + L.get(); }");
  EXPECT_EQ(B.Kind, BoundKind::Unbounded);
  EXPECT_EQ(B.Grows, Growth::Recursion);
}

TEST(Bounds, AProofNamesItsReason) {
  Bound B = boundOf("void f(int ThreadCount) { std::vector<std::thread> Ts;"
                    "  for (int I = 0; I < ThreadCount; ++I)"
                    "    Ts.emplace_back(store, \"\");"
                    "  for (auto &T : Ts) T.join(); }");
  EXPECT_EQ(B.Kind, BoundKind::AtMost);
  ASSERT_FALSE(B.Because.empty());
  EXPECT_EQ(B.Because.back().Text, "the caller chooses 'ThreadCount'");
}

TEST(Bounds, IgnoranceIsNoProof) {
  Bound B = boundOf("int count(); void f() { std::vector<std::thread> Ts;"
                    "  for (int I = 0; I < count(); ++I)"
                    "    Ts.emplace_back(store, \"\"); }");
  EXPECT_EQ(B.Kind, BoundKind::Unknown);
  EXPECT_FALSE(B.Because.empty());
}

TEST(Bounds, AConstantIsJudgedByItsSize) {
  const char *Code = "void f() { std::vector<std::thread> Ts;"
                     "  for (int I = 0; I < 500; ++I)"
                     "    Ts.emplace_back(store, \"\"); }";
  Snippet S(std::string(Prelude) + Code);
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  ASSERT_EQ(Model.spawns().size(), 1u);
  const Spawn &Start = Model.spawns().front();
  EXPECT_EQ(bounds::aliveAtOnce(Model, Start, 1000).Kind, BoundKind::AtMost);
  EXPECT_EQ(bounds::aliveAtOnce(Model, Start, 100).Kind, BoundKind::Unbounded);
}

} // namespace
