//===--- CancelScope.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CancelScope.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far calls are followed, and how much code is looked at.
static constexpr unsigned MaxDepth = 4;
static constexpr unsigned MaxStretches = 64;

bool Stretch::covers(const ConcurrencyModel &Model, const Stmt *S) const {
  if (!In->contains(Within, S) || (Before && !In->precedes(S, Before)) ||
      (After && !In->endsBefore(After, S)))
    return false;
  for (const LambdaExpr *L = In->enclosingLambda(S);
       L && L->getBody() != Within; L = In->enclosingLambda(L))
    for (const Spawn &Started : Model.spawnsIn(&In->function()))
      if (Started.Entry.Lambda == L)
        return false;
  return true;
}

void CodeReach::follow(Stretch S, unsigned Depth) {
  if (!S.In || !S.Within || Stretches.size() >= MaxStretches)
    return;
  for (const Stretch &Known : Stretches)
    if (Known.In == S.In && Known.Within == S.Within &&
        Known.Before == S.Before && Known.After == S.After)
      return;
  Stretches.push_back(S);
  const SourceManager &SM = Model.context().getSourceManager();
  for (const Expr *E : S.In->calls()) {
    if (!S.covers(Model, E))
      continue;
    std::optional<Call> C = Model.resolver().resolve(E, S.In->makes(E));
    if (!C)
      continue;
    if (!C->Function || SM.isInSystemHeader(C->Function->getLocation()) ||
        !Model.resolver().rows(*C).empty()) {
      if (!C->Function && !C->isConstruction())
        Unseen.push_back(std::move(*C));
      continue;
    }
    const Body *Callee = Model.body(C->Function);
    if (Callee && Depth < MaxDepth)
      follow({Callee, Callee->root(), nullptr}, Depth + 1);
    else if (!C->Function->isImplicit() && !C->Function->isDefaulted())
      Unseen.push_back(std::move(*C));
  }
}

bool CodeReach::covers(const Body &B, const Stmt *S) const {
  return llvm::any_of(Stretches, [&](const Stretch &Part) {
    return Part.In == &B && Part.covers(Model, S);
  });
}

/// Are all members in sight, also those of the bases?
static bool isWhole(const ASTContext &Context, const CXXRecordDecl &Record) {
  const CXXRecordDecl *D = Record.getDefinition();
  if (!D || isUnknownName(*D))
    return false;
  // Clang drops a base that it does not know.
  llvm::StringRef Head =
      Lexer::getSourceText(CharSourceRange::getCharRange(
                               D->getLocation(), D->getBraceRange().getBegin()),
                           Context.getSourceManager(), Context.getLangOpts());
  const bool NamesBase = Head.count(':') > 2 * Head.count("::");
  if (D->getNumBases() < Head.count(',') + NamesBase)
    return false;
  return llvm::all_of(D->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *B = recordOf(Base.getType());
    return B && isWhole(Context, *B);
  });
}

bool CodeReach::hasUnseen(const CXXRecordDecl *Record) const {
  auto Leads = [&](QualType T) {
    const CXXRecordDecl *Other = recordOf(pointee(T));
    return Other && Record &&
           (Other->getCanonicalDecl() == Record->getCanonicalDecl() ||
            (Other->hasDefinition() && Record->hasDefinition() &&
             Record->getDefinition()->isDerivedFrom(Other)));
  };
  return llvm::any_of(Unseen, [&](const Call &C) {
    if (!Record)
      return true; // what everybody can reach
    // A name alone, without an object: a member or a free function.
    if (!C.Receiver && !C.Function && !isWhole(Model.context(), *Record))
      return true;
    if (C.Receiver && Leads(unwrap(C.Receiver)->getType()))
      return true;
    return llvm::any_of(C.Arguments, [&](const Expr *E) {
      return Leads(unwrap(E)->getType());
    });
  });
}
