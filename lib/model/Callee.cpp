//===--- Callee.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Callee.h"
#include "model/Body.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace threadwise;
using namespace clang;

const Expr *Call::argument(int Index) const {
  return Index >= 0 && size_t(Index) < Arguments.size() ? Arguments[Index]
                                                        : nullptr;
}

const Expr *Call::objectBy(const ApiRow &Row) const {
  return Row.ObjectArgument < 0 ? Receiver : argument(Row.ObjectArgument);
}

const Expr *Call::handleBy(const ApiRow &Row) const {
  return Receiver ? Receiver : argument(std::max<int>(Row.HandleArgument, 0));
}

SourceRange Call::range() const {
  return Site ? Site->getSourceRange() : SourceRange();
}

/// The last component of a callee expression, whatever its form.
static llvm::StringRef nameOfCallee(const Expr *Callee) {
  Callee = Callee->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    return unqualifiedName(*Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return unqualifiedName(*Member->getMemberDecl());
  DeclarationName Name;
  if (const auto *Overload = dyn_cast<OverloadExpr>(Callee))
    Name = Overload->getName();
  else if (const auto *Dependent =
               dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Name = Dependent->getMember();
  else if (const auto *Scope = dyn_cast<DependentScopeDeclRefExpr>(Callee))
    Name = Scope->getDeclName();
  if (const IdentifierInfo *II = Name.getAsIdentifierInfo())
    return II->getName();
  return {};
}

static bool isMoveOrForward(const CallExpr *E) {
  if (E->getNumArgs() != 1)
    return false;
  llvm::StringRef Name = nameOfCallee(E->getCallee());
  return Name == "move" || Name == "forward" || Name == "as_const" ||
         Name == "addressof";
}

const Expr *threadwise::unwrap(const Expr *E) {
  while (E) {
    const Expr *Before = E;
    E = E->IgnoreParenCasts();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      E = Default->getExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      if (Construct->getNumArgs() == 1 &&
          (Construct->isElidable() ||
           Construct->getConstructor()->isCopyOrMoveConstructor()))
        E = Construct->getArg(0);
    } else if (const auto *List = dyn_cast<InitListExpr>(E)) {
      if (List->getNumInits() == 1 && List->isTransparent())
        E = List->getInit(0);
    } else if (const auto *Called = dyn_cast<CallExpr>(E)) {
      if (isMoveOrForward(Called))
        E = Called->getArg(0);
    } else if (const auto *Recovery = dyn_cast<RecoveryExpr>(E)) {
      if (Recovery->subExpressions().size() == 1)
        E = Recovery->subExpressions().front();
    } else if (const auto *List = dyn_cast<ParenListExpr>(E)) {
      // What clang leaves of `(*it)->f` where it does not understand it; the
      // list has no type.
      if (List->getNumExprs())
        E = List->getExpr(List->getNumExprs() - 1);
    }
    // A default argument in error has no expression.
    if (!E || E == Before)
      return Before;
  }
  return E;
}

const NamedDecl *threadwise::namedBy(const Expr *E) {
  E = unwrap(E);
  if (!E)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getMemberDecl();
  // `header_->tail` of a class within the template.
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
    return fieldNamed(*Member);
  return nullptr;
}

llvm::StringRef CalleeResolver::nameOf(const Expr *E, QualType Makes) const {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return unqualifiedName(*Construct->getConstructor()->getParent());
  if (const auto *Called = dyn_cast<CallExpr>(E))
    return nameOfCallee(Called->getCallee());
  QualType Made;
  if (const auto *Construct = dyn_cast<CXXUnresolvedConstructExpr>(E))
    Made = Construct->getTypeAsWritten();
  else if (!Makes.isNull() &&
           (isa<ParenListExpr, InitListExpr, RecoveryExpr>(E)))
    Made = Makes;
  if (const CXXRecordDecl *Record = recordOf(Made))
    return unqualifiedName(*Record);
  if (isFailedCall(*E))
    return nameOfCallee(cast<RecoveryExpr>(E)->subExpressions().front());
  return {};
}

QualType CalleeResolver::typeOf(const Expr *E) const {
  E = unwrap(E);
  QualType T = E->getType();
  if (!T->isDependentType() && !T->getContainedAutoType())
    return T;
  if (recordOf(T))
    return T;
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
    if (const FieldDecl *Field = fieldNamed(*Member))
      return Field->getType();
  // `auto r = std::async(f)` in a template: ask the initialiser.
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      if (const Expr *Init = Var->getInit(); Init && !Var->isParameterPack())
        if (!isa<DeclRefExpr>(unwrap(Init)))
          if (std::optional<Call> Made =
                  resolve(unwrap(Init), Var->getType())) {
            if (Made->isConstruction())
              return Made->Constructs;
            if (Made->Function)
              return Made->Function->getReturnType();
          }
  if (std::optional<Call> Made = resolve(E)) {
    if (Made->isConstruction())
      return Made->Constructs;
    if (Made->Function)
      return Made->Function->getReturnType();
  }
  return T;
}

void CalleeResolver::resolveFunction(Call &C, const NamedDecl *D) const {
  if (const auto *Using = dyn_cast<UsingShadowDecl>(D))
    D = Using->getTargetDecl();
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    D = Template->getTemplatedDecl();
  C.Name = unqualifiedName(*D);
  if (const auto *F = dyn_cast<FunctionDecl>(D)) {
    C.Function = F;
    // A qualified name is costly to build, and of use for two things only: the
    // vocabulary's rows, and names in messages (built when they are needed).
    if (Words.mayKnow(C.Name))
      C.QualifiedName = qualifiedName(*F);
  }
}

void CalleeResolver::noteDefinition(const FunctionDecl &F) {
  Definitions.insert({{F.getDeclContext(), F.getDeclName()}, &F});
}

const FunctionDecl *CalleeResolver::definedAs(const NamedDecl &D) const {
  return Definitions.lookup({D.getDeclContext(), D.getDeclName()});
}

/// A function of a header that is missing.
void CalleeResolver::resolveUnknown(Call &C, const NamedDecl *D) const {
  if (const FunctionDecl *F = definedAs(*D))
    return resolveFunction(C, F);
  C.Name = unqualifiedName(*D);
  C.ByNameOnly = true;
  if (!Words.mayKnow(C.Name))
    return;
  C.QualifiedName = qualifiedName(*D);
  // In a function of an unknown class it counts as a member, which the
  // functions of C are not.
  const bool IsOfC =
      !C.Receiver && llvm::any_of(Words.rows(C.Name), [&](const ApiRow &Row) {
        return Row.Arguments == 0 ? C.Name.contains('_')
                                  : size_t(Row.Arguments) == C.Arguments.size();
      });
  if (IsOfC)
    C.QualifiedName = C.Name.str();
}

void CalleeResolver::resolveLostMember(Call &C, const Expr *Object,
                                       SourceLocation NameLoc) const {
  const SourceManager &SM = Context.getSourceManager();
  if (NameLoc.isInvalid() || NameLoc.isMacroID())
    return;
  llvm::StringRef Text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(NameLoc), SM, Context.getLangOpts());
  if (Text.empty() || !isAsciiIdentifierStart(Text.front()))
    return;
  C.Name = Text;
  C.Receiver = Object;
  C.ByNameOnly = true;
  const CXXRecordDecl *Record = recordOf(pointee(Object->getType()));
  if (Record && Words.mayKnow(C.Name))
    C.QualifiedName = qualifiedName(*Record) + "::" + C.Name.str();
}

