//===--- SharedModel.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/SharedModel.h"

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

const ConcurrencyModel &SharedModel::get(clang::ASTContext &Context) {
  if (!Model)
    Model = std::make_unique<ConcurrencyModel>(
        Context, Words ? *Words : Vocabulary::builtin());
  return *Model;
}
