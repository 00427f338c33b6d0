//===--- CostWalker.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/CostWalker.h"
#include "analysis/Counts.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"
#include <cmath>

using namespace threadwise;
using namespace clang;

static constexpr unsigned MaxNesting = 200;
/// So many iterations, and a processor does not look beyond the loop.
static constexpr uint64_t FewestThatWait = 64;

Cost CostWalker::operation(Operation O, bool IsWaitedFor) {
  Cost C;
  C.Lower = costOf(O, IsWaitedFor).Lower;
  C.Upper = costOf(O, IsWaitedFor).Upper;
  return C;
}

Cost CostWalker::times(Cost C, double Least, double Most) {
  C.Lower *= Least;
  // Nothing, however often, is nothing; the unknown zero times as well.
  C.Upper = Most == 0 ? 0 : C.Upper * Most;
  return C;
}

Cost CostWalker::unknown(const Stmt *S, const llvm::Twine &Why) const {
  return Cost::unknown(Evidence(S->getSourceRange(), Why.str()));
}

/// Control may leave \p S other than at its end.
bool CostWalker::mayLeave(const Stmt *S) const {
  for (const Stmt *Inner : B.below(S))
    if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(Inner))
      return true;
  return false;
}

Cost CostWalker::children(const Stmt *S) {
  Cost Sum;
  for (const Stmt *Child : S->children())
    if (Child)
      Sum += visit(Child);
  return Sum;
}

Cost CostWalker::sequence(llvm::ArrayRef<const Stmt *> Statements) {
  Cost Sum;
  bool MayHaveLeft = false;
  for (const Stmt *S : Statements) {
    Cost C = visit(S);
    if (MayHaveLeft)
      C.Lower = 0;
    Sum += C;
    // A plain return ends the sequence; one under a condition may.
    MayHaveLeft |= !isa<ReturnStmt>(S) && mayLeave(S);
  }
  return Sum;
}

/// Clang drops statements in which it cannot make sense of anything: in a unit
/// with errors the text decides whether all of them are there.
bool CostWalker::losesCode(const CompoundStmt *S) const {
  const ASTContext &Context = Model.context();
  if (!Context.getDiagnostics().hasErrorOccurred())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation At = SM.getFileLoc(S->getLBracLoc());
  auto Reaches = [&](SourceLocation Stop) {
    Stop = SM.getFileLoc(Stop);
    for (unsigned Tokens = 0; Tokens < 4; ++Tokens) {
      std::optional<Token> Next =
          Lexer::findNextToken(At, SM, Context.getLangOpts());
      if (!Next)
        return false;
      if (Next->getLocation() == Stop)
        return true;
      if (Next->isNot(tok::semi))
        return false;
      At = Next->getLocation();
    }
    return false;
  };
  for (const Stmt *Child : S->body()) {
    if (!Reaches(Child->getBeginLoc()))
      return true;
    At = SM.getFileLoc(Child->getEndLoc());
  }
  return !Reaches(S->getRBracLoc());
}

Cost CostWalker::visit(const Stmt *S) {
  if (!S || All.Assume.Without.count(S))
    return {};
  if (Depth >= MaxNesting)
    return unknown(S, "it is nested too deeply");
  llvm::SaveAndRestore<unsigned> Deeper(Depth, Depth + 1);
  if (const auto *E = dyn_cast<Expr>(S))
    return expression(E);
  return statement(S);
}

