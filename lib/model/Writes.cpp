//===--- Writes.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Writes.h"
#include "model/AtomicAccess.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

Assignment threadwise::asAssignment(const Stmt *S) {
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(S))
    if (Binary->getOpcode() == BO_Assign)
      return {Binary->getLHS(), Binary->getRHS()};
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(S))
    if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2)
      return {Operator->getArg(0), Operator->getArg(1)};
  return {};
}

const Expr *threadwise::withoutAddressOf(const Expr *E) {
  E = unwrap(E);
  while (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E)) {
    if (Unary->getOpcode() != UO_AddrOf)
      break;
    E = unwrap(Unary->getSubExpr());
  }
  return E;
}

namespace {

class WriteGatherer {
public:
  WriteGatherer(const CalleeResolver &Resolver, const Body &B)
      : Resolver(Resolver), B(B) {}

  std::vector<Write> run() {
    for (const Stmt *S : B.below(B.root()))
      if (const auto *E = dyn_cast<Expr>(S))
        look(*E);
    return std::move(Found);
  }

private:
  const CalleeResolver &Resolver;
  const Body &B;
  std::vector<Write> Found;

  void look(const Expr &E);
  void lookAtCall(const Call &C);
  bool lookAtRow(const Call &C, const ApiRow &Row);

  void add(WriteKind Kind, bool IsUpdate, const Expr *Site, const Expr *Target,
           const Expr *Value = nullptr) {
    Found.push_back({Kind, IsUpdate, Site, withoutAddressOf(Target), Value});
  }
  void addAtomic(const AtomicOperation &Op, const Expr *Site) {
    if (Op.Kind != AccessKind::Read)
      add(WriteKind::Atomic, Op.Kind == AccessKind::Update, Site, Op.Object,
          Op.Value);
  }
  /// What the type of the target makes of an assignment or increment.
  WriteKind kindOf(const Expr *Target) const {
    switch (sharedBy(Resolver, unwrap(Target)->getType())) {
    case SharedBy::Atomic:
      return WriteKind::Atomic;
    case SharedBy::Volatile:
      return WriteKind::Volatile;
    default:
      return WriteKind::Plain;
    }
  }
};

} // namespace

void WriteGatherer::look(const Expr &E) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E)) {
    if (Unary->isIncrementDecrementOp())
      add(kindOf(Unary->getSubExpr()), true, &E, Unary->getSubExpr());
    return;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(&E)) {
    if (Binary->isAssignmentOp())
      add(kindOf(Binary->getLHS()), Binary->isCompoundAssignmentOp(), &E,
          Binary->getLHS(), Binary->getRHS());
    return;
  }
  if (const auto *Builtin = dyn_cast<AtomicExpr>(&E))
    return addAtomic(atomicOperation(*Builtin), &E);
  if (std::optional<Call> C = Resolver.resolve(&E, B.makes(&E)))
    lookAtCall(*C);
}

bool WriteGatherer::lookAtRow(const Call &C, const ApiRow &Row) {
  const Expr *Object = C.objectBy(Row);
  if (!Object)
    return false;
  const size_t ValueAt = Row.ObjectArgument >= 0 ? Row.ObjectArgument + 1 : 0;
  switch (Row.Is) {
  case Meaning::AtomicStore:
    add(WriteKind::Atomic, false, C.Site, Object,
        ValueAt < C.Arguments.size() ? C.Arguments[ValueAt] : nullptr);
    return true;
  case Meaning::AtomicUpdate:
    add(WriteKind::Atomic, true, C.Site, Object);
    return true;
  case Meaning::Lock:
  case Meaning::TryLock:
  case Meaning::Unlock:
    add(WriteKind::Lock, true, C.Site, Object);
    return true;
  case Meaning::AppendElement:
    add(WriteKind::Append, true, C.Site, Object);
    return true;
  default:
    return false;
  }
}

void WriteGatherer::lookAtCall(const Call &C) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(C.Site)) {
    if (!C.Receiver)
      return;
    const bool IsStep = Operator->getOperator() == OO_PlusPlus ||
                        Operator->getOperator() == OO_MinusMinus;
    if (IsStep || Operator->isAssignmentOp())
      add(kindOf(C.Receiver), Operator->getOperator() != OO_Equal, C.Site,
          C.Receiver, C.Arguments.empty() ? nullptr : C.Arguments.front());
    return;
  }
  if (C.isConstruction()) {
    if (Resolver.typeRow(C.Constructs, Meaning::LockGuardType) &&
        !C.Arguments.empty())
      add(WriteKind::Lock, true, C.Site, C.Arguments.front());
    return;
  }
  for (const ApiRow &Row : Resolver.rows(C))
    if (lookAtRow(C, Row))
      return;
  if (std::optional<AtomicOperation> Op = wrappedAtomic(Resolver, C))
    return addAtomic(*Op, C.Site);
  // A member of what only an instantiation knows: by its name.
  if (C.ByNameOnly && C.Receiver && C.QualifiedName.empty())
    for (const ApiRow &Row :
         Resolver.vocabulary().rowsByUnqualifiedName(C.Name))
      if (Row.ObjectArgument == NoArgument &&
          (Row.Is == Meaning::AtomicStore || Row.Is == Meaning::AtomicUpdate) &&
          lookAtRow(C, Row))
        return;
  // A lock of the user's own.
  if (C.Receiver && (C.Name == "lock" || C.Name == "unlock") &&
      sharedBy(Resolver, unwrap(C.Receiver)->getType()) == SharedBy::Lock)
    add(WriteKind::Lock, true, C.Site, C.Receiver);
}

std::vector<Write> threadwise::gatherWrites(const CalleeResolver &Resolver,
                                            const Body &B) {
  return WriteGatherer(Resolver, B).run();
}