static QualType firstTypeArgument(const TemplateArgumentLoc *Arguments,
                                  unsigned Count) {
  if (Count == 0 ||
      Arguments[0].getArgument().getKind() != clang::TemplateArgument::Type)
    return {};
  return Arguments[0].getArgument().getAsType();
}

void CalleeResolver::resolveCallee(Call &C, const Expr *Callee) const {
  Callee = Callee->IgnoreParenImpCasts();
  if (const auto *Recovery = dyn_cast<RecoveryExpr>(Callee))
    if (Recovery->subExpressions().size() == 1) {
      const Expr *Inner =
          Recovery->subExpressions().front()->IgnoreParenImpCasts();
      // `t.detach` of a type about which nothing is known: clang keeps the
      // object, and the text keeps the name.
      if (Inner->getEndLoc() != Recovery->getEndLoc())
        return resolveLostMember(C, Inner, Recovery->getEndLoc());
      Callee = Inner;
    }

  if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee)) {
    C.TemplateArgument =
        firstTypeArgument(Ref->getTemplateArgs(), Ref->getNumTemplateArgs());
    if (isa<FunctionDecl>(Ref->getDecl()))
      return resolveFunction(C, Ref->getDecl());
    if (isUnknownName(*Ref->getDecl()))
      return resolveUnknown(C, Ref->getDecl());
    C.CalledValue = Callee;
    return;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
    C.Receiver = Member->getBase();
    C.TemplateArgument = firstTypeArgument(Member->getTemplateArgs(),
                                           Member->getNumTemplateArgs());
    if (isa<FunctionDecl>(Member->getMemberDecl()))
      return resolveFunction(C, Member->getMemberDecl());
    if (isUnknownName(*Member->getMemberDecl()))
      return resolveUnknown(C, Member->getMemberDecl());
    C.CalledValue = Callee;
    return;
  }

  DeclarationName Name;
  if (const auto *Overload = dyn_cast<OverloadExpr>(Callee)) {
    Name = Overload->getName();
    C.TemplateArgument = firstTypeArgument(Overload->getTemplateArgs(),
                                           Overload->getNumTemplateArgs());
    if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
      if (!Member->isImplicitAccess())
        C.Receiver = Member->getBase();
    if (Overload->getNumDecls() > 0) {
      // Overloads of one name mean one thing; a body that follows wrappers is
      // asked for by the number of arguments.
      const NamedDecl *Best = nullptr;
      for (const NamedDecl *D : Overload->decls()) {
        const NamedDecl *Target = D->getUnderlyingDecl();
        const auto *F = Target->getAsFunction();
        if (!F)
          continue;
        if (!Best)
          Best = Target;
        if (F->getMinRequiredArguments() <= C.Arguments.size() &&
            (F->isVariadic() || F->isTemplated() ||
             C.Arguments.size() <= F->getNumParams())) {
          Best = Target;
          break;
        }
      }
      if (Best)
        return resolveFunction(C, Best);
    }
  } else if (const auto *Member =
                 dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    Name = Member->getMember();
    C.TemplateArgument = firstTypeArgument(Member->getTemplateArgs(),
                                           Member->getNumTemplateArgs());
    if (!Member->isImplicitAccess())
      C.Receiver = Member->getBase();
  } else if (const auto *Scope = dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
    Name = Scope->getDeclName();
  } else {
    C.CalledValue = Callee;
    return;
  }

  const IdentifierInfo *II = Name.getAsIdentifierInfo();
  if (!II)
    return;
  C.Name = II->getName();
  C.ByNameOnly = true;
  if (!C.Receiver)
    return;
  // The member of a dependent class: its primary template has it.
  QualType Base = typeOf(C.Receiver);
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    if (Member->isArrow())
      Base = pointee(Base);
  const CXXRecordDecl *Record = recordOf(Base);
  if (!Record)
    return;
  if (Words.mayKnow(C.Name))
    C.QualifiedName = qualifiedName(*Record) + "::" + C.Name.str();
  if (Record->hasDefinition())
    for (const NamedDecl *D : Record->getDefinition()->lookup(Name))
      if (const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction()) {
        C.Function = F;
        C.ByNameOnly = false;
        break;
      }
}

