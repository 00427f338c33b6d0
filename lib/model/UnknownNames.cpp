//===--- UnknownNames.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/UnknownNames.h"
#include "model/NameSurroundings.h"
#include "support/Compat.h"
#include "vocabulary/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/ExternalSemaSource.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/Scope.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/TypoCorrection.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include <optional>

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral Mark = "threadwise.unknown-name";

/// A unit that lacks more names than this is not worth its errors.
static constexpr unsigned MaxNames = 5000;

namespace {

class UnknownNameSource : public ExternalSemaSource {
public:
  void InitializeSema(Sema &New) override { S = &New; }
  void ForgetSema() override { S = nullptr; }
  bool LookupUnqualified(LookupResult &Result, Scope *Where) override;

  TypoCorrection CorrectTypo(const DeclarationNameInfo &Typo, int LookupKind,
                             Scope *Where, CXXScopeSpec *SS,
                             CorrectionCandidateCallback &CCC,
                             DeclContext *MemberContext, bool EnteringContext,
                             const ObjCObjectPointerType *OPT) override;

private:
  Sema *S = nullptr;
  unsigned Names = 0;
  /// The values that functions of an unknown class name by themselves. Its
  /// class does not have them: clang crashes where an object is asked for a
  /// member of which only the type says that nothing is known (`object.member =
  /// 1`).
  llvm::DenseMap<std::pair<const DeclContext *, const IdentifierInfo *>,
                 NamedDecl *>
      Members;
  /// Files that were read for what they use as types of an unknown scope.
  llvm::DenseSet<std::pair<const CXXRecordDecl *, unsigned>> Read;

  llvm::StringRef fileOf(SourceLocation Loc) const;
  llvm::StringRef textFrom(SourceLocation Loc) const;
  DeclContext *contextFor(CXXScopeSpec *SS, DeclContext *MemberContext,
                          bool ForValue) const;
  NamedDecl *makeType(const IdentifierInfo *Name, SourceLocation Loc,
                      DeclContext *DC) const;
  NamedDecl *makeTypeOfC(IdentifierInfo *Name, SourceLocation Loc,
                         DeclContext *DC) const;
  NamedDecl *makeValue(const IdentifierInfo *Name, SourceLocation Loc,
                       DeclContext *DC) const;
  NamedDecl *makeTemplate(const IdentifierInfo *Name, SourceLocation Loc,
                          DeclContext *DC, Scope *Where) const;
  void mark(Decl &D) const;
  void declare(NamedDecl *D, DeclContext *DC) const;
  void declareClassesIn(SourceLocation Macro, unsigned Length) const;
  void declareTypesOf(CXXRecordDecl *Scope, SourceLocation Loc);
};

} // namespace

/// Is \p Name the outermost scope of an API in the vocabulary (`boost`)?
static bool namesLibrary(llvm::StringRef Name) {
  static const llvm::StringSet<> Scopes = [] {
    llvm::StringSet<> All;
    for (llvm::ArrayRef<ApiRow> Table : Vocabulary::builtin().tables())
      for (const ApiRow &Row : Table) {
        auto [Scope, Rest] = Row.Name.split("::");
        if (!Rest.empty())
          All.insert(Scope);
      }
    return All;
  }();
  return Scopes.contains(Name);
}

/// The text of the file of \p Loc; empty when it cannot be read.
llvm::StringRef UnknownNameSource::fileOf(SourceLocation Loc) const {
  const SourceManager &SM = S->getSourceManager();
  bool Invalid = false;
  llvm::StringRef Text = SM.getBufferData(SM.getFileID(Loc), &Invalid);
  return Invalid ? llvm::StringRef() : Text;
}

/// The rest of that file.
llvm::StringRef UnknownNameSource::textFrom(SourceLocation Loc) const {
  const llvm::StringRef Text = fileOf(Loc);
  return Text.substr(S->getSourceManager().getFileOffset(Loc));
}

DeclContext *UnknownNameSource::contextFor(CXXScopeSpec *SS,
                                           DeclContext *MemberContext,
                                           bool ForValue) const {
  if (MemberContext)
    return MemberContext;
  if (SS && SS->isSet() && SS->isValid())
    return S->computeDeclContext(*SS, /*EnteringContext=*/true);
  if (ForValue) {
    // A member of an unknown class, named in one of its functions.
    for (DeclContext *DC = S->CurContext; DC; DC = DC->getParent()) {
      auto *Record = dyn_cast<CXXRecordDecl>(DC);
      if (Record && !Record->isLambda() && isUnknownName(*Record))
        return Record;
    }
  }
  DeclContext *Outer = S->CurContext->getEnclosingNamespaceContext();
  return Outer ? Outer : S->Context.getTranslationUnitDecl();
}

