//===--- Entries.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Entries.h"
#include "analysis/Counts.h"
#include "analysis/LoopItems.h"
#include "analysis/StoredCallables.h"
#include "model/Names.h"
#include "support/Compat.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace threadwise;
using namespace clang;

static constexpr unsigned MaxCallerDepth = 3;

/// onCreateView, on_start: the object comes into being, once.
static bool namesBirth(llvm::StringRef Name) {
  std::string Lower = Name.lower();
  static constexpr llvm::StringLiteral Verbs[] = {
      "create", "init", "start", "setup", "load", "configure", "attach"};
  return llvm::any_of(Verbs, [&](llvm::StringRef Verb) {
    return llvm::StringRef(Lower).starts_with(Verb);
  });
}

bool threadwise::namesHandler(llvm::StringRef Name) {
  if (Name.size() > 2 && (Name.starts_with("on") || Name.starts_with("On")) &&
      (isupper(static_cast<unsigned char>(Name[2])) || Name[2] == '_'))
    return !namesBirth(Name.drop_front(2).ltrim('_'));
  std::string Lower = Name.lower();
  llvm::StringRef L = Lower;
  return L.starts_with("handle") || L.contains("handler") ||
         L.contains("callback") || L.contains("subscribe") ||
         L.starts_with("process_") || L.starts_with("processre") ||
         L.starts_with("dispatch") || L.starts_with("serve_") ||
         L.starts_with("accept");
}

bool threadwise::namesLifecycle(llvm::StringRef Name) {
  std::string Lower = Name.lower();
  llvm::StringRef L = Lower;
  static constexpr llvm::StringLiteral Verbs[] = {
      "start",  "init",   "setup", "open",   "begin",  "run",      "listen",
      "serve",  "main",   "boot",  "create", "launch", "connect",  "enable",
      "resume", "attach", "load",  "spawn",  "resize", "configure"};
  for (llvm::StringRef Verb : Verbs)
    if (L.starts_with(Verb))
      return true;
  return false;
}

bool threadwise::namesSpawner(llvm::StringRef Name) {
  return hasPart(Name, {"thread", "spawn", "detach", "parallel"});
}

static std::string nameOf(const FunctionDecl *F) {
  return "'" + qualifiedName(*F) + "'";
}

/// The loops around \p Site, from the inside out, as far as they are data.
static Entry fromLoops(const ConcurrencyModel &Model, const Body &B,
                       const Stmt *Site, const std::string &What) {
  Entry E;
  E.Kind = EntryKind::Once;
  for (const Stmt *Loop = B.enclosingLoop(Site); Loop;
       Loop = B.enclosingLoop(Loop)) {
    Count C = countOfLoop(Model, B, Loop);
    if (C.Kind == CountKind::Endless)
      if (std::optional<Count> Exit = countOfExit(Model, B, Loop))
        C = *Exit;
    if (C.Kind == CountKind::Data) {
      E.Kind = EntryKind::PerItem;
      E.Per = C.Driver.empty() ? "iteration" : "element of " + C.Driver;
      E.Because.push_back(
          Evidence(Site->getSourceRange(), What + " is called in a loop here"));
      E.Because.push_back(C.Because);
      return E;
    }
    if (C.Kind == CountKind::Endless || C.Kind == CountKind::Unknown)
      E.Kind = EntryKind::Unknown;
  }
  return E;
}

/// Every row of this name is a loop over its callable.
static bool isAlgorithm(const Vocabulary &Words, llvm::StringRef Name) {
  llvm::ArrayRef<ApiRow> Rows;
  if (!Name.empty() && Words.mayKnow(Name))
    Rows = Words.rowsByUnqualifiedName(Name);
  return !Rows.empty() && llvm::all_of(Rows, [](const ApiRow &Row) {
    return Row.Is == Meaning::LoopOverCallable ||
           Row.Is == Meaning::ParallelLoop;
  });
}

/// The rows of \p C; of a member of a type that is not declared, what each
/// library means by a name that is no everyday word: `async_accept`.
static llvm::ArrayRef<ApiRow> rowsOrHandler(const CalleeResolver &Resolver,
                                            const Call &C) {
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(C);
  if (!Rows.empty() || !C.ByNameOnly || !C.Name.contains('_'))
    return Rows;
  llvm::ArrayRef<ApiRow> Named =
      Resolver.vocabulary().rowsByUnqualifiedName(C.Name);
  return llvm::all_of(Named,
                      [](const ApiRow &Row) {
                        return Row.Is == Meaning::RegisterHandler;
                      })
             ? Named
             : Rows;
}

