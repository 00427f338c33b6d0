//===--- QueueLimits.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/QueueLimits.h"
#include "analysis/BufferPools.h"
#include "analysis/Counts.h"
#include "analysis/Permits.h"
#include "model/Access.h"
#include "model/AtomicAccess.h"
#include "model/Names.h"
#include "model/Waits.h"
#include "model/Writes.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far the callers of a push are asked.
static constexpr unsigned MaxCallers = 2;

static const NamedDecl *keyOfMember(const Expr *E) {
  E = unwrap(E);
  while (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    E = unwrap(Unary->getSubExpr());
  const NamedDecl *D = E ? namedBy(E) : nullptr;
  if (!D || !isa<FieldDecl, VarDecl>(D))
    return nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(D))
    D = patternOf(Field);
  return cast<NamedDecl>(D->getCanonicalDecl());
}

/// What \p S changes by one or by an amount: `++n`, `n -= k`, `n.fetch_add(1)`,
/// `n = n + 1`.
static const NamedDecl *countedBy(const CalleeResolver &Resolver,
                                  const Stmt *S) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    return Unary->isIncrementDecrementOp() ? keyOfMember(Unary->getSubExpr())
                                           : nullptr;
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(S))
    return keyOfMember(Compound->getLHS());
  const auto *Called = dyn_cast<CallExpr>(S);
  if (!Called)
    return nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Called)) {
    switch (Operator->getOperator()) {
    case OO_PlusPlus:
    case OO_MinusMinus:
    case OO_PlusEqual:
    case OO_MinusEqual:
      return keyOfMember(Operator->getArg(0));
    default:
      return nullptr;
    }
  }
  if (!Resolver.nameOf(Called).starts_with("fetch_"))
    return nullptr;
  std::optional<Call> C = Resolver.resolve(Called);
  return C && C->Receiver ? keyOfMember(C->Receiver) : nullptr;
}

QueueLimits::QueueLimits(const ConcurrencyModel &Model, const Queue &Q)
    : Model(Model), Resolver(Model.resolver()), Q(Q) {
  for (const QueueUse &Use : Q.Uses)
    UseAt[Use.Site] = &Use;
  findCounters();
}

void QueueLimits::findCounters() {
  llvm::DenseSet<const Body *> Seen;
  for (const QueueUse &Use : Q.Uses) {
    const bool Changes = Use.Does == QueueAct::Push ||
                         Use.Does == QueueAct::Pop ||
                         Use.Does == QueueAct::Drain;
    if (!Changes || !Seen.insert(Use.In).second)
      continue;
    for (const Stmt *S : Use.In->below(Use.In->root()))
      if (const NamedDecl *D = countedBy(Resolver, S)) {
        // A variable of the function counts its own rounds, unless it belongs
        // to the code that takes out.
        const auto *Var = dyn_cast<VarDecl>(D);
        if (!Var || !Var->hasLocalStorage() ||
            Var->getType()->isReferenceType())
          Counters.insert(D);
      }
  }
}

bool QueueLimits::isUse(const Stmt *S, QueueAct Does) const {
  const auto *E = dyn_cast<Expr>(S);
  auto It = E ? UseAt.find(E) : UseAt.end();
  return It != UseAt.end() && It->second->Does == Does;
}

bool QueueLimits::usesIn(const Body &B, const Stmt *Inside,
                         QueueAct Does) const {
  return llvm::any_of(B.below(Inside),
                      [&](const Stmt *S) { return isUse(S, Does); });
}