void UnknownNameSource::mark(Decl &D) const {
  D.setImplicit();
  D.addAttr(AnnotateAttr::CreateImplicit(S->Context, Mark, nullptr, 0));
}

void UnknownNameSource::declare(NamedDecl *D, DeclContext *DC) const {
  mark(*D);
  if (DC->isRecord())
    D->setAccess(AS_public);
  if (DC->isTranslationUnit() && S->TUScope)
    S->PushOnScopeChains(D, S->TUScope, /*AddToContext=*/true);
  else
    DC->addDecl(D);
}

namespace {
struct IntegerName {
  llvm::StringLiteral Name;
  CanQualType ASTContext::*Type;
};
} // namespace

/// Those of POSIX, GLib, Qt and Windows that do not say how many bits they
/// have.
static constexpr IntegerName IntegerNames[] = {
    {"uint", &ASTContext::UnsignedIntTy},
    {"u_int", &ASTContext::UnsignedIntTy},
    {"guint", &ASTContext::UnsignedIntTy},
    {"UINT", &ASTContext::UnsignedIntTy},
    {"DWORD", &ASTContext::UnsignedIntTy},
    {"ulong", &ASTContext::UnsignedLongTy},
    {"u_long", &ASTContext::UnsignedLongTy},
    {"gulong", &ASTContext::UnsignedLongTy},
    {"ULONG", &ASTContext::UnsignedLongTy},
    {"ushort", &ASTContext::UnsignedShortTy},
    {"u_short", &ASTContext::UnsignedShortTy},
    {"gushort", &ASTContext::UnsignedShortTy},
    {"USHORT", &ASTContext::UnsignedShortTy},
    {"WORD", &ASTContext::UnsignedShortTy},
    {"uchar", &ASTContext::UnsignedCharTy},
    {"u_char", &ASTContext::UnsignedCharTy},
    {"guchar", &ASTContext::UnsignedCharTy},
    {"UCHAR", &ASTContext::UnsignedCharTy},
    {"BYTE", &ASTContext::UnsignedCharTy},
    {"qulonglong", &ASTContext::UnsignedLongLongTy},
    {"ULONGLONG", &ASTContext::UnsignedLongLongTy},
    {"QWORD", &ASTContext::UnsignedLongLongTy},
    {"gint", &ASTContext::IntTy},
    {"gboolean", &ASTContext::IntTy},
    {"INT", &ASTContext::IntTy},
    {"BOOL", &ASTContext::IntTy},
    {"glong", &ASTContext::LongTy},
    {"LONG", &ASTContext::LongTy},
    {"qlonglong", &ASTContext::LongLongTy},
    {"LONGLONG", &ASTContext::LongLongTy},
};

/// An integer type by its usual names: those of <cstddef> and <cstdint>, and
/// the short forms that projects have of them (`uint32`, `u64`, `Uint8`).
static QualType integerNamed(const ASTContext &Context, llvm::StringRef Name) {
  if (Name == "size_t" || Name == "uintptr_t" || Name == "uintmax_t" ||
      Name == "gsize" || Name == "usize")
    return Context.getSizeType();
  if (Name == "ssize_t" || Name == "ptrdiff_t" || Name == "intptr_t" ||
      Name == "off_t" || Name == "intmax_t" || Name == "gssize")
    return Context.getPointerDiffType();
  for (const IntegerName &Known : IntegerNames)
    if (Known.Name == Name)
      return Context.*Known.Type;
  std::string Lower = Name.lower();
  llvm::StringRef Rest = Lower;
  Rest.consume_back("_t");
  if (Rest.starts_with("qint") || Rest.starts_with("quint") ||
      Rest.starts_with("gint") || Rest.starts_with("guint"))
    Rest = Rest.drop_front();
  const bool IsUnsigned = Rest.consume_front("u");
  const bool IsShort = !IsUnsigned && !Rest.starts_with("int") &&
                       (Rest.consume_front("i") || Rest.consume_front("s"));
  const bool SaysInt = Rest.consume_front("int");
  unsigned Bits = 0;
  if ((!SaysInt && !IsUnsigned && !IsShort) || Rest.getAsInteger(10, Bits) ||
      (Bits != 8 && Bits != 16 && Bits != 32 && Bits != 64))
    return {};
  return Context.getIntTypeForBitwidth(Bits, !IsUnsigned);
}

