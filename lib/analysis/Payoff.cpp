//===--- Payoff.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Payoff.h"
#include "analysis/TaskPools.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include <cmath>

using namespace threadwise;
using namespace clang;

StartPrices threadwise::defaultPrices() {
  StartPrices Prices{};
  for (const StartCost &S : startCosts())
    Prices[static_cast<size_t>(S.Is)] = S.AtLeast;
  return Prices;
}

/// The start is shared by the cores and the work is split between two at the
/// least: half of the work is what a second core can save.
static constexpr double SavedByTwo = 0.5;

uint64_t threadwise::paysFrom(double Start, const Cost &Each) {
  double Time = Each.middle();
  if (!Each.isKnown() || Time <= 0)
    return 0;
  double Count = std::ceil(Start / (SavedByTwo * Time));
  double Digit = std::pow(10, std::floor(std::log10(std::max(Count, 1.0))));
  return uint64_t(std::ceil(Count / Digit) * Digit);
}

static Payoff answer(PayoffKind Kind, Evidence Because) {
  Payoff P;
  P.Kind = Kind;
  P.Because.push_back(std::move(Because));
  return P;
}

static Evidence workOf(SourceRange At, const Cost &C, llvm::StringRef Of) {
  return {At, Of.str() + " takes " + interval(C) +
                  ", by what its operations cost and how often its loops run"};
}

/// The loop, or the algorithm whose lambda it is, that reaches \p S again and
/// again.
static const Stmt *repeats(const ConcurrencyModel &Model, const Body &B,
                           const Stmt *S) {
  if (const Stmt *Loop = B.enclosingLoop(S))
    return Loop;
  const LambdaExpr *Lambda = B.enclosingLambda(S);
  for (const Stmt *P = Lambda; P; P = B.parent(P)) {
    const auto *Called = dyn_cast<CallExpr>(P);
    if (!Called)
      continue;
    std::optional<Call> C = Model.resolver().resolve(Called);
    return C && Model.resolver().row(*C, Meaning::LoopOverCallable) ? Called
                                                                    : nullptr;
  }
  return nullptr;
}

Payoff Payoffs::of(const Spawn &S) {
  SourceRange At = S.Site->getSourceRange();
  if (Model.isTestBody(&S.In->function()))
    return answer(PayoffKind::Pays, {At, "a test starts threads on purpose"});
  if (S.DiffersOnPurpose)
    return answer(PayoffKind::Pays, {At, "the thread differs on purpose"});
  if (S.Api->IsFiber)
    return answer(PayoffKind::Unknown, {At, "a fiber is no thread"});
  if (std::optional<SelfStart> Self = selfStartOf(Model, S))
    return ofSelfStart(*Self, startedBy(*S.Api));
  const Stmt *Again = repeats(Model, *S.In, S.Site);
  if (!S.isThread() && !Again)
    return answer(PayoffKind::Pays,
                  {At, "one task: it may be handed over for where it runs"});
  // A pool of the user's own has no row of a library.
  if (!S.isThread() && !S.Api->Name.empty() && !S.Api->ToPool &&
      !poolOf(Model, S))
    return answer(PayoffKind::Unknown,
                  {At, "what runs the task may be more than a pool"});

  Payoff P;
  P.Starts = startedBy(*S.Api);
  P.Start = price(P.Starts);
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S.Entry.body()))
    if (Block->body_empty())
      return answer(PayoffKind::Unknown,
                    {At, "nothing is written in it yet: it is a stub"});
  // A function of the user's own may run what it is handed many times.
  P.Work = S.Wrapper && !S.RunsOnce
               ? Cost::unknown(
                     {At, "how often '" + S.Name + "' runs it is not known"})
               : All.of(*S.In, S.Entry);
  if (!P.Work.isKnown())
    return answer(PayoffKind::Unknown, P.Work.Unknown);
  const Stmt *Run = S.Entry.body();
  P.Because.push_back(
      workOf(Run ? SourceRange(Run->getBeginLoc()) : At, P.Work, "the work"));
  if (!isSmall(P.Work, P.Start)) {
    P.Kind = PayoffKind::Pays;
    return P;
  }
  if (!Again && P.Work.Synchronises)
    return answer(PayoffKind::Pays,
                  {At, "it locks or wakes others: that may be why it is a "
                       "thread of its own"});
  P.Kind = PayoffKind::Small;
  P.IsOneOfMany = Again;
  P.PaysFrom = paysFrom(P.Start, P.Work);
  if (Again)
    P.Because.push_back({SourceRange(Again->getBeginLoc()),
                         "one is started in each iteration"});
  return P;
}

