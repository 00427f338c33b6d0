//===--- Entries.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Entries.h"
#include "analysis/Counts.h"
#include "model/Names.h"
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

Entry threadwise::howLambdaEntered(const ConcurrencyModel &Model, const Body &B,
                                   const LambdaExpr *Lambda) {
  Entry E;
  const CalleeResolver &Resolver = Model.resolver();
  // Kept in a variable: entered where the variable is called.
  const Stmt *Child = Lambda;
  const Stmt *P = B.parent(Child);
  while (P && isa<Expr>(P) &&
         !isa<CallExpr, CXXConstructExpr, BinaryOperator,
              CXXUnresolvedConstructExpr>(P) &&
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
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Outer)) {
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
  for (const ApiRow &Row : Resolver.rows(*C)) {
    switch (Row.Is) {
    case Meaning::LoopOverCallable:
    case Meaning::ParallelLoop: {
      Count N;
      const Expr *Range = C->Arguments.empty() ? nullptr : C->Arguments.front();
      if (Range)
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
  if (C->Function) {
    const FunctionSummary &Summary = Model.summary(C->Function);
    for (unsigned I = 0; I < C->Arguments.size(); ++I) {
      if (!B.contains(C->Arguments[I], Lambda))
        continue;
      if (const ParameterUse *Use = Summary.parameter(I)) {
        if (Use->CalledInLoop) {
          E.Kind = EntryKind::PerItem;
          E.Per = "iteration of " + nameOf(C->Function);
          E.Because.push_back(
              Evidence(Outer->getSourceRange(),
                       nameOf(C->Function) + " calls it in a loop"));
        } else if (Use->Called) {
          E.Kind = EntryKind::Once;
        }
        return E;
      }
    }
  }
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
      Entry In = howLambdaEntered(Model, *B, Lambda);
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
