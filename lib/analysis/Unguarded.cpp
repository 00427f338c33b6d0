//===--- Unguarded.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Unguarded.h"
#include "analysis/Counts.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// The copy or the comparison of an element of a type that a template leaves
/// open: a string of some length.
static constexpr double OpenElement = 100;

/// A condition on the way to a place, and whether it holds there.
namespace {
struct Test {
  const Expr *Condition;
  bool Holds;
};
} // namespace

static bool leavesFunction(const Stmt *S) {
  if (!S)
    return false;
  if (isa<ReturnStmt, CXXThrowExpr>(S))
    return true;
  const auto *Block = dyn_cast<CompoundStmt>(S);
  return Block && !Block->body_empty() && leavesFunction(Block->body_back());
}

/// The conditions that decide whether \p At is reached.
static llvm::SmallVector<Test, 4> testsBefore(const Body &B, const Stmt *At) {
  llvm::SmallVector<Test, 4> Tests;
  for (const Stmt *S : B.below(B.root())) {
    if (const auto *If = dyn_cast<IfStmt>(S)) {
      if (!If->getCond())
        continue;
      if (B.contains(If->getThen(), At))
        Tests.push_back({If->getCond(), true});
      else if (If->getElse() && B.contains(If->getElse(), At))
        Tests.push_back({If->getCond(), false});
      else if (B.endsBefore(If, At) && leavesFunction(If->getThen()))
        Tests.push_back({If->getCond(), false});
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(S)) {
      if (B.contains(Choice->getTrueExpr(), At))
        Tests.push_back({Choice->getCond(), true});
      else if (B.contains(Choice->getFalseExpr(), At))
        Tests.push_back({Choice->getCond(), false});
      else if (B.contains(At, Choice))
        Tests.push_back({Choice->getCond(), true}); // chooses how to start
    } else if (isa<WhileStmt>(S) && B.contains(loopBody(S), At)) {
      Tests.push_back({conditionOf(S), true});
    } else if (isa<SwitchStmt>(S) && B.contains(S, At)) {
      Tests.push_back({conditionOf(S), true});
    }
  }
  return Tests;
}

/// Names by which a program says that something is a limit, or a depth.
static bool namesLimit(llvm::StringRef Name) {
  return namesParallelism(Name) ||
         hasPart(Name, {"thresh", "cut", "limit", "grain", "depth", "level",
                        "chunk", "block", "leaf", "serial", "seq", "small",
                        "max", "avail", "idle", "fork"});
}

namespace {

/// Reads conditions for what they say of some variables.
class GuardReader {
public:
  GuardReader(const ConcurrencyModel &Model, const Body &B,
              const llvm::DenseSet<const NamedDecl *> &Sizes)
      : Model(Model), B(B), Sizes(Sizes) {}

  void read(const Expr *E, bool Holds);
  Guarding result() const { return G; }

private:
  const ConcurrencyModel &Model;
  const Body &B;
  const llvm::DenseSet<const NamedDecl *> &Sizes;
  Guarding G;

  bool mentionsSize(const Expr *E) const {
    return llvm::any_of(B.below(E), [&](const Stmt *S) {
      const auto *Part = dyn_cast<Expr>(S);
      if (!Part || !isa<DeclRefExpr, MemberExpr>(Part))
        return false;
      const NamedDecl *D = namedBy(Part);
      return D && Sizes.count(cast<NamedDecl>(D->getCanonicalDecl()));
    });
  }
  bool mentionsLimit(const Expr *E) const {
    return llvm::any_of(B.below(E), [&](const Stmt *S) {
      const auto *Part = dyn_cast<Expr>(S);
      const NamedDecl *D =
          Part && isa<DeclRefExpr, MemberExpr>(Part) ? namedBy(Part) : nullptr;
      return D && namesLimit(unqualifiedName(*D));
    });
  }
  void compare(BinaryOperatorKind Kind, const Expr *E, const Expr *L,
               const Expr *R, bool Holds);
  void atLeast(uint64_t N, const Expr *E);
  void otherwise(const Expr *E);
};

} // namespace

