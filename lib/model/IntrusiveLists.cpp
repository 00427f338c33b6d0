//===--- IntrusiveLists.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/IntrusiveLists.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// The class to whose objects \p T points, or whose pointer an atomic \p T
/// holds; null for none.
static const RecordDecl *elementOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (!T->isPointerType())
    T = templateArgument(T, 0);
  if (T.isNull() || !T->isPointerType())
    return nullptr;
  const RecordDecl *Record = T->getPointeeType()->getAsRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

/// Is \p E the member of an element that leads to another one?
static const MemberExpr *linkIn(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(unwrap(E));
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  const RecordDecl *Element = Field ? elementOf(Field->getType()) : nullptr;
  return Element && Element == Field->getParent() ? Member : nullptr;
}

/// What stands for a list: a member of another class, or a variable that
/// outlives the call, which points to an element.
static const NamedDecl *holderIn(const Expr *E) {
  const NamedDecl *D = namedBy(unwrap(E));
  const auto *Value = dyn_cast_or_null<ValueDecl>(D);
  const RecordDecl *Element = Value ? elementOf(Value->getType()) : nullptr;
  if (!Element || llvm::none_of(Element->fields(), [&](const FieldDecl *F) {
        return elementOf(F->getType()) == Element;
      }))
    return nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(Value))
    return Field->getParent() == Element ? nullptr : Field;
  const auto *Var = dyn_cast<VarDecl>(Value);
  return Var && Var->hasGlobalStorage() ? Var->getCanonicalDecl() : nullptr;
}

/// A local variable or parameter that points to an element.
static const VarDecl *localIn(const Expr *E) {
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(unwrap(E)));
  return Var && !Var->hasGlobalStorage() && elementOf(Var->getType()) ? Var
                                                                      : nullptr;
}

namespace {

class ListFinder {
public:
  ListFinder(const CalleeResolver &Resolver, const Body &B)
      : Resolver(Resolver), B(B) {}

  llvm::SmallVector<ListChange, 2> run();

private:
  const CalleeResolver &Resolver;
  const Body &B;
  llvm::SmallVector<const BinaryOperator *, 8> Assignments;
  llvm::SmallVector<ListChange, 2> Found;

  void lookAt(const BinaryOperator &Assign);
  void lookAt(const CallExpr &Called);
  bool isLinkedIn(const VarDecl *Item, const NamedDecl *Holder) const;
  bool isFirstOf(const Expr *E, const NamedDecl *Holder) const;
  bool wasKept(const NamedDecl *Holder, const Stmt *Before) const;
};

} // namespace

/// `item->next = head`, or `last->next = item` of another place.
bool ListFinder::isLinkedIn(const VarDecl *Item,
                            const NamedDecl *Holder) const {
  return llvm::any_of(Assignments, [&](const BinaryOperator *Assign) {
    const MemberExpr *Link = linkIn(Assign->getLHS());
    if (!Link)
      return false;
    if (localIn(Link->getBase()) == Item)
      return holderIn(Assign->getRHS()) == Holder;
    return localIn(Assign->getRHS()) == Item &&
           holderIn(Link->getBase()) != Holder;
  });
}

/// The holder, or a variable that was only ever given what it held.
bool ListFinder::isFirstOf(const Expr *E, const NamedDecl *Holder) const {
  if (holderIn(E) == Holder)
    return true;
  const VarDecl *Var = localIn(E);
  if (!Var || isa<ParmVarDecl>(Var))
    return false;
  bool IsGiven = Var->getInit() && holderIn(Var->getInit()) == Holder;
  for (const BinaryOperator *Assign : Assignments) {
    if (localIn(Assign->getLHS()) != Var)
      continue;
    if (holderIn(Assign->getRHS()) != Holder)
      return false;
    IsGiven = true;
  }
  return IsGiven;
}

/// Somebody took the first element, and with it all, before.
bool ListFinder::wasKept(const NamedDecl *Holder, const Stmt *Before) const {
  for (const Expr *Use : B.uses(Holder)) {
    if (!B.endsBefore(Use, Before))
      continue;
    const Stmt *User = B.userOf(Use);
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(User);
    if ((Assign && Assign->getOpcode() == BO_Assign &&
         localIn(Assign->getLHS())) ||
        isa_and_nonnull<DeclStmt>(User))
      return true;
  }
  return false;
}

void ListFinder::lookAt(const BinaryOperator &Assign) {
  const NamedDecl *Holder = holderIn(Assign.getLHS());
  if (!Holder)
    return;
  ListChange Change;
  Change.Object = Assign.getLHS();
  Change.Site = &Assign;
  if (Assign.getRHS()->isNullPointerConstant(
          B.function().getASTContext(), Expr::NPC_ValueDependentIsNotNull)) {
    if (!wasKept(Holder, &Assign))
      return;
    Change.Does = QueueAct::Drain;
  } else if (const MemberExpr *Link = linkIn(Assign.getRHS())) {
    if (!isFirstOf(Link->getBase(), Holder))
      return;
    Change.Does = QueueAct::Pop;
  } else if (const VarDecl *Item = localIn(Assign.getRHS())) {
    if (!isLinkedIn(Item, Holder))
      return;
    Change.Item = Assign.getRHS();
  } else {
    return;
  }
  Found.push_back(Change);
}

/// `head.compare_exchange_weak(job->next, job)`
void ListFinder::lookAt(const CallExpr &Called) {
  llvm::StringRef Name = Resolver.nameOf(&Called);
  if (!Name.starts_with("compare_exchange") && Name != "exchange")
    return;
  std::optional<Call> C = Resolver.resolve(&Called);
  const NamedDecl *Holder = C && C->Receiver ? holderIn(C->Receiver) : nullptr;
  if (!Holder || C->Arguments.empty())
    return;
  ListChange Change;
  Change.Object = C->Receiver;
  Change.Site = &Called;
  Change.IsAtomic = true;
  if (Name == "exchange") {
    if (!C->Arguments.front()->isNullPointerConstant(
            B.function().getASTContext(), Expr::NPC_ValueDependentIsNotNull))
      return;
    Change.Does = QueueAct::Drain;
  } else {
    if (C->Arguments.size() < 2)
      return;
    const Expr *Desired = C->Arguments[1];
    if (linkIn(Desired)) {
      Change.Does = QueueAct::Pop;
    } else if (const VarDecl *Item = localIn(Desired)) {
      const MemberExpr *Expected = linkIn(C->Arguments.front());
      const bool IsLinked =
          (Expected && localIn(Expected->getBase()) == Item) ||
          llvm::any_of(Assignments, [&](const BinaryOperator *Assign) {
            const MemberExpr *Link = linkIn(Assign->getLHS());
            return Link && localIn(Link->getBase()) == Item;
          });
      if (!IsLinked)
        return;
      Change.Item = Desired;
    } else {
      return;
    }
  }
  Found.push_back(Change);
}

llvm::SmallVector<ListChange, 2> ListFinder::run() {
  for (const Stmt *S : B.below(B.root()))
    if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      if (Binary->getOpcode() == BO_Assign &&
          elementOf(Binary->getLHS()->getType()))
        Assignments.push_back(Binary);
  for (const Stmt *S : B.below(B.root())) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(S);
        Binary && llvm::is_contained(Assignments, Binary))
      lookAt(*Binary);
    else if (const auto *Called = dyn_cast<CallExpr>(S))
      lookAt(*Called);
  }
  return std::move(Found);
}

llvm::SmallVector<ListChange, 2>
threadwise::listChanges(const CalleeResolver &Resolver, const Body &B) {
  return ListFinder(Resolver, B).run();
}
