//===--- NameSurroundingsTest.cpp -----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/NameSurroundings.h"
#include "gtest/gtest.h"
#include <string>
#include <vector>

using namespace threadwise;

namespace {

std::vector<std::string> arguments(llvm::StringRef AfterName) {
  auto Found = templateArguments(AfterName);
  if (!Found)
    return {"none"};
  return {Found->begin(), Found->end()};
}

using Strings = std::vector<std::string>;

TEST(NameSurroundings, ReadsTemplateArguments) {
  EXPECT_EQ(arguments("<Job> jobs;"), Strings({"Job"}));
  EXPECT_EQ(arguments("<std::string, Slot *> byName;"),
            Strings({"std::string", "Slot *"}));
  EXPECT_EQ(arguments("<Pair<int, int>, 4> &ring) {"),
            Strings({"Pair<int, int>", "4"}));
  EXPECT_EQ(arguments("<void(int, int)>::Handle h;"),
            Strings({"void(int, int)"}));
  EXPECT_EQ(arguments("<> all;"), Strings());
}

TEST(NameSurroundings, TakesAComparisonForNone) {
  EXPECT_EQ(arguments("< limit && count > 3)"), Strings({"none"}));
  EXPECT_EQ(arguments("< limit; ++i)"), Strings({"none"}));
  EXPECT_EQ(arguments("< limit) return a > b;"), Strings({"none"}));
  EXPECT_EQ(arguments("< limit > + 1"), Strings({"none"}));
  EXPECT_EQ(arguments("<Job"), Strings({"none"}));
}

TEST(NameSurroundings, SeesWhatStandsAround) {
  llvm::StringRef Text = "(Job *next) { a * b; Task<int> t; x : y; Job t; }";
  const auto Of = [&](llvm::StringRef Name) {
    return surroundings(Text, Text.find(Name), Name.size());
  };
  EXPECT_EQ(Of("Job").Before, '(');
  EXPECT_TRUE(Of("Job").PointerThenWord);
  EXPECT_FALSE(Of("Job").AfterIsWord);
  EXPECT_EQ(Of("Task").After, '<');
  llvm::StringRef Qualified = "Map<a::b::X, int>";
  EXPECT_EQ(surroundings(Qualified, Qualified.find("X"), /*Length=*/1).Before,
            '<');
  const auto IsInArguments = [](llvm::StringRef In) {
    return surroundings(In, In.find("X"), /*Length=*/1).IsInArguments;
  };
  EXPECT_TRUE(IsInArguments("Map<X, int>"));
  EXPECT_TRUE(IsInArguments("Map<Set<int>, X, f(a, b)>"));
  EXPECT_FALSE(IsInArguments("f(a < b, g(X, c))"));
  EXPECT_FALSE(IsInArguments("f(Set<int>(), X, c)"));
  EXPECT_TRUE(surroundings(Text, Text.rfind("Job"), /*Length=*/3).AfterIsWord);
  EXPECT_EQ(surroundings(Text, Text.size(), /*Length=*/3).After, 0);
}

TEST(NameSurroundings, SeesALoopOverAName) {
  EXPECT_TRUE(isIterated("for (auto &w : workers_) w.join();", "workers_"));
  EXPECT_FALSE(isIterated("f(std::workers_);", "workers_"));
  EXPECT_FALSE(isIterated("workers_.size();", "workers_"));
}

TEST(NameSurroundings, FindsTheTypesOfAScope) {
  const auto Found =
      typesNamedIn("boost::thread t(f); boost::mutex &m = get(); "
                   "myboost::x y; boost::bind(f); boost::thread u;",
                   "boost");
  EXPECT_EQ(Strings(Found.begin(), Found.end()),
            Strings({"thread", "mutex", "thread"}));
  const auto OfTemplate = typesNamedIn(
      "Queue<Job, int>::Handle h = Queue<Job>::first(); Queue<a>b; "
      "if (n < Queue && Queue<4 == x) return;",
      "Queue");
  EXPECT_EQ(Strings(OfTemplate.begin(), OfTemplate.end()), Strings({"Handle"}));
}

TEST(NameSurroundings, SeesWhatIsUsedAsAType) {
  EXPECT_TRUE(isUsedAsType("f(Item(1)); g(Item::make());", "Item"));
  EXPECT_TRUE(isUsedAsType("f(Item(1));\nItem other;", "Item"));
  EXPECT_TRUE(isUsedAsType("void f(const char *s, Item &other) {}", "Item"));
  EXPECT_TRUE(isUsedAsType("void f(Item other) {}", "Item"));
  EXPECT_TRUE(isUsedAsType("{ Item other(1); }", "Item"));
  EXPECT_FALSE(isUsedAsType("update(x); // Update x; update x;", "update"));
  EXPECT_FALSE(isUsedAsType(" * update x;\n update(x);", "update"));
  EXPECT_FALSE(isUsedAsType("log(\"update x;\"); update(x);", "update"));
  EXPECT_FALSE(isUsedAsType("#define update x(\nupdate(y);", "update"));
  EXPECT_FALSE(isUsedAsType("return update * x; s.update x;", "update"));
  EXPECT_FALSE(isUsedAsType("f(count * size); b = count;", "count"));
  EXPECT_TRUE(isUsedAsType("f(count_t *size);", "count_t"));
  EXPECT_FALSE(isUsedAsType("Items::f(); MyItem x;", "Item"));
}

TEST(NameSurroundings, FindsTheClassesDefinedOutsideOfTheirScope) {
  const auto Found = nestedClassesIn(
      "class Web::Impl\n{ }; struct Web::Task : Base { }; class Web { }; "
      "class Web::Last final { }; Web::Impl *impl; enum class Web::Kind; "
      "struct Web::Task::Part { };",
      "Web");
  EXPECT_EQ(Strings(Found.begin(), Found.end()),
            Strings({"Impl", "Task", "Last"}));
}

} // namespace