/// Does \p E compute the number of queued items, or a counter of them?
bool QueueLimits::yieldsSize(const Body &B, const Expr *E,
                             unsigned Depth) const {
  for (const Stmt *S : B.below(E)) {
    if (isUse(S, QueueAct::Measure))
      return true;
    const auto *Inner = dyn_cast<Expr>(S);
    if (!Inner)
      continue;
    if (const NamedDecl *D = isa<DeclRefExpr, MemberExpr>(Inner)
                                 ? keyOfMember(Inner)
                                 : nullptr) {
      if (Counters.count(D))
        return true;
      const auto *Var = dyn_cast<VarDecl>(D);
      if (Var && Var->isLocalVarDecl() && Var->getInit() && Depth < 2 &&
          B.knows(Var->getInit()) && yieldsSize(B, Var->getInit(), Depth + 1))
        return true;
      continue;
    }
    const auto *Called = dyn_cast<CallExpr>(Inner);
    if (!Called || Depth > 1)
      continue;
    // A helper that says how many there are.
    std::optional<Call> C = Resolver.resolve(Called);
    const FunctionDecl *F = C ? definitionOf(C->Function) : nullptr;
    if (F && llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
          return Use.Does == QueueAct::Measure && &Use.In->function() == F;
        }))
      return true;
  }
  return false;
}

static bool isZeroOrOne(const Expr *E) {
  const auto *Literal = dyn_cast<IntegerLiteral>(unwrap(E));
  return Literal && Literal->getValue().ule(1);
}

/// A comparison of the size with something that is a limit: a comparison with
/// none or one asks whether to wake somebody.
bool QueueLimits::measures(const Body &B, const Stmt *Condition) const {
  for (const Stmt *S : B.below(Condition)) {
    const Expr *Left = nullptr, *Right = nullptr;
    if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
      if (!Binary->isComparisonOp())
        continue;
      Left = Binary->getLHS();
      Right = Binary->getRHS();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S)) {
      if (!Operator->isComparisonOp() || Operator->getNumArgs() != 2)
        continue;
      Left = Operator->getArg(0);
      Right = Operator->getArg(1);
    } else {
      continue;
    }
    if (isZeroOrOne(Left) || isZeroOrOne(Right))
      continue;
    if (yieldsSize(B, Left, 0) || yieldsSize(B, Right, 0))
      return true;
  }
  return false;
}

/// A helper that says whether there is room: `if (full()) return false;`
bool QueueLimits::asksWhetherFull(const Body &B, const Stmt *Condition) const {
  for (const Stmt *S : B.below(Condition)) {
    const auto *Called = dyn_cast<CallExpr>(S);
    if (!Called) {
      // A flag that somebody else keeps.
      const auto *E = dyn_cast<Expr>(S);
      const NamedDecl *D =
          E && isa<DeclRefExpr, MemberExpr>(E) ? namedBy(E) : nullptr;
      if (D && isa<FieldDecl, VarDecl>(D) && namesLimit(unqualifiedName(*D)))
        return true;
      continue;
    }
    if (namesLimit(Resolver.nameOf(Called)))
      return true;
    std::optional<Call> C = Resolver.resolve(Called);
    const Body *Callee = C && C->Function ? Model.body(C->Function) : nullptr;
    if (Callee && Callee != &B && measures(*Callee, Callee->root()))
      return true;
  }
  return false;
}

/// `if (ring.full()) overflow.push_back(x);`: it is added here because there is
/// no room elsewhere.
bool QueueLimits::takesOverflow(const Body &B, const Stmt *Branch,
                                const Expr *Site) const {
  const auto *If = dyn_cast<IfStmt>(Branch);
  if (!If || !B.contains(If->getThen(), Site))
    return false;
  return llvm::any_of(B.below(If->getCond()), [&](const Stmt *S) {
    const auto *Called = dyn_cast<CallExpr>(S);
    if (!Called)
      return false;
    const auto Words = wordsOf(Resolver.nameOf(Called));
    const auto *Not = dyn_cast_or_null<UnaryOperator>(B.userOf(Called));
    return !Words.empty() && Words.back() == "full" &&
           !(Not && Not->getOpcode() == UO_LNot);
  });
}

static bool leaves(const Body &B, const Stmt *S) {
  return S && llvm::any_of(B.below(S), [](const Stmt *Inner) {
           return isa<ReturnStmt, BreakStmt, ContinueStmt, CXXThrowExpr,
                      GotoStmt>(Inner);
         });
}

