//===--- SharedModel.h - one model for all checks of a unit -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_SHAREDMODEL_H
#define THREADWISE_MODEL_SHAREDMODEL_H

#include "model/ConcurrencyModel.h"
#include "vocabulary/Vocabulary.h"
#include <memory>

namespace threadwise {

/// clang-tidy and clangd construct all checks of a unit on one thread before
/// they parse it, and destroy them after: the first check makes this object,
/// the others share it. Nothing is keyed by the address of an ASTContext:
/// addresses are reused.
class SharedModel {
public:
  /// The object that the checks constructed on this thread share.
  static std::shared_ptr<SharedModel> ofThisThread();

  /// The words to understand the unit by. The first caller's are kept.
  void setVocabulary(std::shared_ptr<const Vocabulary> Words);
  bool hasVocabulary() const { return Words != nullptr; }

  /// The model of the unit, built by the first call.
  const ConcurrencyModel &get(clang::ASTContext &Context);

private:
  std::shared_ptr<const Vocabulary> Words;
  std::unique_ptr<ConcurrencyModel> Model;
};

} // namespace threadwise

#endif // THREADWISE_MODEL_SHAREDMODEL_H