Cost CostWalker::loop(const Stmt *S) {
  Cost Once = operation(Operation::Iteration);
  Cost Before;
  if (const auto *For = dyn_cast<ForStmt>(S)) {
    Before = visit(For->getInit());
    // The test and the step of a counting loop are what an iteration costs.
    if (!iterationOf(B, S)) {
      Once += visit(For->getCond());
      Once += visit(For->getInc());
    }
  } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    Before = visit(Range->getRangeInit());
    if (QualType T = Range->getLoopVariable()->getType();
        T->isDependentType() && !T->isReferenceType())
      Once += open(Range->getRangeInit());
    else if (recordOf(T) && !T->isReferenceType() &&
             !T.isTriviallyCopyableType(Model.context()))
      Once += unknown(Range->getRangeInit(), "each element is copied");
    Once += operation(Operation::Access);
  } else {
    Once += visit(conditionOf(S));
  }
  const Stmt *Inside = loopBody(S);
  Once += visit(Inside);
  std::optional<uint64_t> Trips = tripsOf(Model, B, S, Known);
  if (!Trips)
    Trips = All.Assume.Trips;
  if (!Trips) {
    Cost Result = Cost::unknown(
        {SourceRange(S->getBeginLoc()),
         "how often the loop runs is not known when it is compiled"});
    Result.Lower = Before.Lower;
    Result.Synchronises = Once.Synchronises;
    return Result;
  }
  double Least = *Trips;
  if (Inside && mayLeave(Inside))
    Least = 0;
  Cost Sum = Before;
  Sum += times(Once, Least, double(*Trips));
  return Sum;
}

Cost CostWalker::declarations(const DeclStmt *S) {
  Cost Sum;
  for (const Decl *D : S->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var)
      continue;
    if (Var->isInvalidDecl())
      return unknown(S, "the declaration is in error");
    if (Var->isStaticLocal()) {
      // Made once, perhaps here.
      Cost First = Var->getType()->isDependentType() || !Var->getInit() ||
                           Var->hasConstantInitialization()
                       ? Cost()
                       : visit(Var->getInit());
      First.Lower = 0;
      Sum += First;
      continue;
    }
    if (const Expr *Init = Var->getInit()) {
      if (Var->getType()->isDependentType() &&
          !Var->getType()->getContainedAutoType())
        Sum += open(Init);
      Sum += visit(Init);
    } else if (Var->getType()->isDependentType()) {
      Sum += All.Assume.OpenOperator
                 ? Cost{0, *All.Assume.OpenOperator, {}, false}
                 : unknown(S, "the type is left open by the template");
    }
    if (!Var->getType()->isDependentType())
      Sum += destruction(Var->getType(), S);
  }
  return Sum;
}

/// So little, and it is computed whether it is needed or not.
static constexpr unsigned MostOfAPlainValue = 12;

bool CostWalker::isPlain(const Stmt *S) const {
  unsigned Size = 0;
  for (const Stmt *Inner : B.below(S)) {
    if (isa<CallExpr, CXXConstructExpr, CXXNewExpr, CXXThrowExpr, ReturnStmt,
            BreakStmt, ContinueStmt, GotoStmt, IfStmt, DeclStmt>(Inner) ||
        loopBody(Inner) || ++Size > MostOfAPlainValue)
      return false;
    const auto *Binary = dyn_cast<BinaryOperator>(Inner);
    if (Binary && Binary->isMultiplicativeOp() && Binary->getOpcode() != BO_Mul)
      return false;
  }
  return true;
}

