//===--- MissingHeadersTest.cpp -------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/MissingHeaders.h"
#include "gtest/gtest.h"

using namespace threadwise;

TEST(MissingHeaders, AsksForWhatTheTextNames) {
  EXPECT_EQ(standardIncludesFor("#include \"server.h\"\n"
                                "std::vector<int> v; std::thread t;\n",
                                "src"),
            "// threadwise: for missing headers\n"
            "#if (!__has_include(\"server.h\") && "
            "!__has_include(\"src/server.h\"))\n"
            "#if __has_include(<thread>)\n#include <thread>\n#endif\n"
            "#if __has_include(<vector>)\n#include <vector>\n#endif\n"
            "#endif\n");
}

TEST(MissingHeaders, TakesEachWordUnderAUsingDirective) {
  std::string Found = standardIncludesFor(
      "#include <lib/x.h>\nusing namespace std;\nunique_lock<M> l;\n", ".");
  EXPECT_NE(Found.find("#include <mutex>"), std::string::npos);
  EXPECT_NE(Found.find("!__has_include(<lib/x.h>)"), std::string::npos);
}

TEST(MissingHeaders, AsksForNothingWhereNothingCanBeMissing) {
  EXPECT_EQ(standardIncludesFor("std::thread t;\n", "."), "");
  EXPECT_EQ(standardIncludesFor("#include \"a.h\"\nint main() {}\n", "."), "");
  EXPECT_EQ(standardIncludesFor("#include MACRO\nstd::thread t;\n", "."), "");
}