/// `std::ranges::for_each` is an object that is called: a function to everybody
/// who writes it.
bool CalleeResolver::resolveObject(Call &C) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(unwrap(C.Receiver));
  const auto *Object = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Object || !Object->hasGlobalStorage() || !Object->getIdentifier())
    return false;
  std::string Name;
  if (Words.mayKnow(Object->getName()))
    Name = qualifiedName(*Object);
  // A variable of the user's own may hold anything.
  const SourceManager &SM = Context.getSourceManager();
  if ((Name.empty() || Words.rows(Name).empty()) &&
      !SM.isInSystemHeader(Object->getLocation()))
    return false;
  C.Name = Object->getName();
  C.QualifiedName = std::move(Name);
  C.Receiver = nullptr;
  return true;
}

std::optional<Call> CalleeResolver::resolve(const Expr *E,
                                            QualType Makes) const {
  if (!E)
    return std::nullopt;
  Call C;
  C.Site = E;

  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    const CXXConstructorDecl *Ctor = Construct->getConstructor();
    if (Ctor->isCopyOrMoveConstructor())
      return std::nullopt;
    C.Function = Ctor;
    C.Constructs = Construct->getType();
    C.Name = unqualifiedName(*Ctor);
    C.Arguments.append(Construct->arg_begin(), Construct->arg_end());
    if (Words.mayKnow(C.Name))
      C.QualifiedName = qualifiedName(*Ctor);
    return C;
  }

  QualType Made;
  if (const auto *Construct = dyn_cast<CXXUnresolvedConstructExpr>(E)) {
    Made = Construct->getTypeAsWritten();
    C.Arguments.append(Construct->arg_begin(), Construct->arg_end());
  } else if (!Makes.isNull()) {
    if (const auto *List = dyn_cast<ParenListExpr>(E)) {
      Made = Makes;
      for (unsigned I = 0; I < List->getNumExprs(); ++I)
        C.Arguments.push_back(List->getExpr(I));
    } else if (const auto *List = dyn_cast<InitListExpr>(E)) {
      Made = Makes;
      C.Arguments.append(List->inits().begin(), List->inits().end());
    } else if (const auto *Recovery = dyn_cast<RecoveryExpr>(E)) {
      Made = Makes;
      C.Arguments.append(Recovery->subExpressions().begin(),
                         Recovery->subExpressions().end());
    }
  }
  const auto *Failed = isFailedCall(*E) ? cast<RecoveryExpr>(E) : nullptr;
  if (Failed && !recordOf(Made)) {
    // `auto f = std::async(g, x)` whose arguments do not fit says no type.
    C.Arguments.assign(Failed->subExpressions().begin() + 1,
                       Failed->subExpressions().end());
    resolveCallee(C, Failed->subExpressions().front());
    return C;
  }
  if (!Made.isNull()) {
    const CXXRecordDecl *Record = recordOf(Made);
    if (!Record)
      return std::nullopt;
    C.Constructs = Made;
    C.Name = unqualifiedName(*Record);
    C.ByNameOnly = true;
    if (Words.mayKnow(C.Name))
      C.QualifiedName = qualifiedName(*Record) + "::" + C.Name.str();
    return C;
  }

  const auto *Called = dyn_cast<CallExpr>(E);
  if (!Called)
    return std::nullopt;
  llvm::ArrayRef<const Expr *> Arguments(Called->getArgs(),
                                         Called->getNumArgs());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Called)) {
    if (Arguments.empty())
      return std::nullopt;
    C.Receiver = Arguments.front();
    Arguments = Arguments.drop_front();
    if (Operator->getOperator() == OO_Call && !resolveObject(C))
      C.CalledValue = C.Receiver;
    if (const FunctionDecl *F = Operator->getDirectCallee();
        F && C.Name.empty()) {
      C.Function = F;
      C.QualifiedName = qualifiedName(*F);
    }
    C.Arguments.append(Arguments.begin(), Arguments.end());
    return C;
  }
  C.Arguments.append(Arguments.begin(), Arguments.end());
  if (const FunctionDecl *F = Called->getDirectCallee();
      F &&
      !isa<MemberExpr, DeclRefExpr>(Called->getCallee()->IgnoreParenImpCasts()))
    resolveFunction(C, F);
  else
    resolveCallee(C, Called->getCallee());
  return C;
}

