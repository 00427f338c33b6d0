//===--- Slots.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Slots.h"
#include "analysis/SlotPlace.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <algorithm>

using namespace threadwise;
using namespace clang;

/// Neighbours that share a line at fewer than one in so many of the possible
/// addresses are left alone.
static constexpr unsigned MinSharedOneIn = 4;
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
  void lookAtAccessor(const Body &B);
  void take(const Body &B, const Write &W, SlotPlace Place);
  SlotArray &arrayOf(const SlotPlace &Place, uint64_t Stride);
  LineSharing sharing(const SlotArray &A) const;
  void judge();
};

} // namespace

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
  if (Place.Index.By != IdEvidence::Seen &&
      S.HowOften.Is == HeatKind::EachOperation && W.Kind == WriteKind::Plain &&
      !W.IsUpdate)
    return Leave(false, At, "how often it is written is not known");
  arrayOf(Place, *Stride).Writes.push_back(std::move(S));
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

LineSharing SlotFinder::sharing(const SlotArray &A) const {
  LineSharing Most;
  std::optional<TypeExtent> Extent = extentOf(Model.context(), A.Element);
  if (!Extent)
    return Most;
  uint64_t Alignment = Extent->Alignment;
  if (const auto *Var = dyn_cast_or_null<VarDecl>(A.Array);
      Var && Var->getType()->isArrayType())
    Alignment = std::max<uint64_t>(
        Alignment, Model.context().getDeclAlign(Var).getQuantity());
  else if (!A.Array || !A.Array->getType()->isArrayType())
    Alignment = std::max(Alignment, HeapAlignment);
  for (const SlotWrite &X : A.Writes)
    for (const SlotWrite &Y : A.Writes) {
      std::optional<Span> First = spanOf(Model.context(), A, X);
      std::optional<Span> Second = spanOf(Model.context(), A, Y);
      if (!First || !Second)
        continue;
      Second->Offset += A.Stride;
      const LineSharing Sharing = shareLine(*First, *Second, Alignment, Line);
      if (!Most.Possible ||
          Sharing.Shared * Most.Possible > Most.Shared * Sharing.Possible)
        Most = Sharing;
    }
  // In a row of many, some two neighbours always share when the distance is
  // no multiple of a line; what counts is how many.
  return Most;
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
    A.Sharing = sharing(A);
    A.PerLine = A.Stride ? unsigned((Line + A.Stride - 1) / A.Stride) : 0;
    if (A.Array)
      if (const auto *Known = Model.context().getAsConstantArrayType(
              A.Array->getType().getNonReferenceType()))
        A.PerLine = unsigned(
            std::min<uint64_t>(A.PerLine, Known->getSize().getZExtValue()));
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
      if (isa<CallExpr>(Site))
        lookAtCall(*B, Site);
  }
  for (const FunctionDecl *F : Places.candidates())
    lookAtAccessor(*Model.body(F));
  judge();
  return std::move(Result);
}

Slots threadwise::slots(const ConcurrencyModel &Model, uint64_t Line) {
  return SlotFinder(Model, Line).run();
}