/// The range that an algorithm goes through: its first argument, or what is
/// piped into it, `urls | views::transform(f)`.
static const Expr *rangeGiven(const Body &B, const Call &C,
                              const LambdaExpr *Lambda) {
  if (C.Arguments.empty() || !B.contains(C.Arguments.front(), Lambda))
    return C.Arguments.empty() ? nullptr : C.Arguments.front();
  const Stmt *Child = C.Site;
  const Stmt *P = B.parent(Child);
  while (isa_and_nonnull<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr,
                         CXXBindTemporaryExpr, ExprWithCleanups>(P)) {
    Child = P;
    P = B.parent(P);
  }
  const auto *Pipe = dyn_cast_or_null<CXXOperatorCallExpr>(P);
  return Pipe && Pipe->getOperator() == OO_Pipe && Pipe->getNumArgs() == 2 &&
                 Pipe->getArg(1) == Child
             ? Pipe->getArg(0)
             : nullptr;
}

static Entry howEnteredAt(const ConcurrencyModel &Model, const FunctionDecl *F,
                          unsigned Depth);

/// Does the head of \p Loop mention \p D?
static bool goesThrough(const Body &B, const Stmt *Loop, const NamedDecl *D) {
  return llvm::any_of(B.uses(D), [&](const Expr *Use) {
    return B.contains(Loop, Use) && !B.contains(loopBody(Loop), Use);
  });
}

/// How often a callable is called that a member holds. A loop through the
/// callables calls each of them once.
static Entry fromStored(const ConcurrencyModel &Model, const StoredCall &Kept,
                        unsigned Depth) {
  const Body &B = *Kept.In;
  Entry E;
  E.Because.push_back(
      Evidence(Kept.Site->getSourceRange(),
               "'" + unqualifiedName(*Kept.Member).str() +
                   "' keeps it, and what it holds is called here"));
  auto PerItem = [&](std::string Per, Evidence Why) {
    E.Kind = EntryKind::PerItem;
    E.Per = std::move(Per);
    E.Because.push_back(std::move(Why));
    return E;
  };
  for (const Stmt *Loop = B.enclosingLoop(Kept.Site); Loop;
       Loop = B.enclosingLoop(Loop)) {
    if (goesThrough(B, Loop, Kept.Member))
      continue;
    const Count C = countOfLoop(Model, B, Loop);
    if (C.Kind == CountKind::Data)
      return PerItem(C.Driver.empty() ? "iteration" : "element of " + C.Driver,
                     C.Because);
    if (C.Kind != CountKind::Endless)
      continue;
    for (const Expr *Given : Kept.Arguments)
      if (const Expr *Made =
              itemMade(Model.resolver(), B, Loop, Given, Kept.Site))
        return PerItem("item that " + spelling(Model, Made) + " yields",
                       Evidence(Made->getSourceRange(),
                                "each round of the loop takes one more here"));
  }
  const FunctionDecl &F = B.function();
  if (!B.enclosingLambda(Kept.Site) && namesHandler(unqualifiedName(F)))
    return PerItem("event", Evidence(SourceRange(F.getLocation()),
                                     nameOf(&F) + " is a handler: it is "
                                                  "entered once per event"));
  Entry Outer = howEnteredAt(Model, &F, Depth + 1);
  if (Outer.Kind != EntryKind::PerItem)
    return Entry();
  Outer.Because.insert(Outer.Because.begin(), E.Because.front());
  return Outer;
}

/// How often \p Callee, called at \p Outer, calls what it is given as argument
/// \p Index: itself, or whoever calls what it has kept. None when unseen.
static std::optional<Entry> fromParameter(const ConcurrencyModel &Model,
                                          const Expr *Outer,
                                          const FunctionDecl *Callee,
                                          unsigned Index, unsigned Depth) {
  Entry E;
  if (const ParameterUse *Use = Model.summary(Callee).parameter(Index)) {
    if (Use->CalledInLoop) {
      E.Kind = EntryKind::PerItem;
      E.Per = "iteration of " + nameOf(Callee);
      E.Because.push_back(Evidence(Outer->getSourceRange(),
                                   nameOf(Callee) + " calls it in a loop"));
    } else if (Use->Called) {
      E.Kind = EntryKind::Once;
    }
    return E;
  }
  if (Depth > MaxCallerDepth)
    return std::nullopt;
  for (const StoredCall &Kept : callsOfStored(Model, Callee, Index)) {
    Entry Here = fromStored(Model, Kept, Depth);
    if (Here.Kind == EntryKind::PerItem)
      return Here;
  }
  return std::nullopt;
}

