//===--- AtomicWrapper.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/AtomicWrapper.h"
#include "model/Callee.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

/// Wrappers around wrappers.
static constexpr unsigned MaxWrapping = 3;
/// A longer body does more than one operation.
static constexpr unsigned MaxStatements = 80;

AtomicOperation threadwise::atomicOperation(const AtomicExpr &E) {
  switch (E.getOp()) {
  case AtomicExpr::AO__atomic_load:
  case AtomicExpr::AO__atomic_load_n:
  case AtomicExpr::AO__c11_atomic_load:
  case AtomicExpr::AO__c11_atomic_init:
    return {AccessKind::Read, E.getPtr(), nullptr};
  case AtomicExpr::AO__atomic_store:
  case AtomicExpr::AO__atomic_store_n:
  case AtomicExpr::AO__c11_atomic_store:
    return {AccessKind::Store, E.getPtr(), E.getVal1()};
  default:
    return {AccessKind::Update, E.getPtr(), nullptr};
  }
}

/// What the vocabulary knows of the call.
static std::optional<AtomicOperation> known(const CalleeResolver &Resolver,
                                            const Call &C) {
  for (const ApiRow &Row : Resolver.rows(C)) {
    AtomicOperation Op;
    switch (Row.Is) {
    case Meaning::AtomicLoad:
      Op.Kind = AccessKind::Read;
      break;
    case Meaning::AtomicStore:
      Op.Kind = AccessKind::Store;
      break;
    case Meaning::AtomicUpdate:
      Op.Kind = AccessKind::Update;
      break;
    default:
      continue;
    }
    Op.Object = C.objectBy(Row);
    const size_t ValueAt = Row.ObjectArgument >= 0 ? Row.ObjectArgument + 1 : 0;
    if (ValueAt < C.Arguments.size())
      Op.Value = C.Arguments[ValueAt];
    if (Op.Object)
      return Op;
  }
  return std::nullopt;
}

/// The parameter of \p F that \p E names, or whose address it takes.
static std::optional<unsigned> parameterOf(const FunctionDecl &F,
                                           const Expr *E) {
  E = unwrap(E);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    if (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref)
      E = unwrap(Unary->getSubExpr());
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(namedBy(E));
  if (!Parameter || Parameter->getDeclContext() != &F)
    return std::nullopt;
  return Parameter->getFunctionScopeIndex();
}

namespace {
class Learner {
public:
  Learner(const CalleeResolver &Resolver, const FunctionDecl &F, unsigned Depth)
      : Resolver(Resolver), F(F), Depth(Depth) {}

  std::optional<LearnedAtomic> run() {
    look(F.getBody());
    return Left ? Found : std::nullopt;
  }

private:
  const CalleeResolver &Resolver;
  const FunctionDecl &F;
  const unsigned Depth;
  unsigned Left = MaxStatements;
  std::optional<LearnedAtomic> Found;

  void look(const Stmt *S);
  void take(const AtomicOperation &Op);
};
} // namespace

static std::optional<LearnedAtomic>
learn(const CalleeResolver &Resolver, const FunctionDecl *F, unsigned Depth);

/// A loop of a load and an exchange is an update.
void Learner::take(const AtomicOperation &Op) {
  std::optional<unsigned> Parameter = parameterOf(F, Op.Object);
  if (!Parameter || (Found && Found->Kind >= Op.Kind))
    return;
  Found = LearnedAtomic{Op.Kind, *Parameter, std::nullopt};
  if (Op.Value)
    Found->ValueParameter = parameterOf(F, Op.Value);
}

void Learner::look(const Stmt *S) {
  if (!S || !Left)
    return;
  --Left;
  if (const auto *Builtin = dyn_cast<AtomicExpr>(S)) {
    take(atomicOperation(*Builtin));
  } else if (isa<CallExpr>(S)) {
    if (std::optional<Call> C = Resolver.resolve(cast<Expr>(S))) {
      if (auto Op = known(Resolver, *C))
        take(*Op);
      else if (auto Inner = learn(Resolver, C->Function, Depth + 1))
        if (Inner->Parameter < C->Arguments.size())
          take({Inner->Kind, C->Arguments[Inner->Parameter], nullptr});
    }
  }
  for (const Stmt *Child : S->children())
    look(Child);
}

