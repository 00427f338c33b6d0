//===--- SharedModelTest.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/SharedModel.h"
#include "gtest/gtest.h"
#include <thread>

using namespace threadwise;

namespace {

/// A vocabulary of its own as far as ownership goes.
std::shared_ptr<const Vocabulary> words() {
  return {&Vocabulary::builtin(), [](const Vocabulary *) {}};
}

TEST(SharedModel, ChecksOfOneUnitShareIt) {
  std::shared_ptr<SharedModel> First = SharedModel::ofThisThread();
  EXPECT_EQ(First, SharedModel::ofThisThread());
}

TEST(SharedModel, UnitsAnalysedOnOtherThreadsHaveTheirOwn) {
  std::shared_ptr<SharedModel> Here = SharedModel::ofThisThread();
  std::shared_ptr<SharedModel> There;
  std::thread([&] { There = SharedModel::ofThisThread(); }).join();
  EXPECT_NE(Here, There);
}

TEST(SharedModel, TheNextUnitOfAThreadStartsAfresh) {
  SharedModel::ofThisThread()->setVocabulary(words());
  EXPECT_FALSE(SharedModel::ofThisThread()->hasVocabulary());
}

TEST(SharedModel, TheVocabularyGivenFirstIsKept) {
  std::shared_ptr<SharedModel> Shared = SharedModel::ofThisThread();
  std::shared_ptr<const Vocabulary> First = words();
  Shared->setVocabulary(First);
  Shared->setVocabulary(words());
  EXPECT_EQ(First.use_count(), 2);
}

} // namespace
