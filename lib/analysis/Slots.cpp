//===--- Slots.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Slots.h"
#include "analysis/SlotPlace.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "model/Selection.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <algorithm>
#include <numeric>

using namespace threadwise;
using namespace clang;

/// What general-purpose allocators align to.
static constexpr uint64_t HeapAlignment = 16;

namespace {

class SlotFinder {
public:
  SlotFinder(const ConcurrencyModel &Model, uint64_t Line)
      : Model(Model), Places(Model), Line(Line) {}

  Slots run();

private:
  const ConcurrencyModel &Model;
  SlotPlaces Places;
  const uint64_t Line;
  Slots Result;

  void look(const Body &B, const Write &W);
  void lookAtCall(const Body &B, const Expr *Site);
  void lookAtArguments(const Body &B, const Expr *Site);
  void lookAtAccessor(const Body &B);
  void take(const Body &B, const Write &W, SlotPlace Place);
  SlotArray &arrayOf(const SlotPlace &Place, uint64_t Stride);
  void place(SlotArray &A) const;
  LineSharing inRow(const SlotArray &A, Span X, Span Y,
                    uint64_t Alignment) const;
  void judge();
};

} // namespace

/// The element is a bit: `std::vector<bool>`.
static bool isBit(const CalleeResolver &Resolver, const SlotPlace &Place) {
  if (!Place.Selected)
    return false;
  const std::optional<Selection> Chosen = selectionOf(Resolver, Place.Selected);
  return Chosen && Chosen->Element->isBooleanType() &&
         typeName(Chosen->Array->getType()) == "std::vector";
}

SlotArray &SlotFinder::arrayOf(const SlotPlace &Place, uint64_t Stride) {
  const QualType Element = Place.Element.getCanonicalType();
  for (SlotArray &A : Result.Found)
    if (A.Array == Place.Array && A.Stride == Stride &&
        A.Element.getCanonicalType() == Element)
      return A;
  SlotArray A;
  A.Array = Place.Array;
  A.Element = Place.Element;
  A.Stride = Stride;
  Result.Found.push_back(std::move(A));
  return Result.Found.back();
}

void SlotFinder::take(const Body &B, const Write &W, SlotPlace Place) {
  SlotWrite S;
  S.W = W;
  S.In = &B;
  S.Fields = Place.Fields;
  S.Index = Place.Index;
  auto Leave = [&](bool IsFine, SourceRange At, std::string Text) {
    Result.Left.push_back({S, IsFine, Evidence(At, std::move(Text))});
  };
  const SourceRange At = W.Site->getSourceRange();
  std::optional<uint64_t> Stride = strideOf(Model.context(), Place.Element);
  if (!Stride)
    return Leave(false, At, "the size of an element is not known");
  *Stride *= Place.Index.Scale;
  if (*Stride >= 2 * Line)
    return Leave(true, At,
                 "an element takes " + std::to_string(*Stride) +
                     " bytes, more than a line");
  S.HowOften =
      heatOf(Model, B, W, Places.index().isEntry(B.function()), Place.Selected);
  if (!S.HowOften.isHot())
    return Leave(S.HowOften.Is == HeatKind::Cold, S.HowOften.Because.front().At,
                 S.HowOften.Because.front().Text);
  // A name that could mean something else, and no thread in sight.
  if (Place.Index.By == IdEvidence::VaguelyNamed &&
      W.Kind == WriteKind::Plain && !Places.index().seesThreads())
    return Leave(false, Place.Index.Because.At,
                 "nothing but a name says that a thread writes its own");
  const bool IsBit = isBit(Model.resolver(), Place);
  if (IsBit)
    if (const LockRegion *Region = Model.locks(B).at(W.Site))
      return Leave(true, Region->Taken->getSourceRange(),
                   "a lock is taken for the write");
  if (Place.Index.By != IdEvidence::Seen &&
      S.HowOften.Is == HeatKind::EachOperation && W.Kind == WriteKind::Plain &&
      !W.IsUpdate)
    return Leave(false, At, "how often it is written is not known");
  SlotArray &A = arrayOf(Place, *Stride);
  A.AreBits |= IsBit;
  A.Writes.push_back(std::move(S));
}

void SlotFinder::look(const Body &B, const Write &W) {
  // A pointer that moves on writes itself, not what it points to.
  const NamedDecl *Named = namedBy(W.Target);
  if (const auto *Var = dyn_cast_or_null<VarDecl>(Named);
      Var && W.Kind == WriteKind::Plain && !Var->getType()->isReferenceType())
    return;
  std::optional<SlotPlace> Place = Places.resolve(B, W.Target);
  // A lock or an atomic behind an element that is a pointer lies elsewhere.
  if (!Place || (Place->Element->isPointerType() &&
                 (W.Kind == WriteKind::Lock || W.Kind == WriteKind::Atomic)))
    return;
  take(B, W, std::move(*Place));
}