/// Does \p Branch keep \p Site from being reached, wait before it, or take
/// something out? A branch that only writes a message holds nothing back.
bool QueueLimits::holdsBack(const Body &B, const Stmt *Branch,
                            const Expr *Site) const {
  if (B.contains(Branch, Site) && !isa<IfStmt>(Branch))
    return true;
  if (isa<WhileStmt, DoStmt, ForStmt>(Branch))
    return true;
  const auto *If = dyn_cast<IfStmt>(Branch);
  if (!If)
    return false;
  if (B.contains(If->getThen(), Site) ||
      (If->getElse() && B.contains(If->getElse(), Site)))
    return true;
  if (B.precedes(If, Site) && leaves(B, If->getThen()))
    return true;
  for (const Stmt *S : B.below(If->getThen())) {
    for (QueueAct Takes :
         {QueueAct::Pop, QueueAct::Clear, QueueAct::Remove, QueueAct::Drain})
      if (isUse(S, Takes))
        return true;
    const auto *E = dyn_cast<CallExpr>(S);
    std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
    if (!C)
      continue;
    for (const ApiRow &Row : Resolver.rows(*C))
      switch (Row.Is) {
      case Meaning::WaitCondition:
      case Meaning::WaitConditionTimed:
      case Meaning::WaitForResult:
      case Meaning::AcquirePermit:
      case Meaning::Sleep:
      case Meaning::YieldProcessor:
        return true;
      default:
        break;
      }
    if (hasPart(C->Name, {"wait", "sleep", "drop", "discard", "flush", "block",
                          "yield", "pop", "evict"}))
      return true;
  }
  return false;
}

static bool guards(const Body &B, const IfStmt *If, const Expr *Site) {
  return B.contains(If->getThen(), Site) ||
         (B.precedes(If, Site) && !B.contains(If, Site) &&
          leaves(B, If->getThen()));
}

/// `if (!item->set_queued()) q.push_back(item);`: the item says whether it is
/// queued already.
bool QueueLimits::marksItem(const Body &B, const Expr *E,
                            const Expr *Site) const {
  const auto *Called = dyn_cast_or_null<CallExpr>(E);
  std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
  if (!C || !C->Receiver ||
      !hasWord(C->Name, {"set", "mark", "test", "claim", "enqueue", "queue"}) ||
      hasWord(C->Name, {"is", "get"}))
    return false;
  const NamedDecl *Item = accessPath(B, Resolver, C->Receiver).Base;
  return Item && llvm::any_of(B.uses(Item), [&](const Expr *Use) {
           return B.contains(Site, Use);
         });
}

/// A flag tested and set on the way: an item is queued once until somebody
/// takes it out; or a set of what is queued; or a search in the queue itself.
bool QueueLimits::queuesOnce(const Body &B, const Stmt *Branch,
                             const Expr *Site) const {
  const auto *If = dyn_cast<IfStmt>(Branch);
  if (!If || !guards(B, If, Site))
    return false;
  for (const Stmt *S : B.below(If->getCond())) {
    if (isUse(S, QueueAct::Look) && !isa<CXXForRangeStmt>(S)) {
      const auto *Called = dyn_cast_or_null<CallExpr>(B.userOf(S));
      llvm::StringRef Name = Called ? Resolver.nameOf(Called) : "";
      if (Name == "find" || Name == "find_if" || Name == "any_of" ||
          Name == "none_of" || Name == "count")
        return true;
    }
    if (const auto *Called = dyn_cast<CallExpr>(S)) {
      llvm::StringRef Name = Resolver.nameOf(Called);
      if (Name == "exchange" || Name == "test_and_set" ||
          Name.starts_with("compare_exchange"))
        return true;
      std::optional<Call> C = Resolver.resolve(Called);
      if (C && Name == "insert" && C->Receiver &&
          Resolver.typeRow(pointee(unwrap(C->Receiver)->getType()),
                           Meaning::AssociativeContainer))
        return true;
    }
    const auto *E = dyn_cast<Expr>(S);
    if (marksItem(B, E, Site))
      return true;
    const NamedDecl *D =
        E && isa<MemberExpr, DeclRefExpr>(E) ? namedBy(E) : nullptr;
    const auto *Var = dyn_cast_or_null<VarDecl>(D);
    if (!D || !isa<FieldDecl, VarDecl>(D) || (Var && Var->hasLocalStorage()))
      continue;
    for (const Expr *Use : B.uses(D)) {
      const Stmt *P = B.userOf(Use);
      if (const Assignment Assigns = asAssignment(P))
        if (unwrap(Assigns.Target) == unwrap(Use))
          return true;
      if (const auto *Member = dyn_cast_or_null<MemberExpr>(P))
        if (const NamedDecl *Called = Member->getMemberDecl();
            unqualifiedName(*Called) == "store" ||
            unqualifiedName(*Called) == "exchange")
          return true;
    }
  }
  return false;
}