Cost CostWalker::statement(const Stmt *S) {
  if (const auto *Compound = dyn_cast<CompoundStmt>(S)) {
    if (losesCode(Compound))
      return unknown(S, "a statement is in error");
    llvm::SmallVector<const Stmt *, 16> All(Compound->body_begin(),
                                            Compound->body_end());
    return sequence(All);
  }
  if (const auto *Decls = dyn_cast<DeclStmt>(S))
    return declarations(Decls);
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    Cost Sum = visit(If->getInit());
    if (const DeclStmt *Var = If->getConditionVariableDeclStmt())
      Sum += visit(Var);
    if (If->isConstexpr()) {
      std::optional<int64_t> Value = valueOf(Model, B, If->getCond());
      if (Value)
        return visit(*Value ? If->getThen() : If->getElse());
    }
    Sum += visit(If->getCond());
    bool IsChoice =
        !If->getElse() && isPlain(If->getCond()) && isPlain(If->getThen());
    Sum += operation(IsChoice ? Operation::Select : Operation::Branch);
    Sum += Cost::either(visit(If->getThen()), visit(If->getElse()));
    return Sum;
  }
  if (loopBody(S))
    return loop(S);
  if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
    Cost Sum = visit(Switch->getCond());
    Sum += operation(Operation::Branch);
    Cost Inside = visit(Switch->getBody());
    Inside.Lower = 0;
    Sum += Inside;
    return Sum;
  }
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return attempt(Try);
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return visit(Return->getRetValue());
  if (const auto *Labelled = dyn_cast<LabelStmt>(S)) {
    // Whoever jumps back to a label makes a loop.
    return unknown(Labelled, "a label may be jumped back to");
  }
  if (isa<AsmStmt>(S))
    return unknown(S, "assembly");
  if (isa<CoroutineBodyStmt>(S))
    return unknown(S, "a coroutine may be suspended");
  if (const auto *Directive = dyn_cast<OMPExecutableDirective>(S)) {
    if (isa<OMPSimdDirective, OMPAtomicDirective>(Directive)) {
      Cost C = visit(Directive->getRawStmt());
      if (isa<OMPAtomicDirective>(Directive)) {
        C += operation(Operation::Critical);
        C.Synchronises = true;
      }
      return C;
    }
    if (isa<OMPSectionDirective>(Directive))
      return visit(Directive->getRawStmt());
    if (isa<OMPCriticalDirective>(Directive)) {
      Cost C = operation(Operation::Critical);
      C += visit(Directive->getRawStmt());
      C.Synchronises = true;
      return C;
    }
    return unknown(Directive, "a directive inside");
  }
  if (const auto *Captured = dyn_cast<CapturedStmt>(S))
    return visit(Captured->getCapturedStmt());
  return children(S);
}

/// An operator of a type that the template leaves open.
Cost CostWalker::open(const Expr *E) {
  if (All.Assume.OpenOperator)
    return Cost{0, *All.Assume.OpenOperator, {}, false};
  return unknown(E, "the type of " + spelling(Model, E) +
                        " is left open by the template");
}

bool CostWalker::mentions(const Expr *E, const VarDecl *Var) const {
  return llvm::any_of(B.below(E), [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    return Ref && Ref->getDecl() == Var;
  });
}

/// `Hash = (Hash ^ C) * Prime`, `Sum += X`, `At = At->Next` in a loop around
/// which the variable is declared: null for other assignments.
const VarDecl *CostWalker::carriedBy(const BinaryOperator *E) const {
  if (!E->isAssignmentOp() || E->isTypeDependent())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(E->getLHS()->IgnoreParens());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Stmt *Loop = Var ? B.enclosingLoop(E) : nullptr;
  if (!Loop || !Var->getType().getNonReferenceType()->isScalarType() ||
      (!E->isCompoundAssignmentOp() && !mentions(E->getRHS(), Var)))
    return nullptr;
  // What comes after a short loop begins before it has ended.
  std::optional<uint64_t> Trips = tripsOf(Model, B, Loop, Known);
  if (Trips && *Trips < FewestThatWait)
    return nullptr;
  const SourceManager &SM = Model.context().getSourceManager();
  return SM.isBeforeInTranslationUnit(Var->getLocation(), Loop->getBeginLoc())
             ? Var
             : nullptr;
}

static bool isPowerOfTwo(std::optional<int64_t> Value) {
  return Value && *Value > 0 && (*Value & (*Value - 1)) == 0;
}

/// Twice as many of single precision go into a vector.
Cost CostWalker::floating(QualType T, bool IsWaitedFor) const {
  Cost C = operation(Operation::Floating, IsWaitedFor);
  if (!IsWaitedFor && T->isSpecificBuiltinType(BuiltinType::Float))
    C.Lower /= 2;
  return C;
}

