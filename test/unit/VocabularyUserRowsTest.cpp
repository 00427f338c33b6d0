//===--- VocabularyUserRowsTest.cpp - what users add by options -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Vocabulary.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace threadwise;

namespace {

std::shared_ptr<const Vocabulary> with(const Vocabulary::UserRows &Rows) {
  auto V = Vocabulary::withUserRows(Rows);
  if (!V) {
    ADD_FAILURE() << llvm::toString(V.takeError());
    return nullptr;
  }
  return *V;
}

std::string errorOf(const Vocabulary::UserRows &Rows) {
  auto V = Vocabulary::withUserRows(Rows);
  return V ? "" : llvm::toString(V.takeError());
}

TEST(VocabularyUserRows, NoneIsTheBuiltInOne) {
  EXPECT_EQ(with({}).get(), &Vocabulary::builtin());
  EXPECT_EQ(with({" ; ;", "", "", "", ""}).get(), &Vocabulary::builtin());
}

TEST(VocabularyUserRows, EachOptionHasItsMeaning) {
  auto V = with({"my::kickOff:2; go", "my::Pool::add", "my::finishAll",
                 "my::Gate::enter", "my::Pool"});
  ASSERT_TRUE(V);
  const ApiRow *Start = V->find("my::kickOff", Meaning::SpawnThread);
  ASSERT_TRUE(Start);
  EXPECT_EQ(Start->Callable, 2);
  EXPECT_EQ(Start->Handle, HandleRule::Leaves);
  const ApiRow *Go = V->find("go", Meaning::SpawnThread);
  ASSERT_TRUE(Go);
  EXPECT_EQ(Go->Callable, 0);
  const ApiRow *Add = V->find("my::Pool::add", Meaning::SubmitTask);
  ASSERT_TRUE(Add);
  EXPECT_EQ(Add->Callable, 0);
  EXPECT_TRUE(V->find("my::finishAll", Meaning::WaitForResult));
  EXPECT_TRUE(V->find("my::Gate::enter", Meaning::AcquirePermit));
  EXPECT_TRUE(V->find("my::Pool", Meaning::PoolType));
  EXPECT_TRUE(V->mayKnow("kickOff"));
  EXPECT_EQ(V->rowsByUnqualifiedName("finishAll").size(), 1u);
  EXPECT_TRUE(V->find("std::thread::thread", Meaning::SpawnThread));
  EXPECT_FALSE(Vocabulary::builtin().mayKnow("kickOff"));
}

TEST(VocabularyUserRows, AreTriggers) {
  auto V = with({"my::launch", "", "", "", ""});
  ASSERT_TRUE(V);
  EXPECT_TRUE(llvm::is_contained(V->triggers(), "launch"));
  EXPECT_TRUE(llvm::is_contained(V->triggers(), "jthread"));
}

TEST(VocabularyUserRows, StandBesideWhatIsBuiltIn) {
  auto V = with({"std::async:1;::std::async:1", "", "std::async", "", ""});
  ASSERT_TRUE(V);
  EXPECT_EQ(V->rows("std::async").size(), 3u);
  EXPECT_TRUE(V->find("std::async", Meaning::SpawnAsync));
  EXPECT_TRUE(V->find("std::async", Meaning::SpawnThread));
  EXPECT_TRUE(V->find("std::async", Meaning::WaitForResult));
  EXPECT_EQ(V->rowsByUnqualifiedName("async").size(),
            Vocabulary::builtin().rowsByUnqualifiedName("async").size() + 2);
}

TEST(VocabularyUserRows, MayBeNamedByAnAlias) {
  auto V = with({"asio::launch", "", "", "", ""});
  ASSERT_TRUE(V);
  EXPECT_TRUE(V->find("asio::launch", Meaning::SpawnThread));
  EXPECT_TRUE(V->find("boost::asio::launch", Meaning::SpawnThread));
}

TEST(VocabularyUserRows, ErrorsNameOptionEntryAndForm) {
  EXPECT_EQ(errorOf({"ok; my::start:x", "", "", "", ""}),
            "invalid entry 'my::start:x' in option 'threadwise.Spawners': it "
            "takes 'qualified::name' or 'qualified::name:N', N being the index "
            "of the callable argument from 0 to 99");
  EXPECT_EQ(errorOf({"", "", "my::wait:1", "", ""}),
            "invalid entry 'my::wait:1' in option 'threadwise.Waits': it takes "
            "the 'qualified::name' of a function");
  EXPECT_EQ(errorOf({"", "", "", "", "my::Pool<int>"}),
            "invalid entry 'my::Pool<int>' in option 'threadwise.Pools': it "
            "takes the 'qualified::name' of a type");
}

TEST(VocabularyUserRows, BadEntries) {
  for (const char *Entry :
       {"::", "a::", "a:::b", "a::b:", "a::b:100", "a::b:-1", ":1", "a b",
        "a::b()", "a.b", "1a", "a,b", "a::b:1:2", "f(int)", "%s"})
    EXPECT_NE(errorOf({Entry, "", "", "", ""}), "") << Entry;
  EXPECT_NE(errorOf({"", "a:", "", "", ""}), "");
  EXPECT_NE(errorOf({"", "", "", "a::", ""}), "");
}

} // namespace
