//===--- SharingTest.cpp - who writes side by side, and what is atomic ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Snippet.h"
#include "analysis/Padding.h"
#include "analysis/Rivals.h"
#include "analysis/SideNames.h"
#include "analysis/Stripes.h"
#include "model/AtomicWrapper.h"
#include "model/ConcurrencyModel.h"
#include "support/Compat.h"

using namespace threadwise;

namespace {

TEST(SideNames, OneWordDiffersAndIsAPair) {
  EXPECT_TRUE(nameTwoSides("head_", "tail_"));
  EXPECT_TRUE(nameTwoSides("readPos", "writePos"));
  EXPECT_TRUE(nameTwoSides("items_produced", "items_consumed"));
  EXPECT_FALSE(nameTwoSides("head_", "tailSize_"));
  EXPECT_FALSE(nameTwoSides("readPos", "writeEnd"));
  EXPECT_FALSE(nameTwoSides("hits", "misses"));
  EXPECT_TRUE(nameTwoSides("in", "out"));
  EXPECT_TRUE(nameTwoSides("in_pos", "out_pos"));
  EXPECT_FALSE(nameTwoSides("in_bytes", "out_bytes"));
  EXPECT_FALSE(nameTwoSides("messages_sent", "messages_received"));
}

TEST(AtomicWrapper, NamesSayWhatIsDone) {
  EXPECT_EQ(namesAtomic("atomic_inc"), AccessKind::Update);
  EXPECT_EQ(namesAtomic("InterlockedExchangeAdd"), AccessKind::Update);
  EXPECT_EQ(namesAtomic("port_atomic_store"), AccessKind::Store);
  EXPECT_EQ(namesAtomic("atomicGet"), AccessKind::Read);
  EXPECT_EQ(namesAtomic("increment"), std::nullopt);
  EXPECT_EQ(namesAtomic("atomic_flag"), std::nullopt);
}

TEST(AtomicWrapper, BodiesAreLearned) {
  Snippet S(R"(
    #include <atomic>
    void inner(int N, long *At) { __sync_fetch_and_add(At, N); }
    void outer(long &At) { inner(1, &At); }
    void stores(int *At, int V) { __atomic_store_n(At, V, 3); }
    int looks(int *At) { return __atomic_load_n(At, 2); }
    void plain(int *At) { ++*At; }
    void elsewhere(int *At) { static int N; __atomic_add_fetch(&N, *At, 0); })");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  auto Learned = [&](llvm::StringRef Name) -> std::optional<LearnedAtomic> {
    for (const clang::FunctionDecl *F : Model.functions())
      if (F->getName() == Name)
        return learnedAtomic(Model.resolver(), F);
    return std::nullopt;
  };
  ASSERT_TRUE(Learned("inner"));
  EXPECT_EQ(Learned("inner")->Parameter, 1u);
  ASSERT_TRUE(Learned("outer"));
  EXPECT_EQ(Learned("outer")->Kind, AccessKind::Update);
  ASSERT_TRUE(Learned("stores"));
  EXPECT_EQ(Learned("stores")->Kind, AccessKind::Store);
  EXPECT_EQ(Learned("stores")->ValueParameter, 1u);
  ASSERT_TRUE(Learned("looks"));
  EXPECT_EQ(Learned("looks")->Kind, AccessKind::Read);
  EXPECT_FALSE(Learned("plain"));
  EXPECT_FALSE(Learned("elsewhere"));
}

TEST(Stripes, AKeyChoosesOneOfAFew) {
  Snippet S(R"(
    #include <atomic>
    struct Counters {
      std::atomic<int> Few[8], Many[4096];
      void hit(unsigned Key) { Few[Key % 8]++; Many[Key % 4096]++; }
    };)");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  const std::vector<StripeArray> Found = stripes(Model, 64);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found.front().Array->getNameAsString(), "Few");
  EXPECT_EQ(Found.front().Count, 8u);
  EXPECT_EQ(Found.front().Stride, 4u);
}

TEST(Rivals, TwoThreadsWriteNeighbours) {
  Snippet S(R"(
    #include <atomic>
    #include <thread>
    std::atomic<bool> Stop;
    std::atomic<long> A, B;
    void start() {
      std::thread X([] { while (!Stop) ++A; });
      std::thread Y([] { while (!Stop) ++B; });
      X.join(); Y.join();
    })");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  const std::vector<Rivals> Found = rivals(Model, 64);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found.front().First.name(), "A");
  EXPECT_EQ(Found.front().Second.name(), "B");
}

TEST(Padding, LayoutThatIsReliedOnStays) {
  Snippet S(R"(
    #include <atomic>
    struct Free { long N; };
    struct Asked { long N; };
    struct __attribute__((packed)) Packed { long N; };
    unsigned long size() { return sizeof(Asked); })");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  auto CanPad = [&](llvm::StringRef Name) {
    return padElement(Model, compat::typeOf(S.context(), *S.record(Name)),
                      {"64", ""})
        .has_value();
  };
  EXPECT_TRUE(CanPad("Free"));
  EXPECT_FALSE(CanPad("Asked"));
  EXPECT_FALSE(CanPad("Packed"));
}

} // namespace
