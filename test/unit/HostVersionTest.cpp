//===--- HostVersionTest.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "support/HostVersion.h"
#include "gtest/gtest.h"

using namespace threadwise;

namespace {

TEST(HostVersion, IsReadFromEveryVendorsWording) {
  EXPECT_EQ(majorMinor("Debian clang version 22.1.8 (1~deb12u1)"), "22.1");
  EXPECT_EQ(majorMinor("clang version 19.1.7"), "19.1");
  EXPECT_EQ(majorMinor("clang version 23.0.0git (0123abc)"), "23.0");
  EXPECT_EQ(majorMinor("clang version 22.1"), "22.1");
}

TEST(HostVersion, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(majorMinor(""), "");
  EXPECT_EQ(majorMinor("clang version"), "");
  EXPECT_EQ(majorMinor("clang version trunk"), "");
  EXPECT_EQ(majorMinor("clang version 22"), "");
  EXPECT_EQ(majorMinor("clang version 22."), "");
}

TEST(HostVersion, AnotherPatchLevelIsWelcome) {
  EXPECT_EQ(whyHostIsRefused("clang version 22.1.9", "clang version 22.1.8"),
            "");
}

TEST(HostVersion, AnotherMinorOrMajorIsRefusedWithTheRemedy) {
  EXPECT_EQ(whyHostIsRefused("clang version 19.1.7", "clang version 22.1.8"),
            "threadwise: this plugin was built for clang 22.1 and cannot run "
            "inside clang 19.1: load it into clang-tidy-22, or build it for "
            "this one with -DTHREADWISE_LLVM=19");
  EXPECT_NE(whyHostIsRefused("clang version 22.2.0", "clang version 22.1.8"),
            "");
}

} // namespace