/// Is \p E what is left of a count of the program's that it counts down?
static bool countsDown(const CalleeResolver &Resolver, const Body &B,
                       const Expr *E) {
  E = unwrap(E);
  if (const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(E));
      Var && Var->hasLocalStorage() && Var->getInit() &&
      B.knows(Var->getInit()))
    E = unwrap(Var->getInit());
  bool IsDown = Resolver.nameOf(E) == "fetch_sub";
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    IsDown = Unary->isDecrementOp();
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    IsDown = Operator->getOperator() == OO_MinusMinus;
  const NamedDecl *Count = IsDown ? countedBy(Resolver, E) : nullptr;
  const auto *Var = dyn_cast_or_null<VarDecl>(Count);
  return Count && !(Var && Var->hasLocalStorage());
}

/// `if (--left <= 0) return; q.push(x);`, `if (left-- > 0) q.push(x);`: so many
/// as the count was given.
bool QueueLimits::spendsBudget(const Body &B, const Stmt *Branch,
                               const Expr *Site) const {
  const auto *If = dyn_cast<IfStmt>(Branch);
  const auto *Test =
      If ? dyn_cast<BinaryOperator>(unwrap(If->getCond())) : nullptr;
  if (!Test || !guards(B, If, Site) || !isZeroOrOne(Test->getRHS()) ||
      !countsDown(Resolver, B, Test->getLHS()))
    return false;
  const BinaryOperatorKind Op = Test->getOpcode();
  // The last of several is no budget.
  return B.contains(If->getThen(), Site) ? Op == BO_GT || Op == BO_GE
                                         : Op == BO_LE || Op == BO_LT;
}

/// `if (q.empty()) q.push(x);`, `if (!q.empty()) return; q.push(x);`
bool QueueLimits::onlyIfEmpty(const Body &B, const Stmt *Branch,
                              const Expr *Site) const {
  const auto *If = dyn_cast<IfStmt>(Branch);
  if (!If)
    return false;
  const Expr *Condition = unwrap(If->getCond());
  const auto *Not = dyn_cast<UnaryOperator>(Condition);
  if (Not && Not->getOpcode() == UO_LNot) {
    if (!isUse(unwrap(Not->getSubExpr()), QueueAct::Test))
      return false;
    return (If->getElse() && B.contains(If->getElse(), Site)) ||
           (B.precedes(If, Site) && !B.contains(If, Site) &&
            leaves(B, If->getThen()));
  }
  return isUse(Condition, QueueAct::Test) && B.contains(If->getThen(), Site);
}

