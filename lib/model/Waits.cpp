//===--- Waits.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Waits.h"
#include "model/ConcurrencyModel.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

using namespace threadwise;
using namespace clang;

static std::optional<WaitKind> kindOf(Meaning M) {
  switch (M) {
  case Meaning::WaitCondition:
  case Meaning::WaitConditionTimed:
  case Meaning::WaitConditionStop:
    return WaitKind::Condition;
  case Meaning::AcquirePermit:
    return WaitKind::Permit;
  case Meaning::WaitLatch:
    return WaitKind::Latch;
  case Meaning::WaitAtomic:
    return WaitKind::Atomic;
  case Meaning::WaitForResult:
  case Meaning::WaitTimed:
    return WaitKind::Result;
  case Meaning::PopItem:
    return WaitKind::Item;
  case Meaning::AcceptConnection:
    return WaitKind::Connection;
  case Meaning::ReadItem:
    return WaitKind::Input;
  case Meaning::PollForever:
    return WaitKind::Poll;
  case Meaning::Sleep:
    return WaitKind::Sleep;
  default:
    return std::nullopt;
  }
}

namespace {

class WaitGatherer {
public:
  WaitGatherer(const ConcurrencyModel &Model, const Body &B)
      : Model(Model), Resolver(Model.resolver()), B(B) {}

  std::vector<Wait> run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;

  std::optional<Wait> look(const Call &C) const;
  std::optional<Wait> lookAtUnknown(const Call &C) const;
  void fill(Wait &W, const Call &C, const ApiRow &Row) const;
  void findLock(Wait &W) const;
  bool isToken(const Expr *E) const;
  bool isGuard(const Expr *E) const;
};

} // namespace

/// Argument \p Index as the call has it; null for one that is left out.
static const Expr *argument(const Call &C, int Index) {
  const Expr *E = C.argument(Index);
  return isa_and_nonnull<CXXDefaultArgExpr>(E) ? nullptr : E;
}

/// Does the limit mean that there is none?
static bool isForever(const ASTContext &Context, const Expr *Limit,
                      Forever Rule) {
  if (Rule == Forever::Never)
    return false;
  if (Limit->isValueDependent() || Limit->containsErrors())
    return false;
  Expr::EvalResult Value;
  if (!Limit->EvaluateAsRValue(Value, Context))
    return false;
  switch (Rule) {
  case Forever::Negative:
    return Value.Val.isInt() && Value.Val.getInt().isNegative();
  case Forever::AllOnes:
    return Value.Val.isInt() && Value.Val.getInt().isAllOnes();
  case Forever::Null:
    return (Value.Val.isInt() && Value.Val.getInt() == 0) ||
           (Value.Val.isLValue() && Value.Val.isNullPointer());
  case Forever::Never:
    break;
  }
  return false;
}

const Expr *threadwise::timeLimit(const CalleeResolver &Resolver, const Call &C,
                                  const ApiRow &Row) {
  const Expr *Limit = argument(C, Row.TimeoutArgument);
  return Limit && !isForever(Resolver.context(), Limit, Row.NoLimit) ? Limit
                                                                     : nullptr;
}

bool WaitGatherer::isToken(const Expr *E) const {
  return E && Resolver.typeRow(unwrap(E)->getType(), Meaning::StopTokenType);
}

void WaitGatherer::findLock(Wait &W) const {
  if (!W.LockSpelled)
    return;
  const NamedDecl *Named = objectNamed(B, Resolver, W.LockSpelled);
  if (!Named)
    return;
  for (const LockRegion &R : Model.locks(B).all())
    if (R.Guard == Named) {
      W.Lock = R.Lock;
      return;
    }
  // A guard that this function was handed holds a mutex that it does not name.
  if (const auto *Value = dyn_cast<ValueDecl>(Named))
    if (Resolver.typeRow(Value->getType(), Meaning::LockGuardType))
      return;
  W.Lock = Named;
}

void WaitGatherer::fill(Wait &W, const Call &C, const ApiRow &Row) const {
  W.Name = C.Name.str();
  W.Site = C.Site;
  W.In = &B;
  W.Loop = B.enclosingLoop(C.Site);
  W.Object = C.objectBy(Row);
  W.On = W.Object ? objectNamed(B, Resolver, W.Object) : nullptr;
  W.LockSpelled = argument(C, Row.LockArgument);
  W.Predicate = argument(C, Row.PredicateArgument);
  W.Timeout = timeLimit(Resolver, C, Row);
  W.TimeUnit = Row.TimeUnit;
  W.HelpsMeanwhile = Row.HelpsWhileWaiting;
  findLock(W);
}

std::optional<Wait> WaitGatherer::look(const Call &C) const {
  llvm::ArrayRef<ApiRow> Rows = Resolver.rows(C);
  bool CouldTakeToken = false;
  for (const ApiRow &Row : Rows)
    CouldTakeToken |= Row.StopArgument >= 0 && kindOf(Row.Is);
  for (const ApiRow &Row : Rows) {
    std::optional<WaitKind> Kind = kindOf(Row.Is);
    if (!Kind)
      continue;
    const Expr *Token = argument(C, Row.StopArgument);
    // Overloads: which of them it is, the argument says.
    if (Row.StopArgument >= 0 && !isToken(Token))
      continue;
    if (Row.StopArgument < 0 && CouldTakeToken &&
        llvm::any_of(C.Arguments, [&](const Expr *E) { return isToken(E); }))
      continue;
    Wait W;
    W.Kind = *Kind;
    fill(W, C, Row);
    W.Token = Token;
    W.CouldTakeToken = CouldTakeToken && !Token;
    return W;
  }
  return std::nullopt;
}

bool WaitGatherer::isGuard(const Expr *E) const {
  E = B.named(unwrap(E));
  if (Resolver.typeRow(E->getType(), Meaning::LockGuardType))
    return true;
  const NamedDecl *D = namedBy(E);
  return D && llvm::any_of(Model.locks(B).all(),
                           [&](const LockRegion &R) { return R.Guard == D; });
}

/// `cv.wait(lock)` of an object whose class is declared in a header that is
/// missing: what waits with a lock waits on a condition.
std::optional<Wait> WaitGatherer::lookAtUnknown(const Call &C) const {
  if (!C.ByNameOnly || !C.Receiver || C.Name != "wait" || C.Arguments.empty() ||
      C.Arguments.size() > 2 || !isGuard(C.Arguments.front()))
    return std::nullopt;
  const ApiRow *Row = Model.vocabulary().find("std::condition_variable::wait",
                                              Meaning::WaitCondition);
  Wait W;
  fill(W, C, *Row);
  return W;
}

std::vector<Wait> WaitGatherer::run() {
  std::vector<Wait> Found;
  for (const Expr *E : B.calls()) {
    llvm::StringRef Name = Resolver.nameOf(E, B.makes(E));
    if (!Name.empty() && !Model.vocabulary().mayKnow(Name))
      continue;
    std::optional<Call> C = Resolver.resolve(E, B.makes(E));
    if (!C || C->isConstruction())
      continue;
    std::optional<Wait> W = look(*C);
    if (!W)
      W = lookAtUnknown(*C);
    if (W)
      Found.push_back(std::move(*W));
  }
  return Found;
}

std::vector<Wait> threadwise::gatherWaits(const ConcurrencyModel &Model,
                                          const Body &B) {
  return WaitGatherer(Model, B).run();
}
