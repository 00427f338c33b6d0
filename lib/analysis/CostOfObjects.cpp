//===--- CostOfObjects.cpp - what making and ending objects costs ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Constructors and destructors, for CostWalker.h: those that are written,
/// those that a row of the table knows, and those that the compiler makes of
/// bases and members. The compiler's own have no text, and may cost anything.
///
//===----------------------------------------------------------------------===//

#include "analysis/CostWalker.h"
#include "analysis/Counts.h"
#include "model/Names.h"
#include "support/Compat.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace threadwise;
using namespace clang;

static constexpr unsigned MaxNesting = 30;

std::optional<uint64_t> CostWalker::sizeOf(QualType T) const {
  if (T.isNull() || T->isDependentType() || T->isIncompleteType() ||
      T->isSizelessType() || T->isFunctionType())
    return std::nullopt;
  const CXXRecordDecl *Record =
      T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (Record && (Record->isInvalidDecl() || Record->isDependentContext()))
    return std::nullopt;
  return Model.context().getTypeSizeInChars(T).getQuantity();
}

/// So many bytes are a few moves, which the accesses of members stand for.
static constexpr uint64_t FewestOfABlock = 65;

Cost CostWalker::block(QualType T, const Stmt *At) const {
  std::optional<uint64_t> Size = sizeOf(T.getNonReferenceType());
  if (!Size)
    return unknown(At, "how large the object is is not known");
  if (*Size < FewestOfABlock)
    return {};
  return times(operation(Operation::CopyByte), double(*Size), double(*Size));
}

Cost CostWalker::parts(
    const CXXRecordDecl *Record, const Stmt *At,
    llvm::function_ref<Cost(QualType, const FieldDecl *)> Of) {
  if (Depth >= MaxNesting)
    return unknown(At, "the object is nested too deeply");
  llvm::SaveAndRestore<unsigned> Deeper(Depth, Depth + 1);
  Cost Sum;
  for (const CXXBaseSpecifier &Base : Record->bases())
    Sum += Of(Base.getType(), nullptr);
  // One member of a union at most is made, by whoever writes to it.
  if (!Record->isUnion())
    for (const FieldDecl *Field : Record->fields())
      Sum += Of(Field->getType(), Field);
  return Sum;
}

/// The definition of the class that \p T, or the elements of an array \p T, are
/// of; null for other types. \p Known is false where it is a class that is not
/// in sight.
static const CXXRecordDecl *classOf(QualType T, bool &Known) {
  const CXXRecordDecl *Record =
      T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  Known = !Record || (Record->hasDefinition() &&
                      !Record->getDefinition()->isInvalidDecl());
  return Record && Known ? Record->getDefinition() : nullptr;
}

/// How many elements \p T has, all dimensions together; 1 for no array.
static double elementsIn(const ASTContext &Context, QualType T) {
  double Elements = 1;
  while (const ConstantArrayType *Array = Context.getAsConstantArrayType(T)) {
    Elements *= double(Array->getSize().getLimitedValue());
    T = Array->getElementType();
  }
  return Elements;
}

Cost CostWalker::madeBy(const CXXConstructorDecl *Ctor, const Stmt *At) {
  const CXXRecordDecl *Record = Ctor->getParent();
  if (const LibraryCost *Row = Record->isInStdNamespace()
                                   ? libraryCost(qualifiedName(*Ctor))
                                   : nullptr) {
    Cost C;
    C.Lower = Row->Costs.Lower;
    C.Upper = Row->Costs.Upper;
    C.Synchronises = Row->Synchronises;
    return C;
  }
  if (Ctor->isUserProvided()) {
    if (Record->isInStdNamespace())
      return unknown(At, "nobody has measured '" + qualifiedName(*Ctor) + "'");
    return All.of(Ctor);
  }
  if (Ctor->isInheritingConstructor())
    return unknown(At, "a constructor is inherited");
  return parts(Record, At, [&](QualType T, const FieldDecl *Field) {
    if (Field && Field->hasInClassInitializer()) {
      const Expr *Init = Field->getInClassInitializer();
      return Init ? visit(Init)
                  : unknown(At, "the initialiser of '" +
                                    Field->getNameAsString() +
                                    "' is not in sight");
    }
    return made(T, At);
  });
}

