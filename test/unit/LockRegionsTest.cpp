//===--- LockRegionsTest.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/LockRegions.h"
#include "Snippet.h"
#include "model/ConcurrencyModel.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;

namespace {

constexpr const char *Prelude = R"(
#include <mutex>
#include <pthread.h>
void held(); void open();
std::mutex M; std::mutex Other; pthread_mutex_t P; bool B;
)";

/// Every call of held() stands in a region of a lock named \p Lock, every call
/// of open() in none.
void expectLocked(const std::string &Code, llvm::StringRef Lock) {
  Snippet S(std::string(Prelude) + Code);
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  unsigned Seen = 0;
  for (const clang::FunctionDecl *F : Model.functions()) {
    const Body &B = *Model.body(F);
    for (const clang::Expr *E : B.calls()) {
      std::optional<Call> C = Model.resolver().resolve(E);
      if (!C || (C->Name != "held" && C->Name != "open"))
        continue;
      ++Seen;
      const LockRegion *R = Model.locks(B).at(E);
      if (C->Name == "open") {
        EXPECT_FALSE(R) << Code;
        continue;
      }
      ASSERT_TRUE(R) << Code;
      ASSERT_TRUE(R->Lock || Lock.empty()) << Code;
      if (R->Lock)
        EXPECT_EQ(R->Lock->getName(), Lock) << Code;
    }
  }
  EXPECT_GT(Seen, 0u) << Code;
}

TEST(LockRegions, AGuardHoldsUntilItsBlockEnds) {
  expectLocked("void f() { open(); { std::lock_guard<std::mutex> L(M); held();"
               " } open(); }",
               "M");
  expectLocked("void f() { std::scoped_lock L(M); if (B) held(); }", "M");
  expectLocked("void f() { if (std::lock_guard<std::mutex> L(M); B) held();"
               " open(); }",
               "M");
}

TEST(LockRegions, AGuardCanLetGo) {
  expectLocked("void f() { std::unique_lock<std::mutex> L(M); held();"
               " L.unlock(); open(); L.lock(); held(); }",
               "M");
  expectLocked("void f() { std::unique_lock<std::mutex> L(M, std::defer_lock);"
               " open(); L.lock(); held(); }",
               "M");
}

TEST(LockRegions, AReleaseOnAPathThatLeavesEndsNothing) {
  expectLocked("void f() { M.lock(); if (B) { M.unlock(); open(); return; }"
               " held(); M.unlock(); open(); }",
               "M");
  expectLocked("void f() { M.lock(); if (B) M.unlock(); open(); }", "M");
}

TEST(LockRegions, LocksOfC) {
  expectLocked("void f() { if (pthread_mutex_lock(&P) != 0) return; held();"
               " pthread_mutex_unlock(&P); open(); }",
               "P");
}

TEST(LockRegions, OwnFunctionsAndGuards) {
  expectLocked("void take(pthread_mutex_t *X) { pthread_mutex_lock(X); }"
               "void drop(pthread_mutex_t *X) { pthread_mutex_unlock(X); }"
               "void f() { take(&P); held(); drop(&P); open(); }",
               "P");
  expectLocked("struct Guard { std::mutex &R; Guard(std::mutex &R) : R(R) {"
               " R.lock(); } ~Guard() { R.unlock(); } };"
               "void f() { { Guard G(M); held(); } open(); }",
               "M");
  expectLocked("struct Spin { void lock(); void unlock(); }; Spin Sp;"
               "void f() { Sp.lock(); held(); Sp.unlock(); open(); }",
               "Sp");
}

TEST(LockRegions, TemplatesAndMembers) {
  expectLocked("template <class T> struct C { std::mutex Mine; T X;"
               " void f() { std::lock_guard<std::mutex> L(Mine); held(); }"
               " void g() { std::lock_guard L(Mine); held(); }"
               " void h() { this->Mine.lock(); held(); Mine.unlock(); open(); }"
               "};",
               "Mine");
  expectLocked("template <class Mutex> struct D { Mutex Mine;"
               " void f() { std::lock_guard<Mutex> L(Mine); held(); }"
               " void g() { std::unique_lock<Mutex> L{Mine}; held(); }"
               " void h() { Mine.lock(); held(); Mine.unlock(); open(); } };",
               "Mine");
}

TEST(LockRegions, ALambdaRunsElsewhere) {
  expectLocked("template <class F> void later(F) {} void f() {"
               " std::lock_guard<std::mutex> L(M); later([] { open(); }); }",
               "M");
}

TEST(Mentions, EveryFunctionThatNamesIt) {
  Snippet S(std::string(Prelude) +
            "struct A { int X; void f() { X = 1; } int g(); };"
            "int A::g() { return X + X; } void h(A &Q) { Q.X = 2; }"
            "void other() { held(); }");
  ConcurrencyModel Model(S.context(), Vocabulary::builtin());
  EXPECT_EQ(Model.mentions(Snippet::field(S.record("A"), "X")).size(), 3u);
}

} // namespace
