//===--- CostTest.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Cost.h"
#include "Snippet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace threadwise;

namespace {

/// The cost of the last function.
Cost costOfLast(const std::string &Code) {
  Snippet S(Code);
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  const clang::FunctionDecl *Last = nullptr;
  for (const clang::Decl *D : S.context().getTranslationUnitDecl()->decls())
    if (const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D))
      Last = F;
  return Costs(Model).of(Last);
}

TEST(Cost, OfAnAdditionIsUnderTwoNanoseconds) {
  Cost C = costOfLast("int f(int A, int B) { return A + B; }");
  EXPECT_GT(C.Lower, 0);
  EXPECT_LT(C.Upper, 2);
}

TEST(Cost, OfALoopIsItsBodyTimesItsTrips) {
  Cost Ten = costOfLast("void f(int *A) {"
                        "  for (int I = 0; I < 10; ++I) A[I] += I; }");
  Cost Hundred = costOfLast("void f(int *A) {"
                            "  for (int I = 0; I < 100; ++I) A[I] += I; }");
  ASSERT_TRUE(Ten.isKnown());
  EXPECT_NEAR(Hundred.Upper, 10 * Ten.Upper, 1);
}

TEST(Cost, FollowsConstantArguments) {
  Cost C = costOfLast("static void g(int *A, int N) {"
                      "  for (int I = 0; I < N; ++I) A[I] = I; }"
                      "void f(int *A) { g(A, 8); }");
  EXPECT_TRUE(C.isKnown());
}

TEST(Cost, HasNoUpperEndWhereSomethingIsUnknown) {
  for (const char *Code :
       {"void g(); void f() { g(); }",
        "void f(int *A, int N) { for (int I = 0; I < N; ++I) A[I] = 0; }",
        "int f(int N) { return N < 2 ? N : f(N - 1) + f(N - 2); }",
        "void f(bool &B) { while (B) ; }",
        "struct S { virtual void g(); }; void f(S &X) { X.g(); }",
        "void f(void (*G)()) { G(); }",
        "void f(int *A) { for (int I = 0; I < 10; ++I) I = A[I]; }",
        "void f(int N) { again: if (--N) goto again; }",
        "int f(int A) { return A + undeclared; }"})
    EXPECT_FALSE(costOfLast(Code).isKnown()) << Code;
}

TEST(Cost, HasNoUpperEndWhereAnObjectDoesWhatIsNotInSight) {
  const std::string Types =
      "int heavy(); void *operator new(decltype(sizeof 0), void *) noexcept;"
      "struct Heavy { Heavy(); Heavy(Heavy &&); ~Heavy(); int X; };"
      "struct Ends { int N; ~Ends(); };"
      "struct Given { int X = heavy(); };"
      "struct Held { Heavy H; };"
      "struct Defaulted { int Y; Heavy H; Defaulted() = default; };"
      "struct Base { Base() { heavy(); } }; struct Derived : Base { int Z; };"
      "struct Many { Heavy H[10]; };"
      "struct Own { Own() : X(1) {} ~Own() {} int X; Ends E; };"
      "struct Aggregate { int A[3]; int B = heavy(); };";
  for (const char *Code :
       {"void f() { Heavy H; }", "void f() { Given G; }",
        "void f() { Held H; }", "void f() { Defaulted D; }",
        "void f() { Derived D; }", "void f() { auto *M = new Many; }",
        "void f() { Own O; }", "int f() { Aggregate A{}; return A.B; }",
        "int f() { return Ends{3}.N; }", "void f() { Ends E[3] = {}; }",
        "void f(Held &H) { Held To(static_cast<Held &&>(H)); }",
        "void f() { static Heavy H; }", "void f(Heavy *H) { delete H; }",
        "void f() { throw heavy(); }",
        "void f(int *P) { try { if (*P) throw 1; } catch (...) { heavy(); } }"})
    EXPECT_FALSE(costOfLast(Types + Code).isKnown()) << Code;
  for (const char *Code :
       {"struct Plain { int A = 1; double B[4] = {}; }; void f() { Plain P; }",
        "struct Inner { Inner() : X(1) {} int X; }; struct Outer { Inner I; };"
        "void f() { Outer O; }",
        "void f() { delete new int(3); }",
        "void f(int *P) { try { ++*P; } catch (...) { heavy(); } }"})
    EXPECT_TRUE(costOfLast(Types + Code).isKnown()) << Code;
}