Cost CostWalker::made(QualType T, const Stmt *At) {
  if (T->isDependentType())
    return unknown(At, "a type is left open by the template");
  bool Known = false;
  const CXXRecordDecl *Record = classOf(T, Known);
  if (!Known)
    return unknown(At, "what is constructed is not in sight");
  if (!Record || Record->hasTrivialDefaultConstructor())
    return {};
  const double Elements = elementsIn(Model.context(), T);
  for (const CXXConstructorDecl *Ctor : Record->ctors())
    if (Ctor->isDefaultConstructor())
      return times(madeBy(Ctor, At), Elements, Elements);
  // Nothing has asked for it yet, and clang has not declared it.
  return times(parts(Record, At,
                     [&](QualType Part, const FieldDecl *Field) {
                       const Expr *Init =
                           Field && Field->hasInClassInitializer()
                               ? Field->getInClassInitializer()
                               : nullptr;
                       return Init ? visit(Init) : made(Part, At);
                     }),
               Elements, Elements);
}

/// A row of the table for the end of an object says that it owns what it holds
/// through a pointer: moving it leaves that where it is.
static const LibraryCost *endOf(const CXXRecordDecl *Record) {
  if (!Record->isInStdNamespace())
    return nullptr;
  std::string Name = unqualifiedName(*Record).str();
  return libraryCost(qualifiedName(*Record) + "::~" + Name);
}

Cost CostWalker::moved(QualType T, const Stmt *At) {
  if (T->isDependentType())
    return unknown(At, "a type is left open by the template");
  bool Known = false;
  const CXXRecordDecl *Record = classOf(T, Known);
  if (!Known)
    return unknown(At, "what is moved is not in sight");
  if (!Record || T.isTriviallyCopyableType(Model.context()))
    return block(T, At);
  const double Elements = elementsIn(Model.context(), T);
  if (endOf(Record))
    return times(operation(Operation::MoveHandle), Elements, Elements);
  for (const CXXConstructorDecl *Ctor : Record->ctors())
    if (Ctor->isMoveConstructor() && !Ctor->isDeleted()) {
      if (Ctor->isUserProvided())
        return Record->isInStdNamespace()
                   ? unknown(At, "nobody has measured how long '" +
                                     qualifiedName(*Record) + "' takes to move")
                   : times(All.of(Ctor), Elements, Elements);
      return times(parts(Record, At,
                         [&](QualType Part, const FieldDecl *) {
                           return moved(Part, At);
                         }),
                   Elements, Elements);
    }
  return unknown(At, "an object is copied");
}

Cost CostWalker::construction(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Ctor = E->getConstructor();
  if (!Ctor->isCopyOrMoveConstructor() && !Ctor->isTrivial() &&
      (Ctor->isUserProvided() || Ctor->isInheritingConstructor() ||
       libraryCost(qualifiedName(*Ctor)))) {
    std::optional<Call> C = Model.resolver().resolve(E);
    return C ? call(E, *C) : unknown(E, "what is constructed is not in sight");
  }
  Cost Sum = children(E);
  if ((Ctor->isTrivial() && Ctor->isCopyOrMoveConstructor() &&
       !E->isElidable()) ||
      E->requiresZeroInitialization())
    Sum += block(E->getType(), E);
  if (Ctor->isTrivial() || (E->isElidable() && Ctor->isCopyOrMoveConstructor()))
    return Sum;
  // The compiler's own: what it does is no call that a person wrote.
  if (!Ctor->isCopyOrMoveConstructor())
    Sum += madeBy(Ctor, E);
  else if (Ctor->isMoveConstructor())
    Sum += moved(Model.context().getBaseElementType(E->getType()), E);
  else
    Sum += unknown(E, "an object is copied");
  return Sum;
}

Cost CostWalker::endedBy(const CXXDestructorDecl *D, const Stmt *At) {
  if (D->isUserProvided()) {
    if (D->getParent()->isInStdNamespace())
      return unknown(At, "nobody has measured '" + qualifiedName(*D) + "'");
    return All.of(D); // with its bases and members
  }
  return parts(D->getParent(), At, [&](QualType T, const FieldDecl *) {
    return destruction(T, At);
  });
}

