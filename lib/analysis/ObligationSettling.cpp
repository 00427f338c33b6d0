//===--- ObligationSettling.cpp - what settles it, or may -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/ObligationWays.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far a function that sets the promise is looked for through calls.
static constexpr unsigned MaxFollow = 2;

llvm::StringRef threadwise::nameIn(const CalleeResolver &Resolver,
                                   const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  if (!E || isa<CallExpr>(E))
    return E ? Resolver.nameOf(E) : llvm::StringRef();
  const NamedDecl *D = namedBy(E);
  return D ? unqualifiedName(*D) : llvm::StringRef();
}

bool threadwise::namesReport(llvm::StringRef Name) {
  return hasWord(Name,
                 {"log", "logger", "warn", "warning", "error", "errors",
                  "print", "printf", "fprintf", "println", "puts", "perror",
                  "syslog", "cerr", "clog", "critical", "trace", "report"});
}

/// A function in sight that sets the promise.
bool Settling::settlesThrough(const FunctionDecl *F, unsigned Depth) const {
  const FunctionDecl *Definition = definitionOf(F);
  if (!Definition || Depth >= MaxFollow)
    return false;
  if (llvm::any_of(P.OtherSetters, [&](const FunctionDecl *Other) {
        return keyOf(Other) == keyOf(Definition);
      }))
    return true;
  if (P.OtherSetters.empty())
    return false;
  const Body *Callee = Model.body(Definition);
  return Callee && Callee != &B &&
         llvm::any_of(Callee->calls(), [&](const Expr *E) {
           std::optional<Call> C = Resolver.resolve(E, Callee->makes(E));
           return C && C->Function && settlesThrough(C->Function, Depth + 1);
         });
}

bool Settling::sets(const Stmt *S) const {
  return S &&
         llvm::any_of(P.Sets, [&](const Expr *E) { return B.contains(S, E); });
}

/// What does something with what \p Use names or points to.
const Stmt *Settling::userOfObject(const Expr *Use) const {
  const Stmt *User = B.userOf(Use);
  while (User) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(User);
    const auto *Unary = dyn_cast<UnaryOperator>(User);
    if (!(Operator && (Operator->getOperator() == OO_Arrow ||
                       Operator->getOperator() == OO_Star)) &&
        !(Unary && Unary->getOpcode() == UO_Deref))
      return User;
    User = B.userOf(User);
  }
  return nullptr;
}

static llvm::StringRef memberNamed(const Stmt *S) {
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(S))
    return unqualifiedName(*Member->getMemberDecl());
  if (const auto *Member = dyn_cast_or_null<CXXDependentScopeMemberExpr>(S))
    if (const IdentifierInfo *Name = Member->getMember().getAsIdentifierInfo())
      return Name->getName();
  return {};
}

static bool takesFuture(llvm::StringRef Name) {
  return Name == "get_future" || Name == "getFuture" || Name == "future" ||
         Name == "getSemiFuture" || Name == "operator bool";
}

/// Members of containers that look an element up, or add one.
static bool looksUp(llvm::StringRef Name) {
  return llvm::is_contained(
      llvm::ArrayRef<llvm::StringRef>{
          "find",    "begin",       "end",          "cbegin",      "cend",
          "rbegin",  "rend",        "at",           "front",       "back",
          "top",     "size",        "empty",        "count",       "contains",
          "emplace", "try_emplace", "insert",       "lower_bound", "data",
          "push",    "push_back",   "emplace_back", "reserve",     "resize",
          "get",     "value",       "isEmpty"},
      Name);
}

static bool isComparison(const Stmt &S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->isComparisonOp() || Binary->isLogicalOp();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S))
    return Operator->isComparisonOp() || Operator->getOperator() == OO_Exclaim;
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->getOpcode() == UO_LNot;
  return isa<CXXRewrittenBinaryOperator>(&S);
}

/// The element of the container itself, moved, kept or replaced.
bool Settling::handsOnElement(const Expr *Element) const {
  const Stmt *User = userOfObject(Element);
  if (!User || isComparison(*User) || !isa<Expr, DeclStmt>(User))
    return false;
  if (const auto *Decl = dyn_cast<DeclStmt>(User))
    return llvm::none_of(Decl->decls(), [&](const auto *D) {
      const auto *Named = dyn_cast<NamedDecl>(D);
      return Named && llvm::is_contained(P.Through, Named->getCanonicalDecl());
    });
  const llvm::StringRef Name = memberNamed(User);
  if (Name == "second")
    return handsOnElement(cast<Expr>(User));
  const auto *Member = dyn_cast<MemberExpr>(User);
  return !takesFuture(Name) && !looksUp(Name) &&
         !(Member && isa<FieldDecl>(Member->getMemberDecl()));
}

/// A mention of the holder: its future is taken, it is asked whether there is
/// one, an element of it is looked up; or it is handed on.
bool Settling::handsOn(const Expr *Use) const {
  const Stmt *User = userOfObject(Use);
  if (!User)
    return true;
  const llvm::StringRef Name = memberNamed(User);
  if (P.IsElement) {
    if (isa<CXXForRangeStmt, DeclStmt>(User))
      return false;
    if (looksUp(Name)) {
      const Stmt *Called = B.userOf(User);
      return Called && isa<CallExpr>(Called) && Name != "find" &&
             handsOnElement(cast<Expr>(Called));
    }
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(User);
    if (isa<ArraySubscriptExpr>(User) ||
        (Operator && Operator->getOperator() == OO_Subscript))
      return handsOnElement(cast<Expr>(User));
    return true;
  }
  if (!Name.empty()) {
    if (P.Kind == ObligationKind::Latch &&
        (Name == "wait" || Name == "Wait" || Name == "try_wait"))
      return false;
    if (takesFuture(Name))
      return false;
  }
  return !isa<UnaryOperator, IfStmt>(User);
}

