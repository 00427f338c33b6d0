//===--- ItemWakeups.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/ItemWakeups.h"
#include "analysis/CancelWakeups.h"
#include "model/Callable.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "model/Queues.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// How far the calls of what a thread runs are followed to the wait.
static constexpr unsigned MaxFollow = 3;

static std::string quoted(const NamedDecl &D) {
  return "'" + unqualifiedName(D).str() + "'";
}

static bool takes(const QueueUse &Use) {
  return Use.Does == QueueAct::Pop || Use.Does == QueueAct::Drain;
}

/// Says how many there are, or shows them.
static bool asks(const QueueUse &Use) {
  return Use.Does == QueueAct::Test || Use.Does == QueueAct::Measure ||
         Use.Does == QueueAct::Look;
}

namespace {

/// One wait, and one queue of which its function takes items.
class ItemFinder {
public:
  ItemFinder(const ConcurrencyModel &Model, const Wait &W, const Queue &Q)
      : Model(Model), Resolver(Model.resolver()), W(W), Q(Q), B(*W.In),
        Own(B.enclosingLambda(W.Site)) {}

  std::optional<LostItem> notAsked() const;
  std::vector<LostItem> onlyOnEdge() const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Wait &W;
  const Queue &Q;
  const Body &B;
  const LambdaExpr *Own;

  bool isOwn(const QueueUse &Use) const {
    return Use.In == &B && Use.Lambda == Own;
  }
  bool asksIn(const Body &In, const Stmt *S) const;
  const Expr *asksAtAll(const Body &In, const Stmt *S) const;
  const Expr *notification(const Body &In, const Stmt *Behind) const;
  bool isConditional(const Stmt *Loop) const;
  bool takesOnePerWait() const;
  bool runsWait(const FunctionDecl *F, unsigned Depth) const;
  std::optional<Evidence> severalWaiters() const;
  const Expr *edge(const Body &In, const IfStmt &If,
                   const QueueUse &Change) const;
};

} // namespace

/// Does \p S ask the queue for items, itself or through a helper in sight?
bool ItemFinder::asksIn(const Body &In, const Stmt *S) const {
  return asksAtAll(In, S) != nullptr;
}

const Expr *ItemFinder::asksAtAll(const Body &In, const Stmt *S) const {
  for (const Stmt *Inner : In.below(S)) {
    const auto *E = dyn_cast<Expr>(Inner);
    if (!E)
      continue;
    for (const QueueUse &Use : Q.Uses)
      if (Use.In == &In && Use.Site == E && asks(Use))
        return E;
    const auto *Called = dyn_cast<CallExpr>(E);
    std::optional<Call> C = Called ? Resolver.resolve(Called) : std::nullopt;
    const Body *Callee = C && C->Function ? Model.body(C->Function) : nullptr;
    if (Callee && Callee != &In && llvm::any_of(Q.Uses, [&](const auto &Use) {
          return Use.In == Callee && asks(Use);
        }))
      return E;
  }
  return nullptr;
}

/// The notification of the wait's condition in \p In, behind \p Behind.
const Expr *ItemFinder::notification(const Body &In, const Stmt *Behind) const {
  for (const Expr *E : In.calls())
    if (In.endsBefore(Behind, E) &&
        In.enclosingLambda(E) == In.enclosingLambda(Behind))
      if (std::optional<Call> C = Resolver.resolve(E, In.makes(E));
          C && notifies(Model, In, *C, W.On))
        return E;
  return nullptr;
}

/// Is the wait made on some rounds of \p Loop only?
bool ItemFinder::isConditional(const Stmt *Loop) const {
  for (const Stmt *P = B.parent(W.Site); P && P != Loop; P = B.parent(P))
    if (isa<IfStmt, SwitchStmt, ConditionalOperator, WhileStmt, ForStmt, DoStmt,
            CXXForRangeStmt>(P))
      return true;
  return false;
}

