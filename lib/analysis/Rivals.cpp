//===--- Rivals.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Rivals.h"
#include "analysis/Cost.h"
#include "model/Names.h"
#include "model/Selection.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

using namespace threadwise;
using namespace clang;

/// Threads of one unit that are compared with each other.
static constexpr size_t MaxThreads = 32;
/// Calls followed from what a thread runs.
static constexpr unsigned MaxReach = 2;
/// Locals up to this size are taken to lie side by side.
static constexpr uint64_t SmallLocal = 16;

llvm::SmallVector<const ValueDecl *, 4> Rival::path() const {
  llvm::SmallVector<const ValueDecl *, 4> Path = Place.path();
  if (Captured)
    Path.insert(Path.begin(), Captured);
  return Path;
}

std::string Rival::name() const {
  std::string Name = Place.name();
  if (!Captured)
    return Name;
  return Captured->getNameAsString() + (Name.empty() ? "" : "." + Name);
}

namespace {

/// The code that one thread runs.
struct Running {
  const Spawn *Thread;
  /// Where it begins.
  const Body *Entry = nullptr;
  /// The constants that it is handed: they may choose what it does.
  KnownValues Given;
  std::vector<Rival> Hot;
  /// All that it writes, also once.
  std::vector<Rival> Written;
  /// All that it mentions.
  std::vector<Rival> Touched;
};

class RivalFinder {
public:
  RivalFinder(const ConcurrencyModel &Model, uint64_t Line)
      : Model(Model), Resolver(Model.resolver()), Line(Line) {}

  std::vector<Rivals> run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const uint64_t Line;

  std::optional<Running> follow(const Spawn &S) const;
  void gather(Running &R, const Body &B, const Stmt *Root, bool IsEntry) const;
  std::optional<Rival> place(const Spawn &S, const Body &B,
                             const Write &W) const;
  void gatherMentions(Running &R, const Body &B, const Stmt *Root) const;
  std::optional<Rivals> compare(const Running &A, const Running &B) const;
  std::optional<Rivals> compareReader(const Running &Writer,
                                      const Running &Reader) const;
  std::optional<Rivals> lay(const Rival &A, const Rival &B) const;
  bool underOneLock(const Rival &A, const Rival &B) const;
};

} // namespace

static bool samePlace(const Rival &A, const Rival &B) {
  return A.Captured == B.Captured && A.Place == B.Place;
}

std::optional<Rival> RivalFinder::place(const Spawn &S, const Body &B,
                                        const Write &W) const {
  // Elements are another question; a pointer that moves on is a local.
  for (const Stmt *Part : B.below(W.Target))
    if (const auto *E = dyn_cast<Expr>(Part))
      if (isa<ArraySubscriptExpr, CXXOperatorCallExpr>(E))
        return std::nullopt;
  Rival R;
  R.W = W;
  R.In = &B;
  R.Thread = &S;
  R.Place = sharedPlace(W.Target);
  if (!R.Place || (!R.Place.Variable && R.Place.Fields.empty())) {
    // `++sum` or `++state.sum` of a captured local.
    const Expr *E = unwrap(W.Target);
    SharedPlace Inside;
    while (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Member->isArrow())
        return std::nullopt;
      Inside.Fields.insert(Inside.Fields.begin(), patternOf(Field));
      E = unwrap(Member->getBase());
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const LambdaExpr *Lambda = S.Entry.Lambda;
    if (!Var || !Var->isLocalVarDecl() || !Lambda ||
        Var->getType()->isReferenceType())
      return std::nullopt;
    const bool ByReference =
        llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
          return C.capturesVariable() && C.getCapturedVar() == Var &&
                 C.getCaptureKind() == LCK_ByRef;
        });
    if (!ByReference)
      return std::nullopt;
    R.Captured = Var;
    R.Place = std::move(Inside);
  }
  if (R.Place.Variable && R.Place.Variable->getTLSKind() != VarDecl::TLS_None)
    return std::nullopt;
  return R;
}

/// Does what the thread is handed keep it from \p S?
static bool isNeverRun(const ConcurrencyModel &Model, const Body &B,
                       const Stmt *S, const KnownValues &Given) {
  for (const Stmt *Below = S, *P = B.parent(S); P && !Given.empty();
       Below = P, P = B.parent(P)) {
    const auto *If = dyn_cast<IfStmt>(P);
    if (!If || (Below != If->getThen() && Below != If->getElse()))
      continue;
    if (std::optional<int64_t> Value = valueOf(Model, B, If->getCond(), Given))
      if ((*Value != 0) != (Below == If->getThen()))
        return true;
  }
  return false;
}

void RivalFinder::gather(Running &R, const Body &B, const Stmt *Root,
                         bool IsEntry) const {
  for (const Write &W : gatherWrites(Resolver, B)) {
    if (!B.contains(Root, W.Site) || W.Kind == WriteKind::Lock ||
        W.Kind == WriteKind::Append || isNeverRun(Model, B, W.Site, R.Given))
      continue;
    std::optional<Rival> Found = place(*R.Thread, B, W);
    if (!Found)
      continue;
    Found->HowOften = heatOf(Model, B, W, IsEntry);
    R.Written.push_back(*Found);
    if (Found->HowOften.Is == HeatKind::EachIteration)
      R.Hot.push_back(std::move(*Found));
  }
}

