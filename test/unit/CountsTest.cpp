//===--- CountsTest.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Counts.h"
#include "Snippet.h"
#include "model/ConcurrencyModel.h"

using namespace threadwise;

namespace {

constexpr const char *Prelude = R"(
#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <vector>
struct Node { Node *Next; };
struct Worker { std::thread Thread; };
struct Options { int Width; };
void use(int);
)";

/// The count of the last loop of `void f(…)`.
CountKind lastLoopOf(const std::string &Function) {
  Snippet S(std::string(Prelude) + Function);
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  const Body *B = nullptr;
  for (const clang::FunctionDecl *F : Model.functions())
    if (F->getNameAsString() == "f")
      B = Model.body(F);
  if (!B || B->loops().empty()) {
    ADD_FAILURE() << "no loop in " << Function;
    return CountKind::Unknown;
  }
  return countOfLoop(Model, *B, B->loops().back()).Kind;
}

TEST(Counts, AConstant) {
  EXPECT_EQ(lastLoopOf("void f() { for (int I = 0; I < 8; ++I) use(I); }"),
            CountKind::Constant);
  EXPECT_EQ(lastLoopOf("void f() { int A[3]; for (int X : A) use(X); }"),
            CountKind::Constant);
  EXPECT_EQ(lastLoopOf("void f(std::array<int, 4> &A) {"
                       "  for (int X : A) use(X); }"),
            CountKind::Constant);
  EXPECT_EQ(lastLoopOf("void f() { for (int X : {1, 2}) use(X); }"),
            CountKind::Constant);
}

TEST(Counts, TheMachine) {
  EXPECT_EQ(lastLoopOf("void f() {"
                       "  unsigned N = std::thread::hardware_concurrency();"
                       "  for (unsigned I = 0; I < N; ++I) use(I); }"),
            CountKind::Machine);
  EXPECT_EQ(lastLoopOf("unsigned cores() {"
                       "  return std::thread::hardware_concurrency(); }"
                       "void f() { for (unsigned I = 0; I < cores(); ++I)"
                       "  use(I); }"),
            CountKind::Machine);
}

TEST(Counts, WhatSomebodyChose) {
  EXPECT_EQ(lastLoopOf("void f(int N) { for (int I = 0; I < N; ++I) use(I); }"),
            CountKind::Chosen);
  EXPECT_EQ(lastLoopOf("void f(Options &O) {"
                       "  for (int I = 0; I < O.Width; ++I) use(I); }"),
            CountKind::Chosen);
  EXPECT_EQ(lastLoopOf("void f(std::vector<std::thread> &Ts) {"
                       "  for (auto &T : Ts) T.join(); }"),
            CountKind::Chosen);
  EXPECT_EQ(lastLoopOf("void f(std::vector<Worker> &Ws) {"
                       "  for (auto &W : Ws) W.Thread.join(); }"),
            CountKind::Chosen);
  EXPECT_EQ(lastLoopOf("void f(int N) { std::vector<int> R(N);"
                       "  for (int X : R) use(X); }"),
            CountKind::Chosen);
}

TEST(Counts, Data) {
  EXPECT_EQ(lastLoopOf("void f(std::vector<int> &V) {"
                       "  for (int X : V) use(X); }"),
            CountKind::Data);
  EXPECT_EQ(lastLoopOf("void f(std::vector<int> &V) {"
                       "  for (std::size_t I = 0; I != V.size(); ++I)"
                       "    use(V[I]); }"),
            CountKind::Data);
  EXPECT_EQ(lastLoopOf("void f(std::vector<int> &V) {"
                       "  for (auto I = V.begin(); I != V.end(); ++I)"
                       "    use(*I); }"),
            CountKind::Data);
  EXPECT_EQ(lastLoopOf("void f(Node *Head) {"
                       "  for (Node *N = Head; N; N = N->Next) use(1); }"),
            CountKind::Data);
  EXPECT_EQ(lastLoopOf("template <class It> void f(It First, It Last) {"
                       "  for (; First != Last; ++First) use(1); }"),
            CountKind::Data);
}

TEST(Counts, AnIntegerThatSubscriptsDataIsData) {
  EXPECT_EQ(lastLoopOf("void f(const int *Items, int N) {"
                       "  for (int I = 0; I < N; ++I) use(Items[I]); }"),
            CountKind::Data);
  EXPECT_EQ(lastLoopOf("void f(const int *Items, int ThreadCount) {"
                       "  for (int I = 0; I < ThreadCount; ++I)"
                       "    use(Items[I]); }"),
            CountKind::Chosen);
  EXPECT_EQ(lastLoopOf("void f(int *Results, int N) {"
                       "  for (int I = 0; I < N; ++I) Results[I] = I; }"),
            CountKind::Chosen);
}

TEST(Counts, TheSmallerOfTwo) {
  EXPECT_EQ(lastLoopOf("void f(std::vector<int> &V) {"
                       "  std::size_t N = std::min<std::size_t>(V.size(), 8);"
                       "  for (std::size_t I = 0; I < N; ++I) use(V[I]); }"),
            CountKind::Constant);
  EXPECT_EQ(lastLoopOf("void f(std::vector<int> &V, std::size_t Max) {"
                       "  std::size_t N = V.size() < Max ? V.size() : Max;"
                       "  for (std::size_t I = 0; I < N; ++I) use(1); }"),
            CountKind::Chosen);
}

TEST(Counts, AChunkPerThreadIsAsManyAsThreads) {
  EXPECT_EQ(lastLoopOf("void f(std::vector<int> &V, int ThreadCount) {"
                       "  std::size_t Chunk = V.size() / ThreadCount;"
                       "  for (std::size_t I = 0; I < V.size(); I += Chunk)"
                       "    use(V[I]); }"),
            CountKind::Chosen);
}

TEST(Counts, NoEndOfItsOwn) {
  EXPECT_EQ(lastLoopOf("void f() { for (;;) use(1); }"), CountKind::Endless);
  EXPECT_EQ(lastLoopOf("void f(bool &Stop) { while (!Stop) use(1); }"),
            CountKind::Endless);
}

TEST(Counts, WhatIsNotInSight) {
  EXPECT_EQ(lastLoopOf("int count(); void f() {"
                       "  for (int I = 0; I < count(); ++I) use(I); }"),
            CountKind::Unknown);
}

} // namespace
