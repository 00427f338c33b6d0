//===--- Stripes.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Stripes.h"
#include "analysis/WorkerIndex.h"
#include "model/Names.h"
#include "model/Selection.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// Of more lines than this, two threads rarely choose the same one.
static constexpr uint64_t MaxLines = 8;

namespace {

class StripeFinder {
public:
  StripeFinder(const ConcurrencyModel &Model, uint64_t Line)
      : Model(Model), Resolver(Model.resolver()), Workers(Model), Line(Line) {}

  std::vector<StripeArray> run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  WorkerIndex Workers;
  const uint64_t Line;
  std::vector<StripeArray> Found;

  void look(const Body &B, const Write &W);
  void lookAtAccessor(const Body &B);
};

} // namespace

/// The array itself: a member, or a variable with static storage.
static const ValueDecl *standingArray(const Expr *E) {
  const auto *D = dyn_cast_or_null<ValueDecl>(namedBy(E));
  if (const auto *Field = dyn_cast_or_null<FieldDecl>(D))
    return patternOf(Field);
  const auto *Var = dyn_cast_or_null<VarDecl>(D);
  return Var && Var->hasGlobalStorage() &&
                 Var->getTLSKind() == VarDecl::TLS_None
             ? Var->getCanonicalDecl()
             : nullptr;
}

/// The names of what spreads threads over a few places.
static bool namesPlace(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Words[] = {
      "shard", "stripe",    "bucket", "slot", "hash",
      "key",   "partition", "lane",   "cell", "cpu"};
  return llvm::any_of(wordsOf(Name), [&](llvm::StringRef Word) {
    return llvm::any_of(
        Words, [&](llvm::StringRef Place) { return Word.starts_with(Place); });
  });
}

/// One of a few kinds, each with an atomic of its own: which of them it is, the
/// matter at hand says, not a key that keeps threads apart.
static bool isKind(const Expr *Index, SharedBy Is) {
  if (Index->getType()->isEnumeralType())
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(Index);
  const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  return P && Is != SharedBy::Lock && !namesPlace(unqualifiedName(*P));
}

/// Computed, and not counted through: `hash % N`, `bucket(key)`; no loop
/// variable that visits all of them.
static bool isChosen(const Body &B, const Expr *Index) {
  Index = unwrap(Index);
  if (isa<IntegerLiteral>(Index))
    return false;
  for (const Stmt *S : B.below(Index)) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var)
      continue;
    for (const Expr *Use : B.uses(Var))
      if (const auto *Step = dyn_cast_or_null<UnaryOperator>(B.userOf(Use)))
        if (Step->isIncrementDecrementOp())
          return false;
  }
  return true;
}

/// A table that leads to what threads share: an entry is written when what it
/// points to is made, which is when a lot else is written.
static bool isTableOfPointers(QualType Element) {
  const QualType Held = templateArgument(Element, 0);
  return !Held.isNull() && Held->isPointerType();
}

/// The same one in each iteration is the owner's own; a loop that tries until
/// it succeeds is one operation.
static bool isOwnersInLoop(const Body &B, const Write &W, const Expr *Index) {
  const Stmt *Loop = B.enclosingLoop(W.Site);
  if (!Loop || W.Kind != WriteKind::Atomic)
    return false;
  for (const Stmt *P = B.parent(W.Site), *Below = W.Site; P && P != Loop;
       Below = P, P = B.parent(P))
    if (const auto *If = dyn_cast<IfStmt>(P); If && If->getCond() == Below)
      return false;
  return !variesIn(B, Loop, Index);
}

/// `spinlock &lockFor(const void *P) { return pool[hash(P) % 41]; }`: whoever
/// asks for a lock takes it.
void StripeFinder::lookAtAccessor(const Body &B) {
  const QualType Returns = B.function().getReturnType();
  if (!Returns->isReferenceType() && !Returns->isPointerType())
    return;
  if (sharedBy(Resolver, Returns->getPointeeType()) != SharedBy::Lock)
    return;
  for (const Stmt *S : B.below(B.root()))
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      if (const Expr *Value = Return->getRetValue()) {
        Write W;
        W.Kind = WriteKind::Lock;
        W.IsUpdate = true;
        W.Site = W.Target = withoutAddressOf(Value);
        look(B, W);
      }
}

void StripeFinder::look(const Body &B, const Write &W) {
  if (W.Kind != WriteKind::Lock && W.Kind != WriteKind::Atomic)
    return;
  // `locks[i]`, or the only member of `slots[i]`.
  const Expr *E = unwrap(W.Target);
  const FieldDecl *Inner = nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    Inner = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Inner || Member->isArrow())
      return;
    E = unwrap(Member->getBase());
  }
  std::optional<Selection> Chosen = selectionOf(Resolver, E);
  if (!Chosen || !isChosen(B, Chosen->Index) ||
      isOwnersInLoop(B, W, Chosen->Index))
    return;
  StripeArray A;
  A.Is = W.Kind == WriteKind::Atomic
             ? SharedBy::Atomic
             : sharedBy(Resolver, Inner ? Inner->getType() : Chosen->Element);
  if (A.Is != SharedBy::Lock && A.Is != SharedBy::Atomic)
    return;
  if (isTableOfPointers(Inner ? Inner->getType() : Chosen->Element))
    return;
  if (isKind(unwrap(Chosen->Index), A.Is))
    return;
  // Beside data of its own a lock is where it belongs.
  if (Inner)
    for (const FieldDecl *Field : Inner->getParent()->fields())
      if (Field != Inner && Field->getIdentifier() &&
          !Field->getType()->isCharType() && !Field->getType()->isArrayType())
        return;
  A.Array = standingArray(Chosen->Array);
  if (!A.Array || Workers.idOf(B, Chosen->Index))
    return; // each thread's own: another form
  A.Element = Chosen->Element;
  std::optional<uint64_t> Stride = strideOf(Model.context(), A.Element);
  A.Count = elementCount(Model.context(), A.Array->getType());
  if (!Stride || *Stride >= Line || A.Count < 2 ||
      A.Count * *Stride > MaxLines * Line)
    return;
  A.Stride = *Stride;
  A.W = W;
  A.Index = Chosen->Index;
  A.In = &B;
  if (W.Kind == WriteKind::Atomic && Model.locks(B).at(W.Site))
    return; // a lock costs more than the line
  A.HowOften = heatOf(Model, B, W, Workers.isEntry(B.function()));
  if (!A.HowOften.isHot())
    return;
  for (const StripeArray &Other : Found)
    if (Other.Array == A.Array)
      return;
  Found.push_back(std::move(A));
}

std::vector<StripeArray> StripeFinder::run() {
  for (const FunctionDecl *F : Model.sharedArrayFunctions())
    if (const Body *B = Model.body(F); B && !Model.isTestBody(F)) {
      for (const Write &W : gatherWrites(Resolver, *B))
        look(*B, W);
      lookAtAccessor(*B);
    }
  return std::move(Found);
}

std::vector<StripeArray> threadwise::stripes(const ConcurrencyModel &Model,
                                             uint64_t Line) {
  return StripeFinder(Model, Line).run();
}