static Entry howLambdaEnteredAt(const ConcurrencyModel &Model, const Body &B,
                                const LambdaExpr *Lambda, unsigned Depth) {
  Entry E;
  const CalleeResolver &Resolver = Model.resolver();
  // Kept in a variable: entered where the variable is called.
  const Stmt *Child = Lambda;
  const Stmt *P = B.parent(Child);
  while (P && isa<Expr>(P) &&
         !isa<CallExpr, BinaryOperator, CXXUnresolvedConstructExpr>(P) &&
         // Before C++17 it is copied into its variable.
         !(isa<CXXConstructExpr>(P) && unwrap(cast<Expr>(P)) == P) &&
         !B.initialises(Child)) {
    Child = P;
    P = B.parent(P);
  }
  if (const VarDecl *Var = B.initialises(Child)) {
    E.Kind = EntryKind::Once;
    bool IsCalled = false;
    for (const Expr *Use : B.uses(Var)) {
      std::optional<Call> C;
      for (const Stmt *Up = B.parent(Use); Up && isa<Expr>(Up);
           Up = B.parent(Up))
        if (isa<CallExpr>(Up)) {
          C = Resolver.resolve(cast<Expr>(Up));
          break;
        }
      if (!C || !C->CalledValue || namedBy(C->CalledValue) != Var) {
        E.Kind = EntryKind::Unknown; // handed on
        continue;
      }
      IsCalled = true;
      Entry Here =
          fromLoops(Model, B, C->Site, "'" + Var->getNameAsString() + "'");
      if (Here.Kind == EntryKind::PerItem)
        return Here;
    }
    if (!IsCalled)
      E.Kind = EntryKind::Unknown;
    return E;
  }
  while (P && isa<CXXConstructExpr, CXXUnresolvedConstructExpr>(P) &&
         B.parent(P) && isa<Expr>(B.parent(P)) && !B.initialises(P)) {
    Child = P;
    P = B.parent(P);
    while (P && isa<ImplicitCastExpr, MaterializeTemporaryExpr,
                    CXXBindTemporaryExpr, ExprWithCleanups>(P)) {
      Child = P;
      P = B.parent(P);
    }
  }
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(P)) {
    if (const NamedDecl *D = namedBy(Assign->getLHS()))
      if (namesHandler(unqualifiedName(*D))) {
        E.Kind = EntryKind::PerItem;
        E.Per = "event";
        E.Because.push_back(Evidence(Assign->getLHS()->getSourceRange(),
                                     spelling(Model, Assign->getLHS()) +
                                         " is entered once per event"));
      }
    return E;
  }
  const auto *Outer = dyn_cast_or_null<CallExpr>(P);
  std::optional<Call> C = Outer ? Resolver.resolve(Outer) : std::nullopt;
  if (!C)
    return E;
  // An algorithm of ranges is an object that is called.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Outer);
  if (Operator && Resolver.rows(*C).empty()) {
    if (Operator->getOperator() == OO_Call) {
      E.Kind = EntryKind::Once; // called where it stands
    } else if (Operator->getOperator() == OO_Equal) {
      if (const NamedDecl *D = namedBy(Operator->getArg(0)))
        if (namesHandler(unqualifiedName(*D))) {
          E.Kind = EntryKind::PerItem;
          E.Per = "event";
          E.Because.push_back(Evidence(Operator->getArg(0)->getSourceRange(),
                                       spelling(Model, Operator->getArg(0)) +
                                           " is entered once per event"));
        }
    }
    return E;
  }
  for (const ApiRow &Row : rowsOrHandler(Resolver, *C)) {
    switch (Row.Is) {
    case Meaning::LoopOverCallable:
    case Meaning::ParallelLoop: {
      Count N;
      if (const Expr *Range = rangeGiven(B, *C, Lambda))
        N = countOfElements(Model, B, Range);
      E.Kind = N.Kind == CountKind::Data ? EntryKind::PerItem
               : N.isBounded()           ? EntryKind::Once
                                         : EntryKind::Unknown;
      E.Per = "element of " + N.Driver;
      E.Because.push_back(N.Because);
      return E;
    }
    case Meaning::RegisterHandler:
      E.Kind = EntryKind::PerItem;
      E.Per = "event";
      E.Because.push_back(Evidence(
          Outer->getSourceRange(),
          "'" + C->Name.str() + "' enters what it is given once per event"));
      return E;
    case Meaning::InvokeOnce:
    case Meaning::SpawnThread:
    case Meaning::SpawnAsync:
    case Meaning::SubmitTask:
    case Meaning::BindCallable:
      E.Kind = EntryKind::Once; // where the call stands
      return E;
    default:
      break;
    }
  }
  for (unsigned I = 0; C->Function && I < C->Arguments.size(); ++I)
    if (B.contains(C->Arguments[I], Lambda))
      if (std::optional<Entry> In =
              fromParameter(Model, Outer, C->Function, I, Depth))
        return *In;
  if (namesHandler(C->Name)) {
    E.Kind = EntryKind::PerItem;
    E.Per = "event";
    E.Because.push_back(
        Evidence(Outer->getSourceRange(),
                 "'" + C->Name.str() + "' keeps it, to be entered per event"));
    return E;
  }
  // `transform(f, xs)` of a library that is not in sight: what every library
  // means by the name, over the one argument that has elements.
  if (!isAlgorithm(Resolver.vocabulary(), C->Name) || Model.body(C->Function))
    return E;
  for (const Expr *Argument : C->Arguments) {
    if (B.contains(Argument, Lambda) || isa<LambdaExpr>(unwrap(Argument)) ||
        Argument->getType()->isArithmeticType())
      continue;
    Count N = countOfElements(Model, B, Argument);
    if (N.Kind != CountKind::Data)
      continue;
    E.Kind = EntryKind::PerItem;
    E.Per = "element of " + N.Driver;
    E.Because.push_back(N.Because);
    return E;
  }
  return E;
}

