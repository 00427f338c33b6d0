//===--- OwnPools.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/OwnPools.h"
#include "model/ConcurrencyModel.h"
#include "model/Handles.h"
#include "model/Names.h"
#include "vocabulary/Tables.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

/// What such a pool's own function is: it has no name in any table.
static constexpr ApiRow OwnSubmit = api("", Meaning::SubmitTask, 0);

/// `std::vector<std::thread>`, `std::array<std::jthread, 4>`,
/// `std::unique_ptr<std::thread[]>`: several, or one of a number chosen later.
static bool keepsThreads(const CXXRecordDecl &Record,
                         const CalleeResolver &Resolver) {
  return llvm::any_of(Record.fields(), [&](const FieldDecl *Field) {
    QualType T = Field->getType();
    QualType Element = T->isArrayType()
                           ? QualType(T->getArrayElementTypeNoTypeQual(), 0)
                           : templateArgument(T, 0);
    if (Element.isNull())
      return false;
    if (typeName(T) == "std::unique_ptr" && !Element->isArrayType())
      return false;
    if (Element->isArrayType())
      Element = QualType(Element->getArrayElementTypeNoTypeQual(), 0);
    return Resolver.typeRow(Element, Meaning::ThreadHandle) != nullptr;
  });
}

static bool isCallableType(QualType T) {
  T = T.getNonReferenceType();
  std::string Name = typeName(T);
  return Name == "std::function" || Name == "std::move_only_function" ||
         Name == "std::packaged_task" || T->isFunctionPointerType();
}

/// The parameter that a pool runs which \p F hands it to; none where \p F is no
/// pool's submitting function.
static std::optional<unsigned> submitted(const ConcurrencyModel &Model,
                                         const FunctionDecl *F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || !Method->getNumParams() || !Method->isUserProvided() ||
      isa<CXXConstructorDecl>(Method))
    return std::nullopt;
  const CXXRecordDecl *Record = Method->getParent()->getDefinition();
  const Body *B = Model.body(F);
  if (!Record || !B || !keepsThreads(*Record, Model.resolver()))
    return std::nullopt;
  bool Appends = llvm::any_of(B->calls(), [&](const Expr *E) {
    std::optional<Call> C = Model.resolver().resolve(E);
    if (!C || !C->Receiver || !addsElement(C->Name) || B->enclosingLambda(E))
      return false;
    const auto *Field = dyn_cast_or_null<FieldDecl>(namedBy(C->Receiver));
    if (!Field ||
        Field->getParent()->getCanonicalDecl() != Record->getCanonicalDecl())
      return false;
    QualType Element = templateArgument(Field->getType(), 0);
    return !Element.isNull() && isCallableType(Element);
  });
  if (!Appends)
    return std::nullopt;
  for (const ParmVarDecl *P : Method->parameters()) {
    QualType T = P->getType().getNonReferenceType();
    if (isCallableType(T) || T->isDependentType())
      return P->getFunctionScopeIndex();
  }
  return std::nullopt;
}

std::vector<Spawn>
threadwise::gatherOwnPoolTasks(const ConcurrencyModel &Model) {
  std::vector<Spawn> Found;
  for (const FunctionDecl *F : Model.interestingFunctions()) {
    std::optional<unsigned> Index = submitted(Model, F);
    if (!Index)
      continue;
    for (const ConcurrencyModel::CallSite &Site : Model.callers(F)) {
      const Body *In = Model.body(Site.Caller);
      std::optional<Call> C =
          In ? Model.resolver().resolve(Site.Site) : std::nullopt;
      if (!C || *Index >= C->Arguments.size())
        continue;
      Spawn S;
      S.Kind = SpawnKind::PoolTask;
      S.Api = &OwnSubmit;
      S.Name = qualifiedName(*F);
      S.Site = Site.Site;
      S.In = In;
      llvm::ArrayRef<const Expr *> After(C->Arguments);
      S.Entry = callableOf(Model.resolver(), C->Arguments[*Index],
                           After.drop_front(*Index + 1));
      S.Kept =
          trackHandle(*In, Model.resolver(), Site.Site, HandleRule::Leaves);
      Found.push_back(std::move(S));
    }
  }
  return Found;
}
