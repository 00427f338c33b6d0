//===--- ObligationWays.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/ObligationWays.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>

using namespace threadwise;
using namespace clang;

/// Ways that are told apart at one place: each test doubles them.
static constexpr size_t MaxWays = 16;

namespace {

/// The decisions on the way to where the walk is, the promise still unset.
using Way = llvm::SmallVector<Choice, 4>;
/// All ways that lead there; empty: none does.
using Ways = llvm::SmallVector<Way, 2>;

class WayWalker {
public:
  WayWalker(const Obligation &P, const Settling &Settles)
      : P(P), B(*P.In), Settles(Settles) {}

  void run();
  std::vector<WayLeft> Found;
  bool IsLost = false; ///< a jump that the walk does not follow

private:
  const Obligation &P;
  const Body &B;
  const Settling &Settles;
  /// Where `break` and `continue` lead, in the innermost statement that they
  /// are about; null in the code of one round, which they end.
  Ways *Breaks = nullptr, *Continues = nullptr;
  unsigned Tries = 0; ///< whose handlers what is thrown comes to
  llvm::DenseMap<const LabelDecl *, Ways> Jumps;
  llvm::DenseSet<const LabelDecl *> Labels;

  Ways walk(const Stmt *S, const Ways &In);
  Ways walkBlock(const CompoundStmt &Block, Ways At);
  Ways walkLabel(const LabelStmt &Label, Ways In);
  Ways walkIf(const IfStmt &If, const Ways &In);
  Ways walkLoop(const Stmt *Loop, const Stmt *Round, const Ways &In);
  Ways walkSwitch(const SwitchStmt &Switch, const Ways &In);
  Ways walkTry(const CXXTryStmt &Try, const Ways &In);
  bool onlySets(const CompoundStmt *Block) const;
  bool breaksOut(const Stmt *Break, const Stmt *Loop) const;
  bool goesOnWhenSet(const Stmt *Loop) const;
  void leave(const Stmt *At, const Ways &In, bool IsThrown = false);
};

} // namespace

const Stmt *Choice::taken() const {
  if (const auto *If = dyn_cast<IfStmt>(Branch))
    return TakesThen ? If->getThen() : If->getElse();
  return Case;
}

const Stmt *Choice::passed() const {
  const auto *If = dyn_cast<IfStmt>(Branch);
  if (!If)
    return nullptr;
  return TakesThen ? If->getElse() : If->getThen();
}

static void join(Ways &To, const Ways &From) {
  for (const Way &W : From)
    if (To.size() < MaxWays)
      To.push_back(W);
}

static Ways with(const Ways &In, Choice C) {
  Ways Result = In;
  for (Way &W : Result)
    W.push_back(C);
  return Result;
}

/// A decision that led to where others come, too, decides nothing.
static Ways without(Ways In, const Stmt *Branch) {
  for (Way &W : In)
    llvm::erase_if(W, [&](const Choice &C) { return C.Branch == Branch; });
  return In;
}

void WayWalker::leave(const Stmt *At, const Ways &In, bool IsThrown) {
  for (const Way &W : In) {
    WayLeft Left{LeftBy::Exit, At, W, IsThrown};
    for (const Choice &C : W) {
      // What a handler leaves unset is the handler's.
      if (const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(C.Case);
          Handler && !IsThrown) {
        Left.By = LeftBy::Handler;
        Left.At = Handler;
      } else if (isa<SwitchStmt>(C.Branch) && !C.Case) {
        Left.By = LeftBy::MissingCase;
        Left.At = C.Branch;
      }
    }
    Found.push_back(std::move(Left));
  }
}

static bool isConstant(const Expr *Condition, bool Value) {
  const Expr *E = Condition ? unwrap(Condition) : nullptr;
  if (const auto *Bool = dyn_cast_or_null<CXXBoolLiteralExpr>(E))
    return Bool->getValue() == Value;
  const auto *Number = dyn_cast_or_null<IntegerLiteral>(E);
  return Number && Number->getValue().getBoolValue() == Value;
}

Ways WayWalker::walkBlock(const CompoundStmt &Block, Ways At) {
  for (const Stmt *Child : Block.body()) {
    if (IsLost)
      return At;
    if (const auto *Label = dyn_cast_or_null<LabelStmt>(Child))
      At = walkLabel(*Label, std::move(At));
    else if (!At.empty())
      At = walk(Child, At);
  }
  return At;
}

Ways WayWalker::walkLabel(const LabelStmt &Label, Ways In) {
  join(In, Jumps.lookup(Label.getDecl()));
  // Who jumps back to where nothing was unset has left the walk.
  if (In.empty())
    return In;
  Labels.insert(Label.getDecl());
  return walk(Label.getSubStmt(), In);
}