std::optional<uint64_t> Payoffs::countOf(const ParallelRegion &R) const {
  if (!R.Loops.empty()) {
    uint64_t Count = 1;
    for (const Stmt *Loop : R.Loops) {
      std::optional<uint64_t> Trips = tripsOf(Model, *R.In, Loop);
      if (!Trips || *Trips > UINT32_MAX || Count > UINT32_MAX)
        return std::nullopt;
      Count *= *Trips;
    }
    return Count;
  }
  if (R.Range)
    return elementsOf(Model, *R.In, R.Range);
  if (!R.First || !R.Last)
    return std::nullopt;
  QualType T = unwrap(R.First)->getType();
  if (!T->isDependentType() && T->isIntegralOrEnumerationType()) {
    std::optional<int64_t> First = valueOf(Model, *R.In, R.First);
    std::optional<int64_t> Last = valueOf(Model, *R.In, R.Last);
    std::optional<int64_t> Step =
        R.Step ? valueOf(Model, *R.In, R.Step) : std::optional<int64_t>(1);
    if (!First || !Last || !Step || *Step <= 0)
      return std::nullopt;
    return tripsBetween(*First, *Last, *Step, /*Inclusive=*/false);
  }
  return elementsBetween(Model, *R.In, R.First, R.Last);
}

static constexpr unsigned ManyElements = 1000;

/// One element of the loop.
Cost Payoffs::costOfOne(const ParallelRegion &R,
                        std::optional<uint64_t> Count) {
  Cost One;
  One.Lower = costOf(Operation::Iteration).Lower;
  One.Upper = costOf(Operation::Iteration).Upper;
  if (!R.Loops.empty())
    return One += All.of(*R.In, R.Block), One;
  if (R.Bodies.empty()) {
    const LibraryCost *Row = R.Api ? libraryCost(R.Api->Name) : nullptr;
    if (!Row || Row->Is == LibraryCost::Once)
      return Cost::unknown(
          {R.Site->getSourceRange(), "what it runs is not in sight"});
    double Times = Row->Is == LibraryCost::PerSorted
                       ? std::log2(std::max<double>(Count.value_or(1000), 2))
                       : 1;
    One.Lower = Row->Costs.Lower * Times;
    One.Upper = Row->Costs.Upper * Times;
    const Expr *Container =
        R.First && R.Last ? rangeOf(Model, R.First, R.Last) : R.Range;
    QualType Element = Container ? Container->getType().getNonReferenceType()
                       : R.First ? unwrap(R.First)->getType()
                                 : QualType();
    if (!Element.isNull() && recordOf(Element))
      Element = templateArgument(Element, 0);
    else if (!Element.isNull())
      Element = pointee(Element);
    if (Element.isNull() || Element->isDependentType() ||
        !Element->isArithmeticType())
      return Cost::unknown(
          {R.Site->getSourceRange(), "the elements are no plain numbers"});
    return One;
  }
  for (const Callable &Body : R.Bodies) {
    if (!R.BodyTakesRange) {
      One += All.of(*R.In, Body);
      continue;
    }
    // One of a range of many: what a range costs once is left out.
    KnownValues Known;
    One = Cost();
    if (Body.Function && Body.Function->getNumParams() >= 1) {
      Known[cast<ValueDecl>(
          Body.Function->getParamDecl(0)->getCanonicalDecl())] = ManyElements;
      One += Body.Lambda ? All.of(*R.In, Body, Known)
                         : All.of(Body.Function, Known);
      One.Lower /= ManyElements;
      One.Upper /= ManyElements;
      if (R.Bodies.size() > 1)
        break; // the second combines results, once a chunk
    } else {
      return Cost::unknown(
          {R.Site->getSourceRange(), "what it runs is not in sight"});
    }
  }
  return One;
}

static StartOf startOf(const ParallelRegion &R) {
  switch (R.Kind) {
  case RegionKind::Task:
  case RegionKind::TaskLoop:
    return StartOf::OpenMpTask;
  case RegionKind::Loop:
  case RegionKind::Invoke:
    return R.Api->PolicyFirst ? StartOf::ParallelAlgorithm : startedBy(*R.Api);
  default:
    return StartOf::OpenMpRegion;
  }
}