void GuardReader::atLeast(uint64_t N, const Expr *E) {
  if (G.Is == Guarding::Otherwise ||
      (G.Is == Guarding::ByNumber && G.AtLeast >= N))
    return;
  G.Is = Guarding::ByNumber;
  G.AtLeast = N;
  G.Because = {E->getSourceRange(), spelling(Model, E) + " leaves " +
                                        std::to_string(N) + " and more"};
}

void GuardReader::otherwise(const Expr *E) {
  G.Is = Guarding::Otherwise;
  G.Because = {E->getSourceRange(),
               spelling(Model, E) + " decides whether it starts"};
}

void GuardReader::compare(BinaryOperatorKind Kind, const Expr *E, const Expr *L,
                          const Expr *R, bool Holds) {
  bool Left = mentionsSize(L), Right = mentionsSize(R);
  if (!Left && !Right)
    return;
  if (mentionsLimit(E))
    return otherwise(E);
  if (Left && Right) {
    // Two ends of a range: what is left is not empty.
    return atLeast(1, E);
  }
  if (Right) {
    std::swap(L, R);
    Kind = BinaryOperator::reverseComparisonOp(Kind);
  }
  if (!Holds)
    Kind = BinaryOperator::negateComparisonOp(Kind);
  if (R->getType()->isPointerType() || isa<CXXNullPtrLiteralExpr>(unwrap(R)))
    return atLeast(1, E);
  std::optional<int64_t> Limit = valueOf(Model, B, R);
  if (!Limit)
    return otherwise(E);
  // Products and quotients say something else than how many there are.
  for (const Stmt *S : B.below(L))
    if (const auto *Inner = dyn_cast<BinaryOperator>(S))
      if (Inner->isMultiplicativeOp() || Inner->isBitwiseOp())
        return otherwise(E);
  switch (Kind) {
  case BO_GT:
    return atLeast(std::max<int64_t>(*Limit, -1) + 1, E);
  case BO_GE:
    return atLeast(std::max<int64_t>(*Limit, 0), E);
  case BO_NE:
    return atLeast(1, E);
  case BO_EQ:
    return otherwise(E);
  default:
    return; // an upper limit
  }
}

void GuardReader::read(const Expr *E, bool Holds) {
  E = unwrap(E);
  if (!E)
    return;
  if (const auto *Not = dyn_cast<UnaryOperator>(E))
    if (Not->getOpcode() == UO_LNot)
      return read(Not->getSubExpr(), !Holds);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isLogicalOp()) {
      // `a || b` that holds says neither of the two.
      bool Both = (Binary->getOpcode() == BO_LAnd) == Holds;
      if (!Both && mentionsSize(E))
        return otherwise(E);
      read(Binary->getLHS(), Holds);
      return read(Binary->getRHS(), Holds);
    }
    if (Binary->isComparisonOp())
      return compare(Binary->getOpcode(), E, Binary->getLHS(), Binary->getRHS(),
                     Holds);
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    if (Operator->isComparisonOp() && Operator->getNumArgs() == 2)
      return compare(
          BinaryOperator::getOverloadedOpcode(Operator->getOperator()), E,
          Operator->getArg(0), Operator->getArg(1), Holds);
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return read(Rewritten->getSemanticForm(), Holds);
  if (namedBy(E) && mentionsSize(E))
    return mentionsLimit(E) ? otherwise(E) : atLeast(1, E);
  if (mentionsSize(E) || mentionsLimit(E))
    otherwise(E);
}