TEST(Cost, OfABlockGrowsWithItsSize) {
  const char *Small = "struct S { char C[8]; };"
                      "void f(S &A, S &B) { A = B; }";
  EXPECT_LT(costOfLast(Small).Upper, 10);
  for (const char *Code :
       {"struct S { char C[100000000]; }; void f(S &A, S &B) { A = B; }",
        "struct S { char C[100000000]; }; void f(S &A) { S C(A); }",
        "int f() { int Big[100000000] = {}; return Big[3]; }",
        "void f(char *A, char *B) { __builtin_memcpy(A, B, 100000000); }",
        "void f(char *A) { __builtin_memset(A, 0, 100000000); }"}) {
    Cost C = costOfLast(Code);
    EXPECT_TRUE(C.isKnown()) << Code;
    EXPECT_GT(C.Lower, 100000) << Code;
  }
  EXPECT_FALSE(costOfLast("void f(char *A, char *B, unsigned long N) {"
                          "  __builtin_memcpy(A, B, N); }")
                   .isKnown());
}

TEST(Cost, LowerEndIsWithoutWhatMayBeLeftOut) {
  Cost C = costOfLast("int f(int *A, bool B) { if (B) return 0;"
                      "  for (int I = 0; I < 1000; ++I) A[I] = I;"
                      "  return 1; }");
  EXPECT_LT(C.Lower, 2);
  EXPECT_GT(C.Upper, 100);
}

TEST(Cost, IsMoreWhereTheNextIterationWaits) {
  Cost Beside = costOfLast("void f(double *A, double *X) {"
                           "  for (int I = 0; I < 100; ++I)"
                           "    A[I] = A[I] * X[I] + 1; }");
  Cost Chain = costOfLast("double f(double *A, double X) { double S = 0;"
                          "  for (int I = 0; I < 100; ++I)"
                          "    S = S * X + A[I];"
                          "  return S; }");
  EXPECT_GT(Chain.Lower, 2 * Beside.Lower);
  EXPECT_GT(Chain.Upper, 2 * Beside.Upper);
  // Only what the variable takes part in is waited for.
  Cost Sum = costOfLast("double f(double *A, double *X) { double S = 0;"
                        "  for (int I = 0; I < 100; ++I)"
                        "    S += A[I] * X[I];"
                        "  return S; }");
  EXPECT_LT(Sum.Upper, Chain.Upper);
}

TEST(Cost, IsThatOfAMissWhereAListIsWalked) {
  const std::string List = "struct Item { int Value; Item *Next; };";
  Cost Walk = costOfLast(List + "int f(Item *At) { int S = 0;"
                                "  for (int I = 0; I < 100; ++I) {"
                                "    S += At->Value; At = At->Next; }"
                                "  return S; }");
  EXPECT_GT(Walk.Upper, 100 * costOf(Operation::RandomAccess).Lower);
  Cost Array = costOfLast(List + "int f(Item *All) { int S = 0;"
                                 "  for (int I = 0; I < 100; ++I)"
                                 "    S += All[I].Value;"
                                 "  return S; }");
  EXPECT_LT(2 * Array.Upper, Walk.Upper);
}

TEST(Cost, OfComplexNumbersIsTheirOwn) {
  const std::string Complex =
      "namespace std { template <class T> struct complex { T R, I; };"
      "template <class T> complex<T> operator*(const complex<T> &,"
      "                                        const complex<T> &);"
      "template <class T> T abs(const complex<T> &); double abs(double); }";
  Cost Product = costOfLast(Complex + "using C = std::complex<double>;"
                                      "C f(C &A, C &B) { return A * B; }");
  EXPECT_TRUE(Product.isKnown());
  Cost Of = costOfLast(Complex + "double f(std::complex<double> &A) {"
                                 "  return std::abs(A); }");
  EXPECT_GT(Of.Lower, costOfLast(Complex + "double f(double A) {"
                                           "  return std::abs(A); }")
                          .Upper);
}

TEST(Cost, OfAChoiceBetweenPlainValuesIsNoBranch) {
  const char *Choice = "int f(int A, int B) { return A < B ? A : B; }";
  EXPECT_LT(costOfLast(Choice).Upper, costOf(Operation::Branch).Upper);
  const char *Division = "int f(int A, int B) { return A < B ? A / B : B; }";
  EXPECT_GT(costOfLast(Division).Upper, costOf(Operation::Branch).Upper);
}

TEST(Cost, OfDividingByAPowerOfTwoIsThatOfAShift) {
  Cost Shift = costOfLast("int f(int A) { return A / 16; }");
  EXPECT_LT(Shift.Upper, costOfLast("int f(int A) { return A / 10; }").Upper);
}