Entry threadwise::howLambdaEntered(const ConcurrencyModel &Model, const Body &B,
                                   const LambdaExpr *Lambda) {
  return howLambdaEnteredAt(Model, B, Lambda, 0);
}

/// The virtual functions that \p F overrides, of all bases.
static llvm::SmallVector<const CXXMethodDecl *, 4>
overriddenBy(const FunctionDecl *F) {
  llvm::SmallVector<const CXXMethodDecl *, 4> All;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
    All.append(Method->begin_overridden_methods(),
               Method->end_overridden_methods());
  for (size_t I = 0; I < All.size() && I < 16; ++I)
    All.append(All[I]->begin_overridden_methods(),
               All[I]->end_overridden_methods());
  return All;
}

/// It overrides what a library enters once per request.
static bool servesRequests(const ConcurrencyModel &Model,
                           llvm::ArrayRef<const CXXMethodDecl *> Overridden) {
  return llvm::any_of(Overridden, [&](const CXXMethodDecl *Base) {
    return Model.resolver().typeRow(
        compat::typeOf(Model.context(), *Base->getParent()),
        Meaning::HandlerBase);
  });
}

/// Objects that are work are many; `for (auto &m : modules) m->start();` starts
/// each of a program's parts once.
static bool isWork(const FunctionDecl &F, const CXXMethodDecl &Base) {
  return !namesLifecycle(unqualifiedName(F)) ||
         hasWord(unqualifiedName(*Base.getParent()),
                 {"job", "task", "work", "item", "request", "message",
                  "command", "handler"});
}