/// A permit, or a wait of the producer, before the push; also in a helper.
std::optional<Evidence> QueueLimits::waitsOrPermits(const Body &B,
                                                    const Expr *E,
                                                    const Expr *Site,
                                                    unsigned Depth) const {
  std::optional<Call> C = Resolver.resolve(E, B.makes(E));
  if (!C)
    return std::nullopt;
  if (takesPermit(Resolver, B, *C))
    return Evidence(E->getSourceRange(), "a permit is taken before the push");
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(*C);
  if (Rows.empty() && C->ByNameOnly)
    Rows = Model.vocabulary().rowsByUnqualifiedName(C->Name);
  for (const ApiRow &Row : Rows)
    if (Row.Is == Meaning::WaitCondition ||
        Row.Is == Meaning::WaitConditionTimed ||
        Row.Is == Meaning::WaitConditionStop || Row.Is == Meaning::WaitAtomic)
      return Evidence(E->getSourceRange(), "the producer waits here");
  if (!C->isConstruction() && namesLimit(C->Name) &&
      (C->Name.contains_insensitive("wait") ||
       C->Name.contains_insensitive("throttle")))
    return Evidence(E->getSourceRange(),
                    "'" + C->Name.str() + "' waits before the push");
  if (Depth > 1 || !C->Function)
    return std::nullopt;
  const Body *Callee = Model.body(C->Function);
  if (!Callee || Callee == &B)
    return std::nullopt;
  // The queue's own operations are asked for themselves.
  if (llvm::any_of(Q.Uses, [&](const QueueUse &Use) {
        return Use.In == Callee &&
               (Use.Does == QueueAct::Push || Use.Does == QueueAct::Pop ||
                Use.Does == QueueAct::Drain);
      }))
    return std::nullopt;
  for (const Stmt *S : Callee->below(Callee->root()))
    if (isa<WhileStmt, DoStmt, ForStmt, IfStmt>(S) && conditionOf(S) &&
        measures(*Callee, conditionOf(S)) &&
        (!isa<IfStmt>(S) || leaves(*Callee, cast<IfStmt>(S)->getThen())))
      return Evidence(E->getSourceRange(),
                      "'" + C->Name.str() + "' looks at the size first");
  for (const Expr *Inner : Callee->calls())
    if (!Callee->enclosingLambda(Inner))
      if (std::optional<Evidence> Found =
              waitsOrPermits(*Callee, Inner, Site, Depth + 1))
        return Evidence(E->getSourceRange(), Found->Text);
  return std::nullopt;
}

/// It is emptied by the same function before it is filled anew.
const Expr *QueueLimits::emptiedBefore(const Body &B, const Expr *Site) const {
  for (const QueueUse &Use : Q.Uses) {
    if (Use.Does != QueueAct::Clear || Use.In != &B ||
        !B.endsBefore(Use.Site, Site))
      continue;
    const Stmt *Block = B.parent(Use.Site);
    while (Block && !isa<CompoundStmt, IfStmt>(Block))
      Block = B.parent(Block);
    if (isa_and_nonnull<CompoundStmt>(Block) && B.contains(Block, Site))
      return Use.Site;
  }
  return nullptr;
}

