//===--- ConcurrencyModel.h - the facts of a translation unit ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_CONCURRENCYMODEL_H
#define THREADWISE_MODEL_CONCURRENCYMODEL_H

namespace clang {
class ASTContext;
}

namespace threadwise {

class Vocabulary;

/// The facts about concurrency in one translation unit, gathered once and
/// shared by all checks of that unit.
class ConcurrencyModel {
public:
  ConcurrencyModel(clang::ASTContext &Context, const Vocabulary &Words)
      : Context(Context), Words(Words) {}
  clang::ASTContext &context() const { return Context; }
  const Vocabulary &vocabulary() const { return Words; }

private:
  clang::ASTContext &Context;
  const Vocabulary &Words;
};

} // namespace threadwise

#endif // THREADWISE_MODEL_CONCURRENCYMODEL_H
