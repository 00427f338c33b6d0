//===--- Durations.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Durations.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace threadwise;
using namespace clang;

static constexpr double Second = 1e9;

static std::optional<double> integral(QualType Ratio, unsigned Index) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Ratio.isNull() ? nullptr : Ratio->getAsCXXRecordDecl());
  if (!Spec || Spec->getTemplateArgs().size() <= Index ||
      Spec->getTemplateArgs()[Index].getKind() != TemplateArgument::Integral)
    return std::nullopt;
  return Spec->getTemplateArgs()[Index].getAsIntegral().roundToDouble();
}

/// What one of a duration class is, in nanoseconds, by its std::ratio.
static std::optional<double> unitOf(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || unqualifiedName(*Record) != "duration")
    return std::nullopt;
  const QualType Ratio = templateArgument(T, 1);
  const std::optional<double> Numerator = integral(Ratio, 0),
                              Denominator = integral(Ratio, 1);
  if (!Numerator || !Denominator || *Denominator == 0)
    return std::nullopt;
  return Second * *Numerator / *Denominator;
}

/// The number in a constant: of an integer, or of a class that holds one.
static std::optional<double> constant(const ASTContext &Context,
                                      const Expr *E) {
  if (E->isValueDependent() || E->containsErrors())
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E->EvaluateAsRValue(Result, Context))
    return std::nullopt;
  const APValue *Value = &Result.Val;
  if (Value->isStruct() && Value->getStructNumFields() == 1)
    Value = &Value->getStructField(0);
  if (Value->isInt())
    return Value->getInt().roundToDouble();
  if (Value->isFloat())
    return Value->getFloat().convertToDouble();
  return std::nullopt;
}

std::optional<LeastTime> threadwise::leastTime(const ASTContext &Context,
                                               const Wait &W) {
  if (!W.Timeout)
    return std::nullopt;
  const Expr *Limit = unwrap(W.Timeout);
  double Unit = W.TimeUnit;
  if (!W.TimeUnit) {
    std::optional<double> OfType = unitOf(Limit->getType());
    if (!OfType)
      return std::nullopt;
    Unit = *OfType;
  }
  LeastTime Time;
  if (std::optional<double> Number = constant(Context, W.Timeout)) {
    Time.Nanoseconds = *Number * Unit;
    Time.Text = llvm::formatv("{0:F0} s", Time.Nanoseconds / Second).str();
    return Time;
  }
  if (Unit < Second)
    return std::nullopt;
  Time.Nanoseconds = Unit;
  Time.IsUnits = true;
  Time.Text = Unit >= 3600 * Second ? "a number of hours"
              : Unit >= 60 * Second ? "a number of minutes"
                                    : "a number of seconds";
  return Time;
}
