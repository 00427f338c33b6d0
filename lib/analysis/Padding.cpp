//===--- Padding.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Padding.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral StandardName =
    "hardware_destructive_interference_size";
/// The line size that the standard's constant stands for.
static constexpr unsigned UsualLine = 64;

LineConstant threadwise::lineConstant(const ConcurrencyModel &Model,
                                      llvm::StringRef Chosen, unsigned Line) {
  if (!Chosen.empty())
    return {Chosen.str(), ""};
  ASTContext &Context = Model.context();
  if (Line == UsualLine)
    for (const NamedDecl *D :
         Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std")))
      if (const auto *Std = dyn_cast<NamespaceDecl>(D))
        if (!Std->lookup(&Context.Idents.get(StandardName)).empty())
          return {("std::" + StandardName).str(), "<new>"};
  return {std::to_string(Line), ""};
}

/// Written in a file of the user's, not by a macro.
static bool isWritten(const ASTContext &Context, const Decl &D) {
  const SourceManager &SM = Context.getSourceManager();
  return D.getLocation().isFileID() && D.getBeginLoc().isFileID() &&
         !SM.isInSystemHeader(D.getLocation());
}

static bool canAlign(const ConcurrencyModel &Model, const RecordDecl &Record) {
  return isWritten(Model.context(), Record) && !Record.hasAttr<PackedAttr>() &&
         !Record.hasAttr<MaxFieldAlignmentAttr>() &&
         !Record.getDeclContext()->isExternCContext() &&
         !Record.isInvalidDecl() && !Model.asksSizeOf(&Record);
}

static std::string written(const LineConstant &Constant) {
  return "alignas(" + Constant.Text + ") ";
}

static bool knowsOverAligned(const ASTContext &Context) {
  return Context.getLangOpts().CPlusPlus17;
}

std::optional<FixItHint> threadwise::padElement(const ConcurrencyModel &Model,
                                                QualType Element,
                                                const LineConstant &Constant) {
  if (!knowsOverAligned(Model.context()) || Element.isNull())
    return std::nullopt;
  const RecordDecl *Record = Element->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || isa<ClassTemplateSpecializationDecl>(Record) ||
      !Record->getIdentifier() || Record->hasAttr<AlignedAttr>() ||
      !canAlign(Model, *Record))
    return std::nullopt;
  return FixItHint::CreateInsertion(Record->getLocation(), written(Constant));
}

std::vector<FixItHint>
threadwise::padEach(const ConcurrencyModel &Model,
                    llvm::ArrayRef<const ValueDecl *> Declarations,
                    const LineConstant &Constant) {
  std::vector<FixItHint> Fixes;
  if (!knowsOverAligned(Model.context()))
    return Fixes;
  llvm::DenseSet<SourceLocation> Begun;
  for (const ValueDecl *D : Declarations) {
    const auto *Var = dyn_cast<VarDecl>(D);
    const auto *Field = dyn_cast<FieldDecl>(D);
    if (!isWritten(Model.context(), *D) || D->hasAttr<AlignedAttr>() ||
        D->getDeclContext()->isExternCContext() ||
        (Field &&
         (Field->isBitField() || !canAlign(Model, *Field->getParent()))) ||
        (Var && (Var->isStaticDataMember() || Var->getPreviousDecl() ||
                 Var->getMostRecentDecl() != Var)))
      return {};
    if (Begun.insert(D->getBeginLoc()).second)
      Fixes.push_back(
          FixItHint::CreateInsertion(D->getBeginLoc(), written(Constant)));
  }
  return Fixes;
}

const RecordDecl *threadwise::paddedPrecedent(const ConcurrencyModel &Model,
                                              unsigned Line) {
  const unsigned Bits = Line * Model.context().getCharWidth();
  for (const RecordDecl *Record : Model.alignedRecords())
    if (Record->getMaxAlignment() >= Bits)
      return Record;
  return nullptr;
}
