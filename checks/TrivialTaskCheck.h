//===--- TrivialTaskCheck.h - work too small for its start ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_TRIVIALTASKCHECK_H
#define THREADWISE_CHECKS_TRIVIALTASKCHECK_H

#include "Check.h"
#include "analysis/Payoff.h"

namespace threadwise {

/// Finds threads, tasks and parallel loops whose work costs less than starting
/// them.
class TrivialTaskCheck : public Check {
public:
  TrivialTaskCheck(llvm::StringRef Name,
                   clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void ask(const ConcurrencyModel &Model) override;

private:
  StartPrices Prices;
  /// Work is small below this share of what its start costs.
  const unsigned SmallPercent;
  /// `proven` or `any`.
  std::string Unguarded;

  /// serial-spawn reports what is waited for at once, and better: the start has
  /// no use whatever the work.
  const bool LeavesSerial;

  void judge(const Payoff &P, Subject What,
             llvm::ArrayRef<clang::FixItHint> Guard = {});
  void reportUnguarded(const Payoff &P, Subject What,
                       llvm::ArrayRef<clang::FixItHint> Guard);
  /// True where serial-spawn reports \p S.
  bool leftToSerialSpawn(const ConcurrencyModel &Model, const Spawn &S);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_TRIVIALTASKCHECK_H
