//===--- UncancellableWaitCheck.h - waits with no way out -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_UNCANCELLABLEWAITCHECK_H
#define THREADWISE_CHECKS_UNCANCELLABLEWAITCHECK_H

#include "Check.h"

namespace threadwise {

struct LostWakeup;
struct Wait;

/// Finds blocking operations with no way out: what should end them cannot wake
/// them, or may wake them too early.
class UncancellableWaitCheck : public Check {
public:
  using Check::Check;
  void ask(const ConcurrencyModel &Model) override;

private:
  void reportLost(const LostWakeup &Lost);
  void askForToken(const ConcurrencyModel &Model, const Wait &W);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_UNCANCELLABLEWAITCHECK_H