/// The ways on which \p S ends as a statement does that another follows.
Ways WayWalker::walk(const Stmt *S, const Ways &In) {
  if (!S || IsLost || In.empty())
    return In;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return walkBlock(*Block, In);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return walkIf(*If, In);
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return walkSwitch(*Switch, In);
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return walkTry(*Try, In);
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
    return walk(Attributed->getSubStmt(), In);
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return walkLabel(*Label, In);
  if (const Stmt *Round = loopBody(S))
    return walkLoop(S, Round, In);
  if (isa<ReturnStmt, CoreturnStmt>(S)) {
    if (!Settles.settles(S))
      leave(S, In);
    return {};
  }
  if (const auto *Goto = dyn_cast<GotoStmt>(S)) {
    // Back to where it was unset already is a loop.
    if (!Labels.count(Goto->getLabel()))
      join(Jumps[Goto->getLabel()], In);
    return {};
  }
  if (isa<IndirectGotoStmt>(S)) {
    IsLost = true;
    return {};
  }
  if (isa<BreakStmt, ContinueStmt>(S)) {
    if (Ways *To = isa<BreakStmt>(S) ? Breaks : Continues)
      join(*To, In);
    else
      leave(S, In);
    return {};
  }
  const auto *E = dyn_cast<Expr>(S);
  if (E && isa<CXXThrowExpr>(E->IgnoreImplicit()->IgnoreParens())) {
    // To a handler, which is walked for itself, or to the caller.
    if (!Tries)
      leave(S, In, /*IsThrown=*/true);
    return {};
  }
  if (Settles.settles(S) || Settles.neverReturns(S))
    return {};
  return In;
}

Ways WayWalker::walkIf(const IfStmt &If, const Ways &In) {
  if ((If.getInit() && Settles.settles(If.getInit())) ||
      (If.getConditionVariable() && If.getConditionVariable()->getInit() &&
       Settles.settles(If.getConditionVariable()->getInit())))
    return {};
  // It is set while it is tested.
  if (Settles.sets(If.getCond()))
    return {};
  // `if (promise) promise->set_value(1);`
  if (Settles.isAskedFor(If.getCond())) {
    const Ways Then = walk(If.getThen(), In);
    const Ways Else = walk(If.getElse(), In);
    // Without a promise there is nothing to set.
    llvm::erase_if(Found, [&](const WayLeft &L) {
      return L.At && B.contains(&If, L.At) && !Settles.sets(If.getThen());
    });
    if (Settles.sets(&If) || (Then.empty() && Settles.settles(If.getThen())) ||
        (Else.empty() && Settles.settles(If.getElse())))
      return {};
    return Then.empty() && Else.empty() ? Ways() : In;
  }
  if (Settles.settles(If.getCond()) || (If.isConstexpr() && Settles.sets(&If)))
    return {};
  const Ways Then = walk(If.getThen(), with(In, {&If, true}));
  const Ways Else = walk(If.getElse(), with(In, {&If, false}));
  const auto Decides = [&](const Stmt *Side) {
    return Settles.sets(Side) ||
           (P.How == Reach::Reference && Side && Settles.settles(Side));
  };
  // Set on one side only, or handed on by whoever was handed it: what follows
  // is reached by the other.
  if (Then.empty())
    return Decides(If.getThen()) ? Else : without(Else, &If);
  if (Else.empty())
    return Decides(If.getElse()) ? Then : without(Then, &If);
  if (!Settles.sets(&If))
    return In;
  Ways Both = Then;
  join(Both, Else);
  return Both;
}

/// Is \p Loop what \p Break leaves?
bool WayWalker::breaksOut(const Stmt *Break, const Stmt *Loop) const {
  const Stmt *At = B.parent(Break);
  while (At && At != Loop && !loopBody(At) && !isa<SwitchStmt>(At))
    At = B.parent(At);
  return At == Loop;
}

/// Can another round of \p Loop come when it is set? Then what leaves the loop
/// may find it set by an earlier one.
bool WayWalker::goesOnWhenSet(const Stmt *Loop) const {
  return llvm::any_of(P.Sets, [&](const Expr *Set) {
    if (!B.contains(Loop, Set))
      return false;
    for (const Stmt *At = Set; At && At != Loop; At = B.parent(At)) {
      const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(At));
      if (!Block || Block->body_empty() ||
          isa_and_nonnull<SwitchStmt>(B.parent(Block)))
        continue;
      const Stmt *Last = Block->body_back();
      if (isa<ReturnStmt, GotoStmt, CoreturnStmt>(Last) ||
          (isa<BreakStmt>(Last) && breaksOut(Last, Loop)))
        return false;
    }
    return true;
  });
}