std::optional<LostItem> ItemFinder::notAsked() const {
  const LockRegion *Held = Model.locks(B).at(W.Site);
  // The lock is given up between two waits: items come meanwhile.
  if (W.Predicate || !Held || !W.Loop || !B.contains(W.Loop, Held->Taken) ||
      isConditional(W.Loop))
    return std::nullopt;
  const QueueUse *Taken = nullptr;
  for (const QueueUse &Use : Q.Uses) {
    if (!isOwn(Use) || !B.contains(W.Loop, Use.Site))
      continue;
    if (takes(Use) && B.endsBefore(W.Site, Use.Site))
      Taken = Taken ? Taken : &Use;
    else if (B.precedes(Use.Site, W.Site))
      return std::nullopt;
  }
  if (!Taken)
    return std::nullopt;
  // What is asked on the way to the wait may well ask for items.
  for (const Stmt *S : B.below(W.Loop))
    if (const Expr *Condition = conditionOf(S))
      if (B.precedes(Condition, W.Site) && !isa<SwitchStmt>(S))
        for (const Stmt *Inner : B.below(Condition))
          if (const auto *Called = dyn_cast<CallExpr>(Inner);
              Called && !isa<CXXOperatorCallExpr>(Called))
            if (std::optional<Call> C = Resolver.resolve(Called);
                !C || !Resolver.row(*C, Meaning::AtomicLoad))
              return std::nullopt;
  for (const QueueUse &Use : Q.Uses) {
    if (Use.Does != QueueAct::Push || isOwn(Use))
      continue;
    const Expr *Notice = notification(*Use.In, Use.Site);
    if (!Notice)
      continue;
    LostItem Lost;
    Lost.Of = &W;
    Lost.At = W.Site;
    Lost.Holder = Q.Holder;
    Lost.Because.push_back(
        {Held->Taken->getSourceRange(),
         "the lock is taken anew here: items are added while it is free"});
    Lost.Because.push_back(
        {Notice->getSourceRange(), quoted(*W.On) +
                                       " is notified here; nobody waits while "
                                       "the items before are worked on"});
    Lost.Because.push_back({Taken->Site->getSourceRange(),
                            "what has come meanwhile is taken only after "
                            "the next notification"});
    return Lost;
  }
  return std::nullopt;
}

/// After a wait one item is taken, and not all that there are.
bool ItemFinder::takesOnePerWait() const {
  bool TakesOne = false;
  for (const QueueUse &Use : Q.Uses) {
    if (!isOwn(Use) || !B.endsBefore(W.Site, Use.Site))
      continue;
    if (Use.Does == QueueAct::Drain || Use.Does == QueueAct::Clear)
      return false;
    if (Use.Does != QueueAct::Pop && Use.Does != QueueAct::Push)
      continue;
    const Stmt *Loop = B.enclosingLoop(Use.Site);
    if (Loop && !B.contains(Loop, W.Site))
      return false;
    TakesOne = true;
  }
  return TakesOne;
}

bool ItemFinder::runsWait(const FunctionDecl *F, unsigned Depth) const {
  if (keyOf(F) == keyOf(&B.function()))
    return true;
  const Body *Runs = Depth < MaxFollow ? Model.body(F) : nullptr;
  return Runs && llvm::any_of(Runs->calls(), [&](const Expr *E) {
           std::optional<Call> C = Resolver.resolve(E, Runs->makes(E));
           return C && C->Function && runsWait(C->Function, Depth + 1);
         });
}

/// What says that several threads wait at once.
std::optional<Evidence> ItemFinder::severalWaiters() const {
  for (const Spawn &S : Model.spawns())
    if (S.In->enclosingLoop(S.Site)) {
      if (S.Entry.Lambda && S.Entry.Lambda == Own)
        return Evidence(S.Site->getSourceRange(),
                        "several threads are started, each of which waits");
      const Body *Inside = S.Entry.Lambda ? S.In : nullptr;
      const bool Runs =
          (S.Entry.Function && runsWait(S.Entry.Function, 0)) ||
          (Inside && llvm::any_of(Inside->calls(), [&](const Expr *E) {
             std::optional<Call> C = Inside->contains(S.Entry.Lambda, E)
                                         ? Resolver.resolve(E, Inside->makes(E))
                                         : std::nullopt;
             return C && C->Function && runsWait(C->Function, 1);
           }));
      if (Runs)
        return Evidence(S.Site->getSourceRange(),
                        "several threads are started, each of which waits");
    }
  // A queue for whatever items, and for as many threads as like to.
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
  if (!Method || Own || Method->getAccess() != AS_public ||
      !Method->getParent()->getDescribedClassTemplate())
    return std::nullopt;
  return Evidence(Method->getLocation(),
                  "any number of threads may wait in " + quoted(*Method));
}

