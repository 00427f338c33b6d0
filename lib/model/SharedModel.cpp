//===--- SharedModel.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/SharedModel.h"
#include "model/Verdict.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace threadwise;

std::shared_ptr<SharedModel> SharedModel::ofThisThread() {
  static thread_local std::weak_ptr<SharedModel> Current;
  std::shared_ptr<SharedModel> Shared = Current.lock();
  if (!Shared) {
    Shared = std::make_shared<SharedModel>();
    Current = Shared;
  }
  return Shared;
}

void SharedModel::setVocabulary(std::shared_ptr<const Vocabulary> NewWords) {
  if (!Words)
    Words = std::move(NewWords);
}

static UnitName nameOf(const clang::SourceManager &SM) {
  UnitName Unit;
  clang::FileID Main = SM.getMainFileID();
  Unit.Name = SM.getPresumedLoc(SM.getLocForStartOfFile(Main)).getFilename();
  if (clang::OptionalFileEntryRef File = SM.getFileEntryRefForID(Main))
    Unit.RealPath = File->getFileEntry().tryGetRealPathName().str();
  return Unit;
}

const ConcurrencyModel &SharedModel::get(clang::ASTContext &Context) {
  if (Model)
    return *Model;
  if (VerdictSink *Sink = verdictSink())
    Sink->startUnit(nameOf(Context.getSourceManager()));
  Model = std::make_unique<ConcurrencyModel>(
      Context, Words ? *Words : Vocabulary::builtin());
  return *Model;
}
