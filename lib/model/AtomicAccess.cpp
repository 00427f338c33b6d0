//===--- AtomicAccess.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/AtomicAccess.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace threadwise;
using namespace clang;

/// Classes around classes around an atomic.
static constexpr unsigned MaxWrapping = 3;

/// Looks the name up: to read all methods costs much where the class lies in an
/// editor's preamble, from which each is loaded when it is first asked for.
static bool hasMethod(const CXXRecordDecl &Record, llvm::StringRef Name) {
  const IdentifierInfo &Id = Record.getASTContext().Idents.get(Name);
  return llvm::any_of(Record.lookup(&Id), [](const NamedDecl *Found) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Found);
    return Method && !Method->isStatic();
  });
}

/// A number, or a class around one, whose type's name says that it is atomic.
static bool isNamedAtomic(QualType T) {
  const RecordDecl *Record = T->getAsRecordDecl();
  llvm::StringRef Name;
  if (const auto *Typedef = T->getAs<TypedefType>())
    Name = Typedef->getDecl()->getName();
  if (!Name.contains_insensitive("atomic") && Record)
    Name = Record->getName();
  if (!Name.contains_insensitive("atomic"))
    return false;
  if (!Record)
    return T->isArithmeticType();
  Record = Record->getDefinition();
  if (!Record || Record->isInvalidDecl() || Record->field_empty() ||
      std::next(Record->field_begin()) != Record->field_end())
    return false;
  const auto *Class = dyn_cast<CXXRecordDecl>(Record);
  return (!Class || !Class->getNumBases()) &&
         Record->field_begin()->getType()->isArithmeticType();
}

static SharedBy sharedBy(const CalleeResolver &Resolver, QualType T,
                         unsigned Depth) {
  if (T.isNull() || Depth > MaxWrapping)
    return SharedBy::Nothing;
  if (T->isAtomicType() || Resolver.typeRow(T, Meaning::AtomicType))
    return SharedBy::Atomic;
  if (Resolver.typeRow(T, Meaning::MutexType))
    return SharedBy::Lock;
  if (T.isVolatileQualified() && T->isScalarType())
    return SharedBy::Volatile;
  if (isNamedAtomic(T))
    return SharedBy::Atomic;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || T->isReferenceType() || T->isPointerType() ||
      !Record->hasDefinition())
    return SharedBy::Nothing;
  Record = Record->getDefinition();
  if (hasMethod(*Record, "lock") && hasMethod(*Record, "unlock"))
    return SharedBy::Lock;
  const FieldDecl *Only = nullptr;
  for (const FieldDecl *Field : Record->fields()) {
    if (Only)
      return SharedBy::Nothing;
    Only = Field;
  }
  if (!Only || Record->getNumBases())
    return SharedBy::Nothing;
  SharedBy Inner = sharedBy(Resolver, Only->getType(), Depth + 1);
  return Inner == SharedBy::Atomic ? Inner : SharedBy::Nothing;
}

SharedBy threadwise::sharedBy(const CalleeResolver &Resolver, QualType T) {
  return ::sharedBy(Resolver, T, 0);
}

llvm::SmallVector<const ValueDecl *, 4> SharedPlace::path() const {
  llvm::SmallVector<const ValueDecl *, 4> Path;
  if (Variable)
    Path.push_back(Variable);
  Path.append(Fields.begin(), Fields.end());
  return Path;
}

std::string SharedPlace::name() const {
  std::string Name;
  for (const ValueDecl *Part : path()) {
    llvm::StringRef Own = unqualifiedName(*Part);
    if (Own.empty())
      continue;
    if (!Name.empty())
      Name += ".";
    Name += Own;
  }
  return Name;
}

const FieldDecl *threadwise::patternOf(const FieldDecl *Field) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent());
  if (!Record)
    return Field;
  const CXXRecordDecl *Pattern = Record->getTemplateInstantiationPattern();
  if (!Pattern || Pattern == Record)
    return Field;
  for (const FieldDecl *Original : Pattern->fields())
    if (Original->getFieldIndex() == Field->getFieldIndex())
      return Original;
  return Field;
}

