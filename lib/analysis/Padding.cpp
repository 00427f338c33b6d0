//===--- Padding.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Padding.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/MathExtras.h"

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral StandardName =
    "hardware_destructive_interference_size";
/// The line size that the standard's constant stands for.
static constexpr unsigned UsualLine = 64;
/// Bytes of a core's own cache: 32 KiB on older cores, 48 and more on newer.
static constexpr uint64_t FirstLevelCache = 48 * 1024;

/// The constant that a class is aligned with, as it can be written at \p At;
/// empty for a number, for what only the class knows, and for what comes later.
static std::string constantOf(const ASTContext &Context,
                              const RecordDecl &Padded, unsigned Line,
                              SourceLocation At) {
  const SourceManager &SM = Context.getSourceManager();
  auto IsKnown = [&](SourceLocation Loc) {
    return Loc.isValid() && At.isValid() && !SM.isInSystemHeader(Loc) &&
           SM.isBeforeInTranslationUnit(Loc, SM.getFileLoc(At));
  };
  for (const auto *Aligned : Padded.specific_attrs<AlignedAttr>()) {
    const Expr *E =
        Aligned->isAlignmentExpr() ? Aligned->getAlignmentExpr() : nullptr;
    if (!E || E->isValueDependent() || E->containsErrors())
      continue;
    const auto Value = E->getIntegerConstantExpr(Context);
    if (!Value || *Value != Line)
      continue;
    const SourceLocation Begin = E->getBeginLoc();
    if (Begin.isMacroID()) {
      if (IsKnown(SM.getSpellingLoc(Begin)) && SM.isMacroBodyExpansion(Begin))
        return Lexer::getImmediateMacroName(Begin, SM, Context.getLangOpts())
            .str();
      continue;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->getDeclContext()->isFileContext() &&
        IsKnown(Var->getLocation()))
      return Var->getQualifiedNameAsString();
  }
  return {};
}

LineConstant threadwise::lineConstant(const ConcurrencyModel &Model,
                                      llvm::StringRef Chosen, unsigned Line,
                                      SourceLocation At) {
  if (!Chosen.empty())
    return {Chosen.str(), ""};
  ASTContext &Context = Model.context();
  if (const RecordDecl *Padded = paddedPrecedent(Model, Line))
    if (std::string Own = constantOf(Context, *Padded, Line, At); !Own.empty())
      return {std::move(Own), ""};
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
         !Record.isInvalidDecl() && !Model.reliesOnLayout(&Record);
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
    if (!isWritten(Model.context(), *D) || !D->getIdentifier() ||
        D->hasAttr<AlignedAttr>() || D->getDeclContext()->isExternCContext() ||
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

llvm::SmallVector<const ValueDecl *, 2>
threadwise::partsToPad(llvm::ArrayRef<const ValueDecl *> First,
                       llvm::ArrayRef<const ValueDecl *> Second) {
  for (size_t I = 0; I < First.size() && I < Second.size(); ++I)
    if (First[I] != Second[I])
      return {First[I], Second[I]};
  return {};
}

uint64_t threadwise::costOfPadding(uint64_t Count, uint64_t Stride,
                                   unsigned Line) {
  if (!Stride)
    return 0;
  const uint64_t More = Count * (llvm::alignTo(Stride, Line) - Stride);
  return More > FirstLevelCache / 10 ? More : 0;
}

const RecordDecl *threadwise::paddedPrecedent(const ConcurrencyModel &Model,
                                              unsigned Line) {
  const unsigned Bits = Line * Model.context().getCharWidth();
  for (const RecordDecl *Record : Model.alignedRecords())
    if (Record->getMaxAlignment() >= Bits)
      return Record;
  return nullptr;
}
