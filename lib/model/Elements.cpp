//===--- Elements.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Elements.h"
#include "model/Handles.h"
#include "model/Names.h"
#include "vocabulary/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;
using namespace clang;

static bool makesObject(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("make_unique", true)
      .Case("make_shared", true)
      .Case("make_optional", true)
      .Case("construct_at", true)
      .Default(false);
}

bool threadwise::makesElement(llvm::StringRef Name) {
  return makesObject(Name) || addsElement(Name);
}

std::optional<ElementMade>
threadwise::elementMade(const CalleeResolver &Resolver, const Call &C) {
  ElementMade Made;
  if (C.Receiver && addsElement(C.Name)) {
    QualType Container = pointee(unwrap(C.Receiver)->getType());
    const bool HasKey =
        Resolver.typeRow(Container, Meaning::AssociativeContainer);
    Made.Type = templateArgument(Container, HasKey ? 1 : 0);
    Made.FirstArgument = HasKey ? 1 : 0;
  } else if (makesObject(C.Name)) {
    Made.Type = C.TemplateArgument;
  }
  return Made.Type.isNull() ? std::nullopt : std::optional(Made);
}

const ApiRow *threadwise::threadMade(const CalleeResolver &Resolver,
                                     QualType T) {
  // A spawner of the user's own may be the constructor of a type without a row.
  const ApiRow *Type = Resolver.typeRow(T, Meaning::ThreadHandle);
  const CXXRecordDecl *Record = Type ? nullptr : recordOf(T);
  if (!Type &&
      (!Record || !Resolver.vocabulary().mayKnow(unqualifiedName(*Record))))
    return nullptr;
  const std::string Name = Type ? Type->Name.str() : qualifiedName(*Record);
  return Resolver.vocabulary().find(Name + "::" + lastComponent(Name).str(),
                                    Meaning::SpawnThread);
}

const CXXConstructorDecl *
threadwise::constructorRun(const CalleeResolver &Resolver, const Call &C) {
  if (C.isConstruction() && C.Function)
    return dyn_cast<CXXConstructorDecl>(C.Function);
  QualType Type = C.Constructs;
  if (C.Name.starts_with("emplace") || makesObject(C.Name))
    if (const std::optional<ElementMade> Made = elementMade(Resolver, C);
        Made && !Made->FirstArgument)
      Type = Made->Type;
  const CXXRecordDecl *Record = recordOf(Type);
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return nullptr;
  const CXXConstructorDecl *Fitting = nullptr;
  for (const CXXConstructorDecl *Each : Record->ctors()) {
    if (Each->isCopyOrMoveConstructor() || !Each->isUserProvided() ||
        C.Arguments.size() < Each->getMinRequiredArguments() ||
        C.Arguments.size() > Each->getNumParams())
      continue;
    if (Fitting)
      return nullptr;
    Fitting = Each;
  }
  return Fitting;
}