Cost CostWalker::binary(const BinaryOperator *E) {
  const VarDecl *Handed = carriedBy(E);
  llvm::SaveAndRestore<const VarDecl *> Inside(Carried,
                                               Handed ? Handed : Carried);
  bool IsWaitedFor = Handed || (Carried && mentions(E, Carried));
  Cost Sum = visit(E->getLHS());
  Cost Right = visit(E->getRHS());
  if (E->isLogicalOp()) {
    Right.Lower = 0;
    Sum += Right;
    Sum += operation(isPlain(E) ? Operation::Select : Operation::Branch);
    return Sum;
  }
  Sum += Right;
  if (E->getOpcode() == BO_Assign || E->getOpcode() == BO_Comma) {
    if (E->getOpcode() == BO_Assign && E->getType()->isRecordType())
      Sum += block(E->getType(), E);
    if (E->isTypeDependent() && E->getOpcode() == BO_Assign)
      Sum += open(E);
    return Sum;
  }
  if (E->isTypeDependent())
    return Sum += open(E), Sum;
  QualType T = E->getLHS()->getType();
  if (T->isVectorType() || T->isAnyComplexType())
    return Sum += operation(Operation::Floating), Sum;
  bool IsFloating = T->isFloatingType() || E->getType()->isFloatingType();
  BinaryOperatorKind Kind = E->getOpcode();
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(E)) {
    Kind = BinaryOperator::getOpForCompoundAssignment(Kind);
    IsFloating |= Compound->getComputationResultType()->isFloatingType();
  }
  switch (Kind) {
  case BO_Mul:
    Sum += IsFloating ? floating(T, IsWaitedFor)
                      : operation(Operation::Multiply, IsWaitedFor);
    break;
  case BO_Div:
  case BO_Rem:
    if (!IsFloating && isPowerOfTwo(valueOf(Model, B, E->getRHS(), Known))) {
      // A shift or a mask, and what the sign asks for.
      Sum += operation(Operation::Integer, IsWaitedFor);
      Sum += operation(Operation::Integer, IsWaitedFor);
      break;
    }
    Sum += operation(IsFloating ? Operation::FloatingDivide
                     : valueOf(Model, B, E->getRHS(), Known)
                         ? Operation::DivideByConst
                         : Operation::Divide,
                     IsWaitedFor);
    break;
  default:
    Sum += IsFloating ? floating(T, IsWaitedFor)
                      : operation(Operation::Integer, IsWaitedFor);
  }
  return Sum;
}

