//===--- FalseSharingCheck.h - cores fight over a line ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_FALSESHARINGCHECK_H
#define THREADWISE_CHECKS_FALSESHARINGCHECK_H

#include "Check.h"

namespace threadwise {

struct Contention;
struct SlotArray;

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

  void askSides(const ConcurrencyModel &Model);
  void askSlots(const ConcurrencyModel &Model);
  void reportSides(const Contention &C);
  void reportSlots(const ConcurrencyModel &Model, const SlotArray &A);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_FALSESHARINGCHECK_H
