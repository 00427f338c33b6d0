//===--- VerdictTest.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Verdict.h"
#include "gtest/gtest.h"

using namespace threadwise;

namespace {

TEST(Verdict, AnswersAreFoundByTheirName) {
  for (Answer A : {Answer::Reported, Answer::Fine, Answer::Unknown})
    EXPECT_EQ(answerByName(toString(A)), A) << toString(A).str();
}

TEST(Verdict, WhatIsNoAnswerIsUnknown) {
  EXPECT_EQ(answerByName("fine by me"), Answer::Unknown);
  EXPECT_EQ(answerByName(""), Answer::Unknown);
}

} // namespace
