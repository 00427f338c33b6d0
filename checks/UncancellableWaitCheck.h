//===--- UncancellableWaitCheck.h - waits with no way out -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_UNCANCELLABLEWAITCHECK_H
#define THREADWISE_CHECKS_UNCANCELLABLEWAITCHECK_H

#include "Check.h"

namespace threadwise {

struct LostItem;
struct LostWakeup;
struct Spin;
struct Wait;
struct WayOut;

/// Finds blocking operations with no way out: what should end them cannot wake
/// them, or may wake them too early.
class UncancellableWaitCheck : public Check {
public:
  UncancellableWaitCheck(llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void ask(const ConcurrencyModel &Model) override;

private:
  /// Print the way out of each wait that has one.
  const bool ShowWayOut;

  void reportSpin(const Spin &S, clang::SourceRange At);
  void reportWay(const WayOut &Way);
  void reportLost(const LostWakeup &Lost);
  void reportLostItem(const LostItem &Lost);
  void askForArrivals(const ConcurrencyModel &Model);
  void askForToken(const ConcurrencyModel &Model, const Wait &W);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_UNCANCELLABLEWAITCHECK_H
