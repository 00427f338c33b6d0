//===--- UnknownMacrosTest.cpp --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/UnknownMacros.h"
#include "clang/Basic/LangOptions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace threadwise;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

static std::map<std::string, UnknownMacro> macros(llvm::StringRef Text) {
  clang::LangOptions LangOpts;
  LangOpts.CPlusPlus = LangOpts.CPlusPlus11 = LangOpts.Bool = true;
  return unknownMacrosIn(readRawFile(Text, LangOpts));
}

static auto word(const char *Name) { return Pair(Name, UnknownMacro::Word); }
static auto swallows(const char *Name) {
  return Pair(Name, UnknownMacro::Swallows);
}

TEST(UnknownMacros, StandInFrontOfAClassName) {
  EXPECT_THAT(macros("class FOO_API A {};"), ElementsAre(word("FOO_API")));
  EXPECT_THAT(macros("struct FOO_API A : B {};"), ElementsAre(word("FOO_API")));
  EXPECT_THAT(macros("class FOO_API A final {}; class FOO_API B;"),
              ElementsAre(word("FOO_API")));
  EXPECT_THAT(macros("enum class FOO_API K : int { X };"),
              ElementsAre(word("FOO_API")));
  EXPECT_THAT(macros("class FOO_ALIGN(64) A {};"),
              ElementsAre(swallows("FOO_ALIGN")));
}

TEST(UnknownMacros, AreNoTypes) {
  EXPECT_THAT(macros("struct FOO { int x; }; struct FOO a;"), IsEmpty());
  EXPECT_THAT(macros("class BAR;"), IsEmpty());
  EXPECT_THAT(macros("static BAR f(int); BAR g(); BAR x; BAR *p;"), IsEmpty());
  EXPECT_THAT(macros("template <class T> BAR f(T);"), IsEmpty());
  EXPECT_THAT(macros("BAR\nf(int x) {}"), IsEmpty());
  EXPECT_THAT(macros("HRESULT\nWINAPI\nf(int x) {}"), IsEmpty());
  EXPECT_THAT(macros("static const MAX = 3; int const LEAST = 1;"), IsEmpty());
  EXPECT_THAT(macros("static Foo INSTANCE(1); const Foo DEFAULT;"), IsEmpty());
}

TEST(UnknownMacros, StandInFrontOfADeclaration) {
  EXPECT_THAT(macros("FOO_FUNC void f();"), ElementsAre(word("FOO_FUNC")));
  EXPECT_THAT(macros("static FOO_INLINE int f() { return 1; }"),
              ElementsAre(word("FOO_INLINE")));
  EXPECT_THAT(macros("template <class T> FOO_HOST FOO_INLINE void f();"),
              ElementsAre(word("FOO_HOST"), word("FOO_INLINE")));
  EXPECT_THAT(macros("FOO_API ns::Thing f(); FOO_API Thing *g();"),
              ElementsAre(word("FOO_API")));
  EXPECT_THAT(macros("extern \"C\" JNIEXPORT void JNICALL Java_f();"),
              ElementsAre(word("JNICALL"), word("JNIEXPORT")));
}

TEST(UnknownMacros, StandBetweenATypeAndAFunctionsName) {
  EXPECT_THAT(macros("int FOO_CALL f(int x) {}"),
              ElementsAre(word("FOO_CALL")));
  EXPECT_THAT(macros("Thing *FOO_CALL C::f(int x) {}"),
              ElementsAre(word("FOO_CALL")));
  // One of two is the type: a word tells which.
  EXPECT_THAT(macros("FOO_API STATUS f(int x);"), ElementsAre(word("FOO_API")));
  EXPECT_THAT(macros("STATUS FOO_CALL f(int x);"),
              ElementsAre(word("FOO_CALL")));
  EXPECT_THAT(macros("FOO BAR f(int x);"), IsEmpty());
}

TEST(UnknownMacros, StandBehindADeclarator) {
  EXPECT_THAT(macros("class A { void f() EXCLUDES(m); T x GUARDED_BY(m); "
                     "int y GUARDED_BY(m) = 0; };"),
              ElementsAre(swallows("EXCLUDES"), swallows("GUARDED_BY")));
  EXPECT_THAT(macros("class A { void f() const FOO_NOEXCEPT { } "
                     "void g() FOO_NOEXCEPT FOO_OVERRIDE; };"),
              ElementsAre(word("FOO_NOEXCEPT"), word("FOO_OVERRIDE")));
}

TEST(UnknownMacros, FillALine) {
  EXPECT_THAT(macros("class A : public B {\n  Q_OBJECT\npublic:\n  int x;\n};"),
              ElementsAre(word("Q_OBJECT")));
  EXPECT_THAT(
      macros("FOO_BEGIN_NAMESPACE\nclass A {};\nFOO_END_NAMESPACE\n"),
      ElementsAre(word("FOO_BEGIN_NAMESPACE"), word("FOO_END_NAMESPACE")));
  EXPECT_THAT(macros("class A {\n  NO_COPY(A)\n  int x;\n};"),
              ElementsAre(swallows("NO_COPY")));
  EXPECT_THAT(macros("enum E {\n  FIRST_ONE,\n  LAST_ONE\n};"), IsEmpty());
}

TEST(UnknownMacros, InCodeAreLoopsOnly) {
  EXPECT_THAT(macros("void f() { FOREACH_ITEM(int x, l) { g(x); } }"),
              ElementsAre(Pair("FOREACH_ITEM", UnknownMacro::Loop)));
  EXPECT_THAT(macros("void f() { FOO_CHECK(x); if (x) FOO_LOG(y); "
                     "return (int)FOO_MAX; FOREACH(g); }"),
              IsEmpty());
}

TEST(UnknownMacros, AreNoneWhereTheFileUsesThemOtherwise) {
  EXPECT_THAT(macros("class FOO A {}; int x = FOO;"), IsEmpty());
  EXPECT_THAT(macros("#define FOO\nclass FOO A {};"), IsEmpty());
  EXPECT_THAT(macros("#ifdef FOO\n#endif\nclass FOO A {};"), IsEmpty());
  EXPECT_THAT(macros("class FOO A {}; class FOO(1) B {};"), IsEmpty());
}

TEST(UnknownMacros, EndInAFileThatIsNothingElse) {
  std::string Text;
  for (int I = 0; I < 200000; ++I)
    Text += I % 2 ? "AA " : "BB::";
  EXPECT_THAT(macros(Text), IsEmpty());
  Text.clear();
  for (int I = 0; I < 200000; ++I)
    Text += "AA ";
  EXPECT_THAT(macros(Text + "void f();"), IsEmpty());
}
