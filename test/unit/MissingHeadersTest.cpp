//===--- MissingHeadersTest.cpp -------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/MissingHeaders.h"
#include "clang/Basic/LangOptions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace threadwise;
using testing::HasSubstr;
using testing::Not;

static std::string directives(llvm::StringRef Text,
                              llvm::StringRef Folder = ".") {
  clang::LangOptions LangOpts;
  LangOpts.CPlusPlus = LangOpts.Bool = true;
  return directivesForMissingHeaders({{Text, Folder}}, LangOpts);
}

TEST(MissingHeaders, AsksForWhatTheTextNames) {
  EXPECT_EQ(directives("#include \"server.h\"\n"
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
  std::string Found = directives(
      "#include <lib/x.h>\nusing namespace std;\nunique_lock<M> l;\n");
  EXPECT_THAT(Found, HasSubstr("#include <mutex>"));
  EXPECT_THAT(Found, HasSubstr("!__has_include(<lib/x.h>)"));
}

TEST(MissingHeaders, KnowsStandardTypesThatAreWrittenWithoutStd) {
  std::string Found =
      directives("#include \"a.h\"\n"
                 "struct Q { mutex M; deque<int> D; thread *list; };\n"
                 "void f(Q &q) { unique_lock<mutex> L(q.M); }\n");
  EXPECT_THAT(Found, HasSubstr("#include <mutex>"));
  EXPECT_THAT(Found, HasSubstr("using std::mutex;\n"));
  EXPECT_THAT(Found, HasSubstr("using std::deque;\n"));
  // Not used as one, declared here, or no word of std is among them.
  EXPECT_THAT(Found, Not(HasSubstr("using std::thread;")));
  EXPECT_THAT(Found, Not(HasSubstr("using std::list;")));
  EXPECT_THAT(directives("#include \"a.h\"\nclass mutex;\n"
                         "unique_lock<mutex> L;\n"),
              Not(HasSubstr("using std::mutex;")));
  EXPECT_EQ(directives("#include \"a.h\"\nqueue<int> Q; thread T;\n"), "");
  EXPECT_EQ(directives("#include \"a.h\"\nusing namespace lib;\n"
                       "vector<int> V;\n"),
            "");
}

TEST(MissingHeaders, ReadsNoCommentsAndNoStrings) {
  EXPECT_EQ(directives("#include \"a.h\"\n// std::thread, pthread_t\n"
                       "const char *s = \"std::thread\";\n"),
            "");
}

TEST(MissingHeaders, AsksForTheSystemsHeaders) {
  std::string Found = directives("#include \"a.h\"\n"
                                 "void f(int s) { ::accept(s, 0, 0); }\n"
                                 "pthread_t t;\n");
  EXPECT_THAT(Found, HasSubstr("#include <sys/socket.h>"));
  EXPECT_THAT(Found, HasSubstr("#include <pthread.h>"));
}

TEST(MissingHeaders, LeavesNamesThatTheFileDeclaresOrThatAreMembers) {
  EXPECT_EQ(directives("#include \"a.h\"\n"
                       "int accept(int s);\n"
                       "void f(S *s) { accept(1); s->recv(); s->io.read(); "
                       "Net::send(s); }\n"),
            "");
}

TEST(MissingHeaders, DeclaresWindowsNamesThatTheFileDoesNot) {
  std::string Found = directives("#include \"a.h\"\n"
                                 "typedef unsigned char BYTE;\n"
                                 "DWORD WINAPI run(_In_ SOCKET s, BYTE b);\n");
  EXPECT_THAT(Found, HasSubstr("#if !__has_include(<windows.h>)\n"));
  EXPECT_THAT(Found, HasSubstr("typedef unsigned DWORD;\n"));
  EXPECT_THAT(Found, HasSubstr("typedef unsigned long long SOCKET;\n"));
  EXPECT_THAT(Found, HasSubstr("#define WINAPI\n"));
  EXPECT_THAT(Found, HasSubstr("#define _In_\n"));
  EXPECT_THAT(Found, Not(HasSubstr("BYTE;")));
}

TEST(MissingHeaders, DefinesTheProjectsMacros) {
  std::string Found =
      directives("#include \"a.h\"\n"
                 "class FOO_API Queue { std::mutex m; int x GUARDED_BY(m); };\n"
                 "void f(L &l) { FOO_FOREACH(int x, l) { g(x); } }\n");
  EXPECT_THAT(Found, HasSubstr("#ifndef FOO_API\n#define FOO_API\n#endif\n"));
  EXPECT_THAT(Found, HasSubstr("#define GUARDED_BY(...)\n"));
  EXPECT_THAT(Found,
              HasSubstr("#define FOO_FOREACH(X, Items) for (X : Items)\n"));
}

TEST(MissingHeaders, ReadsTheHeadersBesideAsWell) {
  clang::LangOptions LangOpts;
  LangOpts.CPlusPlus = LangOpts.Bool = true;
  std::string Found = directivesForMissingHeaders(
      {{"#include \"queue.h\"\n", "src"},
       {"#include \"base.h\"\nclass FOO_API Queue {};\n", "src"}},
      LangOpts);
  EXPECT_THAT(Found, HasSubstr("!__has_include(\"src/base.h\")"));
  EXPECT_THAT(Found, HasSubstr("#define FOO_API\n"));
}

TEST(MissingHeaders, AsksForNothingWhereNothingCanBeMissing) {
  EXPECT_EQ(directives("std::thread t;\n"), "");
  EXPECT_EQ(directives("#include \"a.h\"\nint main() {}\n"), "");
  EXPECT_EQ(directives("#include MACRO\nstd::thread t;\n"), "");
}