/// The variables from which the number of elements is computed.
static void addSizes(const Body &B, const Expr *E,
                     llvm::DenseSet<const NamedDecl *> &Sizes, unsigned Depth) {
  if (!E || Depth > 4)
    return;
  for (const Stmt *S : B.below(E)) {
    const auto *Part = dyn_cast<Expr>(S);
    const NamedDecl *D =
        Part && isa<DeclRefExpr, MemberExpr>(Part) ? namedBy(Part) : nullptr;
    if (!D || isa<FunctionDecl>(D) ||
        !Sizes.insert(cast<NamedDecl>(D->getCanonicalDecl())).second)
      continue;
    if (const auto *Var = dyn_cast<VarDecl>(D))
      addSizes(B, Var->getInit(), Sizes, Depth + 1);
  }
}

static std::pair<const Expr *, const Expr *> endsOf(const ParallelRegion &R) {
  if (!R.Loops.empty()) {
    std::optional<Iteration> I = iterationOf(*R.In, R.Loops.front());
    if (!I)
      return {nullptr, nullptr};
    return {I->First, I->Last};
  }
  return {R.First, R.Last};
}

Guarding threadwise::guardOf(const ConcurrencyModel &Model,
                             const ParallelRegion &R) {
  llvm::DenseSet<const NamedDecl *> Sizes;
  auto [First, Last] = endsOf(R);
  addSizes(*R.In, First, Sizes, 0);
  addSizes(*R.In, Last, Sizes, 0);
  addSizes(*R.In, R.Range, Sizes, 0);
  GuardReader Reader(Model, *R.In, Sizes);
  for (const Test &T : testsBefore(*R.In, R.Site))
    Reader.read(T.Condition, T.Holds);
  if (R.If)
    Reader.read(R.If, true);
  Guarding G = Reader.result();
  if (R.If && G.Is == Guarding::None) {
    G.Is = Guarding::Otherwise;
    G.Because = {R.If->getSourceRange(), "the 'if' clause decides"};
  }
  if (R.NumThreads && G.Is == Guarding::None) {
    G.Is = Guarding::Otherwise;
    G.Because = {R.NumThreads->getSourceRange(),
                 "the number of threads is chosen for it"};
  }
  if (R.Grain && R.Chunks == Chunking::Automatic && G.Is == Guarding::None &&
      R.Kind != RegionKind::TeamLoop) {
    G.Is = Guarding::Otherwise;
    G.Because = {R.Grain->getSourceRange(), "a grain size is given"};
  }
  return G;
}

/// A loop that begins here has few elements in its first rounds.
static constexpr int64_t FewInFirstRound = 2;

/// `n` of `n - 1`.
static const Expr *withoutConstant(const ConcurrencyModel &Model, const Body &B,
                                   const Expr *E) {
  const auto *Sum = dyn_cast<BinaryOperator>(unwrap(E));
  if (!Sum || !Sum->isAdditiveOp())
    return E;
  std::optional<int64_t> Offset = valueOf(Model, B, Sum->getRHS());
  return Offset && std::abs(*Offset) <= FewInFirstRound ? Sum->getLHS() : E;
}