/// Everything that the thread mentions; IsRead: the value is used.
void RivalFinder::gatherMentions(Running &R, const Body &B,
                                 const Stmt *Root) const {
  for (const Stmt *S : B.below(Root)) {
    const auto *E = dyn_cast<Expr>(S);
    if (!isa_and_nonnull<MemberExpr, DeclRefExpr>(E) ||
        isNeverRun(Model, B, E, R.Given))
      continue;
    Write W;
    W.Kind = E->getType().isVolatileQualified() ? WriteKind::Volatile
                                                : WriteKind::Plain;
    W.IsUpdate = true;
    W.Site = W.Target = E;
    std::optional<Rival> Found = place(*R.Thread, B, W);
    if (!Found)
      continue;
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(B.parent(E));
    Found->IsRead = Cast && Cast->getCastKind() == CK_LValueToRValue &&
                    E->getType()->isScalarType() &&
                    !E->getType().isConstQualified();
    R.Touched.push_back(std::move(*Found));
  }
}

std::optional<Running> RivalFinder::follow(const Spawn &S) const {
  Running R;
  R.Thread = &S;
  const Body *Start = S.In;
  const Stmt *Root = nullptr;
  if (S.Entry.Lambda) {
    Root = S.Entry.Lambda->getBody();
  } else if (const FunctionDecl *F = definitionOf(S.Entry.Function)) {
    Start = Model.body(F);
    Root = Start->root();
    R.Given = valuesBound(Model, *S.In, S.Entry);
  }
  if (!Root)
    return std::nullopt;
  R.Entry = Start;
  llvm::SmallSetVector<const FunctionDecl *, 8> Reached;
  llvm::SmallVector<std::pair<const Body *, const Stmt *>, 4> Level{
      {Start, Root}};
  for (unsigned Depth = 0; Depth <= MaxReach; ++Depth) {
    llvm::SmallVector<std::pair<const Body *, const Stmt *>, 4> Next;
    for (auto [B, Part] : Level) {
      gather(R, *B, Part, Depth == 0);
      gatherMentions(R, *B, Part);
      for (const Expr *Site : B->calls()) {
        if (!B->contains(Part, Site) || isNeverRun(Model, *B, Site, R.Given))
          continue;
        std::optional<Call> C = Resolver.resolve(Site);
        const FunctionDecl *F = C ? definitionOf(C->Function) : nullptr;
        if (F && !isa<CXXConstructorDecl, CXXDestructorDecl>(F) &&
            !Model.context().getSourceManager().isInSystemHeader(
                F->getLocation()) &&
            Reached.insert(F))
          if (const Body *Inside = Model.body(F))
            Next.push_back({Inside, Inside->root()});
      }
    }
    Level = std::move(Next);
  }
  return R;
}

bool RivalFinder::underOneLock(const Rival &A, const Rival &B) const {
  for (const LockRegion &Region : Model.locks(*A.In).all())
    if (Region.Lock && Model.locks(*A.In).holds(Region, A.W.Site))
      if (Model.locks(*B.In).at(B.W.Site, Region.Lock))
        return true;
  return false;
}

std::optional<Rivals> RivalFinder::lay(const Rival &A, const Rival &B) const {
  Rivals Result;
  Result.First = A;
  Result.Second = B;
  const ASTContext &Context = Model.context();
  if (A.Captured && B.Captured && A.Captured != B.Captured) {
    std::optional<TypeExtent> SizeA = extentOf(Context, A.Captured->getType());
    std::optional<TypeExtent> SizeB = extentOf(Context, B.Captured->getType());
    if (!SizeA || !SizeB || SizeA->Size > SmallLocal ||
        SizeB->Size > SmallLocal || A.Captured->hasAttrs() ||
        B.Captured->hasAttrs())
      return std::nullopt;
    Result.IsFrame = true;
    Result.Where.First = {0, SizeA->Size};
    Result.Where.Second = {llvm::alignTo(SizeA->Size, SizeB->Alignment),
                           SizeB->Size};
    Result.Where.Sharing =
        shareLine(Result.Where.First, Result.Where.Second,
                  std::max(SizeA->Alignment, SizeB->Alignment), Line);
  } else if (A.Captured != B.Captured || A.Place.Variable != B.Place.Variable) {
    if (!A.Place.Variable || !B.Place.Variable || !A.Place.Fields.empty() ||
        !B.Place.Fields.empty())
      return std::nullopt;
    Result.Where = neighbouringVariables(Context, *A.Place.Variable,
                                         *B.Place.Variable, Line);
  } else {
    if (A.Place.Fields.empty() || B.Place.Fields.empty() ||
        A.Place.Fields.front()->getParent() !=
            B.Place.Fields.front()->getParent())
      return std::nullopt;
    Result.Where = neighbours(Context, *A.Place.Fields.front()->getParent(),
                              A.Place.Fields, B.Place.Fields, Line);
  }
  if (!Result.Where.Sharing.atLeastOneIn(MinSharedOneIn))
    return std::nullopt;
  if (Result.Where.AreSwapped)
    std::swap(Result.First, Result.Second);
  Result.AreBits = !A.Place.Fields.empty() && !B.Place.Fields.empty() &&
                   areBitsOfOne(*A.Place.Fields.back(), *B.Place.Fields.back());
  return Result;
}

