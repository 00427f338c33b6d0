//===--- FalseSharingCheck.h - cores fight over a line ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_FALSESHARINGCHECK_H
#define THREADWISE_CHECKS_FALSESHARINGCHECK_H

#include "Check.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace threadwise {

struct Barrier;
struct Contention;
struct LineConstant;
struct Rivals;
struct SlotArray;
struct StripeArray;

/// Finds data that different threads write in a loop or on each operation and
/// that share a cache line.
class FalseSharingCheck : public Check {
public:
  FalseSharingCheck(llvm::StringRef Name,
                    clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void ask(const ConcurrencyModel &Model) override;

private:
  const unsigned LineSize;
  /// What the fixes write for it; empty: the standard's constant.
  const std::string Constant;

  using Declarations = llvm::SmallPtrSet<const clang::ValueDecl *, 4>;
  /// Reports what two visible threads write, and returns it.
  Declarations askThreads(const ConcurrencyModel &Model);
  void askSides(const ConcurrencyModel &Model, const Declarations &Reported);
  void askSlots(const ConcurrencyModel &Model);
  void reportRivals(const ConcurrencyModel &Model, const Rivals &R);
  void reportBarrier(const ConcurrencyModel &Model, const Barrier &B);
  void reportSides(const ConcurrencyModel &Model, const Contention &C);
  void pad(Finding &Report, const ConcurrencyModel &Model,
           llvm::ArrayRef<const clang::ValueDecl *> Declarations);
  void padElements(Finding &Report, const ConcurrencyModel &Model,
                   clang::QualType Element, uint64_t Count, uint64_t Stride,
                   clang::SourceRange Array);
  void offer(Finding &Report, const ConcurrencyModel &Model,
             std::vector<clang::FixItHint> Fixes, clang::SourceLocation At,
             const LineConstant &Name);
  void reportSlots(const ConcurrencyModel &Model, const SlotArray &A);
  void reportStripes(const ConcurrencyModel &Model, const StripeArray &A);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_FALSESHARINGCHECK_H