/// Its allocator or deleter is the library's.
static bool isTheLibrarys(const ClassTemplateSpecializationDecl &Spec) {
  const TemplateArgumentList &Arguments = Spec.getTemplateArgs();
  for (unsigned I = 1; I < Arguments.size(); ++I) {
    const CXXRecordDecl *Record =
        Arguments[I].getKind() == TemplateArgument::Type
            ? Arguments[I].getAsType()->getAsCXXRecordDecl()
            : nullptr;
    if (!Record || !Record->isInStdNamespace())
      return false;
  }
  return true;
}

Cost CostWalker::destruction(QualType T, const Stmt *At) {
  if (T->isReferenceType())
    return {};
  if (T->isDependentType())
    return unknown(At, "a type is left open by the template");
  bool Known = false;
  const CXXRecordDecl *Record = classOf(T, Known);
  if (!Known)
    return unknown(At, "what is destroyed is not in sight");
  if (!Record || Record->hasTrivialDestructor())
    return {};
  const double Elements = elementsIn(Model.context(), T);
  Cost Once;
  if (const LibraryCost *Row = endOf(Record)) {
    Once.Lower = Row->Costs.Lower;
    Once.Upper = Row->Costs.Upper;
    Once.Synchronises = Row->Synchronises;
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
    if (Row->Ends != LibraryCost::Itself) {
      QualType Held =
          Spec && Spec->getTemplateArgs().size() &&
                  Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type
              ? Spec->getTemplateArgs()[0].getAsType()
              : QualType();
      const CXXRecordDecl *Of = Held.isNull() || Held->isDependentType()
                                    ? nullptr
                                    : Held->getAsCXXRecordDecl();
      const CXXDestructorDecl *End =
          Of && Of->hasDefinition() ? Of->getDestructor() : nullptr;
      if (Held.isNull() || !isTheLibrarys(*Spec) ||
          (End && End->isVirtual() && !Of->isEffectivelyFinal()))
        return unknown(At, "what is destroyed is not in sight");
      Cost OfHeld = destruction(Held, At);
      // Nobody knows how many there are: all of them cost nothing, or anything.
      if (Row->Ends == LibraryCost::Elements && OfHeld.Upper > 0)
        return unknown(At, "how many elements are destroyed is not known");
      Once += OfHeld;
    }
  } else {
    const CXXDestructorDecl *D = Record->getDestructor();
    if (D)
      Once = endedBy(D, At);
    else
      Once = parts(Record, At, [&](QualType Part, const FieldDecl *) {
        return destruction(Part, At);
      });
  }
  return times(Once, Elements, Elements);
}

Cost CostWalker::list(const InitListExpr *E) {
  Cost Sum = children(E);
  const ConstantArrayType *Array =
      E->isTypeDependent()
          ? nullptr
          : Model.context().getAsConstantArrayType(E->getType());
  if (!Array || !E->hasArrayFiller())
    return Sum;
  const double Elements = double(Array->getSize().getLimitedValue());
  const double Rest = std::max(0.0, Elements - double(E->getNumInits()));
  const Expr *Filler = E->getArrayFiller();
  if (isa<ImplicitValueInitExpr>(Filler))
    return Sum += block(E->getType(), E), Sum; // cleared as a whole
  return Sum += times(visit(Filler), Rest, Rest), Sum;
}