static Entry howEnteredAt(const ConcurrencyModel &Model, const FunctionDecl *F,
                          unsigned Depth) {
  Entry E;
  if (!F || Depth > MaxCallerDepth)
    return E;
  if (F->isMain() || isa<CXXConstructorDecl, CXXDestructorDecl>(F)) {
    E.Kind = EntryKind::Once;
    E.Because.push_back(
        Evidence(SourceRange(F->getLocation()),
                 F->isMain() ? "'main' is entered once"
                             : nameOf(F) + " runs once in an object's life"));
    return E;
  }
  const CalleeResolver &Resolver = Model.resolver();
  const llvm::SmallVector<const CXXMethodDecl *, 4> Overridden =
      overriddenBy(F);
  if (servesRequests(Model, Overridden)) {
    E.Kind = EntryKind::PerItem;
    E.Per = "request";
    E.Because.push_back(Evidence(SourceRange(F->getLocation()),
                                 "the library enters " + nameOf(F) +
                                     " once per connection or request"));
    return E;
  }
  // A call through the base is a call of what overrides it.
  for (const CXXMethodDecl *Base : Overridden) {
    if (!isWork(*F, *Base))
      continue;
    for (const ConcurrencyModel::CallSite &Site : Model.callers(Base)) {
      const Body *B = Model.body(Site.Caller);
      if (!B || !B->knows(Site.Site) || B->enclosingLambda(Site.Site))
        continue;
      Entry Here = fromLoops(Model, *B, Site.Site, nameOf(Base));
      if (Here.Kind != EntryKind::PerItem)
        Here = howEnteredAt(Model, Site.Caller, Depth + 1);
      if (Here.Kind != EntryKind::PerItem)
        continue;
      Here.ThroughBase = true;
      return Here;
    }
  }
  bool AllOnce = true, Any = false;
  for (const ConcurrencyModel::CallSite &Site : Model.callers(F)) {
    if (keyOf(Site.Caller) == keyOf(F))
      continue; // recursion is a question of its own
    const Body *B = Model.body(Site.Caller);
    if (!B || !B->knows(Site.Site))
      continue;
    Any = true;
    Entry Here = fromLoops(Model, *B, Site.Site, nameOf(F));
    if (Here.Kind == EntryKind::PerItem)
      return Here;
    if (const LambdaExpr *Lambda = B->enclosingLambda(Site.Site)) {
      Entry In = howLambdaEnteredAt(Model, *B, Lambda, Depth + 1);
      if (In.Kind == EntryKind::PerItem) {
        In.Because.insert(In.Because.begin(),
                          Evidence(Site.Site->getSourceRange(),
                                   nameOf(F) + " is called here"));
        return In;
      }
      AllOnce &= In.Kind == EntryKind::Once;
    }
    AllOnce &= Here.Kind == EntryKind::Once;
    Entry Outer = howEnteredAt(Model, Site.Caller, Depth + 1);
    if (Outer.Kind == EntryKind::PerItem)
      return Outer;
    AllOnce &= Outer.Kind == EntryKind::Once;
  }
  for (const ConcurrencyModel::CallSite &Site : Model.references(F)) {
    const Body *B = Model.body(Site.Caller);
    if (!B || !B->knows(Site.Site))
      continue;
    AllOnce = false;
    for (const Stmt *Up = B->parent(Site.Site); Up && isa<Expr>(Up);
         Up = B->parent(Up)) {
      const auto *Called = dyn_cast<CallExpr>(Up);
      if (!Called)
        continue;
      std::optional<Call> C = Resolver.resolve(Called);
      if (!C || Resolver.row(*C, Meaning::BindCallable))
        continue;
      if (Resolver.row(*C, Meaning::RegisterHandler) ||
          (Resolver.rows(*C).empty() && namesHandler(C->Name))) {
        E.Kind = EntryKind::PerItem;
        E.Per = "event";
        E.Because.push_back(Evidence(
            Called->getSourceRange(),
            nameOf(F) + " is registered here, to be entered per event"));
        return E;
      }
      for (unsigned I = 0; C->Function && I < C->Arguments.size(); ++I)
        if (B->contains(C->Arguments[I], Site.Site))
          if (std::optional<Entry> In =
                  fromParameter(Model, Called, C->Function, I, Depth + 1);
              In && In->Kind == EntryKind::PerItem)
            return *In;
      break;
    }
  }
  if (Any && AllOnce && Model.seesAllCallers(F)) {
    E.Kind = EntryKind::Once;
    E.Because.push_back(Evidence(SourceRange(F->getLocation()),
                                 nameOf(F) + " is not called per item"));
  }
  return E;
}

Entry threadwise::howEntered(const ConcurrencyModel &Model,
                             const FunctionDecl *F) {
  return howEnteredAt(Model, F, 0);
}