TEST(Cost, CountsALoopThatDeclaresMoreThanItsVariable) {
  Cost C = costOfLast("int f(unsigned W) { int N = 0;"
                      "  for (unsigned V = W, I = 0; I < 32; ++I)"
                      "    N += (V >> I) & 1;"
                      "  return N; }");
  EXPECT_TRUE(C.isKnown());
}

TEST(Cost, KnowsHowFarALoopGoesFromWhereItBegins) {
  Cost C = costOfLast("int f(const char *T, int First) { int N = 0;"
                      "  for (int I = First; I < First + 64; ++I)"
                      "    N += T[I] == 32;"
                      "  return N; }");
  EXPECT_TRUE(C.isKnown());
  EXPECT_FALSE(costOfLast("void f(int *T, int First) {"
                          "  for (int I = First; I < First + 64; ++I)"
                          "    T[--First] = 0; }")
                   .isKnown());
}

TEST(Cost, IsShownWithBothEndsRoundedOutwards) {
  EXPECT_EQ(interval({0.234, 11.01, {}, false}), "0.23 to 12 ns");
  EXPECT_EQ(interval({0, 5, {}, false}), "0 to 5.0 ns");
  EXPECT_EQ(interval({12345, 98765, {}, false}), "12,300 to 98,800 ns");
}

TEST(CostTable, IsInTheOrderOfItsEnumerations) {
  unsigned I = 0;
  for (const OperationCost &O : operationCosts()) {
    EXPECT_EQ(static_cast<unsigned>(O.Is), I++);
    EXPECT_LE(O.Costs.Lower, O.Costs.Upper);
    EXPECT_LE(O.Waited.Lower, O.Waited.Upper);
    EXPECT_LE(O.Costs.Upper, O.Waited.Upper);
    EXPECT_FALSE(O.Measured.empty());
  }
  I = 0;
  for (const StartCost &S : startCosts())
    EXPECT_EQ(static_cast<unsigned>(S.Is), I++);
}

TEST(CostTable, HasEachNameOnce) {
  llvm::StringSet<> Seen;
  for (const LibraryCost &C : libraryCosts()) {
    EXPECT_TRUE(Seen.insert(C.Name).second) << C.Name.str();
    EXPECT_LE(C.Costs.Lower, C.Costs.Upper) << C.Name.str();
    EXPECT_FALSE(C.Measured.empty()) << C.Name.str();
  }
}

/// The sources of benchmarks/costs, one after the other.
std::string benchmarkSources() {
  std::string All;
  std::error_code Error;
  llvm::sys::fs::directory_iterator It(
      THREADWISE_SOURCE_DIR "/benchmarks/costs", Error),
      End;
  for (; !Error && It != End; It.increment(Error))
    if (auto Buffer = llvm::MemoryBuffer::getFile(It->path()))
      All += (*Buffer)->getBuffer();
  EXPECT_FALSE(Error) << Error.message();
  return All;
}

TEST(CostTable, HasABenchmarkBehindEachRow) {
  const std::string Sources = benchmarkSources();
  auto IsThere = [&](llvm::StringRef Name) {
    // Operations are registered without their group.
    llvm::StringRef Last = Name;
    if (Last.consume_front("operation/"))
      return Sources.find(("operation(\"" + Last + "\"").str()) !=
             std::string::npos;
    return Sources.find(("\"" + Name + "\"").str()) != std::string::npos;
  };
  for (const OperationCost &O : operationCosts())
    EXPECT_TRUE(IsThere(O.Measured)) << O.Measured.str();
  for (const LibraryCost &C : libraryCosts())
    EXPECT_TRUE(IsThere(C.Measured)) << C.Measured.str();
  for (const StartCost &S : startCosts())
    EXPECT_TRUE(IsThere(S.Measured)) << S.Measured.str();
}

TEST(TripCount, CountsStepsInBothDirections) {
  EXPECT_EQ(tripsBetween(0, 10, 1, false), 10u);
  EXPECT_EQ(tripsBetween(0, 10, 3, false), 4u);
  EXPECT_EQ(tripsBetween(0, 9, 3, true), 4u);
  EXPECT_EQ(tripsBetween(9, 0, -1, true), 10u);
  EXPECT_EQ(tripsBetween(5, 5, 1, false), 0u);
  EXPECT_EQ(tripsBetween(5, 5, 1, true), 1u);
}

} // namespace