/// Only what can write through a parameter is read.
static bool mayPassOn(const FunctionDecl &F) {
  for (const ParmVarDecl *Parameter : F.parameters()) {
    const QualType T = Parameter->getType();
    const QualType Pointee = T->getPointeeType();
    if (Pointee.isNull() || Pointee.isConstQualified())
      continue;
    if (Pointee->isScalarType() || Pointee->isDependentType() ||
        Pointee->isAtomicType() || Pointee->isRecordType())
      return true;
  }
  return false;
}

static std::optional<LearnedAtomic>
learn(const CalleeResolver &Resolver, const FunctionDecl *F, unsigned Depth) {
  F = definitionOf(F);
  if (!F || Depth > MaxWrapping || !mayPassOn(*F))
    return std::nullopt;
  auto [It, IsNew] = Resolver.LearnedAtomics.insert({F, std::nullopt});
  if (!IsNew)
    return It->second;
  const SourceManager &SM = Resolver.context().getSourceManager();
  if (SM.isInSystemHeader(SM.getExpansionLoc(F->getLocation())))
    return std::nullopt;
  std::optional<LearnedAtomic> Learned = Learner(Resolver, *F, Depth).run();
  Resolver.LearnedAtomics[F] = Learned;
  return Learned;
}

std::optional<LearnedAtomic>
threadwise::learnedAtomic(const CalleeResolver &Resolver,
                          const FunctionDecl *F) {
  return learn(Resolver, F, 0);
}

std::optional<AccessKind> threadwise::namesAtomic(llvm::StringRef Name) {
  if (!hasPart(Name, {"atomic", "interlocked"}))
    return std::nullopt;
  if (hasPart(Name,
              {"add", "sub", "inc", "dec", "exch", "xchg", "swap", "swp", "cas",
               "compare", "cmp", "fetch", "max", "min", "xor", "test"}))
    return AccessKind::Update;
  if (hasPart(Name, {"store", "set", "write", "clear", "release"}))
    return AccessKind::Store;
  if (hasPart(Name, {"load", "read", "get"}))
    return AccessKind::Read;
  return std::nullopt;
}

/// `atomic_add(1, &n)`: the place is what is handed over by its address.
static std::optional<AtomicOperation> saidByName(const Call &C) {
  std::optional<AccessKind> Kind = namesAtomic(C.Name);
  if (!Kind || C.Receiver || C.isConstruction() || C.Arguments.empty())
    return std::nullopt;
  size_t At = 0;
  for (size_t I = 0; I < C.Arguments.size(); ++I)
    if (const auto *Unary = dyn_cast<UnaryOperator>(unwrap(C.Arguments[I])))
      if (Unary->getOpcode() == UO_AddrOf) {
        At = I;
        break;
      }
  AtomicOperation Op{*Kind, C.Arguments[At], nullptr};
  if (*Kind == AccessKind::Store && C.Arguments.size() > 1)
    Op.Value = C.Arguments[At ? 0 : 1];
  return Op;
}

std::optional<AtomicOperation>
threadwise::wrappedAtomic(const CalleeResolver &Resolver, const Call &C) {
  if (std::optional<LearnedAtomic> Learned =
          learnedAtomic(Resolver, C.Function)) {
    if (Learned->Parameter >= C.Arguments.size())
      return std::nullopt;
    AtomicOperation Op{Learned->Kind, C.Arguments[Learned->Parameter], nullptr};
    if (Learned->ValueParameter &&
        *Learned->ValueParameter < C.Arguments.size())
      Op.Value = C.Arguments[*Learned->ValueParameter];
    return Op;
  }
  if (C.CalledValue || (C.Function && definitionOf(C.Function)))
    return std::nullopt;
  return saidByName(C);
}