/// The first write of \p F that goes to what \p Parameter refers to.
static std::optional<Write> writeThrough(const ConcurrencyModel &Model,
                                         const FunctionDecl &F,
                                         const ParmVarDecl &Parameter) {
  const Body *Inside = Model.body(&F);
  if (!Inside)
    return std::nullopt;
  for (const Write &W : gatherWrites(Model.resolver(), *Inside)) {
    const Expr *E = unwrap(W.Target);
    while (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow())
        break;
      E = unwrap(Member->getBase());
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (Ref && Ref->getDecl() == &Parameter && W.Kind != WriteKind::Append)
      return W;
  }
  return std::nullopt;
}

/// `bump(counts[i])`: what a function writes through a reference.
void SlotFinder::lookAtArguments(const Body &B, const Expr *Site) {
  std::optional<Call> C = Model.resolver().resolve(Site);
  const FunctionDecl *F =
      C && !C->isConstruction() && !isa<CXXOperatorCallExpr>(Site)
          ? definitionOf(C->Function)
          : nullptr;
  if (!F ||
      Model.context().getSourceManager().isInSystemHeader(F->getLocation()))
    return;
  for (unsigned I = 0; I < F->getNumParams() && I < C->Arguments.size(); ++I) {
    const ParmVarDecl &Parameter = *F->getParamDecl(I);
    const QualType T = Parameter.getType();
    if (!T->isLValueReferenceType() || T->getPointeeType().isConstQualified())
      continue;
    std::optional<SlotPlace> Place = Places.resolve(B, C->Arguments[I]);
    if (!Place || Place->Element->isPointerType())
      continue;
    std::optional<Write> W = writeThrough(Model, *F, Parameter);
    if (!W)
      continue;
    // The write is the callee's, its place and its loop are the caller's.
    W->Site = Site;
    W->Target = C->Arguments[I];
    take(B, *W, std::move(*Place));
  }
}

/// `slots[tid].add(n)`: what a member function of the element writes.
void SlotFinder::lookAtCall(const Body &B, const Expr *Site) {
  std::optional<Call> C = Model.resolver().resolve(Site);
  if (!C || !C->Receiver || C->isConstruction() ||
      isa<CXXOperatorCallExpr>(Site))
    return;
  const auto *Method =
      dyn_cast_or_null<CXXMethodDecl>(definitionOf(C->Function));
  if (!Method || Method->isConst() || Method->isStatic())
    return;
  std::optional<SlotPlace> Place = Places.resolve(B, C->Receiver);
  // An element that is a pointer leads to an object elsewhere.
  if (!Place || Place->Element->isPointerType())
    return;
  const Body *Inside = Model.body(Method);
  for (const Write &W : gatherWrites(Model.resolver(), *Inside)) {
    const auto *Member = dyn_cast<MemberExpr>(unwrap(W.Target));
    if (!Member || !isa<CXXThisExpr>(unwrap(Member->getBase())))
      continue;
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || W.Kind == WriteKind::Append)
      continue;
    // The write is the callee's, its place and its loop are the caller's.
    Write Here = W;
    Here.Site = Site;
    Here.Target = C->Receiver;
    SlotPlace Whole = *Place;
    Whole.Fields.push_back(patternOf(Field));
    return take(B, Here, std::move(Whole));
  }
}

/// `T &operator*() { return slots_[threadIndex()]; }`, which nobody in sight
/// calls: each thread is handed its own, to write it.
void SlotFinder::lookAtAccessor(const Body &B) {
  const FunctionDecl &F = B.function();
  const QualType Returns = F.getReturnType();
  if ((!Returns->isReferenceType() && !Returns->isPointerType()) ||
      Returns->getPointeeType().isConstQualified() ||
      !Model.callers(&F).empty())
    return;
  for (const Stmt *S : B.below(B.root())) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    if (!Return || !Return->getRetValue() || B.enclosingLambda(Return))
      continue;
    SlotWrite W;
    W.W.Site = W.W.Target = withoutAddressOf(Return->getRetValue());
    std::optional<SlotPlace> Place = Places.resolve(B, W.W.Target);
    if (!Place || !Place->Array || !Place->Fields.empty() ||
        Place->Index.By == IdEvidence::VaguelyNamed)
      continue;
    // `return slots_[i];` of pointers hands out what lies elsewhere.
    if (Returns->isPointerType() && Place->Element->isPointerType() &&
        !isa<UnaryOperator>(unwrap(Return->getRetValue())))
      continue;
    std::optional<uint64_t> Stride = strideOf(Model.context(), Place->Element);
    if (Stride ? *Stride >= Line
               : !isa<TemplateTypeParmType>(
                     Place->Element.getCanonicalType().getTypePtr()))
      continue;
    W.In = &B;
    W.Index = Place->Index;
    W.IsHandedOut = true;
    W.HowOften.Is = HeatKind::EachOperation;
    W.HowOften.Because.push_back(
        {Return->getSourceRange(),
         "'" + F.getNameAsString() + "' hands each thread its own to write"});
    SlotArray &A = arrayOf(*Place, Stride ? *Stride * Place->Index.Scale : 0);
    if (A.Writes.empty())
      A.Writes.push_back(std::move(W));
  }
}