Cost CostWalker::allocation(const CXXNewExpr *E) {
  const FunctionDecl *New = E->getOperatorNew();
  const bool IsPlacement = New && New->isReservedGlobalPlacementOperator();
  if (New && !IsPlacement && !New->isReplaceableGlobalAllocationFunction())
    return unknown(E, "the class allocates in its own way");
  Cost Sum = IsPlacement ? Cost() : operation(Operation::Allocate);
  double Elements = 1;
  if (E->isArray()) {
    const std::optional<const Expr *> Size = E->getArraySize();
    std::optional<int64_t> N =
        Size && *Size ? valueOf(Model, B, *Size, Known) : std::nullopt;
    if (!N || *N < 0)
      return unknown(E, "how large the array is is not known");
    Elements = double(*N);
  }
  for (unsigned I = 0; I < E->getNumPlacementArgs(); ++I)
    Sum += visit(E->getPlacementArg(I));
  if (E->isArray()) {
    std::optional<uint64_t> Size = sizeOf(E->getAllocatedType());
    if (!Size)
      return unknown(E, "how large the array is is not known");
    // Pages that are touched, or cleared.
    Cost Bytes =
        times(operation(Operation::CopyByte), 0, Elements * double(*Size));
    Sum += Bytes;
  }
  if (const Expr *Init = E->getInitializer()) {
    Cost Once = visit(Init);
    // The elements that are listed are in sight; a constructor runs for each.
    if (E->isArray() && !isa<InitListExpr>(Init))
      Once = times(Once, Elements, Elements);
    else if (E->isArray() && recordOf(E->getAllocatedType()))
      return unknown(E, "the elements of an array are constructed");
    Sum += Once;
  }
  return Sum;
}

Cost CostWalker::deletion(const CXXDeleteExpr *E) {
  QualType T = E->getDestroyedType();
  const FunctionDecl *Delete = E->getOperatorDelete();
  bool Known = false;
  const CXXRecordDecl *Record =
      T.isNull() || T->isDependentType() ? nullptr : classOf(T, Known);
  if (!Known || (Delete && isa<CXXMethodDecl>(Delete)))
    return unknown(E, "what is destroyed is not in sight");
  Cost Sum = operation(Operation::Free);
  Sum += visit(E->getArgument());
  if (!Record || Record->hasTrivialDestructor())
    return Sum;
  const CXXDestructorDecl *D = Record->getDestructor();
  if (E->isArrayForm() ||
      (D && D->isVirtual() && !Record->isEffectivelyFinal()))
    return unknown(E, "what is destroyed is not in sight");
  return Sum += destruction(T, E), Sum;
}

/// Something below \p S may throw.
static bool mayThrow(const Body &B, const Stmt *S) {
  return llvm::any_of(B.below(S), [](const Stmt *Inner) {
    return isa<CXXThrowExpr, CallExpr, CXXConstructExpr, CXXNewExpr,
               CXXDynamicCastExpr, CXXUnresolvedConstructExpr,
               CXXBindTemporaryExpr>(Inner);
  });
}

Cost CostWalker::attempt(const CXXTryStmt *S) {
  Cost Sum = visit(S->getTryBlock());
  if (!mayThrow(B, S->getTryBlock()))
    return Sum;
  Cost Longest;
  for (unsigned I = 0; I < S->getNumHandlers(); ++I)
    Longest = Cost::either(Longest, visit(S->getHandler(I)->getHandlerBlock()));
  Longest.Lower = 0;
  return Sum += Longest, Sum;
}

Cost CostWalker::function() {
  Cost Sum;
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&B.function())) {
    llvm::SmallPtrSet<const FieldDecl *, 8> Given;
    bool Delegates = false, GivesBase = false;
    for (const CXXCtorInitializer *Init : Ctor->inits()) {
      Delegates |= Init->isDelegatingInitializer();
      GivesBase |= Init->isBaseInitializer();
      if (Init->isAnyMemberInitializer())
        Given.insert(Init->getAnyMember());
      if (Init->getInit())
        Sum += visit(Init->getInit());
    }
    // In a template only what is written is there.
    const CXXRecordDecl *Record = Ctor->getParent();
    if (!Delegates && Record->isDependentContext())
      Sum += parts(Record, B.root(), [&](QualType T, const FieldDecl *Field) {
        if (!Field)
          return GivesBase ? Cost() : made(T, B.root());
        if (Given.count(Field))
          return Cost();
        if (const Expr *Init = Field->hasInClassInitializer()
                                   ? Field->getInClassInitializer()
                                   : nullptr)
          return visit(Init);
        return made(T, B.root());
      });
  }
  Sum += visit(B.root());
  if (const auto *D = dyn_cast<CXXDestructorDecl>(&B.function()))
    Sum += parts(D->getParent(), B.root(), [&](QualType T, const FieldDecl *) {
      return destruction(T, B.root());
    });
  return Sum;
}