/// A mention of what leads to the holder: the object of which the promise is a
/// part is handed on, or asked to do something that is not in sight.
bool Settling::handsOnWhole(const Expr *Use) const {
  const Stmt *User = B.userOf(Use);
  // `*request` as an argument is the request.
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User))
    if (Unary->getOpcode() == UO_Deref)
      User = B.userOf(User);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User)) {
    const OverloadedOperatorKind Kind = Operator->getOperator();
    if (Kind == OO_Arrow || Kind == OO_Star)
      User = userOfObject(Operator);
    else if (Kind == OO_PlusPlus || Kind == OO_MinusMinus ||
             Kind == OO_Subscript)
      return false;
  }
  if (!User || isComparison(*User) || isa<ArraySubscriptExpr>(User))
    return false;
  if (const auto *Unary = dyn_cast<UnaryOperator>(User))
    return Unary->getOpcode() == UO_AddrOf;
  if (const auto *Decl = dyn_cast<DeclStmt>(User))
    return llvm::none_of(Decl->decls(), [&](const auto *D) {
      const auto *Named = dyn_cast<NamedDecl>(D);
      return Named && llvm::is_contained(P.Through, Named->getCanonicalDecl());
    });
  if (!isa<Expr>(User))
    return isa<ReturnStmt>(User);
  if (const auto *Binary = dyn_cast<BinaryOperator>(User))
    return Binary->isAssignmentOp() && B.contains(Binary->getRHS(), Use);
  if (const auto *Member = dyn_cast<MemberExpr>(User)) {
    const llvm::StringRef Name = memberNamed(User);
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Method)
      return Name == "second" && handsOnElement(Member);
    // Those in sight are asked whether they set it.
    return !Method->isConst() && !looksUp(Name) && !takesFuture(Name) &&
           (Method->isInStdNamespace() || !definitionOf(Method));
  }
  if (isa<CXXDependentScopeMemberExpr>(User)) {
    const llvm::StringRef Name = memberNamed(User);
    const Stmt *Called = B.userOf(User);
    return isa_and_nonnull<CallExpr>(Called) && !looksUp(Name) &&
           !takesFuture(Name) && !sets(Called);
  }
  if (isa<CallExpr>(User))
    return !namesReport(Resolver.nameOf(cast<Expr>(User))) && !sets(User);
  return true;
}

bool Settling::settles(const Stmt *S) const {
  if (!S)
    return false;
  if (sets(S))
    return true;
  for (const Expr *Use : B.uses(P.Holder))
    if (B.contains(S, Use) && handsOn(Use))
      return true;
  for (const NamedDecl *D : P.Through)
    for (const Expr *Use : B.uses(D))
      if (B.contains(S, Use) && handsOnWhole(Use))
        return true;
  for (const Stmt *Inner : B.below(S)) {
    if (const auto *This = dyn_cast<CXXThisExpr>(Inner)) {
      // The object itself is handed on.
      if (P.How == Reach::Member && !This->isImplicit() &&
          !isa_and_nonnull<MemberExpr>(B.userOf(This)) &&
          !isa_and_nonnull<CXXDependentScopeMemberExpr>(B.userOf(This)))
        return true;
      continue;
    }
    const auto *E = dyn_cast<Expr>(Inner);
    if (!E || !isa<CallExpr, CXXConstructExpr>(E))
      continue;
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C)
      continue;
    if (C->Function && settlesThrough(C->Function, 0))
      return true;
    // A lambda in a variable that sets it; a function of the object that is
    // not in sight may.
    if (C->CalledValue && P.How != Reach::Own) {
      const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(C->CalledValue));
      if (Var && Var->getInit() && B.knows(Var->getInit()) &&
          llvm::any_of(B.uses(P.Holder), [&](const Expr *Use) {
            return B.contains(Var->getInit(), Use);
          }))
        return true;
    }
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C->Function);
    const bool OfThis =
        C->Receiver && isa<CXXThisExpr>(C->Receiver->IgnoreParenImpCasts());
    if (P.How == Reach::Member && OfThis &&
        (!Method || (!Method->isConst() && !definitionOf(Method))))
      return true;
    if (P.How == Reach::Member && C->ByNameOnly && !C->Receiver)
      return true; // a member of a class whose header is missing
  }
  return false;
}

bool Settling::isAskedFor(const Stmt *Condition) const {
  if (!Condition)
    return false;
  if (llvm::any_of(B.uses(P.Holder),
                   [&](const Expr *Use) { return B.contains(Condition, Use); }))
    return true;
  // `it == calls_.end()`, `if (!call)`: not `call->status`.
  return llvm::any_of(P.Through, [&](const NamedDecl *D) {
    return llvm::any_of(B.uses(D), [&](const Expr *Use) {
      const Stmt *User =
          B.contains(Condition, Use) ? userOfObject(Use) : nullptr;
      return User && (!isa<Expr>(User) || isComparison(*User) ||
                      (isa<MemberExpr>(User) && memberNamed(User).empty()));
    });
  });
}

bool Settling::neverReturns(const Stmt *S) const {
  for (const Stmt *Inner : B.below(S))
    if (const auto *Called = dyn_cast<CallExpr>(Inner)) {
      const FunctionDecl *F = Called->getDirectCallee();
      if (F && F->isNoReturn())
        return true;
      llvm::StringRef Name = Resolver.nameOf(Called);
      if (Name == "abort" || Name == "exit" || Name == "terminate" ||
          Name == "_exit")
        return true;
    }
  return false;
}