/// What \p If asks: whether there was no item, or no room, before \p Change.
const Expr *ItemFinder::edge(const Body &In, const IfStmt &If,
                             const QueueUse &Change) const {
  const Expr *Condition = unwrap(If.getCond());
  if (const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Condition))) {
    const Expr *Init = Var->hasLocalStorage() ? Var->getInit() : nullptr;
    return Init && In.knows(Init) && In.endsBefore(Init, Change.Site) &&
                   asksIn(In, Init)
               ? Init
               : nullptr;
  }
  // `if (queue.size() == 1)` behind the push.
  const auto *Equal = dyn_cast<BinaryOperator>(Condition);
  const auto *One = Equal && Equal->getOpcode() == BO_EQ
                        ? dyn_cast<IntegerLiteral>(unwrap(Equal->getRHS()))
                        : nullptr;
  return One && One->getValue() == 1 && In.endsBefore(Change.Site, &If) &&
                 Change.Does == QueueAct::Push && asksIn(In, Condition)
             ? Condition
             : nullptr;
}

std::vector<LostItem> ItemFinder::onlyOnEdge() const {
  std::vector<LostItem> Found;
  const bool Asks = W.Predicate ? asksIn(B, W.Predicate)
                                : W.Loop && conditionOf(W.Loop) &&
                                      asksIn(B, conditionOf(W.Loop));
  if (!Asks || !takesOnePerWait() || notification(B, W.Site))
    return Found;
  const std::optional<Evidence> Several = severalWaiters();
  if (!Several)
    return Found;
  for (const QueueUse &Change : Q.Uses) {
    const Body &In = *Change.In;
    if ((Change.Does != QueueAct::Push && Change.Does != QueueAct::Pop) ||
        isa<CXXConstructorDecl, CXXDestructorDecl>(In.function()))
      continue;
    const Expr *Notice = notification(In, Change.Site);
    std::optional<Call> C =
        Notice ? Resolver.resolve(Notice, In.makes(Notice)) : std::nullopt;
    if (!C || namesAll(Model, *C).empty() ||
        notification(In, Notice)) // another one follows
      continue;
    const IfStmt *If = nullptr;
    for (const Stmt *P = In.parent(Notice); P && !If; P = In.parent(P))
      If = dyn_cast<IfStmt>(P);
    if (!If || If->getElse() || !In.contains(If->getThen(), Notice) ||
        In.contains(If, Change.Site))
      continue;
    const Expr *Edge = edge(In, *If, Change);
    if (!Edge)
      continue;
    LostItem Lost;
    Lost.Kind = ItemLoss::OnlyOnEdge;
    Lost.Of = &W;
    Lost.At = Notice;
    Lost.Holder = Q.Holder;
    Lost.Because.push_back({Edge->getSourceRange(),
                            "it is notified only when this was so before " +
                                std::string(Change.Does == QueueAct::Push
                                                ? "the item came"
                                                : "the item was taken")});
    Lost.Because.push_back(
        {W.Site->getSourceRange(),
         "a waiter that is woken takes one item, and wakes nobody"});
    Lost.Because.push_back(*Several);
    Found.push_back(std::move(Lost));
  }
  return Found;
}

std::vector<LostItem> threadwise::lostItems(const ConcurrencyModel &Model) {
  std::vector<LostItem> Found;
  for (const Wait &W : Model.waits()) {
    if (W.Kind != WaitKind::Condition || W.isTimed() || W.Token || !W.On)
      continue;
    for (const Queue &Q : Model.queues()) {
      if (llvm::none_of(Q.Uses,
                        [&](const QueueUse &Use) { return Use.In == W.In; }))
        continue;
      const ItemFinder Finder(Model, W, Q);
      if (std::optional<LostItem> Lost = Finder.notAsked())
        Found.push_back(std::move(*Lost));
      for (LostItem &Lost : Finder.onlyOnEdge())
        if (llvm::none_of(Found, [&](const LostItem &Other) {
              return Other.At == Lost.At;
            }))
          Found.push_back(std::move(Lost));
    }
  }
  return Found;
}