/// A type of C, which has no members: what is asked for one is in error.
NamedDecl *UnknownNameSource::makeTypeOfC(IdentifierInfo *Name,
                                          SourceLocation Loc,
                                          DeclContext *DC) const {
  ASTContext &Context = S->Context;
  auto *Record =
      RecordDecl::Create(Context, compat::StructTag, DC, Loc, Loc, Name);
  Record->startDefinition();
  Record->completeDefinition();
  mark(*Record);
  return TypedefDecl::Create(
      Context, DC, Loc, Loc, Name,
      Context.getTrivialTypeSourceInfo(compat::typeOf(Context, *Record), Loc));
}

NamedDecl *UnknownNameSource::makeType(const IdentifierInfo *Name,
                                       SourceLocation Loc,
                                       DeclContext *DC) const {
  ASTContext &Context = S->Context;
  auto *II = const_cast<IdentifierInfo *>(Name);
  // A loop over `size_t` must stay a loop over an integer.
  if (QualType Integer = integerNamed(Context, Name->getName());
      !Integer.isNull())
    return TypedefDecl::Create(Context, DC, Loc, Loc, II,
                               Context.getTrivialTypeSourceInfo(Integer));
  if (!S->getLangOpts().CPlusPlus)
    return makeTypeOfC(II, Loc, DC);
  auto *Record =
      CXXRecordDecl::Create(Context, compat::StructTag, DC, Loc, Loc, II);
  Record->startDefinition();
  compat::addInjectedClassName(Context, Record);
  Record->completeDefinition();
  return Record;
}

/// `template <typename...> using Name = Unknown;`: one class that says nothing,
/// whatever the arguments. Which parameters are values, the first use says.
NamedDecl *UnknownNameSource::makeTemplate(const IdentifierInfo *Name,
                                           SourceLocation Loc, DeclContext *DC,
                                           Scope *Where) const {
  ASTContext &Context = S->Context;
  const auto Arguments =
      templateArguments(textFrom(Loc.getLocWithOffset(Name->getLength())));
  if (!Arguments)
    return nullptr;

  llvm::SmallVector<NamedDecl *, 4> Parameters;
  for (llvm::StringRef Argument : *Arguments) {
    bool IsValue = isdigit(static_cast<unsigned char>(Argument.front())) ||
                   Argument.front() == '\'' || Argument.front() == '&' ||
                   Argument == "true" || Argument == "false" ||
                   Argument.starts_with("sizeof");
    if (!IsValue && isValidAsciiIdentifier(Argument))
      if (const NamedDecl *Known = S->LookupSingleName(
              Where ? Where : S->TUScope, &Context.Idents.get(Argument), Loc,
              Sema::LookupOrdinaryName))
        IsValue = isa<ValueDecl>(Known);
    const unsigned Position = Parameters.size();
    if (IsValue) {
      QualType Auto = Context.getAutoDeductType();
      Parameters.push_back(NonTypeTemplateParmDecl::Create(
          Context, DC, Loc, Loc, 0, Position, nullptr, Auto,
          /*ParameterPack=*/false,
          Context.getTrivialTypeSourceInfo(Auto, Loc)));
    } else {
      Parameters.push_back(TemplateTypeParmDecl::Create(
          Context, DC, Loc, Loc, 0, Position, nullptr, /*Typename=*/true,
          /*ParameterPack=*/false));
    }
  }
  // Another use may have more.
  Parameters.push_back(TemplateTypeParmDecl::Create(
      Context, DC, Loc, Loc, 0, Parameters.size(), nullptr, /*Typename=*/true,
      /*ParameterPack=*/true));
  for (NamedDecl *Parameter : Parameters)
    Parameter->setImplicit();

  auto *II = const_cast<IdentifierInfo *>(Name);
  NamedDecl *Unknown = makeType(Name, Loc, DC);
  auto *Record = dyn_cast<CXXRecordDecl>(Unknown);
  if (!Record)
    return nullptr;
  mark(*Record);
  auto *Alias = TypeAliasDecl::Create(
      Context, DC, Loc, Loc, II,
      Context.getTrivialTypeSourceInfo(compat::typeOf(Context, *Record), Loc));
  auto *Template = TypeAliasTemplateDecl::Create(
      Context, DC, Loc, II,
      TemplateParameterList::Create(Context, Loc, Loc, Parameters, Loc,
                                    /*RequiresClause=*/nullptr),
      Alias);
  Alias->setDescribedAliasTemplate(Template);
  return Template;
}

