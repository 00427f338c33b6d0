//===--- Cost.cpp ---------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Cost.h"
#include "analysis/CostWalker.h"
#include "analysis/Counts.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace threadwise;
using namespace clang;

static constexpr unsigned MaxFollowed = 10;

bool Cost::isKnown() const { return !std::isinf(Upper); }

double Cost::middle() const {
  return std::sqrt(std::max(Lower, Upper / 100) * Upper);
}

Cost &Cost::operator+=(const Cost &Other) {
  if (isKnown() && !Other.isKnown())
    Unknown = Other.Unknown;
  Lower += Other.Lower;
  Upper += Other.Upper;
  Synchronises |= Other.Synchronises;
  return *this;
}

Cost Cost::either(const Cost &A, const Cost &B) {
  Cost C;
  C.Lower = std::min(A.Lower, B.Lower);
  C.Upper = std::max(A.Upper, B.Upper);
  C.Unknown = A.isKnown() ? B.Unknown : A.Unknown;
  C.Synchronises = A.Synchronises || B.Synchronises;
  return C;
}

Cost Cost::unknown(Evidence Why) {
  Cost C;
  C.Upper = HUGE_VAL;
  C.Unknown = std::move(Why);
  return C;
}

std::string threadwise::withSeparators(uint64_t Value) {
  std::string Digits = std::to_string(Value), Text;
  for (size_t I = 0; I < Digits.size(); ++I) {
    if (I && (Digits.size() - I) % 3 == 0)
      Text += ',';
    Text += Digits[I];
  }
  return Text;
}

std::string threadwise::nanoseconds(double Value) {
  if (Value < 1)
    return "1 ns";
  // Three digits: no interval is better than that.
  double Unit = std::pow(10, std::floor(std::log10(Value)) - 2);
  uint64_t Rounded =
      uint64_t(std::ceil(Value / std::max(Unit, 1.0)) * std::max(Unit, 1.0));
  return withSeparators(Rounded) + " ns";
}

static std::string digits(double Value, double (*Round)(double)) {
  if (Value <= 0)
    return "0";
  int Power = int(std::floor(std::log10(Value)));
  double Unit = std::pow(10, Power - (Power < 2 ? 1 : 2));
  double Rounded = Round(Value / Unit) * Unit;
  if (Power >= 1)
    return withSeparators(uint64_t(std::llround(Rounded)));
  std::string Text;
  llvm::raw_string_ostream(Text) << llvm::format("%.*f", 1 - Power, Rounded);
  return Text;
}

std::string threadwise::interval(const Cost &C) {
  return digits(C.Lower, std::floor) + " to " + digits(C.Upper, std::ceil) +
         " ns";
}

Costs::Costs(const ConcurrencyModel &Model, CostAssumptions Assume)
    : Model(Model), Assume(std::move(Assume)) {}

Costs::~Costs() = default;

const Body *Costs::bodyOf(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->getTemplateInstantiationPattern())
    return Model.body(F);
  // The instantiation knows the types that the pattern leaves open.
  if (F->hasBody(Definition) && !Definition->isDependentContext() &&
      Definition->getBody()) {
    std::unique_ptr<Body> &Slot = Bodies[Definition];
    if (!Slot)
      Slot = std::make_unique<Body>(*Definition);
    return Slot.get();
  }
  return Model.body(F);
}

Cost Costs::of(const Body &B, const Stmt *S, const KnownValues &Known) {
  return CostWalker(*this, B, Known).visit(S);
}

Cost Costs::of(const FunctionDecl *F, const KnownValues &Known) {
  const Body *B = F ? bodyOf(F) : nullptr;
  if (!B || !B->root()) {
    std::string Name = F ? F->getNameAsString() : "it";
    Cost C = Cost::unknown(
        {SourceRange(), "the body of '" + Name + "' is not in sight"});
    C.Lower = Assume.UnseenCall;
    return C;
  }
  auto Key = std::make_pair(
      keyOf(F) == F->getCanonicalDecl() ? F->getCanonicalDecl() : F, Known);
  auto It = Memo.find(Key);
  if (It != Memo.end())
    return It->second;
  if (Active.size() >= MaxFollowed || !Active.insert(Key.first).second)
    return Cost::unknown(
        {SourceRange(F->getLocation()),
         "'" + F->getNameAsString() + "' calls itself, or others too deeply"});
  Cost C = CostWalker(*this, *B, Known).function();
  Active.erase(Key.first);
  Memo[Key] = C;
  return C;
}

KnownValues threadwise::valuesBound(const ConcurrencyModel &Model,
                                    const Body &B, const Callable &C,
                                    const KnownValues &Known) {
  KnownValues Inner;
  if (!C.Function)
    return Inner;
  llvm::ArrayRef<const Expr *> Bound(C.Bound);
  if (C.Object && !Bound.empty() && Bound.front() == C.Object)
    Bound = Bound.drop_front();
  for (unsigned I = 0; I < Bound.size() && I < C.Function->getNumParams(); ++I)
    if (std::optional<int64_t> Value = valueOf(Model, B, Bound[I], Known))
      Inner[cast<ValueDecl>(C.Function->getParamDecl(I)->getCanonicalDecl())] =
          *Value;
  return Inner;
}

Cost Costs::of(const Body &B, const Callable &C, const KnownValues &Known) {
  if (C.Lambda && B.knows(C.Lambda->getBody()))
    return of(B, C.Lambda->getBody(), Known);
  if (C.Parameter || !C.Function) {
    std::string Text = C.Spelled ? spelling(Model, C.Spelled) : "the callable";
    return Cost::unknown(
        {C.Spelled ? C.Spelled->getSourceRange() : SourceRange(),
         "what " + Text + " runs is not in sight"});
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(C.Function))
    if (Method->isVirtual())
      return Cost::unknown({C.Spelled->getSourceRange(),
                            "'" + Method->getNameAsString() +
                                "' is virtual: what runs is not in sight"});
  // Constant arguments decide how often the loops in it run.
  return of(C.Function, valuesBound(Model, B, C, Known));
}
