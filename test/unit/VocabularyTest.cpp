//===--- VocabularyTest.cpp - look-ups, aliases, triggers -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Vocabulary.h"
#include "vocabulary/Names.h"
#include "vocabulary/Tables.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <thread>

using namespace threadwise;

namespace {

const Vocabulary &words() { return Vocabulary::builtin(); }

bool isTrigger(llvm::StringRef Name) {
  return llvm::is_contained(words().triggers(), Name);
}

TEST(Vocabulary, FindsTheRowsOfAName) {
  const ApiRow *Thread =
      words().find("std::thread::thread", Meaning::SpawnThread);
  ASSERT_TRUE(Thread);
  EXPECT_EQ(Thread->Callable, 0);
  EXPECT_EQ(Thread->Handle, HandleRule::Terminates);
  EXPECT_FALSE(words().find("std::thread::thread", Meaning::SubmitTask));
  EXPECT_EQ(words().rows("std::latch::arrive_and_wait").size(), 2u);
}

TEST(Vocabulary, DoesNotGuess) {
  EXPECT_TRUE(words().rows("").empty());
  EXPECT_TRUE(words().rows("thread").empty());
  EXPECT_TRUE(words().rows("mine::thread").empty());
  EXPECT_TRUE(words().rows("std::thread::").empty());
  EXPECT_TRUE(words().rows("std::threads::join").empty());
  EXPECT_TRUE(words().rows(std::string(5000, 'x')).empty());
  EXPECT_TRUE(words().rows("std::__1::" + std::string(5000, 'x')).empty());
}

TEST(Vocabulary, KnowsUnqualifiedNames) {
  EXPECT_TRUE(words().mayKnow("jthread"));
  EXPECT_TRUE(words().mayKnow("pthread_create"));
  EXPECT_FALSE(words().mayKnow("std::jthread"));
  EXPECT_FALSE(words().mayKnow("frobnicate"));
  EXPECT_FALSE(words().mayKnow(""));
  llvm::ArrayRef<ApiRow> Joins = words().rowsByUnqualifiedName("join");
  EXPECT_TRUE(llvm::any_of(
      Joins, [](const ApiRow &R) { return R.Name == "std::jthread::join"; }));
  for (const ApiRow &Row : Joins)
    EXPECT_EQ(lastComponent(Row.Name), "join");
  EXPECT_TRUE(words().rowsByUnqualifiedName("frobnicate").empty());
}

TEST(Vocabulary, EachRowIsFoundByItsNames) {
  for (llvm::ArrayRef<ApiRow> Table : words().tables())
    for (const ApiRow &Row : Table) {
      EXPECT_TRUE(words().find(Row.Name, Row.Is)) << Row.Name.str();
      llvm::StringRef Last = lastComponent(Row.Name);
      EXPECT_TRUE(words().mayKnow(Last)) << Row.Name.str();
      EXPECT_TRUE(llvm::any_of(words().rowsByUnqualifiedName(Last),
                               [&](const ApiRow &Other) {
                                 return Other.Name == Row.Name &&
                                        Other.Is == Row.Is;
                               }))
          << Row.Name.str();
    }
}

TEST(Vocabulary, AnswersSeveralThreads) {
  std::vector<std::thread> Threads;
  std::atomic<int> Found{0};
  for (int I = 0; I < 4; ++I)
    Threads.emplace_back([&] {
      Found += words().find("std::async", Meaning::SpawnAsync) != nullptr;
    });
  for (std::thread &T : Threads)
    T.join();
  EXPECT_EQ(Found, 4);
}

TEST(VocabularyAlias, NamesAreKnownWhereverTheyAreDeclared) {
  EXPECT_EQ(KnownName("std::__1::thread").get(), "std::thread");
  EXPECT_EQ(KnownName("oneapi::tbb::detail::d1::parallel_for").get(),
            "tbb::parallel_for");
  EXPECT_EQ(KnownName("asio::post").get(), "boost::asio::post");
  EXPECT_EQ(KnownName("std::__atomic_base").get(), "std::atomic");
  EXPECT_TRUE(
      words().find("std::__atomic_base::fetch_add", Meaning::AtomicUpdate));
  EXPECT_TRUE(
      words().find("std::__basic_future::wait_for", Meaning::WaitTimed));
  EXPECT_TRUE(words().find("std::__1::this_thread::sleep_for", Meaning::Sleep));
  EXPECT_TRUE(words().find("__pstl::execution::parallel_policy",
                           Meaning::ParallelPolicy));
}

TEST(VocabularyAlias, AWholeComponentOnly) {
  EXPECT_EQ(KnownName("asiovision::post").get(), "asiovision::post");
  EXPECT_EQ(KnownName("std::__1x::thread").get(), "std::__1x::thread");
  EXPECT_EQ(KnownName("").get(), "");
}

TEST(VocabularyAlias, EachLeadsToANameThatIsNone) {
  for (const Alias &A : aliases())
    EXPECT_EQ(KnownName(A.Known).get(), A.Known) << A.Declared.str();
}

/// The words of a text.
llvm::SmallVector<llvm::StringRef, 32> split(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 32> Words;
  Text.split(Words, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  return Words;
}

TEST(VocabularyTrigger, WhatBeginsAFinding) {
  for (llvm::StringRef Name :
       split("jthread async future promise counting_semaphore latch barrier "
             "thrd_create sem_wait io_context asio QThread QtConcurrent "
             "parallel_for task_group CPUThreadPoolExecutor uv_queue_work "
             "CreateThread g_thread_new CompletionQueue BlockingCounter"))
    EXPECT_TRUE(isTrigger(Name)) << Name.str();
}

TEST(VocabularyTrigger, NoWordThatEveryProgramHolds) {
  for (llvm::StringRef Name :
       split("std boost run map mapped filter get wait post dispatch lock "
             "unlock push pop size join load store queue stack task spawn "
             "thread atomic mutex try_lock condition_variable pthread_create "
             "pthread_mutex_lock vector read close sleep move for_each "
             "transform notify_all operator= start submit add insert"))
    EXPECT_FALSE(isTrigger(Name)) << Name.str();
  for (llvm::StringRef Name : words().triggers()) {
    EXPECT_FALSE(Name.empty());
    EXPECT_EQ(Name.find(':'), llvm::StringRef::npos) << Name.str();
    EXPECT_EQ(llvm::count(words().triggers(), Name), 1) << Name.str();
  }
}

TEST(VocabularyTrigger, TheTextDecidesWhereTheTableCannot) {
  auto InText = [](llvm::StringRef Code) {
    return llvm::any_of(Vocabulary::textTriggers(), [&](llvm::StringRef Part) {
      return Code.contains(Part);
    });
  };
  EXPECT_TRUE(InText("pthread_create(&t, nullptr, run, nullptr);"));
  EXPECT_TRUE(InText("std::thread t(run);"));
  EXPECT_TRUE(InText("std::atomic<int> n;"));
  EXPECT_TRUE(InText("__atomic_fetch_add(&n, 1, __ATOMIC_RELAXED);"));
  EXPECT_TRUE(InText("std::for_each(std::execution::par, b, e, f);"));
  EXPECT_FALSE(InText("int main() { return 0; }"));
}

// Every row at which a finding can begin has an identifier that the unit must
// hold, or is found by the text.
TEST(VocabularyTrigger, CoversEachSpawner) {
  for (llvm::ArrayRef<ApiRow> Table : words().tables())
    for (const ApiRow &Row : Table) {
      if (Row.Is != Meaning::SpawnThread && Row.Is != Meaning::SpawnAsync &&
          Row.Is != Meaning::SubmitTask && Row.Is != Meaning::ParallelLoop &&
          Row.Is != Meaning::ParallelInvoke)
        continue;
      llvm::SmallVector<llvm::StringRef, 4> Components;
      Row.Name.split(Components, "::");
      bool Covered = llvm::any_of(Components, isTrigger);
      for (llvm::StringRef Part : Vocabulary::textTriggers())
        Covered |= Row.Name.contains(Part);
      EXPECT_TRUE(Covered) << Row.Name.str();
    }
}

} // namespace
