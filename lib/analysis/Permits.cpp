//===--- Permits.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Permits.h"
#include "model/Names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

bool threadwise::isResultUsed(const Body &B, const Expr *E) {
  const Stmt *User = B.userOf(E);
  while (isa_and_nonnull<ExprWithCleanups>(User))
    User = B.userOf(User);
  // `(void)room.try_acquire();`
  const auto *Cast = dyn_cast_or_null<CastExpr>(User);
  return User && !isa<CompoundStmt, CXXTryStmt, CaseStmt, LabelStmt>(User) &&
         !(Cast && Cast->getType()->isVoidType());
}

bool threadwise::takesPermit(const CalleeResolver &Resolver, const Body &B,
                             const Call &C) {
  auto Takes = [&](const ApiRow &Row) {
    return Row.Is == Meaning::AcquirePermit ||
           (Row.Is == Meaning::TryAcquirePermit && isResultUsed(B, C.Site));
  };
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(C);
  if (!Rows.empty() || !C.ByNameOnly)
    return llvm::any_of(Rows, Takes);
  // Of a type that is not declared: `acquire` is a permit's or a lock's, `wait`
  // could be anything's.
  Rows = Resolver.vocabulary().rowsByUnqualifiedName(C.Name);
  return llvm::any_of(Rows, Takes) && llvm::all_of(Rows, [](const ApiRow &Row) {
           return Row.Is == Meaning::AcquirePermit ||
                  Row.Is == Meaning::TryAcquirePermit ||
                  Row.Is == Meaning::Lock || Row.Is == Meaning::TryLock;
         });
}

bool threadwise::namesLimit(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Limits[] = {
      "limit",    "limits",    "limited",   "capacity",   "overflow",
      "throttle", "throttled", "pressure",  "quota",      "overload",
      "exceeds",  "exceeded",  "congested", "overloaded", "watermark"};
  llvm::SmallVector<std::string, 4> Words = wordsOf(Name);
  for (size_t I = 0; I < Words.size(); ++I) {
    if (llvm::is_contained(Limits, llvm::StringRef(Words[I])))
      return true;
    if (Words[I] == "full" && I + 1 == Words.size())
      return true;
    if ((Words[I] == "room" || Words[I] == "space") && I > 0 &&
        (Words[I - 1] == "has" || Words[I - 1] == "have" ||
         Words[I - 1] == "no" || Words[I - 1] == "for"))
      return true;
  }
  return false;
}