Ways WayWalker::walkLoop(const Stmt *Loop, const Stmt *Round, const Ways &In) {
  Ways Broken, Continued;
  Ways *OuterBreaks = std::exchange(Breaks, &Broken);
  Ways *OuterContinues = std::exchange(Continues, &Continued);
  const Ways Ended = walk(Round, In);
  Breaks = OuterBreaks;
  Continues = OuterContinues;

  const Expr *Condition = conditionOf(Loop);
  if (isa<DoStmt>(Loop) && isConstant(Condition, false)) {
    Ways Result = Ended;
    join(Result, Continued);
    join(Result, Broken);
    return Result;
  }
  const bool IsEndless = (isa<ForStmt>(Loop) && !Condition) ||
                         (Condition && isConstant(Condition, true));
  if (!Settles.settles(Loop)) {
    if (IsEndless && Broken.empty())
      return {};
    return In;
  }
  // Set in a round: how many there are is not asked.
  return goesOnWhenSet(Loop) ? Ways() : Broken;
}

Ways WayWalker::walkSwitch(const SwitchStmt &Switch, const Ways &In) {
  if (Settles.settles(Switch.getCond()))
    return {};
  bool HasDefault = Switch.isAllEnumCasesCovered();
  for (const SwitchCase *Case = Switch.getSwitchCaseList(); Case;
       Case = Case->getNextSwitchCase())
    HasDefault |= isa<DefaultStmt>(Case);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Switch.getBody());
  if (!Block)
    return In;
  Ways Broken, At;
  Ways *Outer = std::exchange(Breaks, &Broken);
  unsigned Setting = 0, Groups = 0;
  bool GroupSets = false;
  for (const Stmt *Child : Block->body()) {
    const Stmt *Sub = Child;
    if (isa<SwitchCase>(Child)) {
      ++Groups;
      GroupSets = false;
      join(At, with(In, {&Switch, false, Child}));
    }
    while (const auto *Case = dyn_cast<SwitchCase>(Sub))
      Sub = Case->getSubStmt();
    if (!GroupSets && Settles.settles(Sub)) {
      GroupSets = true;
      ++Setting;
    }
    if (const auto *Label = dyn_cast<LabelStmt>(Sub))
      At = walkLabel(*Label, std::move(At));
    else if (!At.empty())
      At = walk(Sub, At);
  }
  Breaks = Outer;
  join(At, Broken);
  if (!Setting) {
    // It decides nothing.
    return At.empty() && HasDefault ? Ways() : In;
  }
  if (HasDefault)
    return At;
  if (Setting >= 2 && Setting == Groups)
    join(At, with(In, {&Switch, false, nullptr}));
  else
    join(At, In);
  return At;
}

/// Is all that the block does to set it? What throws there says that it is set
/// already.
bool WayWalker::onlySets(const CompoundStmt *Block) const {
  if (Block->size() != 1 || !Settles.settles(Block->body_front()))
    return false;
  return llvm::all_of(B.below(Block), [&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E || !isa<CallExpr, CXXUnresolvedConstructExpr, CXXNewExpr>(E))
      return true;
    llvm::StringRef Name = Settles.resolver().nameOf(E);
    return llvm::is_contained(P.Sets, E) || isa<CXXOperatorCallExpr>(E) ||
           Name == "current_exception" || Name == "make_exception_ptr" ||
           Name == "move";
  });
}

Ways WayWalker::walkTry(const CXXTryStmt &Try, const Ways &In) {
  ++Tries;
  Ways Result = walk(Try.getTryBlock(), In);
  --Tries;
  // What comes to the handler finds it set.
  if (onlySets(Try.getTryBlock()))
    return Result;
  const bool TrySets = Settles.sets(Try.getTryBlock());
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try.getHandler(I);
    const Ways Ended =
        walk(Handler->getHandlerBlock(), with(In, {&Try, false, Handler}));
    if (Ended.empty())
      continue;
    // What follows is the common way, if the handler leaves nothing unset that
    // the code before it has set.
    if (TrySets)
      join(Result, Ended);
    else
      join(Result, In);
  }
  return Result;
}

void WayWalker::run() {
  leave(nullptr, walk(P.root(), {Way()}));
  for (const auto &Jump : Jumps)
    IsLost |= !Jump.second.empty() && !Labels.count(Jump.first);
}

std::vector<WayLeft> threadwise::waysLeft(const Obligation &P,
                                          const Settling &Settles,
                                          bool &IsLost) {
  WayWalker Walker(P, Settles);
  Walker.run();
  IsLost = Walker.IsLost;
  return std::move(Walker.Found);
}