SharedPlace threadwise::sharedPlace(const Expr *E) {
  SharedPlace Place;
  for (E = unwrap(E); E; E = unwrap(E)) {
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl())) {
        Place.Variable = Static->getCanonicalDecl();
        break;
      }
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field)
        return {};
      Place.Fields.push_back(patternOf(Field));
      E = Member->getBase();
      // Behind a pointer another object begins.
      if (Member->isArrow()) {
        const Expr *Base = unwrap(E);
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Base))
          if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
              Var && Var->isLocalVarDecl() && Var->getInit() &&
              isa<CXXNewExpr>(unwrap(Var->getInit())))
            return {}; // made here: not yet shared
        break;
      }
      continue;
    }
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
      const FieldDecl *Field = fieldNamed(*Member);
      if (!Field)
        return {};
      Place.Fields.push_back(patternOf(Field));
      if (Member->isArrow() || Member->isImplicitAccess())
        break;
      E = Member->getBase();
      continue;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      if (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref) {
        E = Unary->getSubExpr();
        if (Unary->getOpcode() == UO_Deref && !Place.Fields.empty())
          break;
        continue;
      }
      return {};
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var)
        return {};
      if (Var->hasGlobalStorage()) {
        Place.Variable = Var->getCanonicalDecl();
        break;
      }
      // An object of this function alone; a reference or pointer leads on.
      if (!Var->getType()->isReferenceType() &&
          !Var->getType()->isPointerType() && !Var->getType()->isArrayType())
        return {};
      break;
    }
    break; // this, an element, what a call returns: only the fields count
  }
  std::reverse(Place.Fields.begin(), Place.Fields.end());
  return Place;
}

namespace {

class AccessGatherer {
public:
  AccessGatherer(const ConcurrencyModel &Model, const Body &B)
      : Resolver(Model.resolver()), B(B) {}

  std::vector<AtomicAccess> run();

private:
  const CalleeResolver &Resolver;
  const Body &B;
  std::vector<AtomicAccess> Found;
  llvm::DenseSet<const Expr *> Written; ///< mentions that are no reads

  void add(AccessKind Kind, const Expr *Site, const Expr *Target,
           const Expr *Value = nullptr);
  void lookAtBuiltin(const AtomicExpr &E);
  void lookAtCall(const Call &C);
  bool lookAtRows(const Call &C);
  void lookAtOperator(const Call &C, const CXXOperatorCallExpr &E);
  void lookAtPlain(const Expr &E);
  bool isShared(const Expr *E) const {
    return sharedBy(Resolver, Resolver.typeOf(E)) != SharedBy::Nothing;
  }
};

} // namespace

void AccessGatherer::add(AccessKind Kind, const Expr *Site, const Expr *Target,
                         const Expr *Value) {
  const Expr *Mention = withoutAddressOf(Target);
  AtomicAccess A;
  A.Place = sharedPlace(Target);
  if (!A.Place)
    return;
  if (Kind != AccessKind::Read)
    Written.insert(Mention);
  A.Kind = Kind;
  A.Value = Value;
  A.Site = Site;
  A.Target = Mention;
  A.In = &B;
  Found.push_back(std::move(A));
}

void AccessGatherer::lookAtBuiltin(const AtomicExpr &E) {
  if (E.getOp() == AtomicExpr::AO__c11_atomic_init)
    return;
  const AtomicOperation Op = atomicOperation(E);
  add(Op.Kind, &E, Op.Object, Op.Value);
}

bool AccessGatherer::lookAtRows(const Call &C) {
  for (const ApiRow &Row : Resolver.rows(C)) {
    AccessKind Kind;
    switch (Row.Is) {
    case Meaning::AtomicLoad:
      Kind = AccessKind::Read;
      break;
    case Meaning::AtomicStore:
      Kind = AccessKind::Store;
      break;
    case Meaning::AtomicUpdate:
      Kind = AccessKind::Update;
      break;
    case Meaning::Lock:
    case Meaning::TryLock:
    case Meaning::Unlock:
      Kind = AccessKind::Lock;
      break;
    default:
      continue;
    }
    const Expr *Object = C.objectBy(Row);
    if (!Object)
      return true;
    const size_t ValueAt = Row.ObjectArgument >= 0 ? Row.ObjectArgument + 1 : 0;
    const Expr *Value =
        Kind == AccessKind::Store && ValueAt < C.Arguments.size()
            ? C.Arguments[ValueAt]
            : nullptr;
    add(Kind, C.Site, Object, Value);
    return true;
  }
  return false;
}