/// The count runs down, or up, with the variable of a loop around it.
static std::optional<Evidence> variesWithLoop(const ConcurrencyModel &Model,
                                              const ParallelRegion &R) {
  const Body &B = *R.In;
  auto [First, Last] = endsOf(R);
  for (const Stmt *Outer = B.enclosingLoop(R.Site); Outer;
       Outer = B.enclosingLoop(Outer)) {
    std::optional<Iteration> I = iterationOf(B, Outer);
    if (!I || !First || !Last)
      continue;
    auto Mentions = [&](const Expr *E) {
      return llvm::any_of(B.uses(I->Variable),
                          [&](const Expr *Use) { return B.contains(E, Use); });
    };
    // `n` and `n - 1`, as far as few or many goes.
    auto Same = [&](const Expr *X, const Expr *Y) {
      X = withoutConstant(Model, B, X);
      Y = withoutConstant(Model, B, Y);
      if (namedBy(X) && namedBy(X) == namedBy(Y))
        return true;
      std::optional<int64_t> One = valueOf(Model, B, X);
      std::optional<int64_t> Other = valueOf(Model, B, Y);
      return One && Other && std::abs(*One - *Other) <= FewInFirstRound;
    };
    const Expr *High = I->Step > 0 ? I->Last : I->First;
    const Expr *Low = I->Step > 0 ? I->First : I->Last;
    bool Shrinks = Mentions(First) && !Mentions(Last) && Same(Last, High);
    bool Grows =
        Mentions(Last) && !Mentions(First) && valueOf(Model, B, First) &&
        valueOf(Model, B, Low) &&
        *valueOf(Model, B, Low) - *valueOf(Model, B, First) <= FewInFirstRound;
    // `k * n` elements are many from the second iteration on.
    for (const Stmt *S : B.below(Grows ? Last : First))
      if (const auto *Product = dyn_cast<BinaryOperator>(S))
        if (Product->isMultiplicativeOp() || Product->isShiftOp())
          return std::nullopt;
    if (Shrinks || Grows)
      return Evidence(
          SourceRange(Outer->getBeginLoc()),
          "the number of elements " +
              std::string(Shrinks ? "shrinks to one" : "grows from one") +
              " with '" + I->Variable->getNameAsString() +
              "', the variable of this loop");
  }
  return std::nullopt;
}

/// The argument of a call runs up from a few, or down to a few, with the
/// variable of a loop around the call: `f(a, k)`, `f(a + k, n - k)`.
static std::optional<Evidence> givenByLoop(const ConcurrencyModel &Model,
                                           const Body &B, const Expr *Argument,
                                           const Stmt *Site) {
  const Expr *Given = unwrap(Argument);
  const auto *Sum = dyn_cast<BinaryOperator>(Given);
  for (const Stmt *Outer = B.enclosingLoop(Site); Outer;
       Outer = B.enclosingLoop(Outer)) {
    std::optional<Iteration> I = iterationOf(B, Outer);
    if (!I || !I->First || !I->Last)
      continue;
    const Expr *High = I->Step > 0 ? I->Last : I->First;
    std::optional<int64_t> Low =
        valueOf(Model, B, I->Step > 0 ? I->First : I->Last);
    bool IsOffset = Sum && Sum->isAdditiveOp() &&
                    namedBy(Sum->getLHS()) == I->Variable &&
                    valueOf(Model, B, Sum->getRHS());
    bool Grows = (namedBy(Given) == I->Variable || IsOffset) && Low &&
                 *Low >= 0 && *Low <= FewInFirstRound;
    bool Shrinks = Sum && Sum->getOpcode() == BO_Sub && namedBy(High) &&
                   namedBy(Sum->getLHS()) == namedBy(High) &&
                   namedBy(Sum->getRHS()) == I->Variable;
    if (Grows || Shrinks)
      return Evidence(
          Argument->getSourceRange(),
          "it is called with " + spelling(Model, Argument) + " here, which " +
              (Grows ? "grows from one" : "shrinks to one") + " with '" +
              I->Variable->getNameAsString() + "', the variable of a loop");
  }
  return std::nullopt;
}