Payoff Payoffs::ofSelfStart(const SelfStart &Self, StartOf Starts) const {
  if (Self.Guard.Is != Guarding::ByNumber)
    return answer(PayoffKind::Unknown, Self.Guard.Is == Guarding::None
                                           ? Self.Again
                                           : Self.Guard.Because);
  if (!Self.Level.isKnown())
    return answer(PayoffKind::Unknown, Self.Level.Unknown);
  Payoff P;
  P.Starts = Starts;
  P.Start = price(Starts);
  P.Work = Self.Level;
  P.IsRecursion = true;
  P.Because.push_back(Self.Again);
  P.Because.push_back(Self.Guard.Because);
  P.Because.push_back(workOf(Self.Again.At, Self.Level,
                             "the smallest part that is still started"));
  P.Kind =
      Self.Level.Upper < P.Start ? PayoffKind::Unguarded : PayoffKind::Pays;
  return P;
}

/// A test for fewer than these asks whether there is anything to do.
static constexpr uint64_t FewestOfAThreshold = 5;

/// A loop of which the count is known at run time only.
Payoff Payoffs::ofOpenCount(const ParallelRegion &R, Payoff P,
                            const Cost &One) const {
  Guarding Guard = guardOf(Model, R);
  if (Guard.Is == Guarding::Otherwise)
    return answer(PayoffKind::Unknown, Guard.Because);
  if (Guard.Is == Guarding::ByNumber &&
      (R.If || Guard.AtLeast >= FewestOfAThreshold)) {
    P.Work.Lower = One.Lower * double(Guard.AtLeast);
    P.Work.Upper = One.Upper * double(Guard.AtLeast);
    P.Because.push_back(Guard.Because);
    P.Kind = P.Work.Upper < P.Start ? PayoffKind::Unguarded : PayoffKind::Pays;
    return P;
  }
  P.Work = One;
  P.IsOneOfMany = true;
  if (std::optional<Evidence> Proof = smallCountOf(Model, R, One, P.Start)) {
    P.Kind = PayoffKind::Unguarded;
    P.Because.push_back(*Proof);
    return P;
  }
  P.Because.push_back({R.Site->getSourceRange(),
                       "nothing tests how many there are before it starts"});
  P.Kind =
      Any && One.Upper < P.Start ? PayoffKind::Unguarded : PayoffKind::Unknown;
  return P;
}

Payoff Payoffs::ofTask(const ParallelRegion &R) {
  Payoff P;
  P.Starts = startOf(R);
  P.Start = price(P.Starts);
  if (std::optional<SelfStart> Self = selfStartOf(Model, R))
    return ofSelfStart(*Self, P.Starts);
  const Stmt *Again = R.In->enclosingLoop(R.Site);
  if (R.If || R.Final)
    return answer(PayoffKind::Unknown,
                  {(R.If ? R.If : R.Final)->getSourceRange(),
                   "a clause decides whether a task is made"});
  if (!Again)
    return answer(PayoffKind::Unknown,
                  {R.Site->getSourceRange(), "it is not made in a loop"});
  P.Work = All.of(*R.In, R.Block);
  if (!P.Work.isKnown())
    return answer(PayoffKind::Unknown, P.Work.Unknown);
  P.Because.push_back(
      workOf(SourceRange(R.Block->getBeginLoc()), P.Work, "the work"));
  if (!isSmall(P.Work, P.Start)) {
    P.Kind = PayoffKind::Pays;
    return P;
  }
  P.Kind = PayoffKind::Small;
  P.IsOneOfMany = true;
  P.PaysFrom = paysFrom(P.Start, P.Work);
  P.Because.push_back(
      {SourceRange(Again->getBeginLoc()), "one is made in each iteration"});
  return P;
}

Payoff Payoffs::ofBlocks(const ParallelRegion &R) {
  Payoff P;
  P.Starts = startOf(R);
  P.Start = price(P.Starts);
  if (std::optional<SelfStart> Self = selfStartOf(Model, R))
    return ofSelfStart(*Self, StartOf::TbbTask);
  if (R.Kind == RegionKind::Sections)
    P.Work = All.of(*R.In, R.Block);
  for (const Callable &C : R.Bodies)
    P.Work += All.of(*R.In, C);
  if (!P.Work.isKnown())
    return answer(PayoffKind::Unknown, P.Work.Unknown);
  P.Because.push_back(
      workOf(R.Site->getSourceRange(), P.Work, "the work of all together"));
  P.Kind = isSmall(P.Work, P.Start) ? PayoffKind::Small : PayoffKind::Pays;
  return P;
}