std::optional<Evidence> QueueLimits::inBody(const Body &B, const Expr *Site,
                                            unsigned Depth) const {
  if (const Expr *Emptied = emptiedBefore(B, Site))
    return Evidence(Emptied->getSourceRange(),
                    "it is emptied before it is filled anew");
  const LambdaExpr *Own = B.enclosingLambda(Site);
  for (const Stmt *S : B.below(B.root())) {
    // What another lambda does is not done on the way to the push; where it is
    // the predicate of a wait, the wait is what counts.
    const LambdaExpr *In = B.enclosingLambda(S);
    if (In != Own && !(In && B.contains(In, Site)) && In)
      continue;
    if (const Expr *Condition = conditionOf(S)) {
      const bool IsSwitch = isa<SwitchStmt>(S);
      if (!IsSwitch && holdsBack(B, S, Site)) {
        if (measures(B, Condition))
          return Evidence(Condition->getSourceRange(),
                          spelling(Model, Condition) +
                              " keeps the queue below a limit");
        if (!isa<ForStmt>(S) && !takesOverflow(B, S, Site) &&
            asksWhetherFull(B, Condition))
          return Evidence(Condition->getSourceRange(),
                          spelling(Model, Condition) +
                              " asks whether there is room");
      }
      if (onlyIfEmpty(B, S, Site))
        return Evidence(Condition->getSourceRange(),
                        "an item is added only when there is none");
      if (spendsBudget(B, S, Site))
        return Evidence(Condition->getSourceRange(),
                        spelling(Model, Condition) +
                            " ends the pushes when the count is used up");
      if (queuesOnce(B, S, Site))
        return Evidence(Condition->getSourceRange(),
                        spelling(Model, Condition) +
                            " lets an item be queued once at a time");
      continue;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(S);
        Binary && Binary->isLogicalOp() && B.contains(Binary->getRHS(), Site)) {
      if (measures(B, Binary->getLHS()) || asksWhetherFull(B, Binary->getLHS()))
        return Evidence(Binary->getLHS()->getSourceRange(),
                        spelling(Model, Binary->getLHS()) +
                            " keeps the queue below a limit");
      continue;
    }
    const auto *E = dyn_cast<Expr>(S);
    if (E && isa<CallExpr, CXXConstructExpr>(E) && B.endsBefore(E, Site) &&
        !usesIn(B, E, QueueAct::Pop))
      if (std::optional<Evidence> Found = waitsOrPermits(B, E, Site, Depth))
        return Found;
  }
  return std::nullopt;
}

std::optional<Evidence> QueueLimits::inCallers(const FunctionDecl *F,
                                               unsigned Depth) const {
  if (Depth >= MaxCallers)
    return std::nullopt;
  for (const ConcurrencyModel::CallSite &Site : Model.callers(F)) {
    const Body *B = Model.body(Site.Caller);
    if (!B || !B->knows(Site.Site) || &B->function() == F)
      continue;
    if (std::optional<Evidence> Found = inBody(*B, Site.Site, Depth + 1))
      return Found;
    if (std::optional<Evidence> Found = inCallers(Site.Caller, Depth + 1))
      return Found;
  }
  return std::nullopt;
}

/// Whoever takes out throws away what is too much.
std::optional<Evidence> QueueLimits::inConsumer() const {
  for (const QueueUse &Use : Q.Uses) {
    if (Use.Does != QueueAct::Pop && Use.Does != QueueAct::Drain)
      continue;
    for (const Stmt *S : Use.In->below(Use.In->root())) {
      const Expr *Condition = conditionOf(S);
      if (!Condition || !isa<IfStmt, WhileStmt>(S) ||
          !measures(*Use.In, Condition))
        continue;
      const Stmt *Then = isa<IfStmt>(S) ? cast<IfStmt>(S)->getThen()
                                        : cast<WhileStmt>(S)->getBody();
      if (usesIn(*Use.In, Then, QueueAct::Pop) ||
          usesIn(*Use.In, Then, QueueAct::Remove) ||
          usesIn(*Use.In, Then, QueueAct::Clear))
        return Evidence(Condition->getSourceRange(),
                        spelling(Model, Condition) +
                            " takes out what is too much");
    }
  }
  return std::nullopt;
}

/// `std::multimap<Clock, Job>`: a schedule, not a line of waiting work.
bool QueueLimits::isKeyedByTime() const {
  if (!Resolver.typeRow(Q.Type, Meaning::AssociativeContainer))
    return false;
  const CXXRecordDecl *Key = recordOf(templateArgument(Q.Type, 0));
  return Key && hasWord(unqualifiedName(*Key),
                        {"time", "clock", "timestamp", "deadline"});
}

