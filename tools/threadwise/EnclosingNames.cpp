//===--- EnclosingNames.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "EnclosingNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using namespace clang;
using llvm::StringRef;

/// One walk over the declarations of a unit.
class EnclosingNames::Gatherer {
public:
  Gatherer(EnclosingNames &Out, const SourceManager &SM,
           llvm::function_ref<std::string(StringRef)> PathOf)
      : Out(Out), SM(SM), PathOf(PathOf) {}
  void visit(const Decl *D);

private:
  void add(const NamedDecl *D);

  EnclosingNames &Out;
  const SourceManager &SM;
  llvm::function_ref<std::string(StringRef)> PathOf;
};

void EnclosingNames::Gatherer::visit(const Decl *D) {
  if (D->isImplicit() || SM.isInSystemHeader(D->getLocation()))
    return;
  if (const auto *Template = llvm::dyn_cast<TemplateDecl>(D)) {
    if (const NamedDecl *Pattern = Template->getTemplatedDecl())
      visit(Pattern);
    return;
  }
  if (const auto *Friend = llvm::dyn_cast<FriendDecl>(D)) {
    if (const NamedDecl *Befriended = Friend->getFriendDecl())
      visit(Befriended);
    return;
  }
  if (llvm::isa<FunctionDecl, RecordDecl, VarDecl>(D))
    add(llvm::cast<NamedDecl>(D));
  // What a function declares inside is named after it.
  if (llvm::isa<NamespaceDecl, LinkageSpecDecl, RecordDecl, ExportDecl>(D))
    for (const Decl *Inner : llvm::cast<DeclContext>(D)->decls())
      visit(Inner);
}

/// Is the name of this file alone?
static bool isOfOneFile(const NamedDecl *D) {
  if (const auto *Function = llvm::dyn_cast<FunctionDecl>(D))
    if (Function->isMain())
      return true;
  return !D->isExternallyVisible();
}

void EnclosingNames::Gatherer::add(const NamedDecl *D) {
  SourceRange Range = D->getSourceRange();
  auto [File, Begin] = SM.getDecomposedExpansionLoc(Range.getBegin());
  auto [EndFile, End] =
      SM.getDecomposedLoc(SM.getExpansionRange(Range.getEnd()).getEnd());
  auto Entry = SM.getFileEntryRefForID(File);
  if (!Entry || File != EndFile || End < Begin)
    return;
  std::string Name = D->getQualifiedNameAsString();
  if (isOfOneFile(D))
    Name = llvm::sys::path::filename(Entry->getName()).str() + ":" + Name;
  Out.Files[PathOf(Entry->getName())].push_back({Begin, End, std::move(Name)});
}

void EnclosingNames::gather(const ASTContext &Context,
                            llvm::function_ref<std::string(StringRef)> PathOf) {
  Gatherer G(*this, Context.getSourceManager(), PathOf);
  for (const Decl *D : Context.getTranslationUnitDecl()->decls())
    G.visit(D);
}

std::string EnclosingNames::at(StringRef File, unsigned Offset) const {
  auto Found = Files.find(File);
  if (Found == Files.end())
    return "";
  const Stretch *Innermost = nullptr;
  for (const Stretch &S : Found->second)
    if (S.Begin <= Offset && Offset <= S.End &&
        (!Innermost || S.End - S.Begin <= Innermost->End - Innermost->Begin))
      Innermost = &S;
  return Innermost ? Innermost->Name : "";
}
