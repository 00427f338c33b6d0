//===--- LayoutTest.cpp - which data share a line -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Layout.h"
#include "Snippet.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "gtest/gtest.h"

using namespace threadwise;

namespace {

constexpr uint64_t Line = 64;

TEST(ShareLine, OfAnAlignedObjectIsAlwaysOrNever) {
  EXPECT_TRUE(shareLine({0, 8}, {56, 8}, 64, Line).isAlways());
  EXPECT_TRUE(shareLine({0, 8}, {64, 8}, 64, Line).isNever());
  EXPECT_TRUE(shareLine({60, 8}, {64, 8}, 64, Line).isAlways())
      << "a member across a boundary is on both lines";
}

TEST(ShareLine, OfALessAlignedObjectDependsOnWhereItBegins) {
  LineSharing Sharing = shareLine({0, 8}, {8, 8}, 8, Line);
  EXPECT_EQ(Sharing.Shared, 7u);
  EXPECT_EQ(Sharing.Possible, 8u);
  EXPECT_FALSE(Sharing.isAlways());
  EXPECT_FALSE(Sharing.isNever());
  Sharing = shareLine({0, 8}, {56, 8}, 8, Line);
  EXPECT_EQ(Sharing.Shared, 1u);
  EXPECT_TRUE(shareLine({0, 8}, {64, 8}, 8, Line).isNever());
}

TEST(ShareLine, KnowsNothingOfEmptySpans) {
  EXPECT_FALSE(shareLine({0, 0}, {0, 8}, 8, Line).isKnown());
}

TEST(LineSharing, ComparesItsShare) {
  EXPECT_TRUE((LineSharing{2, 8}.atLeastOneIn(4)));
  EXPECT_FALSE((LineSharing{1, 8}.atLeastOneIn(4)));
  EXPECT_FALSE((LineSharing{0, 8}.atLeastOneIn(8)));
}

Neighbours ask(const Snippet &Code, llvm::StringRef Record, llvm::StringRef A,
               llvm::StringRef B) {
  const clang::CXXRecordDecl *R = Code.record(Record);
  const clang::FieldDecl *FieldA = Snippet::field(R, A);
  const clang::FieldDecl *FieldB = Snippet::field(R, B);
  return neighbours(Code.context(), *R, {FieldA}, {FieldB}, Line);
}

TEST(Neighbours, UseClangsLayout) {
  Snippet Code("struct Base { virtual ~Base(); int n; };"
               "struct Ring : Base { char c; unsigned long head, tail; };");
  Neighbours N = ask(Code, "Ring", "tail", "head");
  EXPECT_TRUE(N.AreSwapped);
  EXPECT_FALSE(N.IsRelative);
  EXPECT_EQ(N.First.Offset, 16u);
  EXPECT_EQ(N.Second.Offset, 24u);
  EXPECT_EQ(N.Second.Size, 8u);
  EXPECT_EQ(N.Sharing.Shared, 7u);
}

TEST(Neighbours, FollowMembersOfMembers) {
  Snippet Code("struct Side { long pad[7]; long at; };"
               "struct Ring { Side put, get; };");
  const clang::CXXRecordDecl *Ring = Code.record("Ring");
  const clang::FieldDecl *At = Snippet::field(Code.record("Side"), "at");
  Neighbours N =
      neighbours(Code.context(), *Ring, {Snippet::field(Ring, "put"), At},
                 {Snippet::field(Ring, "get"), At}, Line);
  EXPECT_EQ(N.First.Offset, 56u);
  EXPECT_EQ(N.Second.Offset, 120u);
  EXPECT_TRUE(N.Sharing.isNever());
}

TEST(Neighbours, RespectAlignment) {
  Snippet Code(
      "struct Ring { alignas(64) long head; alignas(64) long tail; };");
  EXPECT_TRUE(ask(Code, "Ring", "head", "tail").Sharing.isNever());
}

TEST(Neighbours, MeasureTheDistanceInATemplate) {
  Snippet Code("template <class T> struct Ring {"
               "  T first; long head; T *slots; long tail; T last; };");
  Neighbours N = ask(Code, "Ring", "head", "tail");
  EXPECT_TRUE(N.IsRelative);
  EXPECT_EQ(N.First.Offset, 0u);
  EXPECT_EQ(N.Second.Offset, 16u);
  EXPECT_EQ(N.Sharing.Shared, 6u);
  EXPECT_EQ(N.Sharing.Possible, 8u);
}

TEST(Neighbours, OfATemplateRespectAlignment) {
  Snippet Code("template <class T> struct Ring {"
               "  T first; alignas(64) long head; alignas(64) long tail; };");
  EXPECT_TRUE(ask(Code, "Ring", "head", "tail").Sharing.isNever());
}

TEST(Neighbours, AreUnknownAcrossAnUnknownType) {
  Snippet Code(
      "template <class T> struct Ring { long head; T last; long tail; };"
      "template <class T, int N> struct Padded {"
      "  long head; char pad[N]; long tail; };"
      "template <class T, int N> struct Aligned {"
      "  T first; alignas(N) long head; alignas(N) long tail; };"
      "struct Broken { long head; Missing m; long tail; };");
  EXPECT_FALSE(ask(Code, "Ring", "head", "tail").Sharing.isKnown());
  EXPECT_FALSE(ask(Code, "Padded", "head", "tail").Sharing.isKnown());
  EXPECT_FALSE(ask(Code, "Aligned", "head", "tail").Sharing.isKnown());
  EXPECT_FALSE(ask(Code, "Broken", "head", "tail").Sharing.isKnown());
}

TEST(Neighbours, AreUnknownWhereAnAlignmentCannotBeEvaluated) {
  // CACHE_LINE comes from a header that is missing.
  Snippet Code("struct Ring { long other; alignas(CACHE_LINE) long head;"
               "              alignas(CACHE_LINE) long tail; };"
               "struct Late { long head; long tail"
               "              __attribute__((aligned(CACHE_LINE))); };"
               "struct Plain { long alignment; long head; long tail; };");
  EXPECT_FALSE(ask(Code, "Ring", "head", "tail").Sharing.isKnown());
  EXPECT_FALSE(ask(Code, "Late", "head", "tail").Sharing.isKnown());
  EXPECT_TRUE(ask(Code, "Plain", "head", "tail").Sharing.isKnown());
}

TEST(Neighbours, AreUnknownInAUnion) {
  Snippet Code(
      "template <class T> union Either { T t; long head; long tail; };");
  EXPECT_FALSE(ask(Code, "Either", "head", "tail").Sharing.isKnown());
}

TEST(NeighbouringVariables, LieInTheOrderOfTheirDeclarations) {
  Snippet Code("static long put; static int middle; static long get;"
               "static char buffer[256]; static long far;");
  Neighbours N = neighbouringVariables(Code.context(), *Code.variable("get"),
                                       *Code.variable("put"), Line);
  EXPECT_TRUE(N.AreSwapped);
  EXPECT_EQ(N.Second.Offset, 16u);
  EXPECT_EQ(N.Sharing.Shared, 6u);
  EXPECT_TRUE(neighbouringVariables(Code.context(), *Code.variable("get"),
                                    *Code.variable("far"), Line)
                  .Sharing.isNever());
}

TEST(StrideOf, RoundsUpToTheAlignment) {
  Snippet Code("struct Slot { long n; char c; }; Slot slots[4];"
               "struct alignas(64) Padded { int n; }; Padded padded[4];"
               "struct Unknown; Unknown *unknown;");
  auto Element = [&](llvm::StringRef Name) {
    clang::QualType T = Code.variable(Name)->getType();
    return T->isPointerType() ? T->getPointeeType()
                              : T->castAsArrayTypeUnsafe()->getElementType();
  };
  EXPECT_EQ(strideOf(Code.context(), Element("slots")), 16u);
  EXPECT_EQ(strideOf(Code.context(), Element("padded")), 64u);
  EXPECT_EQ(strideOf(Code.context(), Element("unknown")), std::nullopt);
}

} // namespace
