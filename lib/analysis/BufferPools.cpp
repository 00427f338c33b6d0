//===--- BufferPools.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/BufferPools.h"
#include "model/Callee.h"
#include "model/Names.h"
#include "model/Waits.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// Items nested deeper than a pair in a tuple show nothing new.
static constexpr unsigned MaxDepth = 2;
/// Template arguments of a tuple that are looked at.
static constexpr unsigned MaxParts = 8;

static CanQualType valueOf(QualType T) {
  return T.getCanonicalType()->getCanonicalTypeUnqualified();
}

static void addPointees(QualType Item, unsigned Depth,
                        llvm::SmallVectorImpl<CanQualType> &Into) {
  if (Item.isNull() || Item->isDependentType())
    return;
  if (Item->isPointerType()) {
    if (!Item->getPointeeType()->isVoidType())
      Into.push_back(valueOf(Item->getPointeeType().getUnqualifiedType()));
    return;
  }
  if (Depth >= MaxDepth)
    return;
  for (unsigned I = 0; I < MaxParts; ++I)
    addPointees(templateArgument(Item, I), Depth + 1, Into);
  if (const CXXRecordDecl *Record = recordOf(Item);
      Record && Record->hasDefinition() &&
      !isa<ClassTemplateSpecializationDecl>(Record))
    for (const FieldDecl *Field : Record->getDefinition()->fields())
      addPointees(Field->getType(), Depth + 1, Into);
}

/// Queues hand out what they hold, too: a pool says that it is one.
static bool namesLending(const FunctionDecl &F) {
  if (hasWord(unqualifiedName(F), {"pop", "dequeue", "take", "front"}))
    return false;
  if (hasPart(unqualifiedName(F), {"reserve", "alloc", "acquire"}))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method &&
         hasPart(unqualifiedName(*Method->getParent()), {"pool", "allocator"});
}

const FunctionDecl *threadwise::lendingPool(const ConcurrencyModel &Model,
                                            const Queue &Q) {
  llvm::SmallVector<CanQualType, 4> Pointees;
  addPointees(Q.element(), 0, Pointees);
  if (Pointees.empty())
    return nullptr;
  auto IsLent = [&](QualType T) {
    return T->isPointerType() &&
           llvm::is_contained(
               Pointees, valueOf(T->getPointeeType().getUnqualifiedType()));
  };
  auto Lends = [&](const FunctionDecl &F) {
    if (!namesLending(F) ||
        // The queue's own operations hand out what is in it.
        F.getDeclContext()->getPrimaryContext() ==
            Q.Holder->getDeclContext()->getPrimaryContext() ||
        llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
          return keyOf(&Use.In->function()) == keyOf(&F);
        }))
      return false;
    return IsLent(F.getReturnType()) ||
           llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
             return P->getType()->isLValueReferenceType() &&
                    IsLent(P->getType().getNonReferenceType());
           });
  };
  for (const Wait &W : Model.waits()) {
    if (W.Kind != WaitKind::Condition && W.Kind != WaitKind::Permit &&
        W.Kind != WaitKind::Item)
      continue;
    const FunctionDecl &F = W.In->function();
    if (Lends(F))
      return &F;
    // A condition of the project's own.
    if (hasWord(unqualifiedName(F), {"wait"}))
      for (const ConcurrencyModel::CallSite &Site : Model.callers(&F))
        if (Lends(*Site.Caller))
          return Site.Caller;
  }
  return nullptr;
}