NamedDecl *UnknownNameSource::makeValue(const IdentifierInfo *Name,
                                        SourceLocation Loc,
                                        DeclContext *DC) const {
  ASTContext &Context = S->Context;
  auto *II = const_cast<IdentifierInfo *>(Name);
  StorageClass Storage = DC->isRecord() ? SC_Static : SC_Extern;
  if (isIterated(fileOf(Loc), Name->getName())) {
    // Clang drops a loop over what is in error: its range is an array then, of
    // a class that says nothing.
    auto *Element = CXXRecordDecl::Create(
        Context, compat::StructTag, DC, Loc, Loc,
        &Context.Idents.get((Name->getName() + "_element").str()));
    Element->startDefinition();
    Element->completeDefinition();
    declare(Element, DC);
    QualType Array = Context.getConstantArrayType(
        compat::typeOf(Context, *Element), llvm::APInt(64, 2), nullptr,
        compat::NormalArray, 0);
    return VarDecl::Create(Context, DC, Loc, Loc, II, Array,
                           Context.getTrivialTypeSourceInfo(Array), Storage);
  }
  auto *Var = VarDecl::Create(
      Context, DC, Loc, Loc, II, Context.DependentTy,
      Context.getTrivialTypeSourceInfo(Context.DependentTy), Storage);
  // An initialiser in error marks every mention as in error, so that clang asks
  // nothing of its type: a closure that captures it has no layout.
  Var->setInit(
      RecoveryExpr::Create(Context, Context.DependentTy, Loc, Loc, {}));
  return Var;
}

/// `REGISTER_TYPE(Server);` of an unknown macro is parsed as the declaration of
/// a variable, which would hide the class whose functions follow. What is used
/// as a class later in the file is declared as one first.
void UnknownNameSource::declareClassesIn(SourceLocation Macro,
                                         unsigned Length) const {
  llvm::StringRef Tail = textFrom(Macro.getLocWithOffset(Length));
  llvm::StringRef Arguments = Tail.take_until([](char C) { return C == ')'; });
  Arguments = Arguments.ltrim(" \t(").take_front(256);
  while (!Arguments.empty()) {
    auto [Argument, Rest] = Arguments.split(',');
    Arguments = Rest;
    Argument = Argument.trim();
    if (Argument.empty() || !isValidAsciiIdentifier(Argument) ||
        !Tail.contains((Argument + "::").str()))
      continue;
    IdentifierInfo *II = &S->Context.Idents.get(Argument);
    DeclContext *DC = contextFor(nullptr, nullptr, /*ForValue=*/false);
    if (S->LookupSingleName(S->TUScope, II, Macro, Sema::LookupTagName) ||
        !DC->lookup(II).empty())
      continue;
    declare(makeType(II, Macro, DC), DC);
  }
}

/// `boost::thread t(f);` is no declaration for the parser as long as nothing
/// says that boost::thread is a type: what the file uses as types of an unknown
/// scope is declared with the scope.
void UnknownNameSource::declareTypesOf(CXXRecordDecl *Scope,
                                       SourceLocation Loc) {
  const SourceManager &SM = S->getSourceManager();
  if (!Read.insert({Scope, SM.getFileID(Loc).getHashValue()}).second)
    return;
  llvm::StringRef Text = fileOf(Loc);
  SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(Loc));
  // The definition that follows is that of a class which is declared.
  for (llvm::StringRef Name : nestedClassesIn(Text, Scope->getName()))
    if (IdentifierInfo *II = &S->Context.Idents.get(Name);
        Scope->lookup(II).empty()) {
      SourceLocation At = Start.getLocWithOffset(Name.data() - Text.data());
      declare(CXXRecordDecl::Create(S->Context, compat::StructTag, Scope, At,
                                    At, II),
              Scope);
    }
  llvm::SmallPtrSet<const IdentifierInfo *, 16> Seen;
  for (llvm::StringRef Name : typesNamedIn(Text, Scope->getName())) {
    const IdentifierInfo *II = &S->Context.Idents.get(Name);
    if (!II->isKeyword(S->getLangOpts()) && Seen.insert(II).second &&
        Scope->lookup(II).empty())
      declare(makeType(II, Start.getLocWithOffset(Name.data() - Text.data()),
                       Scope),
              Scope);
  }
}

