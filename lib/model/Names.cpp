//===--- Names.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;
using namespace clang;

llvm::StringRef threadwise::unqualifiedName(const NamedDecl &D) {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&D))
    return unqualifiedName(*Ctor->getParent());
  const IdentifierInfo *II = D.getIdentifier();
  if (!II)
    return {};
  llvm::StringRef Name = II->getName();
  // clang puts the size of the object behind the name: __sync_fetch_and_add_8.
  if (Name.starts_with("__sync_"))
    Name = Name.rtrim("0123456789").rtrim('_');
  return Name;
}

std::string threadwise::qualifiedName(const NamedDecl &D) {
  llvm::SmallVector<llvm::StringRef, 6> Parts;
  llvm::StringRef Last = unqualifiedName(D);
  std::string Spelled; // operators and conversions
  if (Last.empty()) {
    Spelled = D.getDeclName().getAsString();
    Last = Spelled;
  }
  if (Last.empty())
    return {};
  Parts.push_back(Last);
  for (const DeclContext *DC = D.getDeclContext(); DC; DC = DC->getParent()) {
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC)) {
      if (!NS->isInline() && NS->getIdentifier())
        Parts.push_back(NS->getName());
    } else if (const auto *Tag = dyn_cast<TagDecl>(DC)) {
      if (Tag->getIdentifier())
        Parts.push_back(Tag->getName());
    }
  }
  std::string Name;
  for (llvm::StringRef Part : llvm::reverse(Parts)) {
    if (!Name.empty())
      Name += "::";
    Name += Part;
  }
  return Name;
}

const CXXRecordDecl *threadwise::recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl()) {
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      return Spec->getSpecializedTemplate()->getTemplatedDecl();
    if (const CXXRecordDecl *Pattern =
            Record->getTemplateInstantiationPattern())
      return Pattern;
    return Record;
  }
  // `std::unique_lock lock(unknown)`: the class is named, its arguments were
  // not deduced.
  if (const auto *Deduced = T->getAs<DeducedTemplateSpecializationType>()) {
    if (const TemplateDecl *TD = Deduced->getTemplateName().getAsTemplateDecl())
      return dyn_cast_or_null<CXXRecordDecl>(TD->getTemplatedDecl());
    return nullptr;
  }
  if (const auto *TST = T->getAs<TemplateSpecializationType>()) {
    if (TST->isTypeAlias())
      return recordOf(TST->getAliasedType());
    if (const TemplateDecl *TD = TST->getTemplateName().getAsTemplateDecl())
      return dyn_cast_or_null<CXXRecordDecl>(TD->getTemplatedDecl());
  }
  return nullptr;
}

std::string threadwise::typeName(QualType T) {
  if (const CXXRecordDecl *Record = recordOf(T))
    return qualifiedName(*Record);
  if (T.isNull())
    return {};
  // Types of C libraries (pthread_t, sem_t) are known by their typedef.
  if (const auto *Typedef = T.getNonReferenceType()->getAs<TypedefType>())
    return qualifiedName(*Typedef->getDecl());
  return {};
}

QualType threadwise::typeMade(const CXXCtorInitializer &Init) {
  if (const FieldDecl *Field = Init.getAnyMember())
    return Field->getType();
  const TypeSourceInfo *Type = Init.getTypeSourceInfo();
  return Type ? Type->getType() : QualType();
}

QualType threadwise::templateArgument(QualType T, unsigned Index) {
  if (T.isNull())
    return {};
  T = T.getNonReferenceType();
  llvm::ArrayRef<TemplateArgument> Arguments;
  if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          T->getAsCXXRecordDecl()))
    Arguments = Spec->getTemplateArgs().asArray();
  else if (const auto *TST = T->getAs<TemplateSpecializationType>()) {
    if (TST->isTypeAlias())
      return templateArgument(TST->getAliasedType(), Index);
    Arguments = TST->template_arguments();
  }
  // What a pack has taken stands in its place.
  for (size_t I = 0; I < Arguments.size() && I <= Index; ++I)
    if (Arguments[I].getKind() == TemplateArgument::Pack) {
      Index -= I;
      Arguments = Arguments[I].getPackAsArray();
      break;
    }
  if (Index >= Arguments.size() ||
      Arguments[Index].getKind() != TemplateArgument::Type)
    return {};
  return Arguments[Index].getAsType();
}

bool threadwise::isOwningPointer(const CXXRecordDecl &Class) {
  llvm::StringRef Name = unqualifiedName(Class);
  return Name == "unique_ptr" || Name == "shared_ptr";
}

QualType threadwise::pointee(QualType T) {
  if (T.isNull())
    return T;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->getPointeeType();
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return Array->getElementType();
  if (const CXXRecordDecl *Record = recordOf(T)) {
    llvm::StringRef Name = unqualifiedName(*Record);
    if (isOwningPointer(*Record) || Name == "weak_ptr" ||
        Name == "scoped_ptr" || Name == "reference_wrapper") {
      QualType Argument = templateArgument(T, 0);
      if (!Argument.isNull())
        return Argument;
    }
  }
  return T;
}