void AccessGatherer::lookAtOperator(const Call &C,
                                    const CXXOperatorCallExpr &E) {
  if (!C.Receiver || !isShared(C.Receiver))
    return;
  if (E.isAssignmentOp())
    add(E.getOperator() == OO_Equal ? AccessKind::Store : AccessKind::Update,
        &E, C.Receiver,
        E.getOperator() == OO_Equal && !C.Arguments.empty() ? C.Arguments[0]
                                                            : nullptr);
  else if (E.getOperator() == OO_PlusPlus || E.getOperator() == OO_MinusMinus)
    add(AccessKind::Update, &E, C.Receiver);
}

void AccessGatherer::lookAtCall(const Call &C) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(C.Site))
    return lookAtOperator(C, *Operator);
  if (C.isConstruction()) {
    if (Resolver.typeRow(C.Constructs, Meaning::LockGuardType))
      for (const Expr *Argument : C.Arguments)
        if (isShared(Argument))
          add(AccessKind::Lock, C.Site, Argument);
    return;
  }
  if (lookAtRows(C))
    return;
  if (std::optional<AtomicOperation> Op = wrappedAtomic(Resolver, C))
    return add(Op->Kind, C.Site, Op->Object, Op->Value);
  // A class of the user's own around an atomic, or a lock of their own.
  if (!C.Receiver)
    return;
  switch (sharedBy(Resolver, pointee(unwrap(C.Receiver)->getType()))) {
  case SharedBy::Lock:
    if (C.Name == "lock" || C.Name == "unlock" || C.Name == "try_lock")
      add(AccessKind::Lock, C.Site, C.Receiver);
    return;
  case SharedBy::Atomic:
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C.Function);
        Method && !Method->isConst() &&
        !Resolver.typeRow(pointee(unwrap(C.Receiver)->getType()),
                          Meaning::AtomicType))
      add(AccessKind::Update, C.Site, C.Receiver);
    return;
  default:
    return;
  }
}

/// `++n`, `n = 1`, `n |= 2` of what is volatile or _Atomic, or whose operators
/// only an instantiation resolves.
void AccessGatherer::lookAtPlain(const Expr &E) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E)) {
    if (Unary->isIncrementDecrementOp() && isShared(Unary->getSubExpr()))
      add(AccessKind::Update, &E, Unary->getSubExpr());
    return;
  }
  const auto &Binary = cast<BinaryOperator>(E);
  if (!Binary.isAssignmentOp() || !isShared(Binary.getLHS()))
    return;
  const bool IsStore = Binary.getOpcode() == BO_Assign;
  add(IsStore ? AccessKind::Store : AccessKind::Update, &E, Binary.getLHS(),
      IsStore ? Binary.getRHS() : nullptr);
}

std::vector<AtomicAccess> AccessGatherer::run() {
  llvm::ArrayRef<const Stmt *> All = B.below(B.root());
  for (const Stmt *S : All) {
    if (const auto *Builtin = dyn_cast<AtomicExpr>(S))
      lookAtBuiltin(*Builtin);
    else if (isa<UnaryOperator, BinaryOperator>(S))
      lookAtPlain(*cast<Expr>(S));
    else if (const auto *E = dyn_cast<Expr>(S))
      if (std::optional<Call> C = Resolver.resolve(E, B.makes(E)))
        lookAtCall(*C);
  }
  for (const Stmt *S : All) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E || !isa<MemberExpr, DeclRefExpr>(E) || Written.count(E))
      continue;
    const auto *D = dyn_cast_or_null<ValueDecl>(namedBy(E));
    if (D && isa<FieldDecl, VarDecl>(D) && isShared(E))
      add(AccessKind::Read, E, E);
  }
  llvm::sort(Found, [this](const AtomicAccess &X, const AtomicAccess &Y) {
    return B.precedes(X.Site, Y.Site);
  });
  return std::move(Found);
}

std::vector<AtomicAccess>
threadwise::gatherAtomicAccesses(const ConcurrencyModel &Model, const Body &B) {
  return AccessGatherer(Model, B).run();
}