/// Is the address computed from what was read, so that the next one cannot be
/// foreseen?
static bool isRead(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (isa<ArraySubscriptExpr, CallExpr>(E))
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref || isRead(Unary->getSubExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->getOpcode() == BO_Rem || isRead(Binary->getLHS()) ||
           isRead(Binary->getRHS());
  return false;
}

Cost CostWalker::subscript(const ArraySubscriptExpr *E) {
  Cost Sum = visit(E->getBase());
  Sum += visit(E->getIdx());
  if (E->isTypeDependent())
    return Sum += open(E), Sum;
  Sum += operation(isRead(E->getIdx()) ? Operation::RandomAccess
                                       : Operation::Access);
  return Sum;
}

Cost CostWalker::expression(const Expr *E) {
  if (isa<RecoveryExpr>(E) || E->containsErrors())
    return unknown(E, spelling(Model, E) + " is in error");
  if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr,
          StringLiteral, CXXNullPtrLiteralExpr, UnaryExprOrTypeTraitExpr,
          CXXThisExpr>(E))
    return {};
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    Cost Sum;
    for (const Expr *Init : Lambda->capture_inits())
      if (Init)
        Sum += visit(Init);
    return Sum;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *D = Ref->getDecl();
    if (isUnknownName(*D))
      return unknown(E, "nothing declares " + spelling(Model, E));
    const auto *Var = dyn_cast<VarDecl>(D);
    if (Var && D->getType().isVolatileQualified())
      return operation(Operation::RandomAccess);
    if (Var && !Var->hasLocalStorage())
      return operation(Operation::Access);
    return {};
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isUnknownName(*Member->getMemberDecl()))
      return unknown(E, "nothing declares " + spelling(Model, E));
    Cost Sum = visit(Member->getBase());
    if (Member->isArrow() &&
        (isRead(Member->getBase()) ||
         (Carried && mentions(Member->getBase(), Carried))))
      Sum += operation(Operation::RandomAccess);
    else if (isa<FieldDecl>(Member->getMemberDecl()))
      Sum += operation(Operation::Access);
    return Sum;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return binary(Binary);
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    Cost Sum = visit(Choice->getCond());
    Sum += operation(isPlain(Choice) ? Operation::Select : Operation::Branch);
    Sum += Cost::either(visit(Choice->getTrueExpr()),
                        visit(Choice->getFalseExpr()));
    return Sum;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    Cost Sum = visit(Unary->getSubExpr());
    if (E->isTypeDependent())
      return Sum += open(E), Sum;
    if (Unary->getOpcode() == UO_Deref)
      Sum += operation(isRead(Unary->getSubExpr()) ? Operation::RandomAccess
                                                   : Operation::Access);
    else if (Unary->getOpcode() != UO_AddrOf && Unary->getOpcode() != UO_Plus)
      Sum += operation(E->getType()->isFloatingType() ? Operation::Floating
                                                      : Operation::Integer);
    return Sum;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return subscript(Subscript);
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    Cost Sum = visit(Cast->getSubExpr());
    CastKind Kind = Cast->getCastKind();
    if (Kind == CK_IntegralToFloating || Kind == CK_FloatingToIntegral)
      Sum += operation(Operation::Floating);
    else if (Kind == CK_Dynamic)
      Sum += operation(Operation::DynamicCast);
    else if (Kind == CK_Dependent)
      Sum += open(E);
    return Sum;
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return allocation(New);
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E))
    return deletion(Delete);
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(E)) {
    Cost Sum = operation(Operation::Throw);
    // What the library's own exceptions take is part of it.
    const Expr *Thrown = Throw->getSubExpr();
    const CXXRecordDecl *Record =
        Thrown ? Thrown->getType()->getAsCXXRecordDecl() : nullptr;
    if (Thrown && !(Record && Record->isInStdNamespace()))
      Sum += visit(Thrown);
    return Sum;
  }
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return visit(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return visit(Default->getExpr());
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return list(List);
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E))
    return block(E->getType(), E);
  if (const auto *Copied = dyn_cast<ArrayInitLoopExpr>(E)) {
    double Elements = Copied->getArraySize().getLimitedValue();
    return times(visit(Copied->getSubExpr()), Elements, Elements);
  }
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E)) {
    Cost Sum = visit(Bound->getSubExpr());
    Sum += destruction(E->getType(), E);
    return Sum;
  }
  if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(E))
    return All.of(Inherited->getConstructor());
  if (isa<AtomicExpr>(E)) {
    Cost Sum = children(E);
    Sum += operation(Operation::Critical);
    Sum.Synchronises = true;
    return Sum;
  }
  if (isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr>(E))
    return unknown(E, "a coroutine may be suspended");
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    Cost Sum = construction(Construct);
    if (const auto *Array =
            Model.context().getAsConstantArrayType(Construct->getType())) {
      double Elements = Array->getSize().getLimitedValue();
      return times(Sum, Elements, Elements);
    }
    return Sum;
  }
  if (isa<CallExpr>(E)) {
    if (std::optional<Call> C = Model.resolver().resolve(E))
      return call(E, *C);
    return unknown(E, "what " + spelling(Model, E) + " runs is not in sight");
  }
  if (E->isTypeDependent() && !isa<ParenExpr, InitListExpr, ParenListExpr>(E)) {
    Cost Sum = children(E);
    Sum += open(E);
    return Sum;
  }
  return children(E);
}
