//===--- Durations.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Durations.h"
#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"
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

/// The number that a duration is made of: `n` of `milliseconds(n)`.
static const Expr *countIn(const Expr *E) {
  for (;;) {
    E = unwrap(E)->IgnoreParenCasts();
    const auto *Construct = dyn_cast<CXXConstructExpr>(E);
    if (!Construct || Construct->getNumArgs() == 0)
      return E;
    E = Construct->getArg(0);
  }
}

/// Takes the constant factors off a product, `n` of `n * 1000`, and returns
/// them.
static double takeFactors(const ASTContext &Context, const Expr *&E) {
  double Factors = 1;
  while (const auto *Product = dyn_cast<BinaryOperator>(E)) {
    if (Product->getOpcode() != BO_Mul)
      break;
    const Expr *Left = Product->getLHS(), *Right = Product->getRHS();
    std::optional<double> Factor = constant(Context, Right);
    if (!Factor) {
      Factor = constant(Context, Left);
      Left = Right;
    }
    if (!Factor)
      break;
    Factors *= *Factor;
    E = countIn(Left);
  }
  return Factors;
}

/// What the one constructor that sets \p Field gives it.
static const Expr *givenByConstructor(const FieldDecl &Field) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  const Expr *Given = nullptr;
  if (!Class)
    return nullptr;
  for (const CXXConstructorDecl *Declared : Class->ctors()) {
    const auto *Constructor =
        cast_or_null<CXXConstructorDecl>(definitionOf(Declared));
    if (!Constructor || Constructor->isCopyOrMoveConstructor())
      continue;
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten() && Init->getMember() == &Field) {
        if (Given)
          return nullptr;
        Given = Init->getInit();
      }
  }
  if (const auto *List = dyn_cast_or_null<InitListExpr>(Given))
    return List->getNumInits() == 1 ? List->getInit(0) : nullptr;
  return Given;
}

/// What a variable holds as long as nobody sets another: its initialiser, or
/// the default of a member or parameter.
static const Expr *defaultOf(const ValueDecl &D) {
  if (const auto *Field = dyn_cast<FieldDecl>(&D))
    return Field->hasInClassInitializer() ? Field->getInClassInitializer()
                                          : givenByConstructor(*Field);
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(&D))
    return Parameter->hasDefaultArg() && !Parameter->hasUnparsedDefaultArg() &&
                   !Parameter->hasUninstantiatedDefaultArg()
               ? Parameter->getDefaultArg()
               : nullptr;
  const auto *Var = dyn_cast<VarDecl>(&D);
  return Var ? Var->getInit() : nullptr;
}

/// `heartbeat_interval_ms`: what people set to seconds or more. Not what is
/// polled or drawn at.
static bool namesLongPeriod(llvm::StringRef Name) {
  return hasWord(Name, {"interval", "period", "heartbeat", "keepalive"}) &&
         !hasWord(Name, {"poll", "polling", "spin", "tick", "frame", "render",
                         "refresh", "retry", "backoff", "yield", "min", "us",
                         "ns", "usec", "nsec", "micros", "nanos"});
}

std::string LeastTime::seconds(double Nanoseconds) {
  return llvm::formatv("{0:F0} s", Nanoseconds / Second).str();
}

/// What the number \p E is set to elsewhere, its default or its name says.
static std::optional<LeastTime> saidElsewhere(const ASTContext &Context,
                                              const Expr *E, double Unit) {
  LeastTime Time;
  std::optional<LeastTime> Named;
  llvm::SmallPtrSet<const ValueDecl *, 4> Seen;
  for (;;) {
    const auto *D = dyn_cast_or_null<ValueDecl>(namedBy(E));
    if (!D || !Seen.insert(D).second)
      return Named;
    const Expr *Default = defaultOf(*D);
    if (Default && !Default->containsErrors())
      if (std::optional<double> Number = constant(Context, Default)) {
        Time.Nanoseconds = *Number * Unit;
        Time.Text = LeastTime::seconds(Time.Nanoseconds);
        if (isa<FieldDecl, ParmVarDecl>(D))
          Time.Text += " (the default of '" + unqualifiedName(*D).str() + "')";
        return Time;
      }
    llvm::StringRef Says = unqualifiedName(*D);
    // A constant of a header that is missing has only its name in the text.
    if (!namesLongPeriod(Says) && Default && Default->containsErrors())
      Says = Lexer::getSourceText(
                 CharSourceRange::getTokenRange(Default->getSourceRange()),
                 Context.getSourceManager(), Context.getLangOpts())
                 .trim("{} ");
    if (namesLongPeriod(Says) && !Named) {
      Named.emplace();
      Named->Nanoseconds = Unit;
      Named->IsUnits = true;
      Named->Text = "as long as '" + Says.str() + "' says";
    }
    // The number behind the name says more, where there is one.
    if (!Default)
      return Named;
    E = countIn(Default);
    Unit *= takeFactors(Context, E);
  }
}

/// How long a number of \p Unit is that is no constant.
static std::optional<LeastTime> unknownNumber(const ASTContext &Context,
                                              const Expr *E, double Unit) {
  E = countIn(E);
  Unit *= takeFactors(Context, E);
  if (std::optional<LeastTime> Said = saidElsewhere(Context, E, Unit))
    return Said;
  if (Unit < Second)
    return std::nullopt;
  LeastTime Time;
  Time.Nanoseconds = Unit;
  Time.IsUnits = true;
  Time.Text = Unit >= 3600 * Second ? "a number of hours"
              : Unit >= 60 * Second ? "a number of minutes"
                                    : "a number of seconds";
  return Time;
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
    Time.Text = LeastTime::seconds(Time.Nanoseconds);
    return Time;
  }
  return unknownNumber(Context, W.Timeout, Unit);
}