/// A caller in sight gives a small constant, or the variable of its loop.
static std::optional<Evidence> calledWithFew(const ConcurrencyModel &Model,
                                             const ParallelRegion &R,
                                             const Cost &One, double Start) {
  auto [First, Last] = endsOf(R);
  std::optional<int64_t> From =
      First ? valueOf(Model, *R.In, First) : std::nullopt;
  const auto *Parameter =
      dyn_cast_or_null<ParmVarDecl>(Last ? namedBy(Last) : nullptr);
  if (!From || !Parameter || !isOnlyRead(*R.In, Parameter))
    return std::nullopt;
  const FunctionDecl &F = R.In->function();
  unsigned Index = Parameter->getFunctionScopeIndex();
  if (Index >= F.getNumParams() || F.getParamDecl(Index)->getCanonicalDecl() !=
                                       Parameter->getCanonicalDecl())
    return std::nullopt;
  for (const ConcurrencyModel::CallSite &Site : Model.callers(&F)) {
    const Body *In = Model.body(Site.Caller);
    if (!In || Model.isTestBody(Site.Caller))
      continue;
    std::optional<Call> C = Model.resolver().resolve(Site.Site);
    if (!C || Index >= C->Arguments.size())
      continue;
    std::optional<int64_t> N = valueOf(Model, *In, C->Arguments[Index]);
    if (N && *N > *From && One.Upper * double(*N - *From) < Start)
      return Evidence(C->Arguments[Index]->getSourceRange(),
                      "it is called with " + std::to_string(*N) + " here");
    if (!N && *From <= FewInFirstRound)
      if (std::optional<Evidence> Proof =
              givenByLoop(Model, *In, C->Arguments[Index], Site.Site))
        return Proof;
  }
  return std::nullopt;
}

std::optional<Evidence> threadwise::smallCountOf(const ConcurrencyModel &Model,
                                                 const ParallelRegion &R,
                                                 const Cost &One,
                                                 double Start) {
  if (One.Upper >= Start)
    return std::nullopt;
  if (std::optional<Evidence> Proof = variesWithLoop(Model, R))
    return Proof;
  return calledWithFew(Model, R, One, Start);
}

namespace {

/// A function that starts itself again in parallel.
class SelfStartFinder {
public:
  SelfStartFinder(const ConcurrencyModel &Model, const Body &B,
                  const Stmt *Site)
      : Model(Model), Resolver(Model.resolver()), B(B), Site(Site),
        Self(B.function()) {}

  bool callsSelf(const Stmt *Below) const;
  bool isSelf(const FunctionDecl *F) const {
    return F && keyOf(F) == keyOf(&Self);
  }
  bool namesSelf(const Expr *E) const;
  SelfStart run(Evidence Again) const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;
  const Stmt *Site;
  const FunctionDecl &Self;

  std::set<const Stmt *> machinery() const;
};

} // namespace

bool SelfStartFinder::callsSelf(const Stmt *Below) const {
  for (const Stmt *Inner : B.below(Below)) {
    const auto *E = dyn_cast<CallExpr>(Inner);
    std::optional<Call> C = E ? Resolver.resolve(E) : std::nullopt;
    if (C && (isSelf(C->Function) || (!C->Function && !C->Receiver &&
                                      C->Name == unqualifiedName(Self))))
      return true;
  }
  return false;
}

/// `std::async(sort<It>, …)` in a template: the name alone.
bool SelfStartFinder::namesSelf(const Expr *E) const {
  const auto *Overload =
      dyn_cast_or_null<OverloadExpr>(E ? unwrap(E) : nullptr);
  const IdentifierInfo *II =
      Overload ? Overload->getName().getAsIdentifierInfo() : nullptr;
  return II && II->getName() == unqualifiedName(Self);
}

/// What starts tasks and waits for them: it is not work.
std::set<const Stmt *> SelfStartFinder::machinery() const {
  std::set<const Stmt *> Without;
  auto LeaveOut = [&](const Expr *E) {
    Without.insert(E);
    const Stmt *Whole = B.fullStatement(E);
    if (!callsSelf(Whole) || isa<DeclStmt>(Whole) || B.contains(Site, E))
      Without.insert(Whole);
  };
  for (const Expr *E : B.calls()) {
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C)
      continue;
    for (const ApiRow &Row : Resolver.rows(*C))
      switch (Row.Is) {
      case Meaning::SpawnThread:
      case Meaning::SpawnAsync:
      case Meaning::SubmitTask:
      case Meaning::ParallelInvoke:
      case Meaning::JoinThread:
      case Meaning::WaitForResult:
      case Meaning::TaskGroupType:
        LeaveOut(E);
        break;
      default:
        break;
      }
    if (Resolver.typeRow(E->getType(), Meaning::TaskGroupType))
      LeaveOut(E);
  }
  for (const Stmt *S : B.below(B.root()))
    if (isa<OMPTaskDirective, OMPTaskwaitDirective>(S))
      Without.insert(S);
  Without.insert(Site);
  if (const auto *E = dyn_cast<Expr>(Site))
    Without.insert(B.fullStatement(E));
  return Without;
}

