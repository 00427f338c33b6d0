//===--- UndeclaredNames.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UndeclaredNames.h"
#include "support/CompatTooling.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/DeclSpec.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/TypoCorrection.h"
#include "llvm/ADT/DenseMap.h"

using namespace threadwise;
using namespace clang;

namespace {

/// Sema asks an external source first when it looks for what a misspelt name
/// may have meant: only where the name would be an error.
class UndeclaredNames : public ExternalSemaSource {
public:
  explicit UndeclaredNames(Sema &S) : S(S), Context(S.getASTContext()) {}

  TypoCorrection CorrectTypo(const DeclarationNameInfo &Name, int Kind, Scope *,
                             CXXScopeSpec *Qualifier,
                             CorrectionCandidateCallback &Candidates,
                             DeclContext *MemberOf, bool EnteringContext,
                             const ObjCObjectPointerType *) override;

private:
  bool isOurs(const DeclarationNameInfo &Name) const;
  /// What the name may have been declared as; null when there is no telling.
  NamedDecl *madeUp(const DeclarationNameInfo &Name, int Kind,
                    DeclContext *MemberOf);
  CXXRecordDecl *classOf(IdentifierInfo *Name, SourceLocation Loc,
                         DeclContext *In);
  VarDecl *variable(IdentifierInfo *Name, SourceLocation Loc);

  Sema &S;
  ASTContext &Context;
  llvm::DenseMap<std::pair<IdentifierInfo *, DeclContext *>, CXXRecordDecl *>
      Classes;
  llvm::DenseMap<IdentifierInfo *, VarDecl *> Variables;
};

} // namespace

/// Written as such, in C++, outside system headers and speculation.
bool UndeclaredNames::isOurs(const DeclarationNameInfo &Name) const {
  SourceLocation Loc = Name.getLoc();
  return S.getLangOpts().CPlusPlus && Loc.isFileID() &&
         Name.getName().getAsIdentifierInfo() && !S.isSFINAEContext() &&
         !Context.getSourceManager().isInSystemHeader(Loc);
}

CXXRecordDecl *UndeclaredNames::classOf(IdentifierInfo *Name,
                                        SourceLocation Loc, DeclContext *In) {
  CXXRecordDecl *&Class = Classes[{Name, In}];
  if (Class)
    return Class;
  Class = CXXRecordDecl::Create(Context, compat::StructTag, In, Loc, Loc, Name);
  Class->setImplicit();
  if (In->isRecord())
    Class->setAccess(AS_public);
  Class->startDefinition();
  compat::addInjectedClassName(Context, Class);
  Class->completeDefinition();
  // Nothing finds it by its name: what the name means elsewhere stays as it is.
  In->addHiddenDecl(Class);
  return Class;
}

VarDecl *UndeclaredNames::variable(IdentifierInfo *Name, SourceLocation Loc) {
  VarDecl *&Variable = Variables[Name];
  if (Variable)
    return Variable;
  Variable = VarDecl::Create(
      Context, Context.getTranslationUnitDecl(), Loc, Loc, Name, Context.IntTy,
      Context.getTrivialTypeSourceInfo(Context.IntTy, Loc), SC_Extern);
  Variable->setImplicit();
  Variable->setInvalidDecl();
  return Variable;
}

/// Whether what follows the name makes it a value: `queue.push`, not
/// `Queue item`.
static bool readsAsValue(SourceLocation Loc, const Sema &S) {
  std::optional<Token> Next =
      Lexer::findNextToken(Loc, S.getSourceManager(), S.getLangOpts());
  return Next && Next->isOneOf(tok::period, tok::arrow, tok::l_paren,
                               tok::l_square, tok::r_paren, tok::r_square,
                               tok::comma, tok::semi, tok::equal);
}

NamedDecl *UndeclaredNames::madeUp(const DeclarationNameInfo &Name, int Kind,
                                   DeclContext *MemberOf) {
  IdentifierInfo *Id = Name.getName().getAsIdentifierInfo();
  bool InBody = S.CurContext->isFunctionOrMethod();
  if (Kind == Sema::LookupNestedNameSpecifierName && !InBody) {
    DeclContext *In =
        MemberOf ? MemberOf : S.CurContext->getEnclosingNamespaceContext();
    // What a class that is seen does not hold is a mistake of the source.
    if (In->isRecord() && !cast<CXXRecordDecl>(In)->isImplicit())
      return nullptr;
    return classOf(Id, Name.getLoc(), In);
  }
  if (Kind == Sema::LookupOrdinaryName && InBody && !MemberOf &&
      readsAsValue(Name.getLoc(), S))
    return variable(Id, Name.getLoc());
  return nullptr;
}

TypoCorrection UndeclaredNames::CorrectTypo(
    const DeclarationNameInfo &Name, int Kind, Scope *, CXXScopeSpec *Qualifier,
    CorrectionCandidateCallback &Candidates, DeclContext *MemberOf,
    bool /*EnteringContext*/, const ObjCObjectPointerType *) {
  if (!isOurs(Name))
    return {};
  NamedDecl *Meant = madeUp(Name, Kind, MemberOf);
  if (!Meant)
    return {};
  TypoCorrection Correction(Meant);
  Correction.setCorrectionRange(Qualifier, Name);
  // A variable where only a type will do helps nobody.
  if (isa<VarDecl>(Meant) && ((Qualifier && !Qualifier->isEmpty()) ||
                              !Candidates.ValidateCandidate(Correction)))
    return {};
  return Correction;
}

void threadwise::declareWhatIsMissing(Sema &S) {
  auto Names = llvm::makeIntrusiveRefCnt<UndeclaredNames>(S);
  compat::addExternalSource(S, Names);
}