llvm::ArrayRef<ApiRow> CalleeResolver::rows(const Call &C) const {
  if (C.Name.empty() || !Words.mayKnow(C.Name))
    return {};
  if (!C.QualifiedName.empty()) {
    llvm::ArrayRef<ApiRow> Rows = Words.rows(C.QualifiedName);
    if (!Rows.empty())
      return Rows;
  }
  // A function of C has no other name: its header may be missing.
  if (C.ByNameOnly && !C.Receiver && C.QualifiedName.empty()) {
    llvm::ArrayRef<ApiRow> Rows = Words.rows(C.Name);
    if (!Rows.empty())
      return Rows;
  }
  if (C.Receiver) {
    // Members of hidden bases (`__basic_future::wait`) are known by the class
    // that the programmer names; a user's own class by its bases.
    const CXXRecordDecl *Record = recordOf(pointee(typeOf(C.Receiver)));
    llvm::SmallVector<const CXXRecordDecl *, 4> Queue;
    if (Record)
      Queue.push_back(Record);
    for (unsigned I = 0; I < Queue.size() && I < 16; ++I) {
      llvm::ArrayRef<ApiRow> Rows =
          Words.rows(qualifiedName(*Queue[I]) + "::" + C.Name.str());
      if (!Rows.empty())
        return Rows;
      if (!Queue[I]->hasDefinition())
        continue;
      // An override is the user's own; a call of it is not the base's.
      if (C.Function && Queue[I] == C.Function->getDeclContext())
        continue;
      for (const CXXBaseSpecifier &Base : Queue[I]->getDefinition()->bases())
        if (const CXXRecordDecl *B = recordOf(Base.getType()))
          Queue.push_back(B);
    }
    return {};
  }
  return {};
}

const ApiRow *CalleeResolver::row(const Call &C, Meaning Is) const {
  for (const ApiRow &Row : rows(C))
    if (Row.Is == Is)
      return &Row;
  return nullptr;
}

const ApiRow *CalleeResolver::typeRow(QualType T, Meaning Is) const {
  if (T.isNull())
    return nullptr;
  if (const auto *Typedef = T.getNonReferenceType()->getAs<TypedefType>())
    if (Words.mayKnow(Typedef->getDecl()->getName()))
      if (const ApiRow *Row =
              Words.find(qualifiedName(*Typedef->getDecl()), Is))
        return Row;
  llvm::SmallVector<const CXXRecordDecl *, 4> Queue;
  if (const CXXRecordDecl *Record = recordOf(T))
    Queue.push_back(Record);
  for (unsigned I = 0; I < Queue.size() && I < 16; ++I) {
    if (Words.mayKnow(unqualifiedName(*Queue[I])))
      if (const ApiRow *Row = Words.find(qualifiedName(*Queue[I]), Is))
        return Row;
    if (Queue[I]->hasDefinition())
      for (const CXXBaseSpecifier &Base : Queue[I]->getDefinition()->bases())
        if (const CXXRecordDecl *B = recordOf(Base.getType()))
          Queue.push_back(B);
  }
  return nullptr;
}