SelfStart SelfStartFinder::run(Evidence Again) const {
  SelfStart Result;
  Result.Again = std::move(Again);
  llvm::DenseSet<const NamedDecl *> Sizes;
  for (const ParmVarDecl *P : Self.parameters())
    Sizes.insert(cast<NamedDecl>(P->getCanonicalDecl()));
  // And what is computed from the parameters.
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (const Stmt *S : B.below(B.root()))
      if (const auto *Decls = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Decls->decls()) {
          const auto *Var = dyn_cast<VarDecl>(D);
          if (!Var || !Var->getInit() || !B.knows(Var->getInit()) ||
              Sizes.count(cast<NamedDecl>(Var->getCanonicalDecl())))
            continue;
          for (const Stmt *Part : B.below(Var->getInit()))
            if (const auto *Ref = dyn_cast<DeclRefExpr>(Part))
              if (Sizes.count(
                      cast<NamedDecl>(Ref->getDecl()->getCanonicalDecl())))
                Grown |= Sizes.insert(cast<NamedDecl>(Var->getCanonicalDecl()))
                             .second;
        }
  }
  GuardReader Reader(Model, B, Sizes);
  for (const Test &T : testsBefore(B, Site))
    Reader.read(T.Condition, T.Holds);
  Result.Guard = Reader.result();

  CostAssumptions Assume;
  Assume.Trips = std::max<uint64_t>(Result.Guard.AtLeast, 2);
  Assume.OpenOperator = OpenElement;
  Assume.OneLevelOf = &Self;
  Assume.Without = machinery();
  Costs Level(Model, std::move(Assume));
  Result.Level = Level.of(B, B.root());
  return Result;
}

std::optional<SelfStart> threadwise::selfStartOf(const ConcurrencyModel &Model,
                                                 const Spawn &S) {
  SelfStartFinder Finder(Model, *S.In, S.Site);
  const Expr *At = S.Entry.Spelled;
  bool Enters = (!S.Entry.Lambda && Finder.isSelf(S.Entry.Function)) ||
                (!S.Entry.isKnown() && Finder.namesSelf(At)) ||
                (S.Entry.Lambda && S.In->knows(S.Entry.Lambda->getBody()) &&
                 Finder.callsSelf(S.Entry.Lambda->getBody()));
  if (!Enters || !At)
    return std::nullopt;
  return Finder.run(
      {At->getSourceRange(), "what it starts enters '" +
                                 S.In->function().getNameAsString() +
                                 "' again, and starts more"});
}

std::optional<SelfStart> threadwise::selfStartOf(const ConcurrencyModel &Model,
                                                 const ParallelRegion &R) {
  SelfStartFinder Finder(Model, *R.In, R.Site);
  bool Enters =
      R.Block && R.Kind == RegionKind::Task && Finder.callsSelf(R.Block);
  for (const Callable &C : R.Bodies)
    Enters |= R.Kind == RegionKind::Invoke && C.Lambda &&
              R.In->knows(C.Lambda->getBody()) &&
              Finder.callsSelf(C.Lambda->getBody());
  if (!Enters || R.If || R.Final)
    return std::nullopt;
  return Finder.run(
      {R.Site->getSourceRange(), "what it starts enters '" +
                                     R.In->function().getNameAsString() +
                                     "' again, and starts more"});
}