Payoff Payoffs::ofLoop(const ParallelRegion &R) {
  Payoff P;
  P.Starts = startOf(R);
  P.Start = price(P.Starts);
  std::optional<uint64_t> Count = countOf(R);
  Cost One = costOfOne(R, Count);
  if (!One.isKnown())
    return answer(PayoffKind::Unknown, One.Unknown);
  SourceRange Place = R.Loops.empty()
                          ? R.Site->getSourceRange()
                          : SourceRange(R.Loops.front()->getBeginLoc());
  P.PaysFrom = paysFrom(P.Start, One);
  Evidence Each = workOf(Place, One, "an element");
  const LibraryCost *Row = R.Api ? libraryCost(R.Api->Name) : nullptr;
  if (Count && Row && *Count < Row->RunsDirectlyBelow) {
    P.Kind = PayoffKind::Pays;
    P.Because.push_back(Each);
    P.Because.push_back({Place, "so few are not split by the library"});
    return P;
  }

  // Chunks that are smaller than their own price, however many there are.
  StartOf Chunk =
      R.Chunks == Chunking::OnDemand ? StartOf::OpenMpChunk : StartOf::TbbChunk;
  std::optional<int64_t> Grain =
      R.Grain ? valueOf(Model, *R.In, R.Grain) : std::optional<int64_t>(1);
  if (R.Chunks != Chunking::Automatic && Grain && *Grain >= 1 &&
      One.Upper * double(*Grain) < price(Chunk) * Share) {
    P.Kind = PayoffKind::Small;
    P.Starts = Chunk;
    P.Start = price(Chunk);
    P.Work = One;
    P.Work.Lower *= double(*Grain);
    P.Work.Upper *= double(*Grain);
    P.IsOneOfMany = true;
    P.PaysFrom = paysFrom(10 * P.Start, One);
    P.Because.push_back(Each);
    P.Because.push_back(
        {R.Grain ? R.Grain->getSourceRange() : R.Site->getSourceRange(),
         "each chunk has " + std::to_string(*Grain) +
             (*Grain == 1 ? " element" : " elements")});
    return P;
  }
  if (!Count) {
    P.Because.push_back(Each);
    return ofOpenCount(R, std::move(P), One);
  }
  if (R.If || *Count == 0)
    return answer(PayoffKind::Unknown, {R.If ? R.If->getSourceRange() : Place,
                                        "it may not run in parallel"});
  P.Work.Lower = One.Lower * double(*Count);
  P.Work.Upper = One.Upper * double(*Count);
  P.Because.push_back(Each);
  P.Because.push_back(
      {Place, "there are at most " + std::to_string(*Count) + " of them"});
  P.Kind = isSmall(P.Work, P.Start) ? PayoffKind::Small : PayoffKind::Pays;
  if (const Stmt *Again = repeats(Model, *R.In, R.Site))
    P.Because.push_back({SourceRange(Again->getBeginLoc()),
                         "it is started anew in each iteration"});
  return P;
}

Payoff Payoffs::of(const ParallelRegion &R) {
  // A clause that always says the same is none, or the loop is a plain one.
  if (std::optional<int64_t> Runs =
          R.If ? valueOf(Model, *R.In, R.If) : std::nullopt) {
    if (!*Runs)
      return answer(PayoffKind::Pays,
                    {R.If->getSourceRange(), "it never runs in parallel"});
    ParallelRegion Always = R;
    Always.If = nullptr;
    return ofRegion(Always);
  }
  return ofRegion(R);
}

Payoff Payoffs::ofRegion(const ParallelRegion &R) {
  SourceRange At = R.Site->getSourceRange();
  if (Model.isTestBody(&R.In->function()))
    return answer(PayoffKind::Pays, {At, "a test starts threads on purpose"});
  if (R.NumThreads) {
    std::optional<int64_t> Threads = valueOf(Model, *R.In, R.NumThreads);
    if (Threads && *Threads == 1)
      return answer(PayoffKind::Pays,
                    {R.NumThreads->getSourceRange(), "one thread is no team"});
  }
  switch (R.Kind) {
  case RegionKind::Team:
  case RegionKind::Share:
    return answer(PayoffKind::Unknown,
                  {At, "what each thread of the team does is not followed"});
  case RegionKind::Task:
    return ofTask(R);
  case RegionKind::Sections:
  case RegionKind::Invoke:
    return ofBlocks(R);
  case RegionKind::TeamLoop:
  case RegionKind::TaskLoop:
  case RegionKind::Loop:
    return ofLoop(R);
  }
  return {};
}
