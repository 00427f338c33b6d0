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
  /// `proven` or `any`.
  std::string Unguarded;

  void judge(const Payoff &P, Subject What);
  void reportUnguarded(const Payoff &P, Subject What);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_TRIVIALTASKCHECK_H