std::optional<Evidence> QueueLimits::before(const QueueUse &Push) const {
  for (const QueueUse &Use : Q.Uses)
    if (Use.Does == QueueAct::SetLimit)
      return Evidence(Use.Site->getSourceRange(), "it is given a capacity");
  if (isKeyedByTime())
    return Evidence(Q.Holder->getSourceRange(),
                    "it is sorted by time: what is due later waits in it");
  for (unsigned I = 0; I < 4; ++I)
    if (Model.vocabulary().find(typeName(templateArgument(Q.Type, I)),
                                Meaning::SetCapacity))
      return Evidence(Q.Holder->getSourceRange(), "its type has a capacity");
  if (const FunctionDecl *Lends = lendingPool(Model, Q))
    return Evidence(Lends->getSourceRange(),
                    "'" + qualifiedName(*Lends) +
                        "' lends what is queued, and waits while it has none");
  if (std::optional<Evidence> Found = inBody(*Push.In, Push.Site, 0))
    return Found;
  if (!Push.Lambda)
    if (std::optional<Evidence> Found =
            inCallers(&Push.In->function(), /*Depth=*/0))
      return Found;
  return inConsumer();
}

/// Does \p C wait, itself or in the body of what it calls?
bool QueueLimits::blocks(const Call &C, unsigned Depth) const {
  if (llvm::any_of(Resolver.rows(C),
                   [](const ApiRow &Row) { return waitsForOthers(Row.Is); }))
    return true;
  const Body *Inner =
      Depth == 0 && C.Function ? Model.body(C.Function) : nullptr;
  return Inner && llvm::any_of(Inner->calls(), [&](const Expr *E) {
           std::optional<Call> Called = Resolver.resolve(E);
           return Called && blocks(*Called, Depth + 1);
         });
}

bool QueueLimits::waitsAfter(const Body &B, const Expr *Site) const {
  // Also on a condition of an unknown type.
  for (const Wait &W : Model.waits())
    if (W.In == &B && W.Kind == WaitKind::Condition &&
        B.precedes(Site, W.Site) &&
        B.enclosingLambda(W.Site) == B.enclosingLambda(Site))
      return true;
  return llvm::any_of(B.calls(), [&](const Expr *E) {
    if ((!B.precedes(Site, E) && !B.contains(E, Site)) ||
        B.enclosingLambda(E) != B.enclosingLambda(Site))
      return false;
    std::optional<Call> C = Resolver.resolve(E);
    return C && blocks(*C, 0);
  });
}

/// The address of a variable of the function itself: it must stay until the
/// item is done.
static bool livesInProducer(const Expr *Item) {
  const auto *Address =
      dyn_cast_or_null<UnaryOperator>(Item ? unwrap(Item) : nullptr);
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return false;
  const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Address->getSubExpr()));
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
         isa<DeclRefExpr>(unwrap(Address->getSubExpr()));
}

/// `waiting.push_back(me); me->ready.wait();`: there are as many as waiters.
bool QueueLimits::waitsForItem(const QueueUse &Push) const {
  const Body &B = *Push.In;
  const NamedDecl *Item = Push.Item ? namedBy(unwrap(Push.Item)) : nullptr;
  return Item && llvm::any_of(B.calls(), [&](const Expr *E) {
           if (!B.precedes(Push.Site, E) ||
               !hasWord(Resolver.nameOf(E), {"wait"}))
             return false;
           std::optional<Call> C = Resolver.resolve(E);
           return C && C->Receiver &&
                  accessPath(B, Resolver, C->Receiver).Base == Item;
         });
}

std::optional<Evidence> QueueLimits::producerWaits(const QueueUse &Push) const {
  if (livesInProducer(Push.Item) || waitsForItem(Push) ||
      waitsAfter(*Push.In, Push.Site))
    return Evidence(Push.Site->getSourceRange(),
                    "whoever adds an item waits for it: as many are queued as "
                    "there are producers");
  if (Push.Lambda)
    return std::nullopt;
  bool AnyWaits = false;
  for (const ConcurrencyModel::CallSite &Site :
       Model.callers(&Push.In->function())) {
    const Body *B = Model.body(Site.Caller);
    if (!B || !B->knows(Site.Site) || !waitsAfter(*B, Site.Site))
      return std::nullopt;
    AnyWaits = true;
  }
  if (!AnyWaits)
    return std::nullopt;
  return Evidence(Push.Site->getSourceRange(),
                  "each caller in sight waits for what it added");
}