const FieldDecl *
threadwise::fieldNamed(const CXXDependentScopeMemberExpr &Member) {
  const IdentifierInfo *Name = Member.getMember().getAsIdentifierInfo();
  if (!Name || Member.isImplicitAccess())
    return nullptr;
  QualType Base = Member.getBase()->getType();
  // `a->b.c`: the type of `b` is that of its field.
  if (const auto *Outer = dyn_cast<CXXDependentScopeMemberExpr>(
          Member.getBase()->IgnoreParenImpCasts()))
    if (const FieldDecl *Field = fieldNamed(*Outer))
      Base = Field->getType();
  const CXXRecordDecl *Record = recordOf(pointee(Base));
  if (!Record || !Record->getDefinition())
    return nullptr;
  for (const FieldDecl *Field : Record->getDefinition()->fields())
    if (Field->getIdentifier() == Name)
      return Field;
  return nullptr;
}

llvm::SmallVector<const FieldDecl *, 4>
threadwise::defaultInitialised(const FunctionDecl &F) {
  llvm::SmallVector<const FieldDecl *, 4> Fields;
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(&F);
  if (!Ctor || Ctor->isImplicit())
    return Fields;
  auto Initialises = [](const CXXConstructorDecl *C) {
    return !C->isImplicit() && !C->isCopyOrMoveConstructor() &&
           !C->isDelegatingConstructor() && C->hasBody();
  };
  for (const CXXConstructorDecl *Other : Ctor->getParent()->ctors())
    if (Initialises(Other)) {
      if (Other->getCanonicalDecl() != Ctor->getCanonicalDecl())
        return Fields;
      break;
    }
  if (!Initialises(Ctor))
    return Fields;
  for (const FieldDecl *Field : Ctor->getParent()->fields())
    if (Field->getInClassInitializer() &&
        llvm::none_of(Ctor->inits(), [&](const CXXCtorInitializer *Init) {
          return Init->isWritten() && Init->getMember() == Field;
        }))
      Fields.push_back(Field);
  return Fields;
}

const FunctionDecl *threadwise::definitionOf(const FunctionDecl *F) {
  if (!F)
    return nullptr;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    F = Pattern;
  const FunctionDecl *Definition = nullptr;
  if (F->hasBody(Definition))
    return Definition;
  return nullptr;
}

const FunctionDecl *threadwise::keyOf(const FunctionDecl *F) {
  if (!F)
    return nullptr;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    F = Pattern;
  return F->getCanonicalDecl();
}

llvm::SmallVector<std::string, 4> threadwise::wordsOf(llvm::StringRef Name) {
  llvm::SmallVector<std::string, 4> Words;
  bool InWord = false;
  for (size_t I = 0; I < Name.size(); ++I) {
    const char C = Name[I];
    if (!llvm::isAlpha(C)) {
      InWord = false;
      continue;
    }
    const bool IsUpper = C >= 'A' && C <= 'Z';
    const bool AfterLower = I && Name[I - 1] >= 'a' && Name[I - 1] <= 'z';
    if (!InWord || (IsUpper && AfterLower))
      Words.emplace_back();
    Words.back() += llvm::toLower(C);
    InWord = true;
  }
  return Words;
}

std::optional<IdEvidence> threadwise::namesWorker(llvm::StringRef Name) {
  std::string Letters;
  for (char C : Name)
    if (isalpha(static_cast<unsigned char>(C)))
      Letters += char(tolower(static_cast<unsigned char>(C)));
  llvm::StringRef Rest(Letters);
  for (llvm::StringRef Prefix : {"get", "current", "this", "my", "the"})
    Rest.consume_front(Prefix);
  for (llvm::StringRef Vague :
       {"tid", "thid", "thrid", "ithread", "wid", "ithr", "cpu", "core",
        "cpuid", "coreid", "cpunum", "cpuidx", "thread", "worker"})
    if (Rest == Vague)
      return IdEvidence::VaguelyNamed;
  for (llvm::StringRef Suffix :
       {"id", "idx", "index", "num", "number", "no", "nr", "slot"}) {
    llvm::StringRef Before = Rest;
    if (!Before.consume_back(Suffix))
      continue;
    if (Before.ends_with("thread") || Before.ends_with("worker"))
      return IdEvidence::Named;
    if (Before.ends_with("thr"))
      return IdEvidence::VaguelyNamed;
  }
  return std::nullopt;
}

bool threadwise::hasWord(llvm::StringRef Name,
                         std::initializer_list<llvm::StringRef> Wanted) {
  return llvm::any_of(wordsOf(Name), [&](llvm::StringRef Word) {
    return llvm::is_contained(Wanted, Word);
  });
}

bool threadwise::hasPart(llvm::StringRef Name,
                         std::initializer_list<llvm::StringRef> Parts) {
  const std::string Lower = Name.lower();
  return llvm::any_of(Parts, [&](llvm::StringRef Part) {
    return llvm::StringRef(Lower).contains(Part);
  });
}

bool threadwise::namesThreadStart(llvm::StringRef Name) {
  return hasWord(Name, {"thread"}) &&
         hasWord(Name, {"spawn", "start", "create", "launch", "begin"}) &&
         !hasWord(Name, {"pool", "main", "local"});
}

bool threadwise::namesAccept(llvm::StringRef Name) {
  return hasWord(Name, {"accept"}) &&
         hasWord(Name, {"socket", "sock", "connection", "conn", "client", "tcp",
                        "ssl"}) &&
         !hasWord(Name, {"can", "should", "do", "on", "handle", "async", "is"});
}

bool threadwise::namesLatch(llvm::StringRef Name) {
  return hasPart(Name, {"latch", "barrier", "countdown", "blockingcounter",
                        "waitgroup", "wait_group"});
}

bool threadwise::namesArrival(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name.lower())
      .Case("countdown", true)
      .Case("count_down", true)
      .Case("decrementcount", true)
      .Case("arrive", true)
      .Case("done", true)
      .Default(false);
}