static bool isAmong(llvm::ArrayRef<Rival> All, const Rival &P) {
  return llvm::any_of(All, [&](const Rival &R) { return samePlace(R, P); });
}

/// A class of which each thread may have an object of its own.
static bool mayBeOfTwoObjects(const Rival &P, const Running &A,
                              const Running &B) {
  return !P.Captured && !P.Place.Variable && A.Thread->In != B.Thread->In;
}

std::optional<Rivals> RivalFinder::compare(const Running &A,
                                           const Running &B) const {
  for (const Rival &P : A.Hot) {
    if (isAmong(B.Written, P))
      continue;
    for (const Rival &Q : B.Hot) {
      if (samePlace(P, Q) || isAmong(A.Written, Q) || underOneLock(P, Q) ||
          mayBeOfTwoObjects(P, A, B))
        continue;
      if (auto Found = lay(P, Q))
        return Found;
    }
  }
  return std::nullopt;
}

/// One thread writes in its loop, the other reads the neighbour in its own, and
/// neither has to do with what is the other's.
std::optional<Rivals> RivalFinder::compareReader(const Running &Writer,
                                                 const Running &Reader) const {
  for (const Rival &P : Writer.Hot) {
    if (isAmong(Reader.Touched, P))
      continue;
    for (const Rival &Q : Reader.Touched) {
      if (!Q.IsRead || isAmong(Writer.Touched, Q) ||
          isAmong(Reader.Written, Q) || isAmong(Writer.Written, Q) ||
          mayBeOfTwoObjects(P, Writer, Reader) || underOneLock(P, Q))
        continue;
      // The reader loses less: what is so at most addresses alone.
      std::optional<Rivals> Found = lay(P, Q);
      if (!Found || Found->IsFrame || Found->AreBits ||
          Found->Where.Sharing.Shared * 4 < Found->Where.Sharing.Possible * 3)
        continue;
      Rival &Read = Found->First.IsRead ? Found->First : Found->Second;
      Read.HowOften = heatOf(Model, *Q.In, Q.W, Q.In == Reader.Entry);
      if (Read.HowOften.Is == HeatKind::EachIteration)
        return Found;
    }
  }
  return std::nullopt;
}

/// The object on which a member function runs, or what is handed over, is not
/// the same for both: `std::thread(&C::f, &a)` and `std::thread(&C::g, &b)`.
static bool onDifferentObjects(const Spawn &A, const Spawn &B) {
  auto Object = [](const Spawn &S) -> const NamedDecl * {
    const Expr *E = S.Entry.Object;
    if (!E && !S.Entry.Lambda && !S.Entry.Bound.empty())
      E = S.Entry.Bound.front();
    // A number chooses what is done, not the object it is done to.
    return E && !E->getType()->isIntegralOrEnumerationType()
               ? namedBy(withoutAddressOf(E))
               : nullptr;
  };
  return Object(A) != Object(B);
}

static bool sameCode(const Spawn &A, const Spawn &B) {
  if (A.Entry.Lambda || B.Entry.Lambda)
    return A.Entry.Lambda == B.Entry.Lambda;
  return keyOf(A.Entry.Function) == keyOf(B.Entry.Function);
}

std::vector<Rivals> RivalFinder::run() {
  std::vector<Running> All;
  for (const Spawn &S : Model.spawns()) {
    if (All.size() == MaxThreads)
      break;
    if (std::optional<Running> R = follow(S))
      All.push_back(std::move(*R));
  }
  std::vector<Rivals> Result;
  llvm::DenseSet<const Decl *> Reported;
  for (size_t I = 0; I < All.size(); ++I)
    for (size_t J = I + 1; J < All.size(); ++J) {
      if ((sameCode(*All[I].Thread, *All[J].Thread) &&
           All[I].Given == All[J].Given) ||
          onDifferentObjects(*All[I].Thread, *All[J].Thread))
        continue;
      std::optional<Rivals> Found = compare(All[I], All[J]);
      if (!Found)
        Found = compareReader(All[I], All[J]);
      if (!Found)
        Found = compareReader(All[J], All[I]);
      if (!Found)
        continue;
      const DeclContext *Scope = Found->First.declaration()->getDeclContext();
      if (Reported.insert(Decl::castFromDeclContext(Scope)).second)
        Result.push_back(std::move(*Found));
    }
  return Result;
}

std::vector<Rivals> threadwise::rivals(const ConcurrencyModel &Model,
                                       uint64_t Line) {
  return RivalFinder(Model, Line).run();
}