/// The bytes of an element that a thread writes.
static std::optional<Span> spanOf(const ASTContext &Context, const SlotArray &A,
                                  const SlotWrite &S) {
  if (S.Fields.empty())
    if (std::optional<TypeExtent> Extent = extentOf(Context, A.Element))
      return Span{0, Extent->Size};
  return memberSpan(Context, S.Fields);
}

/// What one thread writes of its element against what the next one writes of
/// its own: for each pair of neighbours, since an aligned beginning frees the
/// first pair alone.
LineSharing SlotFinder::inRow(const SlotArray &A, Span X, Span Y,
                              uint64_t Alignment) const {
  uint64_t Pairs =
      Line / std::gcd(A.Stride, Line); // they come again after that
  if (A.Count)
    Pairs = std::min(Pairs, std::max<uint64_t>(A.Count, 2) - 1);
  LineSharing All;
  for (uint64_t I = 0; I < Pairs; ++I) {
    const LineSharing One =
        shareLine({X.Offset + I * A.Stride, X.Size},
                  {Y.Offset + (I + 1) * A.Stride, Y.Size}, Alignment, Line);
    All.Shared += One.Shared;
    All.Possible += One.Possible;
  }
  return All;
}

void SlotFinder::place(SlotArray &A) const {
  std::optional<TypeExtent> Extent = extentOf(Model.context(), A.Element);
  if (!Extent || !A.Stride)
    return;
  uint64_t Alignment = Extent->Alignment;
  if (const auto *Var = dyn_cast_or_null<VarDecl>(A.Array);
      Var && Var->getType()->isArrayType())
    Alignment = std::max<uint64_t>(
        Alignment, Model.context().getDeclAlign(Var).getQuantity());
  else if (!A.Array || !A.Array->getType()->isArrayType())
    Alignment = std::max(Alignment, HeapAlignment);
  A.IsPlaced = Alignment >= Line;
  for (const SlotWrite &X : A.Writes)
    for (const SlotWrite &Y : A.Writes) {
      std::optional<Span> First = spanOf(Model.context(), A, X);
      std::optional<Span> Second = spanOf(Model.context(), A, Y);
      if (!First || !Second)
        continue;
      const LineSharing Sharing = inRow(A, *First, *Second, Alignment);
      if (!A.Sharing.Possible || Sharing.Shared * A.Sharing.Possible >
                                     A.Sharing.Shared * Sharing.Possible)
        A.Sharing = Sharing;
    }
}

/// The write of which most is known comes first.
static void showBest(std::vector<SlotWrite> &Writes) {
  auto Weight = [](const SlotWrite &S) {
    return (S.Index.By == IdEvidence::Seen ? 4 : 0) +
           (S.HowOften.Is == HeatKind::EachIteration ? 2 : 0) +
           (S.W.IsUpdate ? 1 : 0);
  };
  auto Best = std::max_element(Writes.begin(), Writes.end(),
                               [&](const SlotWrite &X, const SlotWrite &Y) {
                                 return Weight(X) < Weight(Y);
                               });
  std::rotate(Writes.begin(), Best, std::next(Best));
}

void SlotFinder::judge() {
  std::vector<SlotArray> Hot;
  for (SlotArray &A : Result.Found) {
    if (A.Array)
      A.Count = elementCount(Model.context(), A.Array->getType());
    place(A);
    A.PerLine = A.Stride ? unsigned((Line + A.Stride - 1) / A.Stride) : 0;
    if (A.Count)
      A.PerLine = unsigned(std::min<uint64_t>(A.PerLine, A.Count));
    if (A.Stride < Line || A.Sharing.atLeastOneIn(MinSharedOneIn)) {
      showBest(A.Writes);
      Hot.push_back(std::move(A));
      continue;
    }
    Result.Left.push_back({A.Writes.front(),
                           A.Sharing.isNever(),
                           {A.Writes.front().W.Site->getSourceRange(),
                            "neighbouring elements share no line"}});
  }
  Result.Found = std::move(Hot);
}

Slots SlotFinder::run() {
  for (const FunctionDecl *F : Places.candidates()) {
    const Body *B = Model.body(F);
    for (const Write &W : gatherWrites(Model.resolver(), *B))
      look(*B, W);
    for (const Expr *Site : B->calls())
      if (isa<CallExpr>(Site)) {
        lookAtCall(*B, Site);
        lookAtArguments(*B, Site);
      }
  }
  for (const FunctionDecl *F : Places.candidates())
    lookAtAccessor(*Model.body(F));
  judge();
  return std::move(Result);
}

Slots threadwise::slots(const ConcurrencyModel &Model, uint64_t Line) {
  return SlotFinder(Model, Line).run();
}