bool UnknownNameSource::LookupUnqualified(LookupResult &Result, Scope *) {
  // Asked for each name that is found nowhere, also in templates of the
  // library.
  if (Members.empty() || !S ||
      Result.getLookupKind() != Sema::LookupOrdinaryName)
    return false;
  const DeclContext *DC = contextFor(nullptr, nullptr, /*ForValue=*/true);
  NamedDecl *Known =
      Members.lookup({DC, Result.getLookupName().getAsIdentifierInfo()});
  if (Known)
    Result.addDecl(Known);
  return Known;
}

/// The class that makeTemplate() made the template stand for.
static CXXRecordDecl *recordBehind(const NamedDecl &Template) {
  const auto *Alias = dyn_cast<TypeAliasTemplateDecl>(&Template);
  return Alias ? Alias->getTemplatedDecl()
                     ->getUnderlyingType()
                     ->getAsCXXRecordDecl()
               : nullptr;
}

TypoCorrection UnknownNameSource::CorrectTypo(const DeclarationNameInfo &Typo,
                                              int LookupKind, Scope *Where,
                                              CXXScopeSpec *SS,
                                              CorrectionCandidateCallback &CCC,
                                              DeclContext *MemberContext,
                                              bool EnteringContext,
                                              const ObjCObjectPointerType *) {
  const IdentifierInfo *Name = Typo.getName().getAsIdentifierInfo();
  SourceLocation Loc = Typo.getLoc();
  if (!S || !Name || Loc.isInvalid() || Loc.isMacroID() ||
      S->isSFINAEContext() || S->getSourceManager().isInSystemHeader(Loc))
    return TypoCorrection();
  const Surroundings Around = surroundings(
      fileOf(Loc), S->getSourceManager().getFileOffset(Loc), Name->getLength());
  const bool IsPlain = LookupKind == Sema::LookupOrdinaryName &&
                       !MemberContext && !(SS && SS->isSet());
  // `: member(1), Base{2}`: the parser would take the one for the other. Older
  // clang asks for a plain mention in the same way.
  if (MemberContext && LookupKind == Sema::LookupOrdinaryName &&
      (Around.Before == ':' || Around.Before == ',') &&
      (Around.After == '(' || Around.After == '{'))
    return TypoCorrection();
  if (++Names > MaxNames)
    return TypoCorrection();

  bool WantsType = false, WantsValue = false, WantsTemplate = false;
  switch (LookupKind) {
  case Sema::LookupNestedNameSpecifierName:
    WantsType = true;
    break;
  case Sema::LookupMemberName: {
    // Only a class about which nothing is known may have any member.
    auto *Record = dyn_cast_or_null<CXXRecordDecl>(MemberContext);
    WantsValue = Record && isUnknownName(*Record);
    break;
  }
  case Sema::LookupOrdinaryName:
    if (!S->getLangOpts().CPlusPlus) {
      // C declares a function by its call.
      if (Around.After == '(')
        return TypoCorrection();
      WantsType = Around.AfterIsWord || Around.PointerThenWord;
      WantsValue = !WantsType;
    } else if (Around.After == '<')
      WantsTemplate = true;
    else if (Around.After == '(' && !(Where && Where->getFnParent())) {
      declareClassesIn(Loc, Name->getLength());
      return TypoCorrection();
    } else if (Around.After == ':' && Around.Next == ':')
      WantsType = true;
    else if (Around.AfterIsWord || Around.PointerThenWord)
      WantsType = true;
    else if ((Around.Before == '<' || Around.Before == ',') &&
             (Around.After == '>' || Around.After == '*' ||
              Around.IsInArguments))
      WantsType = true;
    else
      WantsValue = true;
    // What the file uses as a type elsewhere is one here, too: `Name(1)`.
    if (WantsValue && S->getLangOpts().CPlusPlus &&
        isUsedAsType(fileOf(Loc), Name->getName())) {
      WantsType = true;
      WantsValue = false;
    }
    break;
  default:
    return TypoCorrection();
  }

  // A declarator's own name comes to the same place when it enters a class.
  if (EnteringContext && !WantsType && !WantsTemplate)
    return TypoCorrection();
  DeclContext *DC = contextFor(SS, MemberContext, WantsValue);
  // `boost::thread` inside a namespace of the project is boost's all the same.
  if (LookupKind == Sema::LookupNestedNameSpecifierName && !MemberContext &&
      !(SS && SS->isSet()) && namesLibrary(Name->getName()))
    DC = S->Context.getTranslationUnitDecl();
  if (!DC || DC->isDependentContext() ||
      !(DC->isTranslationUnit() || DC->isNamespace() || DC->isRecord()))
    return TypoCorrection();
  if (auto *Record = dyn_cast<CXXRecordDecl>(DC))
    if (!isUnknownName(*Record))
      return TypoCorrection();

  // Another file uses other types of the scope.
  if (auto *Record = dyn_cast<CXXRecordDecl>(DC);
      Record && SS && SS->isSet() && !MemberContext) {
    declareTypesOf(Record, Loc);
    if (auto *Known = Record->lookup(Name).find_first<TypeDecl>();
        Known && CCC.ValidateCandidate(TypoCorrection(Known))) {
      TypoCorrection Correction(Known);
      Correction.setCorrectionRange(SS, Typo);
      return Correction;
    }
  }

  if (WantsTemplate) {
    // A container whose allocator is an empty class is in error; one whose
    // allocator is unknown is read as if it had none.
    if (Name->getName().contains_insensitive("alloc"))
      return TypoCorrection();
    NamedDecl *Template = makeTemplate(Name, Loc, DC, Where);
    if (!Template)
      return TypoCorrection();
    declare(Template, DC);
    if (CXXRecordDecl *Unknown = recordBehind(*Template))
      declareTypesOf(Unknown, Loc);
    TypoCorrection Correction(Template);
    Correction.setCorrectionRange(SS, Typo);
    return Correction;
  }

  NamedDecl *Made = WantsType    ? makeType(Name, Loc, DC)
                    : WantsValue ? makeValue(Name, Loc, DC)
                                 : nullptr;
  // What is called is taken for a value although the parser asks for functions:
  // its type says nothing, so that any arguments are kept as they are.
  // A member is one only once it has been added to its class.
  bool IsTakenAsIs = WantsValue && (Around.After == '(' ||
                                    LookupKind == Sema::LookupMemberName);
  if (Made && !IsTakenAsIs && !CCC.ValidateCandidate(TypoCorrection(Made))) {
    // The parser wants the other: as a type it is tried once more; a template's
    // argument is past help, but the next mention of the type is not.
    if (WantsType)
      declare(Made, DC);
    Made = WantsType ? nullptr : makeType(Name, Loc, DC);
    if (Made && !CCC.ValidateCandidate(TypoCorrection(Made)))
      Made = nullptr;
  }
  if (!Made)
    return TypoCorrection();
  // Outside of functions a name in an expression is most often a macro's
  // argument, and may well be a type; in an initialiser it is a value, and
  // without it clang drops the member or variable, and each mention of it.
  const bool IsInitialiser =
      Around.Before == '=' || (Around.Before == '{' && Around.After == '}');
  if (isa<VarDecl>(Made) && !DC->isRecord() && !IsInitialiser &&
      !(Where && Where->getFnParent()))
    return TypoCorrection();
  if (IsPlain && isa<VarDecl>(Made) && DC->isRecord() &&
      !compat::LooksCorrectionsUp) {
    mark(*Made);
    Made->setAccess(AS_public);
    DC->addHiddenDecl(Made);
    Members.insert({{DC, Name}, Made});
  } else {
    declare(Made, DC);
  }
  // `{.field = x}` of an unknown class asks for a field and crashes on anything
  // else; what asks for any member takes one that its class has.
  if (LookupKind == Sema::LookupMemberName &&
      !CCC.ValidateCandidate(TypoCorrection(Made))) {
    DC->removeDecl(Made);
    return TypoCorrection();
  }
  if (auto *Scope = dyn_cast<CXXRecordDecl>(Made))
    if (LookupKind == Sema::LookupNestedNameSpecifierName)
      declareTypesOf(Scope, Loc);
  TypoCorrection Correction(Made);
  Correction.setCorrectionRange(SS, Typo);
  return Correction;
}

void threadwise::keepUnknownNames(Preprocessor &PP) {
  // The checks live in clang-tidy and in clangd alone; there, the module loader
  // of a preprocessor is the compiler instance that made it.
  ModuleLoader &Loader = PP.getModuleLoader();
  auto &Instance = static_cast<CompilerInstance &>(Loader);
  if (!Instance.hasPreprocessor() || &Instance.getPreprocessor() != &PP ||
      Instance.hasSema())
    return;
  Instance.setExternalSemaSource(
      llvm::makeIntrusiveRefCnt<UnknownNameSource>());
}

bool threadwise::isUnknownName(const Decl &D) {
  if (!D.isImplicit())
    return false;
  for (const auto *A : D.specific_attrs<AnnotateAttr>())
    if (A->getAnnotation() == Mark)
      return true;
  return false;
}
