//===--- ThreadAttributes.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/ThreadAttributes.h"
#include "model/Access.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

bool threadwise::isThreadAttributes(const CalleeResolver &Resolver,
                                    const Expr *E) {
  return Resolver.typeRow(unwrap(E)->getType(), Meaning::ThreadAttributesType);
}

/// A null pointer, no stack size, a priority that was left out. The first of an
/// enumeration is a priority like the others.
static bool saysNothing(const Expr *E, ASTContext &Context) {
  if (isa<CXXDefaultArgExpr>(E) ||
      E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull))
    return true;
  QualType T = E->getType();
  if (E->isValueDependent() || T.isNull() || !T->isIntegerType() ||
      T->isEnumeralType())
    return false;
  Expr::EvalResult Result;
  return E->EvaluateAsInt(Result, Context) && Result.Val.getInt() == 0;
}

/// The call that is given \p Use, as an argument or as its object.
static const Expr *callGiven(const Body &B, const Expr *Use) {
  const Stmt *User = B.userOf(Use);
  while (isa_and_nonnull<UnaryOperator, MemberExpr>(User)) {
    if (const auto *Member = dyn_cast<MemberExpr>(User);
        Member && !isa<CXXMethodDecl>(Member->getMemberDecl()))
      return nullptr; // a field of it
    User = B.userOf(User);
  }
  return User ? asCall(User) : nullptr;
}

/// All that happens to the local object \p Attributes is known, and nothing
/// makes a thread differ.
static bool staysPlain(const Body &B, const CalleeResolver &Resolver,
                       const VarDecl &Attributes, const Expr *Start) {
  return llvm::all_of(B.uses(&Attributes), [&](const Expr *Use) {
    if (B.contains(Start, Use))
      return true;
    const Expr *Given = callGiven(B, Use);
    std::optional<Call> C = Given ? Resolver.resolve(Given) : std::nullopt;
    return C && !Resolver.rows(*C).empty() &&
           !Resolver.row(*C, Meaning::SetThreadAttribute);
  });
}

static bool mayDiffer(const Body &B, const CalleeResolver &Resolver,
                      const Expr *Attributes, const Expr *Start) {
  if (saysNothing(Attributes, Resolver.context()))
    return false;
  AccessPath Path = accessPath(B, Resolver, Attributes);
  const auto *Local = dyn_cast_or_null<VarDecl>(Path.Base);
  if (!Local || !Local->hasLocalStorage() || isa<ParmVarDecl>(Local) ||
      Local->getType()->isPointerType() || Local->getType()->isReferenceType())
    return true;
  return !staysPlain(B, Resolver, *Local, Start);
}

bool threadwise::differsOnPurpose(const Body &B, const CalleeResolver &Resolver,
                                  const Handle &Kept, const Call &C,
                                  const Expr *Attributes) {
  if (Attributes && mayDiffer(B, Resolver, Attributes, C.Site))
    return true;
  if (!Kept.Owner)
    return false;
  for (const Expr *E : B.calls()) {
    std::optional<Call> Setter = Resolver.resolve(E, B.makes(E));
    const ApiRow *Row =
        Setter ? Resolver.row(*Setter, Meaning::SetThreadAttribute) : nullptr;
    if (!Row)
      continue;
    if (AccessPath Path = accessPath(B, Resolver, Setter->handleBy(*Row));
        Path && Path.Base == Kept.Owner)
      return true;
  }
  return false;
}
